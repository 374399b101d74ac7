import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.relay.vp8 import DescribedPayload, DescriptorReader, descriptor

KEYFRAME, INTERFRAME = b"\x50frame", b"\x51frame"


def describe(payload: bytes) -> DescribedPayload:
    return DescriptorReader().read(payload)


def test_a_long_picture_id_is_left_as_it_is() -> None:
    payload = bytes((0x90, 0x80, 0x81, 0x02)) + KEYFRAME

    assert describe(payload) == DescribedPayload(payload, 2, 0x0102, 0, 0, keyframe=True)


def test_a_short_picture_id_is_widened_and_the_layer_moves() -> None:
    payload = bytes((0x90, 0xE0, 0x05, 0x77, 0x20)) + INTERFRAME

    seen = describe(payload)

    assert seen == DescribedPayload(
        bytes((0x90, 0xE0, 0x80, 0x05, 0x77, 0x20)) + INTERFRAME, 2, 5, 4, 0x77, keyframe=False
    )


def test_short_picture_ids_go_on_through_their_wrap() -> None:
    reader = DescriptorReader()

    seen = [reader.read(bytes((0x90, 0x80, short)) + INTERFRAME).picture for short in (126, 127, 0, 1)]

    assert seen == [126, 127, 128, 129]


def test_a_late_short_picture_id_stays_in_its_place() -> None:
    reader = DescriptorReader()

    seen = [reader.read(bytes((0x90, 0x80, short)) + INTERFRAME).picture for short in (127, 0, 127, 0)]

    assert seen == [127, 128, 127, 128]


def test_without_a_picture_id_nothing_is_added() -> None:
    plain, layered = b"\x10" + KEYFRAME, bytes((0x90, 0x60, 0x77, 0x20)) + INTERFRAME

    assert describe(plain) == DescribedPayload(plain, 0, 0, 0, 0, keyframe=True)
    assert describe(layered) == DescribedPayload(layered, 0, 0, 2, 0x77, keyframe=False)


@pytest.mark.parametrize(
    ("first", "frame", "keyframe"),
    [(0x10, 0x50, True), (0x10, 0x51, False), (0x00, 0x50, False), (0x11, 0x50, False)],
)
def test_only_the_first_packet_of_a_keyframe_begins_one(first: int, frame: int, keyframe: bool) -> None:
    assert describe(bytes((first, frame))).keyframe is keyframe


def test_a_packet_with_a_descriptor_alone_begins_nothing() -> None:
    assert not describe(b"\x10").keyframe


@pytest.mark.parametrize("payload", [b"", b"\x90", b"\x90\x80", b"\x90\x80\x81", b"\x90\x40"])
def test_a_descriptor_cut_short_is_refused(payload: bytes) -> None:
    with pytest.raises(ValueError, match="descriptor"):
        describe(payload)


@given(st.binary(max_size=12))
def test_no_bytes_break_the_reader(payload: bytes) -> None:
    try:
        seen = describe(payload)
    except ValueError:
        return

    assert seen.payload[seen.picture_at :]
    assert len(seen.payload) - len(payload) in (0, 1)


@given(st.integers(0, 0x7FFF), st.booleans())
def test_our_own_descriptor_is_read_back(picture: int, first: bool) -> None:
    seen = describe(descriptor(picture, first=first) + KEYFRAME)

    assert (seen.picture, seen.keyframe) == (picture, first)
