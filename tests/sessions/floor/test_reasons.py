"""Reasons of acts: optional, in the act's one event, and told to those concerned (FL2, FL8, FL24)."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
LIMITS = {"state": 60, "group": 60, "observer": 60, "other": 60}
WHY = {"reason": "A flight."}


def withdrawn(hall: Assembly, seat: Seat) -> dict[str, Any]:
    keys = frozenset({f"party/{seat.party}"})
    entities = journal.own_snapshot_of(hall.stream, keys).entities
    return dict(entities.get("my_withdrawn_entry", {}))


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("floor.close_list", {}),
    ("floor.move", {"entry": "2", "moves": 0, "before": "1", "before_moves": 0}),
    ("floor.call_later", {"entry": "1", "moves": 0}),
    ("floor.withdraw", {"entry": "1"}),
    ("floor.set_limits", {"limits": LIMITS}),
    ("floor.apply_preset", {"preset": "who"}),
    ("floor.set_budget", {"minutes": 30}),
    ("floor.order", {"policy": "first_come", "shown": [{"entry": "1", "moves": 0}]}),
    ("floor.extend", {"token": 1, "seconds": 30}),
    ("floor.suspend_turn", {"token": 1}),
    ("floor.revoke", {"token": 1}),
]


@pytest.mark.parametrize(("kind", "fields"), ACTS)
def test_FL24_the_event_has_the_reason_where_one_was_given(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, kind: str, fields: dict[str, Any]
) -> None:
    for seat in (fiji, chile):
        hall.done(seat, "floor.inscribe")
    if "token" in fields:
        hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert hall.done(chair, kind, **fields, **WHY).event["reason"] == "A flight."


def test_FL24_nobody_has_to_give_one(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    assert hall.done(chair, "floor.withdraw", entry="1").event["reason"] == ""


def test_FL2_a_party_reads_why_others_took_it_off_the_list(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.withdraw", entry="1", reason="Twice on the list.")
    assert withdrawn(hall, fiji)["1"]["reason"] == "Twice on the list."
    hall.done(fiji, "floor.restore", entry="1")
    assert hall.done(fiji, "floor.withdraw", entry="1", reason="To ourselves.").event["reason"] == ""
    assert withdrawn(hall, fiji)["1"]["reason"] == ""
