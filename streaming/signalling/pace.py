"""How fast one person may open lines: an offer costs 4 to 18 ms of the loop that carries everybody's packets."""

import math
import time
from collections.abc import Callable

from foundation.refusals import Refusal
from foundation.wire.bucket import Bucket

AT_ONCE, A_SECOND = 20.0, 1.0
"""A hall's screens and its desk share a seat, and open their lines together when the relay is back."""
MOST_KNOWN = 10_000


class Throttled(Refusal):
    """`media.throttled`: too many offers of one person; good again after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("media.throttled", "You open too many connections. Wait a moment, then try again.")
        self.retry_after = retry_after


class Pace:
    """A token bucket for each person. `now` is seconds of a clock that never runs back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._buckets: dict[str, Bucket] = {}

    def check(self, person: str) -> None:
        """Let a person open one more line. Refuses `media.throttled`."""
        now = self._now()
        if person not in self._buckets and len(self._buckets) >= MOST_KNOWN:
            self._forget(now)
        bucket = self._buckets.setdefault(person, Bucket(AT_ONCE, A_SECOND, now))
        if not bucket.take(now):
            raise Throttled(math.ceil(1 / A_SECOND))

    def _forget(self, now: float) -> None:
        """Those who have asked for nothing lately have full buckets, as strangers do."""
        self._buckets = {
            person: bucket for person, bucket in self._buckets.items() if not bucket.is_full(now)
        }
