import pytest

from streaming.relay.h264 import starts_keyframe

SPS, PPS, IDR, SLICE = b"\x67sps", b"\x68pps", b"\x65idr", b"\x61slice"


def aggregate(*units: bytes) -> bytes:
    return b"\x78" + b"".join(len(unit).to_bytes(2, "big") + unit for unit in units)


@pytest.mark.parametrize(
    "payload", [SPS, IDR, aggregate(SPS, PPS), aggregate(PPS, IDR), b"\x7c\x85rest", b"\x7c\x87rest"]
)
def test_a_listener_can_begin_here(payload: bytes) -> None:
    assert starts_keyframe(payload)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        PPS,
        SLICE,
        aggregate(SLICE, PPS),
        b"\x78",
        b"\x78\xff\xff\x61",
        b"\x7c",
        b"\x7c\x05mid",
        b"\x7c\x81rest",
    ],
)
def test_a_listener_cannot_begin_here(payload: bytes) -> None:
    assert not starts_keyframe(payload)
