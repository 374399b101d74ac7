"""How busy this process is, and whom its relay still lets in: a loop that is overloaded loses everyone.

The chair, delegations and those who work in the hall come in as long as there is room at all; spectators leave them
some. What is counted is CPU of the whole process, which shares one core among its threads.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from foundation.refusals import Refusal

SPECTATORS, ALL = 0.7, 0.9
"""The share of a core up to which spectators, and all others, are let in."""
LONG_ENOUGH = 1.5
"""Seconds over which the share is taken: a shorter while says little."""
SLOT = 0.0025
"""The share that somebody takes for each slot, until it shows in what is measured (docs/performance.md)."""

CONNECTING = 200
"""Lines that were answered and never came, beyond which no more spectators are answered."""


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
    def admit(self, slots: int, *, spectator: bool, connecting: int = 0) -> Iterator[None]:
        """Let somebody in who hears so many slots, where so many others are `connecting`.

        Whose line then fails takes nothing. Refuses `media.full`.
        """
        crowded = spectator and connecting >= CONNECTING
        if crowded or self.look() > (SPECTATORS if spectator else ALL):
            raise Refusal(
                "media.full",
                "So many are listening that there is no room for more sound and pictures just now. "
                "The list, the clock and the questions go on. Your page tries again by itself.",
            )
        taken = self._now(), slots * SLOT
        self._admitted.append(taken)
        try:
            yield
        except BaseException:
            with suppress(ValueError):  # it may have been forgotten meanwhile
                self._admitted.remove(taken)
            raise
