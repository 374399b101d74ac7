"""Rate limits: a token bucket, and one per key."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MAX_KNOWN = 10_000


class TokenBucket:
    """Holds up to `size` tokens and gains `rate` tokens per second. Each action takes one. Pure."""

    def __init__(self, size: float, rate: float, now: float) -> None:
        self._size, self._rate = size, rate
        self._tokens, self._at = size, now

    def has_token(self, now: float) -> bool:
        """Whether a token is left. `now` is in seconds of a monotonic clock."""
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return self._tokens >= 1

    def take(self, now: float) -> bool:
        """Take a token. Returns False if none is left."""
        if not self.has_token(now):
            return False
        self._tokens -= 1
        return True


class RateLimiter:
    """A token bucket per key (an address, a person, a party), in this process. Any thread may use it.

    The key that was idle for longest is forgotten first. `now` returns seconds of a monotonic clock.
    """

    def __init__(self, size: float, rate: float, now: Callable[[], float] = time.monotonic) -> None:
        self._size, self._rate, self._now = size, rate, now
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def seconds(self) -> int:
        """The longest time until a key has another token, in seconds."""
        return math.ceil(1 / self._rate)

    def take(self, key: str, now: float | None = None) -> bool:
        """Take a token of this key. Returns False if none is left."""
        now = self._now() if now is None else now
        with self._lock:
            bucket = self._buckets.setdefault(key, TokenBucket(self._size, self._rate, now))
            self._buckets.move_to_end(key)
            if len(self._buckets) > MAX_KNOWN:
                self._buckets.popitem(last=False)
            return bucket.take(now)

    def forget_all(self) -> None:
        """Forget all keys."""
        with self._lock:
            self._buckets.clear()
