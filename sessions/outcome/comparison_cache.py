"""Keeps comparisons, because each costs up to seconds of a processor and a public document has many readers."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from foundation import limits
from foundation.accounts.seats import Seat

LIMIT: Final = "outcome.compare"

PATIENCE: Final = 5.0
"""The most seconds for which a request waits for its turn."""

MOST_AT_ONCE: Final = 3
"""The most requests that make a comparison or wait for their turn. Each has a thread and a connection to the
database."""

Key = tuple[int, str, int, int]
"""The document, the hash of the last entry of its stream, so that a change makes another key, and the two versions.

The hash does not name the document: two documents whose streams have no entry have the same.
"""


class ComparisonCache:
    """The latest comparisons as bytes, up to a number of bytes. Any thread may use it."""

    def __init__(self, octets: int) -> None:
        self._octets, self._held = octets, 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)

    def get(self, key: Key, seat: Seat, make: Callable[[], bytes]) -> bytes:
        """A kept comparison, or one that is made. One is made at a time: a second request for the same waits for the
        first, and they never take more than one processor. If several wait already, it is refused. Refuses
        `http.too_many`.
        """
        if (found := self._find(key)) is not None:
            return found
        limits.check(LIMIT, person=seat.person, guests=seat.network)
        if not self._places.acquire(blocking=False):
            raise limits.LIMITS[LIMIT].refusal()
        try:
            return self._make_in_turn(key, make)
        finally:
            self._places.release()

    def _make_in_turn(self, key: Key, make: Callable[[], bytes]) -> bytes:
        if not self._making.acquire(timeout=PATIENCE):
            raise limits.LIMITS[LIMIT].refusal()
        try:
            return self._find(key) or self._keep(key, make())
        finally:
            self._making.release()

    def _find(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Key, made: bytes) -> bytes:
        with self._lock:
            self._kept[key] = made
            self._held += len(made)
            while self._held > self._octets:
                self._held -= len(self._kept.popitem(last=False)[1])
        return made


comparisons = ComparisonCache(octets=16 * 1024 * 1024)
