"""RTCP (RFC 3550, 4585, 5104; REMB: draft-alvestrand-rmcat-remb): what the relay sends and reads.

Times are NTP seconds as floats on this side and 32.32 fixed point on the wire.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from struct import Struct
from struct import error as StructError

SR, RR, SDES, BYE, RTPFB, PSFB = 200, 201, 202, 203, 205, 206
NACK, PLI, FIR, APPLICATION, TRANSPORT = 1, 1, 4, 15, 15
CNAME = 1
NTP_EPOCH = 2_208_988_800
MAX_LOST = 64
"""The highest number of lost packets that are read from a compound packet: two kilobytes can name 8,500.

The receiver asks for the rest again.
"""
MAX_PARTS = 64
"""The highest number of messages that are read from a compound packet.

Browsers send a report, a CNAME, and one for each stream.
"""

_HEADER = Struct("!BBH")
_SENDER = Struct("!LQLLL")
_BLOCK = Struct("!LB3sLLLL")
_FEEDBACK = Struct("!LL")
_LOST = Struct("!HH")


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """A report block: `lost_fraction` in 1/256, `jitter` in clock ticks, `lsr`, `dlsr` in 1/65536 s."""

    ssrc: int
    lost_fraction: int
    lost: int
    highest: int
    jitter: int
    lsr: int
    dlsr: int


@dataclass(frozen=True, slots=True)
class SenderReport:
    """The sender's clock: its stream had `timestamp` at `ntp` (32.32 fixed point)."""

    ssrc: int
    ntp: int
    timestamp: int


@dataclass(frozen=True, slots=True)
class Nack:
    """A NACK: these sequence numbers of `ssrc` are asked for again."""

    ssrc: int
    sequences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Remb:
    """REMB: a receiver's estimate of its line, over all streams of pictures together."""

    bits_per_second: int


@dataclass(frozen=True, slots=True)
class KeyframeRequest:
    """A PLI or FIR for `ssrc`."""

    ssrc: int


Message = SenderReport | ReportBlock | Nack | KeyframeRequest | Remb


def ntp_timestamp(seconds: float) -> int:
    """Unix time as an NTP timestamp, 32.32 fixed point."""
    return int((seconds + NTP_EPOCH) * (1 << 32)) & 0xFFFFFFFFFFFFFFFF


def unix_time(timestamp: int) -> float:
    """An NTP timestamp, 32.32 fixed point, as Unix time."""
    return timestamp / (1 << 32) - NTP_EPOCH


def parse(data: bytes) -> Iterator[Message]:
    """Parse a compound packet into its known messages. Parsing ends silently where the packet is malformed."""
    at, left = 0, MAX_LOST
    for _ in range(MAX_PARTS):
        if at + 4 > len(data):
            return
        first, kind, words = _HEADER.unpack_from(data, at)
        end = at + 4 + 4 * words
        if first >> 6 != 2 or end > len(data):
            return
        try:
            for message in _messages(kind, first & 0x1F, data[at + 4 : end], left):
                left -= len(message.sequences) if isinstance(message, Nack) else 0
                yield message
        except StructError:
            return
        at = end


def _messages(kind: int, count: int, body: bytes, most_lost: int) -> Iterator[Message]:
    if kind == SR:
        ssrc, when, timestamp, _, _ = _SENDER.unpack_from(body)
        yield SenderReport(ssrc, when, timestamp)
        yield from _blocks(body, 24, count)
    elif kind == RR:
        yield from _blocks(body, 4, count)
    elif kind == RTPFB and count == NACK:
        yield Nack(_FEEDBACK.unpack_from(body)[1], tuple(islice(_lost_sequences(body), most_lost)))
    elif kind == PSFB and count == PLI:
        yield KeyframeRequest(_FEEDBACK.unpack_from(body)[1])
    elif kind == PSFB and count == APPLICATION and body[8:12] == b"REMB" and len(body) >= 16:
        value = int.from_bytes(body[13:16], "big")
        yield Remb((value & 0x3FFFF) << (value >> 18))
    elif kind == PSFB and count == FIR:
        for at in range(8, len(body) - 7, 8):
            yield KeyframeRequest(int.from_bytes(body[at : at + 4], "big"))


