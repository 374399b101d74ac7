"""The clock stops for a booth that has lost its connection."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from streaming.interpretation import held_clock
from streaming.interpretation.held_clock import WatchedBooths
from streaming.interpretation.models import LanguageChannel
from tests.streaming.interpretation.test_services import assign
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def turn(hall: Assembly) -> dict[str, Any]:
    (row,) = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["turn"].values()
    return dict(row)


def token(hall: Assembly) -> int:
    floor = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["floor"]
    return int(floor[str(hall.session.pk)]["token"])


@pytest.fixture
def ana(hall: Assembly, chair: Seat, fiji: Seat) -> Seat:
    """An interpreter on duty in the French booth, while Fiji speaks English and the clock stops for booths."""
    seat = hall.person("Ana", "interpreter")
    assign(hall, seat, "fr")
    hall.done(chair, "interpretation.set_channels", languages=["fr", "en"])
    hall.done(chair, "interpretation.set_policy", holds_clock=True)
    hall.done(seat, "interpretation.go_on_duty", language="fr")
    hall.done(fiji, "floor.inscribe", language="en")
    hall.done(chair, "floor.grant", entry="1", token=token(hall), confirmed=True)
    return seat


def test_the_channels_on_duty_are_watched(hall: Assembly, chair: Seat, ana: Seat) -> None:
    watched = WatchedBooths(hall.session.pk, frozenset({"fr"}), is_held=False)
    assert held_clock.watched_booths() == [watched]
    assert held_clock.missing_booths(watched, [])
    assert not held_clock.missing_booths(watched, ["fr", "en"])
    hall.done(chair, "floor.set_language", entry="1", language="fr")
    assert held_clock.watched_booths() == [WatchedBooths(hall.session.pk, frozenset(), is_held=False)]
    hall.done(chair, "interpretation.set_policy", holds_clock=False)
    assert held_clock.watched_booths() == []


def test_the_clock_stops_and_goes_on(hall: Assembly, ana: Seat) -> None:
    assert held_clock.hold_clock(hall.session.pk)
    assert turn(hall)["suspended_at"] is not None
    assert not held_clock.hold_clock(hall.session.pk)
    assert [watched.is_held for watched in held_clock.watched_booths()] == [True]
    assert held_clock.release_clock(hall.session.pk)
    assert turn(hall)["suspended_at"] is None
    assert [watched.is_held for watched in held_clock.watched_booths()] == [False]


def test_what_a_moderator_did_meanwhile_stays(hall: Assembly, chair: Seat, ana: Seat) -> None:
    held_clock.hold_clock(hall.session.pk)
    hall.done(chair, "floor.resume_turn", token=token(hall))
    assert not held_clock.hold_clock(hall.session.pk)
    assert turn(hall)["suspended_at"] is None

    hall.done(chair, "floor.suspend_turn", token=token(hall))
    assert not held_clock.release_clock(hall.session.pk)
    assert turn(hall)["suspended_at"] is not None


def test_the_clock_is_released_when_the_setting_is_taken_back(hall: Assembly, chair: Seat, ana: Seat) -> None:
    held_clock.hold_clock(hall.session.pk)
    hall.done(chair, "interpretation.set_policy", holds_clock=False)
    assert held_clock.watched_booths() == [WatchedBooths(hall.session.pk, frozenset(), is_held=True)]
    assert held_clock.release_clock(hall.session.pk)
    assert held_clock.watched_booths() == []


def test_after_a_break_the_chair_resumes_the_turn(hall: Assembly, chair: Seat, ana: Seat) -> None:
    held_clock.hold_clock(hall.session.pk)
    hall.done(chair, "session.suspend", reason="A break")
    assert held_clock.watched_booths() == []
    hall.done(chair, "session.resume")
    assert [watched.is_held for watched in held_clock.watched_booths()] == [False]
    assert not held_clock.release_clock(hall.session.pk)
    assert turn(hall)["suspended_at"] is not None


def test_a_booth_whose_interpreter_is_erased_stops_nothing(hall: Assembly, ana: Seat) -> None:
    LanguageChannel.objects.filter(language="fr").update(on_duty=None)
    assert held_clock.watched_booths() == [WatchedBooths(hall.session.pk, frozenset(), is_held=False)]
