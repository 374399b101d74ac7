"""Measures whether a stream arrives, and its bitrate."""

INTERVAL = 0.9
"""Least seconds between two measurements."""
STALLED = 1.5
"""Seconds without a packet after which a layer counts as not sent. On a poor uplink a browser stops the largest."""
FADES = 0.95
"""Factor of the previous rate that is kept a second later: a picture that stands still will move again."""


class Bitrate:
    """The bitrate of one stream. It is measured only when `rate` is called.

    `at` is when the last packet arrived, or 0 if none has arrived.
    """

    __slots__ = ("_measured_at", "_octets", "_rate", "at")

    def __init__(self) -> None:
        self.at = 0.0
        self._rate = 0.0
        self._octets = 0
        self._measured_at = 0.0

    def note_packet(self, now: float) -> None:
        """Note a packet."""
        if not self.at:
            self._measured_at = now
        self.at = now

    def is_flowing(self, now: float) -> bool:
        """Whether packets arrive."""
        return bool(self.at) and now - self.at < STALLED

    def rate(self, octets: int, now: float) -> float:
        """The bits a second, measured again if the last measurement is a second old. 0 in the first second.

        `octets` is the total received.
        """
        elapsed = now - self._measured_at
        if self.at and elapsed >= INTERVAL:
            latest = 8 * max(0, octets - self._octets) / elapsed
            self._rate = max((self._rate + latest) / 2, FADES * self._rate) if self._rate else latest
            self._octets, self._measured_at = octets, now
        return self._rate
