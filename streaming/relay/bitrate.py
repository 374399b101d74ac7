"""Measures whether a stream arrives, and its bitrate."""

INTERVAL = 0.9
"""The shortest time between two measurements, in seconds."""
STALLED = 1.5
"""Seconds without a packet after which a layer counts as not sent.

On a poor uplink a browser stops sending the largest layer.
"""
FADES = 0.95
"""At each measurement a rate falls at most to this factor of itself. So a picture that stands still for a moment keeps
most of its rate.
"""


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
        """Note that a packet arrived at `now`."""
        if not self.at:
            self._measured_at = now
        self.at = now

    def is_flowing(self, now: float) -> bool:
        """Whether the last packet arrived less than `STALLED` seconds ago."""
        return bool(self.at) and now - self.at < STALLED

    def rate(self, octets: int, now: float) -> float:
        """The bits a second. They are measured again if the last measurement is `INTERVAL` old. 0 in the first second.

        `octets` is the total received.
        """
        elapsed = now - self._measured_at
        if self.at and elapsed >= INTERVAL:
            latest = 8 * max(0, octets - self._octets) / elapsed
            self._rate = max((self._rate + latest) / 2, FADES * self._rate) if self._rate else latest
            self._octets, self._measured_at = octets, now
        return self._rate
