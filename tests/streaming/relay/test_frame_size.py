"""The size of a picture, by real encoders."""

from fractions import Fraction
from typing import Any

import av
import pytest

from streaming.relay import h264
from streaming.relay.frame_size import picture_size


def encoded(encoder: str, width: int, height: int, **options: str) -> bytes:
    """One keyframe from an encoder."""
    context: Any = av.CodecContext.create(encoder, "w")
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.options, context.thread_count = Fraction(1, 30), options, 1
    frame = av.VideoFrame(width, height, "yuv420p")
    frame.pts = 0
    return bytes([*context.encode(frame), *context.encode(None)][0])


@pytest.mark.parametrize(("width", "height"), [(640, 360), (1280, 720), (1918, 1078)])
def test_a_keyframe_of_vp8_says_how_large_it_is(width: int, height: int) -> None:
    picture = encoded("libvpx", width, height)
    assert picture_size("VP8", b"\x10" + picture) == (width, height)
    assert picture_size("VP8", b"\x90\x80\x81\x02" + picture) == (width, height)


@pytest.mark.parametrize("profile", ["baseline", "main", "high"])
@pytest.mark.parametrize(("width", "height"), [(640, 360), (1280, 720), (1918, 1078)])
def test_a_parameter_set_of_h264_says_how_large_it_is(profile: str, width: int, height: int) -> None:
    picture = encoded("libx264", width, height, profile=profile)
    first = h264.rtp_payloads(picture)[0]
    assert h264.starts_keyframe(first)
    assert picture_size("H264/42e0", first) == (width, height)


def test_interlaced_pictures_count_both_fields() -> None:
    picture = encoded("libx264", 720, 576, **{"x264-params": "interlaced=1"})
    assert picture_size("H264/6400", h264.rtp_payloads(picture)[0]) == (720, 576)


@pytest.mark.parametrize(
    ("codec", "payload"),
    [
        ("VP8", b"\x10"),
        ("VP8", b"\x10\x50\x00\x00\x9d\x01\x2a\x80"),
        ("H264/42e0", b""),
        ("H264/42e0", b"\x65slice"),
        ("H264/42e0", b"\x67\x42"),
        ("H264/42e0", b"\x78\x00\x00"),
    ],
)
def test_a_packet_without_a_size_has_none(codec: str, payload: bytes) -> None:
    assert picture_size(codec, payload) is None


def test_only_the_beginning_of_a_long_parameter_set_is_read() -> None:
    """Each bit is read separately: a kilobyte of them blocked the loop for seven milliseconds."""
    picture = encoded("libx264", 640, 360, profile="baseline")
    unit = next(unit for unit in h264.nal_units(h264.rtp_payloads(picture)[0]) if unit[0] & 0x1F == h264.SPS)
    # Baseline, level 3, one set, 16 frame numbers, and a picture order by a cycle of a thousand numbers.
    cycle = f"{1:b}{1:b}010{1:b}{1:b}{1:b}{1001:019b}" + "1" * 1001
    rest = bin(int.from_bytes(unit[4:], "big"))[2:]
    bits = (cycle + rest).ljust(8 * 200, "0")[: 8 * 200]
    endless = unit[:4] + int(bits, 2).to_bytes(200, "big")

    assert picture_size("H264/42e0", unit) == (640, 360)
    assert picture_size("H264/42e0", endless) is None