def _blocks(body: bytes, at: int, count: int) -> Iterator[ReportBlock]:
    for _ in range(count):
        ssrc, fraction, lost, highest, jitter, lsr, dlsr = _BLOCK.unpack_from(body, at)
        yield ReportBlock(
            ssrc, fraction, int.from_bytes(lost, "big", signed=True), highest, jitter, lsr, dlsr
        )
        at += _BLOCK.size


def _lost_sequences(body: bytes) -> Iterator[int]:
    for at in range(8, len(body) - 3, 4):
        first, following = _LOST.unpack_from(body, at)
        yield first
        for bit in range(16):
            if following >> bit & 1:
                yield (first + bit + 1) & 0xFFFF


def _packet(kind: int, count: int, body: bytes) -> bytes:
    return _HEADER.pack(0x80 | count, kind, len(body) // 4) + body


def sender_report(ssrc: int, when: int, timestamp: int, packets: int, octets: int) -> bytes:
    """A sender report without blocks. `when` is an NTP timestamp, the counts may exceed 32 bits."""
    mask = 0xFFFFFFFF
    return _packet(SR, 0, _SENDER.pack(ssrc, when, timestamp & mask, packets & mask, octets & mask))


def receiver_report(ssrc: int, blocks: Sequence[ReportBlock]) -> bytes:
    """A receiver report with up to 31 blocks."""
    return _packet(RR, len(blocks), ssrc.to_bytes(4, "big") + b"".join(map(_pack_block, blocks)))


def _pack_block(block: ReportBlock) -> bytes:
    lost = max(-0x800000, min(block.lost, 0x7FFFFF)).to_bytes(3, "big", signed=True)
    highest = block.highest & 0xFFFFFFFF
    return _BLOCK.pack(block.ssrc, block.lost_fraction, lost, highest, block.jitter, block.lsr, block.dlsr)


def sdes(ssrc: int, cname: str) -> bytes:
    """An SDES packet with the CNAME of one stream. Several streams get one packet each, because every parser can read
    that.
    """
    name = cname.encode()
    item = bytes((CNAME, len(name))) + name
    return _packet(SDES, 1, ssrc.to_bytes(4, "big") + item + bytes(4 - len(item) % 4))


def nack(ssrc: int, media: int, sequences: Iterable[int]) -> bytes:
    """A NACK: asks for these packets of `media`. 16-bit numbers in rising order (modulo a wrap)."""
    pairs: list[tuple[int, int]] = []
    for sequence in sequences:
        distance = (sequence - pairs[-1][0]) & 0xFFFF if pairs else 0
        if pairs and 1 <= distance <= 16:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] | 1 << (distance - 1))
        else:
            pairs.append((sequence, 0))
    return _packet(RTPFB, NACK, _FEEDBACK.pack(ssrc, media) + b"".join(_LOST.pack(*pair) for pair in pairs))


def pli(ssrc: int, media: int) -> bytes:
    """A PLI: asks `media` for a keyframe."""
    return _packet(PSFB, PLI, _FEEDBACK.pack(ssrc, media))


def transport_feedback(ssrc: int, media: int, message: bytes) -> bytes:
    """Transport-wide feedback. `message` comes from `feedback.PacketArrivals`."""
    return _packet(RTPFB, TRANSPORT, _FEEDBACK.pack(ssrc, media) + message)


def remb(ssrc: int, bits_per_second: int, media: Sequence[int]) -> bytes:
    """A REMB: the most bits a second that a sender may send over these streams together."""
    exponent = max(0, bits_per_second.bit_length() - 18)
    value = exponent << 18 | bits_per_second >> exponent
    body = b"REMB" + bytes((len(media),)) + value.to_bytes(3, "big")
    streams = b"".join(stream.to_bytes(4, "big") for stream in media)
    return _packet(PSFB, APPLICATION, _FEEDBACK.pack(ssrc, 0) + body + streams)
