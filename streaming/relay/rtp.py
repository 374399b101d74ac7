"""RTP packets as bytes (RFC 3550): parsing them, and the template from which the packets to all listeners are made.

Pure: no I/O and no clock.
"""

from struct import Struct
from typing import NamedTuple

HEADER = Struct("!BBHLL")
HEADER_SIZE = HEADER.size
PAIR = Struct("!HH")
ONE_BYTE_PROFILE = 0xBEDE
TWO_BYTE_PROFILES = range(0x1000, 0x1010)
NO_LEVEL = -1
"""The audio level of a packet whose source gives none."""
MAX_DROPOUT = 3000
"""A sequence number that is further ahead than this belongs to a new stream (RFC 3550, appendix A.1)."""


class Header(NamedTuple):
    """The header of an RTP packet. The payload is `data[start:end]`. Extensions begin at `data[extended]`."""

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    start: int
    end: int
    extended: int


class Packet(NamedTuple):
    """The template of one packet: the part that all listeners share, and where their own numbers go.

    `data` is twelve bytes of header and the payload, without CSRCs, extensions and padding. `sequence` is the source's
    number extended beyond 16 bits, `timestamp` the source's. `picture_at` and `layer_at` are the positions of VP8's
    picture id (15 bits) and TL0PICIDX in `data`, or 0 if there is none. `joinable` is whether a listener can begin with
    this packet: the start of a keyframe, or any packet of sound. `level` is the octet of RFC 6464, or `NO_LEVEL`.
    """

    data: bytes
    size: int
    marker: int
    sequence: int
    timestamp: int
    picture_at: int
    picture: int
    layer_at: int
    layer: int
    joinable: bool
    level: int = NO_LEVEL


def is_rtcp(data: bytes | memoryview) -> bool:
    """Whether a packet on a multiplexed port is RTCP (RFC 5761, section 4)."""
    return len(data) >= 2 and 192 <= data[1] <= 223


def parse(data: bytes) -> Header:
    """Read a packet's header. `ValueError` if it is not an RTP packet or is cut short."""
    if len(data) < HEADER_SIZE:
        raise ValueError("The packet is shorter than an RTP header.")
    first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
    if first >> 6 != 2:
        raise ValueError("The packet is not of RTP version 2.")
    start = HEADER_SIZE + 4 * (first & 0x0F)
    extended = 0
    if first & 0x10:
        extended = start
        start += 4 + 4 * _extension_words(data, start)
    end = len(data) - (data[-1] if first & 0x20 else 0)
    if start > end:
        raise ValueError("The packet is shorter than its header says.")
    return Header(second & 0x7F, second >= 0x80, sequence, timestamp, ssrc, start, end, extended)


def _extension_words(data: bytes, at: int) -> int:
    if len(data) < at + 4:
        raise ValueError("The packet ends inside its extension.")
    return int(PAIR.unpack_from(data, at)[1])


def extension(data: bytes, header: Header, wanted: int) -> bytes | None:
    """The value of one header extension (RFC 8285, one-byte and two-byte forms), or None."""
    if not header.extended:
        return None
    profile = PAIR.unpack_from(data, header.extended)[0]
    two_bytes = profile in TWO_BYTE_PROFILES
    if profile != ONE_BYTE_PROFILE and not two_bytes:
        return None
    at = header.extended + 4
    while at + two_bytes < header.start:
        if data[at] == 0:
            at += 1
            continue
        name, size, at = _extension_element(data, at, two_bytes)
        if name == wanted:
            return data[at : at + size] if at + size <= header.start else None
        at += size
    return None


def _extension_element(data: bytes, at: int, two_bytes: bool) -> tuple[int, int, int]:
    """The id and size of the element at `at`, and where its value begins."""
    if two_bytes:
        return data[at], data[at + 1], at + 2
    return data[at] >> 4, (data[at] & 0x0F) + 1, at + 1


def audio_level(data: bytes, header: Header, wanted: int) -> int:
    """The audio level octet of a packet (RFC 6464), or `NO_LEVEL`."""
    value = extension(data, header, wanted) if wanted else None
    return value[0] if value else NO_LEVEL


def decibels(level: int) -> int | None:
    """The audio level in dBov: 0 (loudest) to -127 (silence)."""
    return None if level == NO_LEVEL else -(level & 0x7F)


def retransmitted_packet(payload: bytes) -> tuple[int, bytes] | None:
    """The lost sequence number and payload of a retransmission (RFC 4588), or None for a probe."""
    if len(payload) <= 2:
        return None
    return int.from_bytes(payload[:2], "big"), payload[2:]


def packet_template(
    payload: bytes, *, marker: bool, sequence: int, timestamp: int, joinable: bool, level: int = NO_LEVEL
) -> Packet:
    """The template of a packet without a picture id: sound, H.264, or VP8 without numbered pictures."""
    data = HEADER.pack(0x80, 0, 0, 0, 0) + payload
    return Packet(data, len(data), marker << 7, sequence, timestamp, 0, 0, 0, 0, joinable, level)


class SequenceExtender:
    """Extends 16-bit sequence numbers. The results never wrap, and begin above 65535."""

    __slots__ = ("highest",)

    def __init__(self) -> None:
        self.highest: int | None = None

    def extend(self, sequence: int) -> int:
        """The extended number of `sequence`, assumed within 32768 of the highest so far."""
        if self.highest is None:
            self.highest = sequence + 0x10000
            return self.highest
        extended = nearest_extended(sequence, self.highest)
        self.highest = max(self.highest, extended)
        return extended

    def is_leap(self, sequence: int) -> bool:
        """Whether a number is so far ahead of the highest that a new stream began."""
        if self.highest is None:
            return False
        return nearest_extended(sequence & 0xFFFF, self.highest) - self.highest >= MAX_DROPOUT

    def is_near(self, sequence: int, distance: int) -> bool:
        """Whether a number is less than `distance` from the highest. The highest stays as it is."""
        return (
            self.highest is not None
            and abs(nearest_extended(sequence, self.highest) - self.highest) < distance
        )


def nearest_extended(sequence: int, reference: int) -> int:
    """The extended number with these 16 low bits that is nearest to the extended `reference`."""
    distance = (sequence - reference) & 0xFFFF
    return reference + distance - (0x10000 if distance >= 0x8000 else 0)
