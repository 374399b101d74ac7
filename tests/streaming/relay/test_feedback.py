"""A publisher's transport-wide feedback, read back by a reader of the draft."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.relay.feedback import INTERVAL, MAX_PACKETS, TICK, PacketArrivals


def read(message: bytes) -> tuple[int, dict[int, float | None]]:
    """The count of a message, and the arrival of each packet in it; None is lost."""
    first, number = struct.unpack_from("!HH", message)
    reference = int.from_bytes(message[4:7], "big", signed=True)
    symbols: list[int] = []
    at = 8
    while len(symbols) < number:
        (chunk,) = struct.unpack_from("!H", message, at)
        at += 2
        if not chunk & 0x8000:
            symbols += [chunk >> 13] * (chunk & 0x1FFF)
        elif chunk & 0x4000:
            symbols += [chunk >> 12 - 2 * place & 3 for place in range(7)]
        else:
            symbols += [chunk >> 13 - place & 1 for place in range(14)]
    came: dict[int, float | None] = {}
    time = reference * 0.064
    for place, symbol in enumerate(symbols[:number]):
        if symbol == 1:
            time, at = time + message[at] * TICK, at + 1
        elif symbol == 2:
            time, at = time + struct.unpack_from("!h", message, at)[0] * TICK, at + 2
        came[first + place & 0xFFFF] = time if symbol else None
    assert message[at:] == bytes(-at % 4), "nothing but padding is left"
    return message[7], came


def test_arrivals_and_losses_are_reported_once() -> None:
    arrivals = PacketArrivals()
    for number, at in ((65534, 10.0), (65535, 10.001), (2, 10.02), (1, 10.3)):
        arrivals.add(number, at)

    assert arrivals.is_due(10.3)
    first, came = read(arrivals.message(10.3))
    assert not arrivals.is_due(11.0), "nothing came since"
    arrivals.add(3, 10.31)
    assert not arrivals.is_due(10.3 + INTERVAL - 0.001)
    assert arrivals.is_due(10.3 + INTERVAL)
    second, later = read(arrivals.message(10.4))

    assert (first, second) == (0, 1)
    assert list(came) == [65534, 65535, 0, 1, 2]
    assert came[0] is None
    assert [came[n] for n in (65534, 65535, 1, 2)] == pytest.approx([10.0, 10.001, 10.3, 10.02], abs=0.0003)
    assert later == {3: pytest.approx(10.31, abs=0.0003)}


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0, 0.2)), min_size=1, max_size=25))
def test_any_arrivals_are_read_back(steps: list[tuple[int, float]]) -> None:
    arrivals, number, now, sent = PacketArrivals(), 65000, 1000.0, {}
    for step, pause in steps:
        number, now = number + step, now + pause
        arrivals.add(number & 0xFFFF, now)
        sent[number & 0xFFFF] = now

    _, came = read(arrivals.message(now))

    assert {name: at for name, at in came.items() if at is not None} == pytest.approx(sent, abs=0.0003)


def test_a_late_packet_is_reported_too() -> None:
    arrivals = PacketArrivals()
    arrivals.add(10, 1.0)
    arrivals.add(12, 1.0)
    arrivals.message(1.0)
    arrivals.add(11, 1.1)
    arrivals.add(13, 1.2)

    _, came = read(arrivals.message(1.2))

    assert came == {11: pytest.approx(1.1, abs=0.0003), 12: None, 13: pytest.approx(1.2, abs=0.0003)}


def test_after_a_long_silence_another_report_counts_from_its_own_time() -> None:
    arrivals = PacketArrivals()
    for number, at in ((10, 1.0), (12, 11.5), (13, 11.51)):
        arrivals.add(number, at)

    _, before = read(arrivals.message(11.51))
    _, after = read(arrivals.message(11.6))

    assert before == {10: pytest.approx(1.0, abs=0.0003), 11: None}
    assert after == {12: pytest.approx(11.5, abs=0.0003), 13: pytest.approx(11.51, abs=0.0003)}


def test_a_packet_that_is_seconds_late_is_reported_too() -> None:
    arrivals = PacketArrivals()
    for number, at in ((11, 1.0), (10, 11.5)):
        arrivals.add(number, at)

    told = read(arrivals.message(11.5))[1], read(arrivals.message(11.6))[1]

    assert told == ({10: pytest.approx(11.5, abs=0.0003)}, {11: pytest.approx(1.0, abs=0.0003)})


def test_after_a_long_gap_the_report_begins_behind_it() -> None:
    arrivals = PacketArrivals()
    arrivals.add(10, 1.0)
    arrivals.add(11 + MAX_PACKETS, 1.1)

    _, came = read(arrivals.message(1.2))

    assert list(came) == [11 + MAX_PACKETS]


def test_numbers_that_run_backwards_make_no_report_longer() -> None:
    arrivals = PacketArrivals()
    for back in range(60):
        arrivals.add(40_000 - 500 * back, 1.0)

    _, came = read(arrivals.message(1.1))

    assert list(came) == list(range(39_500, 40_001))
