"""How busy this process is, and whom its relay admits: an overloaded event loop loses everyone.

The chair, delegations and those who work in the hall come in as long as there is room at all; spectators leave them
some: first they get no pictures, then no sound. What is counted is CPU of the whole process, which shares one core
among its threads.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from foundation.refusals import Refusal

PICTURES, SOUND, ALL = 0.7, 0.8, 0.9
"""The share of a core up to which spectators get pictures, get the sound alone, and all others are let in."""
LONG_ENOUGH = 1.5
"""Seconds over which the share is taken: a shorter while says little."""
SLOT, VOICE = 0.0025, 0.001
"""The share that somebody takes for each slot, and for its sound alone, until it shows in what is measured
(docs/performance.md)."""
ROOM_AGAIN = 0.05
"""How far below `PICTURES` it must be before who has the sound alone gets pictures too."""

CONNECTING, CONNECTING_OF_ADDRESS = 200, 100
"""Lines that were answered and never came, in all and of one address, beyond which no more spectators are answered."""


class Capacity:
    """Takes a sample of the CPU whenever it is asked, and every few seconds; `used` gives seconds of it."""

    def __init__(
        self, used: Callable[[], float] = time.process_time, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._used, self._now = used, now
        self._samples: deque[tuple[float, float]] = deque()
        self._admitted: deque[tuple[float, float]] = deque()

    def look(self) -> float:
        """The share of a core in use: what was measured, and what those take who came since."""
        now, used = self._now(), self._used()
        self._samples.append((now, used))
        while len(self._samples) > 1 and now - self._samples[1][0] >= LONG_ENOUGH:
            self._samples.popleft()
        since, before = self._samples[0]
        while self._admitted and self._admitted[0][0] < since:
            self._admitted.popleft()
        measured = (used - before) / (now - since) if now - since >= LONG_ENOUGH else 0.0
        return measured + sum(share for _, share in self._admitted)

    @contextmanager
    def admit(
        self, slots: int, *, spectator: bool, connecting: int = 0, of_address: int = 0
    ) -> Iterator[bool]:
        """Let somebody in who hears so many slots; gives whether with pictures.

        So many others are `connecting`, `of_address` of them from the same address.

        Whose line then fails takes nothing. Refuses `media.full`.
        """
        load = self.look()
        crowded = connecting >= CONNECTING or of_address >= CONNECTING_OF_ADDRESS
        if (spectator and crowded) or load > (SOUND if spectator else ALL):
            raise Refusal(
                "media.full",
                "So many are listening that there is no room for more sound and pictures just now. "
                "The list, the clock and the questions go on. Your page tries again by itself.",
            )
        pictures = not spectator or load <= PICTURES
        taken = self._take(slots * (SLOT if pictures else VOICE))
        try:
            yield pictures
        except BaseException:
            with suppress(ValueError):  # it may have been forgotten meanwhile
                self._admitted.remove(taken)
            raise

    def has_room_again(self, slots: int) -> bool:
        """Whether somebody who has the sound of so many slots alone can have their pictures; takes that room."""
        if self.look() > PICTURES - ROOM_AGAIN:
            return False
        self._take(slots * (SLOT - VOICE))
        return True

    def _take(self, share: float) -> tuple[float, float]:
        taken = self._now(), share
        self._admitted.append(taken)
        return taken
