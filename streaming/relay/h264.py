"""H.264 in RTP (RFC 6184): finds keyframes, splits pictures into packets, and assembles them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from aiortc.codecs.h264 import H264Encoder
from aiortc.sdp import H264Profile, parse_h264_profile_level_id
from av.packet import Packet

IDR, SPS, PPS, STAP_A, FU_A = 5, 7, 8, 24, 28
START_CODE = b"\x00\x00\x00\x01"
FORWARDED = frozenset({H264Profile.PROFILE_BASELINE, H264Profile.PROFILE_CONSTRAINED_BASELINE})
_PACKER = H264Encoder()
"""Used only to split encoded pictures into packets. It encodes nothing."""


@lru_cache(maxsize=256)
def profile(profile_level_id: str) -> H264Profile | None:
    """The profile of a `profile-level-id` (RFC 6184, section 8.1). Empty means 42e01f, as in WebRTC."""
    try:
        return parse_h264_profile_level_id(profile_level_id or "42e01f")[0]
    except ValueError:
        return None


def starts_keyframe(payload: bytes) -> bool:
    """Whether this RTP payload begins a keyframe (RFC 6184): an IDR slice or an SPS.

    The slice or the SPS is the whole payload, one unit of a STAP-A, or the first fragment of an FU-A.
    """
    if not payload:
        return False
    unit = payload[0] & 0x1F
    if unit == STAP_A:
        return any(kind in (IDR, SPS) for kind in _aggregated(payload))
    if unit == FU_A:
        return len(payload) > 1 and bool(payload[1] & 0x80) and payload[1] & 0x1F in (IDR, SPS)
    return unit in (IDR, SPS)


def _aggregated(payload: bytes) -> Iterator[int]:
    """The NAL unit types within a STAP-A."""
    return (unit[0] & 0x1F for unit in nal_units(payload) if unit)


def rtp_payloads(picture: bytes) -> list[bytes]:
    """The payloads of one picture (a byte stream with start codes).

    Small units share a packet. Large ones are split into equal parts.
    """
    packet = Packet(picture)
    packet.pts, packet.time_base = 0, Fraction(1, 90000)
    return _PACKER.pack(packet)[0]


def byte_stream_of(parts: Iterable[bytes]) -> bytes:
    """One picture from its payloads (RFC 6184, sections 5.6 to 5.8), as a byte stream with start codes."""
    stream = bytearray()
    for payload in filter(None, parts):
        unit = payload[0] & 0x1F
        if unit == STAP_A:
            for inner in nal_units(payload):
                stream += START_CODE + inner
        elif unit == FU_A and len(payload) > 1:
            if payload[1] & 0x80:
                stream += START_CODE + bytes((payload[0] & 0xE0 | payload[1] & 0x1F,))
            stream += payload[2:]
        elif unit < STAP_A:
            stream += START_CODE + payload
    return bytes(stream)


def nal_units(payload: bytes) -> Iterator[bytes]:
    """The NAL units within a STAP-A. Any other payload is one unit, or a part of one."""
    if payload[0] & 0x1F != STAP_A:
        yield payload
        return
    at = 1
    while at + 2 < len(payload):
        size = int.from_bytes(payload[at : at + 2], "big")
        yield payload[at + 2 : at + 2 + size]
        at += 2 + size


def is_key(picture: bytes) -> bool:
    """Whether a picture (a byte stream) is a keyframe."""
    return any(unit[:1] and unit[0] & 0x1F == IDR for unit in picture.split(START_CODE)[1:])


def parameter_sets(picture: bytes) -> bytes:
    """The parameter sets of a picture (a byte stream). Empty if they are incomplete."""
    found = [unit for unit in picture.split(START_CODE)[1:] if unit[:1] and unit[0] & 0x1F in (SPS, PPS)]
    whole = {unit[0] & 0x1F for unit in found} == {SPS, PPS}
    return b"".join(START_CODE + unit for unit in found) if whole else b""
