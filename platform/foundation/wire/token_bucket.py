"""A token bucket: how fast one may ask. Pure."""


class TokenBucket:
    """Holds up to `size` tokens and gains `rate` a second; each act takes one."""

    def __init__(self, size: float, rate: float, now: float) -> None:
        self._size, self._rate = size, rate
        self._tokens, self._at = size, now

    def has(self, now: float) -> bool:
        """Whether a token is left. `now` is seconds of a clock that never runs back."""
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return self._tokens >= 1

    def is_full(self, now: float) -> bool:
        """Whether it holds all it can: nobody took of it lately."""
        self.has(now)
        return self._tokens >= self._size

    def take(self, now: float) -> bool:
        """Take a token; False where none is left."""
        if not self.has(now):
            return False
        self._tokens -= 1
        return True
