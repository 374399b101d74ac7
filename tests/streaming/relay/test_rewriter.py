"""A listener's numbers are continuous whatever sources come and go: the property, and single cases."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from streaming.relay.rewriter import NEVER, Rewriter
from streaming.relay.rtp import Packet

SOURCES = st.lists(
    st.tuples(
        st.integers(0x10000, 0x1FFFF), st.integers(0, 0xFFFFFFFF), st.integers(0, 0x7FFF), st.integers(1, 20)
    ),
    min_size=1,
    max_size=6,
)


def packet(sequence: int, timestamp: int = 0, picture: int = 0, layer: int = 0) -> Packet:
    return Packet(b"", 0, 0, sequence, timestamp & 0xFFFFFFFF, 14, picture & 0x7FFF, 16, layer & 0xFF, True)


def sent(rewriter: Rewriter, packet: Packet) -> tuple[int, int, int, int]:
    """The numbers of a packet as the listener gets them."""
    return (
        (packet.sequence + rewriter.sequence_shift) & 0xFFFF,
        (packet.timestamp + rewriter.timestamp_shift) & 0xFFFFFFFF,
        (packet.picture + rewriter.picture_shift) & 0x7FFF,
        (packet.layer + rewriter.layer_shift) & 0xFF,
    )


@given(SOURCES)
def test_every_number_is_one_after_the_last_over_any_sources_and_wraps(
    sources: list[tuple[int, int, int, int]],
) -> None:
    rewriter, now, seen = Rewriter(90000), 100.0, []

    for sequence, timestamp, picture, count in sources:
        packets = [packet(sequence + n, timestamp + 3000 * n, picture + n, n) for n in range(count)]
        rewriter.begin_source(packets[0], now)
        seen += [sent(rewriter, one) for one in packets]
        rewriter.end_source(packets[-1], now + count / 30, pictured=packets[-1])
        now += count / 30 + 1 / 30

    for before, after in pairwise(seen):
        assert (after[0] - before[0]) & 0xFFFF == 1
        assert (after[1] - before[1]) & 0xFFFFFFFF in (2999, 3000, 3001)
        assert (after[2] - before[2]) & 0x7FFF == 1
        assert (after[3] - before[3]) & 0xFF == 1


def test_the_timestamp_advances_by_the_time_of_silence() -> None:
    rewriter = Rewriter(48000)
    rewriter.begin_source(packet(70000, 5), 10.0)
    last = sent(rewriter, packet(70000, 5))
    rewriter.end_source(packet(70000, 5), 10.0)

    rewriter.begin_source(packet(80000, 999), 13.5)

    assert (sent(rewriter, packet(80000, 999))[1] - last[1]) & 0xFFFFFFFF == int(3.5 * 48000)


def test_a_switch_in_the_same_instant_still_moves_the_timestamp() -> None:
    rewriter = Rewriter(90000)
    rewriter.begin_source(packet(70000), 10.0)
    last = sent(rewriter, packet(70000))
    rewriter.end_source(packet(70000), 10.0)

    rewriter.begin_source(packet(80000), 10.0)

    assert (sent(rewriter, packet(80000))[1] - last[1]) & 0xFFFFFFFF == 1


def test_the_next_sound_begins_when_the_last_is_over() -> None:
    rewriter = Rewriter(48000)
    rewriter.begin_source(packet(70000), 10.0)
    last = sent(rewriter, packet(70000))
    rewriter.end_source(packet(70000), 10.0, 960)

    rewriter.begin_source(packet(80000), 10.005)

    assert (sent(rewriter, packet(80000))[1] - last[1]) & 0xFFFFFFFF == 960


def test_a_source_that_was_never_begun_leaves_no_trace() -> None:
    rewriter = Rewriter(90000)
    rewriter.begin_source(packet(70000), 10.0)
    last = sent(rewriter, packet(70000))
    rewriter.end_source(packet(70000), 10.0)

    rewriter.end_source(packet(90000), 11.0)
    rewriter.end_source(None, 12.0)
    rewriter.begin_source(packet(80000), 13.0)

    assert sent(rewriter, packet(80000))[0] == (last[0] + 1) & 0xFFFF


def test_pictures_go_on_after_a_source_without_picture_ids() -> None:
    rewriter = Rewriter(90000)
    rewriter.begin_source(packet(70000, picture=500), 10.0)
    last = sent(rewriter, packet(70000, picture=500))
    rewriter.end_source(packet(70000, picture=500), 10.0, pictured=packet(70000, picture=500))
    plain = packet(80000)._replace(picture_at=0, layer_at=0)
    rewriter.begin_source(plain, 11.0)
    rewriter.end_source(plain, 11.0)

    rewriter.begin_source(packet(90000, picture=7), 12.0)

    assert sent(rewriter, packet(90000, picture=7))[2] == (last[2] + 1) & 0x7FFF


@given(st.integers(0x10000, 0x1FFFF), st.integers(0, 0x7FFF))
def test_a_listeners_number_is_mapped_back_to_its_source_over_a_wrap(first: int, ahead: int) -> None:
    rewriter = Rewriter(90000)
    rewriter.begin_source(packet(first), 10.0)
    wanted = first + ahead

    number = sent(rewriter, packet(wanted))[0]

    assert rewriter.source_sequence(number, wanted) == wanted


def test_numbers_of_an_earlier_source_or_of_the_future_are_not_mapped() -> None:
    rewriter = Rewriter(90000)
    rewriter.begin_source(packet(70000), 10.0)
    first, last = sent(rewriter, packet(70000))[0], sent(rewriter, packet(70010))[0]

    assert rewriter.source_sequence((first - 1) & 0xFFFF, 70010) is None
    assert rewriter.source_sequence((last + 1) & 0xFFFF, 70010) is None
    assert rewriter.source_sequence(first, 70010) == 70000
    rewriter.end_source(packet(70010), 10.0)
    assert rewriter.first == NEVER
    assert rewriter.source_sequence(first, 70010) is None
