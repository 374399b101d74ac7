"""Keyframe requests, at most one in half a second: a request that comes too soon waits, none is dropped."""


class KeyframeThrottle:
    """Decides when a request goes out; it does not send."""

    INTERVAL = 0.5

    __slots__ = ("_last", "_waiting")

    def __init__(self) -> None:
        self._last: float | None = None
        self._waiting = False

    def ask(self, now: float) -> float | None:
        """Seconds until this request should go; None when one that is still to go serves it too."""
        if self._waiting:
            return None
        self._waiting = True
        return 0.0 if self._last is None else max(0.0, self._last + self.INTERVAL - now)

    def sent(self, now: float) -> None:
        """The request went out."""
        self._last, self._waiting = now, False

    def failed(self) -> None:
        """The request had nowhere to go: it does not hold back the next."""
        self._waiting = False
