"""The queue of files to be read: limits how many at a time, how many of one party, and how many a minute."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal

AT_ONCE = 2
MAX_WAITING = 16
"""The highest number of waiting files. Each holds a thread and a temporary file."""
FILES, SECONDS_A_FILE = 10, 30.0
"""A party may send `FILES` files in a row, and then one more every `SECONDS_A_FILE` seconds."""


class FileQueue:
    """Gives out places for reading a file. Files that are refused after reading count like accepted ones."""

    def __init__(self, at_once: int = AT_ONCE, longest: int = MAX_WAITING, files: int = FILES) -> None:
        self._free, self._longest = at_once, longest
        self._parties: set[str] = set()
        self._waiting: deque[threading.Event] = deque()
        self._limiter = RateLimiter(files, 1 / SECONDS_A_FILE)
        self._lock = threading.Lock()

    @contextmanager
    def place(self, party: str, now: float | None = None) -> Iterator[None]:
        """Wait for a place, and hold it within this block. `now` is in seconds of a monotonic clock.

        Refuses `file.busy`, `file.crowded`, `file.throttled`.
        """
        ours = self._take_place_or_wait(party, time.monotonic() if now is None else now)
        try:
            if ours is not None:
                ours.wait()
            yield
        finally:
            self._release_place(party)

    def waiting(self) -> int:
        """How many files wait for a place."""
        return len(self._waiting)

    def _take_place_or_wait(self, party: str, now: float) -> threading.Event | None:
        """Take a free place and return None. If none is free, return an event that is set when a place is free."""
        with self._lock:
            self._check_may_queue(party, now)
            self._parties.add(party)
            if self._free:
                self._free -= 1
                return None
            self._waiting.append(threading.Event())
            return self._waiting[-1]

    def _check_may_queue(self, party: str, now: float) -> None:
        if party in self._parties:
            raise Refusal(
                "file.busy", "A file of your party is being read. Wait until it is done, then send this one."
            )
        if not self._free and len(self._waiting) >= self._longest:
            raise Refusal("file.crowded", "Many files are being read. Send yours again in a minute.")
        if not self._limiter.take(party, now):
            raise Refusal(
                "file.throttled", "Your party has sent many files. Send this one again in a minute."
            )

    def _release_place(self, party: str) -> None:
        """Give the place to the file that has waited longest, or make it free if no file waits."""
        with self._lock:
            self._parties.discard(party)
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
