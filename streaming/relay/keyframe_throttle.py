"""Limits keyframe requests to one in half a second: a request that comes too soon waits and is not dropped."""


class KeyframeThrottle:
    """Decides when a request is sent. It does not send."""

    INTERVAL = 0.5

    __slots__ = ("_last", "_waiting")

    def __init__(self) -> None:
        self._last: float | None = None
        self._waiting = False

    def seconds_until_request(self, now: float) -> float | None:
        """Seconds until this request is due, or None if a pending one serves it too."""
        if self._waiting:
            return None
        self._waiting = True
        return 0.0 if self._last is None else max(0.0, self._last + self.INTERVAL - now)

    def note_sent(self, now: float) -> None:
        """Note that the request was sent."""
        self._last, self._waiting = now, False

    def note_failed(self) -> None:
        """Note that the request could not be sent, so that it does not delay the next one."""
        self._waiting = False
