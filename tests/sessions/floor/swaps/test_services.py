"""Swaps by real commands, on a real database (FL9)."""

import json

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor import models
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(hall: Assembly, fiji: Seat, chile: Seat) -> Assembly:
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe")
    return hall


def test_FL9_a_proposal_is_between_the_two_and_the_moderators(
    listed: Assembly, fiji: Seat, chile: Seat
) -> None:
    entry = listed.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    assert entry.everyone is None
    body = json.loads(entry.moderators)["put"]["swap"]["1"]
    assert (body["party"], body["with_party"]) == (fiji.party, chile.party)
    told = {part["to"]: part["put"]["my_swap"]["1"] for part in entry.own_parts}
    assert told == {f"party/{fiji.party}": body, f"party/{chile.party}": body}
    for seat in (fiji, chile):
        assert journal.own_snapshot_of(listed.stream, seat.keys).entities["my_swap"] == {"1": body}
    stranger = listed.delegate("Peru")
    assert journal.own_snapshot_of(listed.stream, stranger.keys).entities["my_swap"] == {}
    assert journal.snapshot_of(listed.stream, Audience.EVERYONE).entities["swap"] == {}


def test_FL9_a_party_in_two_proposals_sees_both(listed: Assembly, fiji: Seat, chile: Seat) -> None:
    peru = listed.delegate("Peru")
    listed.done(peru, "floor.inscribe")
    listed.done(fiji, "floor.inscribe", kind="intervention")
    listed.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    listed.done(peru, "floor.propose_swap", entry="3", with_entry="4")
    assert sorted(journal.own_snapshot_of(listed.stream, fiji.keys).entities["my_swap"]) == ["1", "3"]


def test_FL9_everyone_sees_the_places_change(listed: Assembly, fiji: Seat, chile: Seat) -> None:
    listed.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    entry = listed.done(chile, "floor.answer_swap", swap="1", agrees=True)
    told = json.loads(entry.everyone or "")
    orders = {number: body["order"] for number, body in told["put"]["entry"].items()}
    assert sorted(orders, key=lambda number: orders[number]) == ["2", "1"]
    assert {part["to"]: part["drop"] for part in entry.own_parts} == {
        f"party/{party}": {"my_unheard_entry": [number], "my_withdrawn_entry": [number], "my_swap": ["1"]}
        for party, number in ((fiji.party, "1"), (chile.party, "2"))
    }


def test_FL9_a_declined_proposal_is_the_two_parties_affair(
    listed: Assembly, fiji: Seat, chile: Seat, chair: Seat
) -> None:
    listed.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    assert listed.code(chair, "floor.answer_swap", swap="1", agrees=True) == "wire.forbidden"
    assert listed.code(fiji, "floor.answer_swap", swap="1", agrees=True) == "floor.not_yours"
    assert listed.done(chile, "floor.answer_swap", swap="1", agrees=False).everyone is None
    listed.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    listed.done(chair, "floor.cancel_swap", swap="1")
    assert listed.code(chile, "floor.answer_swap", swap="1", agrees=True) == "floor.swap_gone"
    assert models.Swap.objects.get().open is False


def test_FL9_a_proposal_ends_with_the_event_that_ends_it(listed: Assembly, fiji: Seat, chair: Seat) -> None:
    listed.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    entry = listed.done(chair, "floor.grant", entry="2", token=0, confirmed=True)
    assert json.loads(entry.moderators)["drop"]["swap"] == ["1"]
    assert "swap" not in (entry.everyone or "")
    assert journal.own_snapshot_of(listed.stream, fiji.keys).entities["my_swap"] == {}
