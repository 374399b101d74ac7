import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.relay import rtp

SEQUENCES = st.integers(0, 0xFFFF)


def packet(first: int = 0x80, *, rest: bytes = b"payload") -> bytes:
    return rtp.HEADER.pack(first, 0x80 | 96, 7, 1000, 42) + rest


def test_a_plain_packet_is_read() -> None:
    data = packet()

    header = rtp.parse(data)

    assert header == rtp.Header(96, True, 7, 1000, 42, 12, len(data), 0)


def test_csrcs_extensions_and_padding_are_not_payload() -> None:
    data = packet(
        0xB1, rest=b"csrc" + b"\xbe\xde\x00\x01" + b"\x10\x85\x00\x00" + b"payload" + b"\x00\x00\x03"
    )

    header = rtp.parse(data)

    assert data[header.start : header.end] == b"payload"
    assert rtp.decibels(rtp.audio_level(data, header, 1)) == -5


def test_an_extension_in_two_bytes_is_found_after_padding() -> None:
    data = packet(0x90, rest=b"\x10\x00\x00\x02" + b"\x00\x03\x01\xaa\x05\x01\x7f\x00" + b"x")

    assert rtp.extension(data, rtp.parse(data), 5) == b"\x7f"
    assert rtp.decibels(rtp.audio_level(data, rtp.parse(data), 5)) == -127
    assert rtp.extension(data, rtp.parse(data), 4) is None


def test_a_level_is_unknown_unless_it_was_negotiated_and_sent() -> None:
    plain, strange = packet(), packet(0x90, rest=b"\x12\x34\x00\x01abcdx")

    assert rtp.audio_level(plain, rtp.parse(plain), 1) == rtp.NO_LEVEL
    assert rtp.audio_level(plain, rtp.parse(plain), 0) == rtp.NO_LEVEL
    assert rtp.audio_level(strange, rtp.parse(strange), 1) == rtp.NO_LEVEL


@pytest.mark.parametrize(
    "data",
    [
        b"",
        packet()[:11],
        packet(0x40),
        packet(0x8F, rest=b"short"),
        packet(0x90, rest=b"\xbe"),
        packet(0x90, rest=b"\xbe\xde\x00\x09short"),
        packet(0xA0, rest=b"\xff"),
    ],
)
def test_a_short_packet_or_one_of_another_version_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="packet"):
        rtp.parse(data)


@given(st.binary(max_size=80), st.integers(0, 255))
def test_no_bytes_break_the_reader(rest: bytes, first: int) -> None:
    data = packet(0x80 | first & 0x3F, rest=rest)
    try:
        header = rtp.parse(data)
    except ValueError:
        return

    assert 12 <= header.start <= header.end <= len(data)
    rtp.audio_level(data, header, 1)


def test_a_value_cut_short_by_its_own_length_is_none() -> None:
    data = packet(0x90, rest=b"\xbe\xde\x00\x01" + b"\x1f\x85\x00\x00" + b"payload")

    assert rtp.extension(data, rtp.parse(data), 1) is None


def test_a_two_byte_element_cut_after_its_number_is_none() -> None:
    data = packet(0x90, rest=b"\x10\x00\x00\x01" + b"\x03\x01\xaa\x05")

    assert rtp.extension(data, rtp.parse(data), 5) is None


def test_rtcp_is_told_from_rtp() -> None:
    assert rtp.is_rtcp(b"\x80\xc8\x00\x00")
    assert not rtp.is_rtcp(packet())
    assert not rtp.is_rtcp(b"\x80")


def test_a_retransmission_carries_the_lost_number_and_payload() -> None:
    assert rtp.retransmitted_packet(b"\x12\x34lost") == (0x1234, b"lost")
    assert rtp.retransmitted_packet(b"\x12\x34") is None
    assert rtp.retransmitted_packet(b"") is None


def test_a_template_has_room_for_a_listeners_numbers() -> None:
    made = rtp.packet_template(b"sound", marker=True, sequence=70000, timestamp=5, joinable=True)

    assert made.data == b"\x80" + bytes(11) + b"sound"
    assert (made.size, made.marker, made.sequence, made.timestamp) == (17, 0x80, 70000, 5)


@given(SEQUENCES, st.lists(st.integers(-100, 3000), max_size=200))
def test_extended_numbers_keep_their_distances_over_any_number_of_wraps(start: int, steps: list[int]) -> None:
    extender = rtp.SequenceExtender()
    true = highest = start + 0x10000
    assert extender.extend(start) == true

    for step in steps:
        true = highest + step
        assert extender.extend(true & 0xFFFF) == true
        highest = max(highest, true)


@given(SEQUENCES, st.integers(0x10000, 1 << 40))
def test_the_nearest_number_has_the_same_low_bits(sequence: int, reference: int) -> None:
    number = rtp.nearest_extended(sequence, reference)

    assert number & 0xFFFF == sequence
    assert -0x8000 <= number - reference < 0x8000
