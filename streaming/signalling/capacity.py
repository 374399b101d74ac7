"""Measures this process's load, and decides whom its relay admits: an overloaded event loop fails for everyone.

The chair, delegations and the hall's staff are admitted while there is any room. To keep room for them, spectators are
limited earlier: first they get no pictures, then no sound. The measure is the CPU time of the whole process, whose
threads share one core.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from foundation.refusals import Refusal

PICTURES, SOUND, ALL = 0.7, 0.8, 0.9
"""The shares of a core in use up to which a spectator gets pictures, a spectator gets sound, and everybody else is
admitted.
"""
LONG_ENOUGH = 1.5
"""Seconds over which the share is measured: a shorter time says little."""
SLOT, VOICE = 0.0025, 0.001
"""The share of a core that a new listener is expected to take, for each slot and for its sound. It is used until the
measured load includes the listener (docs/performance.md).
"""
ROOM_AGAIN = 0.05
"""The share must be this far below `PICTURES` before a listener with sound only gets pictures."""

CONNECTING, CONNECTING_OF_ADDRESS = 200, 100
"""If this many lines, in all or from one address, have no connection yet, further spectators are refused."""


class Capacity:
    """Samples the CPU time at each call of `measure_load`. `used` returns the CPU time in seconds."""

    def __init__(
        self, used: Callable[[], float] = time.process_time, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._used, self._now = used, now
        self._samples: deque[tuple[float, float]] = deque()
        self._admitted: deque[tuple[float, float]] = deque()

    def measure_load(self) -> float:
        """The share of a core in use, measured now, and the share that new listeners are expected to take."""
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
        """Admit a listener with this many slots. A context manager that yields whether the listener gets pictures.

        `connecting` is the number of other lines that are not connected yet, `of_address` the number of those from the
        same address. If the block raises, the listener's share is given back. Refuses `media.full`.
        """
        load = self.measure_load()
        crowded = connecting >= CONNECTING or of_address >= CONNECTING_OF_ADDRESS
        if (spectator and crowded) or load > (SOUND if spectator else ALL):
            raise Refusal(
                "media.full",
                "So many are listening that there is no room for more sound and pictures just now. "
                "The list, the clock and the questions go on. Your page tries again by itself.",
            )
        pictures = not spectator or load <= PICTURES
        taken = self._reserve_share(slots * (SLOT if pictures else VOICE))
        try:
            yield pictures
        except BaseException:
            with suppress(ValueError):  # it may have been dropped meanwhile
                self._admitted.remove(taken)
            raise

    def has_room_again(self, slots: int) -> bool:
        """Whether a listener with this many slots and sound only can get pictures. If so, reserves its share."""
        if self.measure_load() > PICTURES - ROOM_AGAIN:
            return False
        self._reserve_share(slots * (SLOT - VOICE))
        return True

    def _reserve_share(self, share: float) -> tuple[float, float]:
        taken = self._now(), share
        self._admitted.append(taken)
        return taken
