"""The queue of files to be read: limits how many at a time, how many of one party, and how many a minute."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from foundation import limits
from foundation.refusals import Refusal

AT_ONCE = 2
MAX_WAITING = 16
"""The highest number of waiting files. Each holds a thread and a temporary file."""


class FileQueue:
    """Gives out places for reading a file. `limit` is the name of its limit in `limits.LIMITS`."""

    def __init__(self, limit: str, at_once: int = AT_ONCE, longest: int = MAX_WAITING) -> None:
        self._limit, self._free, self._longest = limit, at_once, longest
        self._parties: set[str] = set()
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def place(self, party: str) -> Iterator[None]:
        """Wait for a place, and hold it within this block.

        Refuses `file.busy`, `file.crowded`, `file.throttled`.
        """
        ours = self._take_place_or_wait(party)
        try:
            if ours is not None:
                ours.wait()
            yield
        finally:
            self._release_place(party)

    def waiting(self) -> int:
        """How many files wait for a place."""
        return len(self._waiting)

    def _take_place_or_wait(self, party: str) -> threading.Event | None:
        """Take a free place and return None. If none is free, return an event that is set when a place is free."""
        with self._lock:
            self._check_may_queue(party)
            self._parties.add(party)
            if self._free:
                self._free -= 1
                return None
            self._waiting.append(threading.Event())
            return self._waiting[-1]

    def _check_may_queue(self, party: str) -> None:
        if party in self._parties:
            raise Refusal(
                "file.busy", "A file of your party is being read. Wait until it is done, then send this one."
            )
        if not self._free and len(self._waiting) >= self._longest:
            raise Refusal("file.crowded", "Many files are being read. Send yours again in a minute.")
        limits.check(self._limit, sender=party)

    def _release_place(self, party: str) -> None:
        """Give the place to the file that has waited longest, or make it free if no file waits."""
        with self._lock:
            self._parties.discard(party)
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
