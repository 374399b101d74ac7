"""Rewrites sequence numbers and timestamps for one listener, so that they are continuous while sources change.

A listener's sequence numbers, timestamps and picture ids are the source's, shifted. The shifts are chosen when a source
begins, so that the next number follows the last one. They stay until the source ends. Nothing is counted for each
packet, because the source knows its last packet.
"""

import random

from streaming.relay.rtp import Packet, nearest_extended

NEVER = 1 << 62


class Rewriter:
    """The shifts of one (listener, slot, kind).

    `first` is the extended number of the first packet that is sent. `NEVER` while it waits for one.
    """

    __slots__ = (
        "_clock_rate",
        "_last_duration",
        "_layer",
        "_left_at",
        "_picture",
        "_sequence",
        "_timestamp",
        "first",
        "layer_shift",
        "picture_shift",
        "sequence_shift",
        "timestamp_shift",
    )

    def __init__(self, clock_rate: int) -> None:
        self.first = NEVER
        self.sequence_shift = 0
        self.timestamp_shift = 0
        self.picture_shift = 0
        self.layer_shift = 0
        self._clock_rate = clock_rate
        # The lower half, so that an early loss cannot make SRTP's rollover counters differ.
        self._sequence = random.randrange(0x8000)
        self._timestamp = random.getrandbits(32)
        self._picture = random.getrandbits(15)
        self._layer = random.getrandbits(8)
        self._left_at: float | None = None
        self._last_duration = 1

    @property
    def has_begun(self) -> bool:
        """Whether a packet was sent with this numbering."""
        return self.first != NEVER or self._left_at is not None

    def begin_source(self, packet: Packet, now: float) -> None:
        """Begin a source with this packet. It gets the next numbers, and a timestamp that counts the silence before it.

        The timestamp is not before the end of the last packet, because the two would sound at once.
        """
        silence = 0.0 if self._left_at is None else now - self._left_at
        timestamp = self._timestamp + max(self._last_duration, round(silence * self._clock_rate))
        self.first = packet.sequence
        self.sequence_shift = (self._sequence + 1 - packet.sequence) & 0xFFFF
        self.timestamp_shift = (timestamp - packet.timestamp) & 0xFFFFFFFF
        self.picture_shift = (self._picture + 1 - packet.picture) & 0x7FFF
        self.layer_shift = (self._layer + 1 - packet.layer) & 0xFF

    def end_source(
        self, latest: Packet | None, at: float, duration: int = 1, pictured: Packet | None = None
    ) -> None:
        """Stop renumbering the present source. The next source continues after its last packet.

        `latest` is its highest packet, which arrived at `at` and lasts `duration` ticks. `pictured` is its highest
        packet with a picture id. Padding has none.
        """
        if latest is not None and latest.sequence >= self.first:
            self._sequence = (latest.sequence + self.sequence_shift) & 0xFFFF
            self._timestamp = (latest.timestamp + self.timestamp_shift) & 0xFFFFFFFF
            self._left_at, self._last_duration = at, max(1, duration)
        if pictured is not None and pictured.sequence >= self.first:
            self._picture = (pictured.picture + self.picture_shift) & 0x7FFF
            if pictured.layer_at:
                self._layer = (pictured.layer + self.layer_shift) & 0xFF
        self.first = NEVER

    def source_sequence(self, sequence: int, highest: int) -> int | None:
        """The source's extended number for this listener's `sequence`.

        `highest` is the source's highest. None if the listener got that number from an earlier source.
        """
        number = nearest_extended((sequence - self.sequence_shift) & 0xFFFF, highest)
        return number if self.first <= number <= highest else None
