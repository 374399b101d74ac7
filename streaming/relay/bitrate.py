"""Measures whether a stream arrives, and its bitrate."""

INTERVAL = 0.9
"""Seconds between two measurements at least."""
STALLED = 1.5
"""Seconds without a packet after which a layer counts as not sent; on a poor uplink a browser stops the largest."""
FADES = 0.95
"""Of the rate before, what is still counted with a second later: a picture that stands still moves again."""


class Bitrate:
    """One stream: `at` is when its last packet came, 0 is never. Nobody needs to measure what nobody asks for."""

    __slots__ = ("_measured_at", "_octets", "_rate", "at")

    def __init__(self) -> None:
        self.at = 0.0
        self._rate = 0.0
        self._octets = 0
        self._measured_at = 0.0

    def came(self, now: float) -> None:
        """Note a packet."""
        if not self.at:
            self._measured_at = now
        self.at = now

    def flows(self, now: float) -> bool:
        """Whether packets arrive."""
        return bool(self.at) and now - self.at < STALLED

    def rate(self, octets: int, now: float) -> float:
        """Bits a second, measured anew where the last time was a second ago; 0 in the first.

        `octets` are what came in all.
        """
        elapsed = now - self._measured_at
        if self.at and elapsed >= INTERVAL:
            latest = 8 * max(0, octets - self._octets) / elapsed
            self._rate = max((self._rate + latest) / 2, FADES * self._rate) if self._rate else latest
            self._octets, self._measured_at = octets, now
        return self._rate
