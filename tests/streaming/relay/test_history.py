import pytest

from streaming.relay.history import Gaps, History
from streaming.relay.rtp import Packet, packet_template

PAUSE = 0.05


def packet(sequence: int) -> Packet:
    return packet_template(b"x", marker=False, sequence=sequence, timestamp=0, joinable=False)


def test_a_packet_is_found_until_the_ring_comes_round() -> None:
    history = History(8)
    for sequence in range(100, 108):
        history.add(packet(sequence))
    assert history.get(100) == packet(100)

    history.add(packet(108))

    assert history.get(100) is None
    assert history.get(108) == packet(108)
    assert history.get(109) is None


def test_a_late_packet_does_not_displace_a_newer_one() -> None:
    history = History(8)
    history.add(packet(108))

    history.add(packet(100))

    assert history.get(108) == packet(108)
    assert history.get(100) is None


def test_the_ring_is_a_power_of_two() -> None:
    with pytest.raises(ValueError, match="power of two"):
        History(500)


def test_nothing_is_missing_from_an_unbroken_stream() -> None:
    gaps = Gaps()
    for sequence in range(100, 200):
        gaps.add(sequence, 0.0)

    assert gaps.due_requests(0.0, PAUSE) == []


def test_missing_packets_are_asked_for_at_once_and_again_after_a_pause() -> None:
    gaps = Gaps()
    gaps.add(100, 0.0)
    gaps.add(103, 0.0)

    assert gaps.due_requests(0.0, PAUSE) == [101, 102]
    assert gaps.due_requests(0.02, PAUSE) == []
    gaps.add(101, 0.03)
    assert gaps.due_requests(0.06, PAUSE) == [102]


def late(gaps: Gaps, first: int, by: float, now: float = 0.0) -> None:
    """The packet after `first` arrives after the next one."""
    gaps.add(first, now)
    gaps.add(first + 2, now)
    gaps.due_requests(now, PAUSE)
    assert not gaps.add(first + 1, now + by)


def test_reordered_packets_get_some_time_before_they_are_asked_for() -> None:
    gaps = Gaps()
    late(gaps, 100, by=0.02)

    gaps.add(104, 1.0)
    assert gaps.due_requests(1.0, PAUSE) == []
    assert gaps.due_requests(1.01, PAUSE) == []
    assert gaps.due_requests(1.025, PAUSE) == [103]


def test_sound_is_asked_for_at_once_and_soon_again() -> None:
    gaps = Gaps(eagerly=True)
    late(gaps, 100, by=0.02)

    gaps.add(104, 1.0)
    asked = [gaps.due_requests(1.0 + 0.01 * step, 0.1) for step in range(10)]

    assert [step for step, wanted in enumerate(asked) if wanted] == [0, 3, 6, 9]
    assert asked[0] == [103]
    assert not gaps.add(103, 1.09)


def test_the_time_for_reordering_is_limited_and_decays() -> None:
    gaps = Gaps()
    late(gaps, 100, by=PAUSE - 0.001)
    gaps.add(104, 1.0)
    assert gaps.due_requests(1.0 + Gaps.LATEST, PAUSE) == [103]

    for number in range(104, 404, 2):
        gaps.add(number + 2, number)
        gaps.due_requests(number + Gaps.LATEST, PAUSE)
        assert gaps.add(number + 1, number + 2 * PAUSE)

    gaps.add(406, 500.0)
    assert gaps.due_requests(500.001, PAUSE) == [405]


def test_a_packet_a_round_trip_after_its_nack_counts_as_resent() -> None:
    gaps = Gaps()
    gaps.add(100, 0.0)
    gaps.add(103, 0.0)
    assert gaps.due_requests(0.0, PAUSE) == [101, 102]

    assert not gaps.add(101, PAUSE / 2)
    assert gaps.add(102, PAUSE)
    assert gaps.add(104, PAUSE, again=True)
    assert not gaps.add(105, PAUSE)


def test_a_packet_is_given_up_after_some_tries_and_after_some_time() -> None:
    gaps = Gaps()
    gaps.add(100, 0.0)
    gaps.add(102, 0.0)
    asked = [gaps.due_requests(step * PAUSE, PAUSE) for step in range(10)]
    assert asked.count([101]) == Gaps.TRIES

    gaps.add(104, 1.0)
    assert gaps.due_requests(1.0, PAUSE) == [103]
    assert gaps.due_requests(2.5, PAUSE) == []
    assert len(gaps) == 0


def test_a_gap_too_wide_to_fill_is_not_asked_for() -> None:
    gaps = Gaps()
    gaps.add(100, 0.0)

    gaps.add(100 + Gaps.WIDEST + 1, 0.0)

    assert gaps.due_requests(0.0, PAUSE) == []
    gaps.add(100 + Gaps.WIDEST + 3, 0.0)
    assert gaps.due_requests(0.0, PAUSE) == [100 + Gaps.WIDEST + 2]


def test_a_packet_from_before_the_first_is_not_missing() -> None:
    gaps = Gaps()
    gaps.add(100, 0.0)

    gaps.add(98, 0.0)

    assert gaps.due_requests(0.0, PAUSE) == []
