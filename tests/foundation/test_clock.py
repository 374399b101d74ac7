"""The server's clock, while the machine's clock is set."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import clock
from foundation.clock import Clock, parse_timestamp

START = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)


class Machine:
    """A machine's clocks: the wall clock, which can be set, and the monotonic clock, which cannot."""

    def __init__(self) -> None:
        self.wall, self.steady = START.timestamp(), 1000.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(time, "time", lambda: made.wall)
    monkeypatch.setattr(time, "monotonic", lambda: made.steady)
    monkeypatch.setattr(clock, "_clock", Clock())
    return made


def test_it_reads_the_wall_clock(machine: Machine) -> None:
    assert clock.now() == START
    machine.passes(90)
    assert clock.now() == START + timedelta(seconds=90)


def test_after_a_step_back_time_continues(machine: Machine) -> None:
    clock.now()
    machine.passes(10)
    machine.wall -= 3600
    assert clock.now() == START + timedelta(seconds=10)
    machine.passes(5)
    assert clock.now() == START + timedelta(seconds=15)


def test_after_a_step_forward_the_wall_clock_is_used_again(machine: Machine) -> None:
    clock.now()
    machine.wall -= 3600
    clock.now()
    machine.wall += 3605
    assert clock.now() == START + timedelta(seconds=5)


def test_it_continues_from_the_journals_time_and_logs_that(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    clock.catch_up(START + timedelta(minutes=5))
    machine.passes(3)
    assert clock.now() == START + timedelta(minutes=5, seconds=3)
    clock.catch_up(START)
    assert clock.now() == START + timedelta(minutes=5, seconds=3)
    assert [record.getMessage() for record in caplog.records] == [
        "This machine's clock is 0:05:00 behind the journal; time goes on from the journal's"
    ]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(-7200, 7200), st.floats(-60, 60))))
def test_FL15_no_moment_is_earlier_than_one_that_was_read(steps: list[tuple[float, float, float]]) -> None:
    made, of = Machine(), Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: made.wall)
        patch.setattr(time, "monotonic", lambda: made.steady)
        read = [of.now()]
        for passes, set_by, ahead in steps:
            made.passes(passes)
            made.wall += set_by
            read.append(of.now())
            of.catch_up(read[-1] + timedelta(seconds=ahead))
    assert read == sorted(read)


def test_a_moment_is_read_in_utc() -> None:
    expected = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)
    for text in ("2021-11-16T13:20:00+08:00", "2021-11-16T05:20:00Z", "2021-11-16T05:20"):
        assert parse_timestamp(text) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "2021-02-30T00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"]
)
def test_what_is_no_moment_in_all_time_zones_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|day is|is not a moment"):
        parse_timestamp(text)
