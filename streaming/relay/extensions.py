"""RTP header extensions (RFC 8285): which ones the relay reads, and those of the packets that it sends.

Packets to a listener have those of three extensions that it negotiated: `mid`, `abs-send-time` (which its browser needs
to estimate the bandwidth), and the audio level of the source. A publisher's extensions are read and not forwarded.
"""

from collections.abc import Mapping
from functools import lru_cache

from streaming.relay.rtp import NO_LEVEL, ONE_BYTE_PROFILE, PAIR

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
TRANSPORT = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"

FROM_PUBLISHERS = frozenset({MID, AUDIO_LEVEL, TRANSPORT, RID, REPAIRED_RID})
TO_LISTENERS = frozenset({MID, AUDIO_LEVEL, SEND_TIME})

LARGEST_ID, LONGEST_VALUE = 14, 16
"""The largest id, and the longest value in octets, of the one-byte form, which the relay sends."""


def send_time(now: float) -> int:
    """Seconds as an `abs-send-time`: 24 bits, 6 of whole seconds and 18 of their fraction."""
    return int(now * (1 << 18)) & 0xFFFFFF


class ExtensionLayout:
    """The extensions of one sender's packets. Senders with the same layout share one."""

    __slots__ = ("_level", "_mid", "_time", "size", "version")

    def __init__(self, mid: bytes, level: int, time: int) -> None:
        self._mid, self._level, self._time = mid, level, time
        octets = len(mid) + (2 if level else 0) + (4 if time else 0)
        self.size = 4 + -(-octets // 4) * 4 if octets else 0
        # The first octet of an RTP header: version 2, and whether extensions follow.
        self.version = 0x90 if octets else 0x80

    def encode(self, now: float, level: int) -> bytes:
        """The extensions of a packet that is sent now. `level` is RFC 6464's octet, or `NO_LEVEL`."""
        if not self.size:
            return b""
        values = self._mid
        if self._level:
            # A missing level is padding, so that all packets of a run have one size.
            values += bytes((self._level << 4, level)) if level != NO_LEVEL else bytes(2)
        if self._time:
            values += bytes((self._time << 4 | 2,)) + send_time(now).to_bytes(3, "big")
        words = (self.size - 4) // 4
        return PAIR.pack(ONE_BYTE_PROFILE, words) + values.ljust(4 * words, b"\0")


@lru_cache(maxsize=256)
def _shared_layout(mid: bytes, level: int, time: int) -> ExtensionLayout:
    return ExtensionLayout(mid, level, time)


def layout_for(mid: str, ids: Mapping[str, int]) -> ExtensionLayout:
    """The layout of one medium's packets for a listener that negotiated these ids."""
    usable = {uri: number for uri, number in ids.items() if 0 < number <= LARGEST_ID}
    name, number = mid.encode(), usable.get(MID, 0)
    element = (
        bytes((number << 4 | len(name) - 1,)) + name if number and 0 < len(name) <= LONGEST_VALUE else b""
    )
    return _shared_layout(element, usable.get(AUDIO_LEVEL, 0), usable.get(SEND_TIME, 0))
