"""The machine's clock is set back during a session: no clock of the session runs backwards (FL15)."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import Clock
from foundation.journal.models import Entry as Journaled
from foundation.journal.models import Stream
from sessions.floor import models, services
from sessions.floor.disconnections import rules as failures
from tests.support.assembly import Assembly
from tests.support.floors import NOW, after, entry, speaking, turn

HOUR = 3600


class Machine:
    """The wall clock and the monotonic clock of a machine. `dies` means that the server is started anew."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.wall, self.steady, self.patch = time.time(), 1000.0, patch
        patch.setattr(time, "time", lambda: self.wall)
        patch.setattr(time, "monotonic", lambda: self.steady)
        self.dies()

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def dies(self) -> None:
        self.steady = 5.0
        self.patch.setattr(clock, "_clock", Clock())


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture(params=["it lives on", "it is started anew"])
def set_back(machine: Machine, request: Any) -> Any:
    """Set the wall clock back by an hour, in a running process or in a new one."""

    def act() -> None:
        machine.wall -= HOUR
        if request.param == "it is started anew":
            machine.dies()

    return act


def spoken(hall: Assembly) -> float:
    ended = Journaled.objects.filter(stream=hall.stream, event__type="floor.ended").latest("seq")
    return float(ended.event["spoken"])


@pytest.mark.django_db
def test_FL15_a_turn_counts_on(
    hall: Assembly, chair: Seat, fiji: Seat, machine: Machine, set_back: Any
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    machine.passes(20)
    hall.done(chair, "floor.extend", token=1, seconds=30)
    set_back()
    machine.passes(10)
    hall.done(chair, "floor.suspend_turn", token=1)
    machine.passes(60)
    set_back()
    machine.passes(5)
    hall.done(chair, "floor.resume_turn", token=2)
    row = models.Turn.objects.get()
    assert row.suspended >= timedelta()
    machine.passes(7)
    hall.done(chair, "floor.end", token=3)
    assert 27 <= spoken(hall) <= 38
    moments = list(Journaled.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert Stream.objects.get(name=hall.stream).at == moments[-1]


@pytest.mark.django_db
def test_FL3_an_announced_closing_comes_in_time(
    hall: Assembly, chair: Seat, machine: Machine, set_back: Any
) -> None:
    closes = clock.now() + timedelta(minutes=2)
    hall.done(chair, "floor.open_list", closes_at=closes.isoformat())
    set_back()
    machine.passes(1)
    hall.done(chair, "floor.set_limits", limits={"state": 60, "group": 60, "observer": 60, "other": 60})
    machine.passes(121)
    assert services.sessions_due() == [hall.session.pk]
    services.apply_time(hall.session.pk)
    assert hall.events()[-1] == "floor.list_closed"


@pytest.mark.django_db
def test_FL2_a_place_is_not_lost_nor_kept_for_longer(
    hall: Assembly, fiji: Seat, machine: Machine, set_back: Any
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(fiji, "floor.withdraw", entry="1")
    set_back()
    machine.passes(100)
    hall.done(fiji, "floor.restore", entry="1")
    hall.done(fiji, "floor.withdraw", entry="1")
    set_back()
    hall.code(fiji, "floor.close_list")
    machine.passes(130)
    assert hall.code(fiji, "floor.restore", entry="1") == "floor.too_late"


moments = st.integers(-7200, 7200).map(lambda seconds: after(seconds=seconds))


@given(moments, moments, moments)
def test_FL15_whatever_moments_a_turn_is_told_nothing_is_less_than_nothing(
    stopped: datetime, resumed: datetime, read: datetime
) -> None:
    went_on = turn(entry(1)).suspend(stopped).resume(resumed)
    assert (
        min(went_on.suspended, went_on.spoken_time(read), went_on.suspend(read).spoken_time(NOW))
        >= timedelta()
    )
    assert went_on.overtime(read) >= 0


@given(moments, moments)
def test_FL20_a_line_drops_no_earlier_than_the_clock_began(seen: datetime, now: datetime) -> None:
    outcome = failures.holder_dropped(speaking(), 1, seen, now, timedelta(seconds=30))
    assert outcome is not None
    held = outcome.floor.turn
    assert held is not None
    assert held.dropped_at is not None
    assert held.dropped_at >= NOW
    assert held.spoken_time(now) >= timedelta()
