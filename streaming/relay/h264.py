"""H.264 in RTP (RFC 6184): where a picture that needs no other begins, and how a file's is packed."""

from collections.abc import Iterator
from fractions import Fraction

from aiortc.codecs.h264 import H264Encoder
from av.packet import Packet

IDR, SPS, STAP_A, FU_A = 5, 7, 24, 28
_PACKER = H264Encoder()
"""It encodes nothing here: it packs what is encoded."""


def starts_keyframe(payload: bytes) -> bool:
    """Whether one can begin here: an IDR slice or parameter set, alone, in a STAP-A or starting an FU-A."""
    if not payload:
        return False
    unit = payload[0] & 0x1F
    if unit == STAP_A:
        return any(kind in (IDR, SPS) for kind in _aggregated(payload))
    if unit == FU_A:
        return len(payload) > 1 and bool(payload[1] & 0x80) and payload[1] & 0x1F in (IDR, SPS)
    return unit in (IDR, SPS)


def _aggregated(payload: bytes) -> Iterator[int]:
    """The types of the units within a STAP-A."""
    at = 1
    while at + 2 < len(payload):
        yield payload[at + 2] & 0x1F
        at += 2 + int.from_bytes(payload[at : at + 2], "big")


def payloads(picture: bytes) -> list[bytes]:
    """The packets of one picture, a byte stream with start codes: small units together, large ones in equal parts."""
    packet = Packet(picture)
    packet.pts, packet.time_base = 0, Fraction(1, 90000)
    return _PACKER.pack(packet)[0]
