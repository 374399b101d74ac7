"""Points of order by real commands, on a real database (FL13)."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry as Journaled
from foundation.messages.projections import Audience
from sessions.floor import models
from sessions.floor.readiness.services import on_deck
from sessions.parties.models import Party
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def test_FL19_who_has_no_line_is_recognised_once_the_chair_confirms_it(
    hall: Assembly, chair: Seat, chile: Seat
) -> None:
    hall.done(chile, "floor.inscribe", kind="motion", motion="closure_of_debate")
    assert on_deck(hall.session.pk).entries["1"].verdict == "absent"
    assert hall.code(chair, "floor.recognise", entry="1", token=0) == "floor.not_ready"
    event = hall.done(chair, "floor.recognise", entry="1", token=0, confirmed=True).event
    assert event["not_ready"] == "absent"
    japan = hall.delegate("Japan")
    hall.done(japan, "floor.speak_on_motion", motion="1", side="against")
    assert hall.code(chair, "floor.hear_on_motion", entry="2", token=1) == "floor.not_ready"
    hall.done(chair, "floor.hear_on_motion", entry="2", token=1, confirmed=True)


def test_FL19_who_raises_a_point_of_order_in_the_hall_is_seen_there(
    hall: Assembly, chair: Seat, chile: Seat
) -> None:
    Party.objects.filter(pk=chile.party).update(place="hall")
    hall.done(chair, "floor.inscribe", kind="point_of_order", party=chile.party)
    hall.done(chair, "floor.recognise", entry="1", token=0)


@pytest.fixture
def interrupted(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]) -> None:
    """Fiji had spoken for ten seconds when Chile's point of order was recognised. The list is closed."""
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "floor.close_list")
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    moment[0] += timedelta(seconds=10)
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)


def last(hall: Assembly) -> Any:
    row = Journaled.objects.filter(stream=hall.stream).latest("seq")
    assert row.everyone is not None
    return json.loads(row.everyone)


@pytest.mark.usefixtures("interrupted")
def test_FL13_everyone_sees_both_turns_and_the_entry_is_off_the_list(hall: Assembly, chile: Seat) -> None:
    told = last(hall)
    assert (told["put"]["turn"]["2"]["party"], told["put"]["turn"]["2"]["allotted"]) == (chile.party, 60)
    assert told["put"]["interrupted_turn"]["1"]["suspended_at"] == "2021-11-16T05:20:10.000Z"
    assert (told["drop"]["turn"], told["drop"]["entry"]) == (["1"], ["2"])
    entities = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities
    assert (list(entities["turn"]), list(entities["interrupted_turn"])) == (["2"], ["1"])


@pytest.mark.usefixtures("interrupted")
def test_FL13_the_ruling_is_recorded_and_the_turn_goes_on(
    hall: Assembly, chair: Seat, moment: list[datetime]
) -> None:
    moment[0] += timedelta(seconds=20)
    entry = hall.done(chair, "floor.rule", token=2, ruling="upheld", text=" The chair agrees. ")
    assert (entry.event["ruling"], entry.event["text"], entry.actor) == (
        "upheld",
        "The chair agrees.",
        chair.person,
    )
    told = last(hall)
    turn = told["put"]["turn"]["1"]
    assert (turn["suspended_at"], turn["suspended_seconds"]) == (None, 20.0)
    assert (told["drop"]["turn"], told["put"]["floor"][str(hall.session.pk)]["token"]) == (["2"], 3)
    ruled = models.Turn.objects.get(number=2)
    assert (ruled.ended_by, ruled.ended_at, hall.floor().turn) == (
        "ruled",
        moment[0],
        models.Turn.objects.get(number=1),
    )


@pytest.mark.usefixtures("interrupted")
def test_FL13_the_programme_hears_who_speaks_meanwhile(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "floor.rule", token=2, ruling="noted")
    rows = Journaled.objects.filter(stream=hall.conference.stream).order_by("seq")
    live = [json.loads(row.everyone or "")["put"]["live"][str(hall.session.pk)]["party"] for row in rows]
    assert live == [fiji.party, chile.party, fiji.party]


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize(
    ("kind", "fields", "ends"),
    [
        ("session.close", {}, ["session", "session"]),
        ("floor.revoke", {"token": 2}, ["", "revoked"]),
        ("floor.end", {"token": 2}, ["", "closed"]),
        ("session.suspend", {}, ["", ""]),
    ],
)
def test_FL13_what_else_may_happen_to_it(
    hall: Assembly, chair: Seat, kind: str, fields: dict[str, Any], ends: list[str]
) -> None:
    hall.done(chair, kind, **fields)
    assert [turn.ended_by for turn in models.Turn.objects.order_by("number")] == ends


@pytest.mark.usefixtures("interrupted")
def test_FL13_only_the_chair_recognises_and_rules(
    hall: Assembly, fiji: Seat, chair: Seat, chile: Seat
) -> None:
    for seat in (fiji, chile):
        assert hall.code(seat, "floor.rule", token=2, ruling="upheld") == "wire.forbidden"
        assert hall.code(seat, "floor.recognise", entry="2", token=2) == "wire.forbidden"
    hall.done(chile, "floor.finish", token=2)
    assert hall.code(chair, "floor.grant", entry="1", token=3, confirmed=True) == "floor.ruling_due"


@pytest.mark.usefixtures("interrupted")
def test_FL1_the_speaker_of_the_interrupted_turn_is_changed(hall: Assembly, fiji: Seat) -> None:
    hall.done(fiji, "floor.change_speaker", entry="1", speaker=fiji.participant)
    assert last(hall)["put"]["interrupted_turn"]["1"]["speaker"] == fiji.participant
