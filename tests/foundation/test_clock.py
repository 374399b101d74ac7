"""The server's clock, and the machine's set back and forth beneath it."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import clock
from foundation.clock import Clock

START = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)


class Machine:
    """What a machine says: its wall clock, which may be set, and its steady one, which may not."""

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


def test_it_says_what_the_wall_says(machine: Machine) -> None:
    assert clock.now() == START
    machine.passes(90)
    assert clock.now() == START + timedelta(seconds=90)


def test_set_back_time_goes_on_second_by_second(machine: Machine) -> None:
    clock.now()
    machine.passes(10)
    machine.wall -= 3600
    assert clock.now() == START + timedelta(seconds=10)
    machine.passes(5)
    assert clock.now() == START + timedelta(seconds=15)


def test_set_right_again_the_wall_is_believed(machine: Machine) -> None:
    clock.now()
    machine.wall -= 3600
    clock.now()
    machine.wall += 3605
    assert clock.now() == START + timedelta(seconds=5)


def test_it_goes_on_from_what_the_journal_knows_and_says_so(
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
