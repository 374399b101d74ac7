"""Votes on procedure by real commands, on a real database (FL13)."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor import models
from sessions.votes.models import Vote
from streaming.signalling.floor_snapshot import read_floor
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def voting(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    """Fiji's turn waits during the vote on Chile's motion to suspend the meeting. The token is 3."""
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chile, "floor.inscribe", kind="motion", motion="suspension")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
    hall.done(chair, "floor.put_to_vote", token=2)


def shown(hall: Assembly) -> dict[str, Any]:
    return journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["vote"]


@pytest.mark.usefixtures("voting")
def test_FL13_everyone_sees_the_vote_and_then_its_result(hall: Assembly, chair: Seat, chile: Seat) -> None:
    assert shown(hall)["3"]["carried"] is None
    assert models.Turn.objects.get(number=2).ended_by == "voted"
    hall.done(chair, "vote.close", vote="3", in_favour=1, against=0, abstentions=1)
    vote = shown(hall)["3"]
    assert (vote["party"], vote["motion"], vote["in_favour"], vote["against"], vote["abstentions"]) == (
        chile.party,
        "suspension",
        1,
        0,
        1,
    )
    assert (vote["carried"], Vote.objects.get().carried) == (True, True)
    assert hall.floor().turn == models.Turn.objects.get(number=1)


@pytest.mark.usefixtures("voting")
def test_FL13_the_result_is_shown_until_somebody_is_given_the_floor(
    hall: Assembly, chair: Seat, chile: Seat
) -> None:
    hall.done(chair, "vote.close", vote="3", in_favour=0, against=2)
    hall.done(chile, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="3", token=4, confirmed=True)
    assert (shown(hall), Vote.objects.count()) == ({}, 1)


@pytest.mark.usefixtures("voting")
@pytest.mark.parametrize(("kind", "fields"), [("vote.drop", {"vote": "3"}), ("session.close", {})])
def test_FL13_a_vote_without_a_result_is_kept_as_such(
    hall: Assembly, chair: Seat, kind: str, fields: dict[str, Any]
) -> None:
    hall.done(chair, kind, **fields)
    row = Vote.objects.get()
    assert (row.dropped, row.carried, shown(hall)) == (True, None, {})


@pytest.mark.usefixtures("voting")
def test_FL11_nobody_is_heard_while_it_is_voted(hall: Assembly) -> None:
    assert read_floor(hall.session.pk).speaking is False


@pytest.mark.usefixtures("voting")
def test_FL13_only_the_chair_puts_and_enters(hall: Assembly, fiji: Seat, chile: Seat) -> None:
    for seat in (fiji, chile):
        assert hall.code(seat, "vote.close", vote="3", in_favour=1, against=0) == "wire.forbidden"
        assert hall.code(seat, "vote.drop", vote="3") == "wire.forbidden"


def test_FL13_an_appeal_names_a_party_of_the_conference(hall: Assembly, chair: Seat, chile: Seat) -> None:
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="1", token=0)
    hall.done(chair, "floor.rule", token=1, ruling="not_upheld")
    stranger = Assembly().delegate("Peru").party
    asked = {"token": 1, "ruling": "1"}
    assert hall.code(chair, "floor.appeal", party=stranger, **asked) == "parties.unknown_party"
    hall.done(chair, "floor.appeal", party=chile.party, **asked)
    entered = hall.done(chair, "vote.close", vote="2", in_favour=1, against=0)
    assert (entered.event["subject"], entered.event["of"], entered.event["carried"]) == ("appeal", "1", True)


def test_FL3_a_motion_of_nothing_is_refused(hall: Assembly, fiji: Seat) -> None:
    assert hall.code(fiji, "floor.inscribe", kind="motion") == "floor.motion_needed"
