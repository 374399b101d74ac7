"""Those who were not heard are carried to another session, with their places (FL14)."""

import json
from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor.carry_over.rules import carry_in
from sessions.floor.models import Entry
from sessions.programme.models import Session
from tests.support.assembly import Assembly
from tests.support.floors import NOW, entry, floor, order, refused


def unheard(*numbers: int) -> list[Any]:
    return [entry(number, f"p{number}", state="unheard") for number in numbers]


def test_FL14_they_stand_in_front_in_the_order_in_which_they_stood() -> None:
    of = floor(entry(1, "a"), entry(2, "b"), session="scheduled", list_state="draft")
    outcome = carry_in(of, "9", unheard(7, 5), NOW)
    assert [e.party for e in outcome.floor.waiting] == ["p7", "p5", "a", "b"]
    assert outcome.event.model_dump() == {
        "type": "floor.carried_in", "session": "9",
        "rows": [
            {"entry": "3", "party": "p7", "kind": "statement"},
            {"entry": "4", "party": "p5", "kind": "statement"},
        ],
    }  # fmt: skip


def test_FL14_they_keep_their_order_across_categories() -> None:
    mixed = [entry(3, "o", category="observer"), entry(4, "s", category="state")]
    outcome = carry_in(floor(entry(1, "a"), session="scheduled"), "9", mixed, NOW)
    assert [e.party for e in outcome.floor.waiting] == ["o", "s", "a"]


def test_FL14_in_a_session_that_has_begun_the_next_two_do_not_move() -> None:
    of = floor(entry(1, "a"), entry(2, "b"), entry(3, "c"))
    assert order(carry_in(of, "9", unheard(7), NOW).floor) == [1, 2, 4, 3]


def test_FL14_a_party_that_waits_there_already_keeps_that_place() -> None:
    of = floor(entry(1, "a"), entry(2, "p7"), session="scheduled")
    assert order(carry_in(of, "9", unheard(7, 8), NOW).floor) == [3, 1, 2]
    with refused("floor.nobody_unheard"):
        carry_in(of, "9", unheard(7), NOW)


def test_FL14_a_closed_session_takes_nobody() -> None:
    with refused("session.closed"):
        carry_in(floor(session="closed"), "9", unheard(7), NOW)


@pytest.fixture
def target(hall: Assembly) -> Session:
    return hall.add_session("scheduled", "draft")


@pytest.fixture
def closed(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> Assembly:
    """Fiji and Chile were not heard, at two items; nor was Chile's right of reply."""
    hall.done(chair, "floor.name_item", item=2, title="Second")
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe", item=2)
    hall.done(chile, "floor.inscribe", kind="right_of_reply")
    hall.done(chair, "session.close")
    return hall


def own(hall: Assembly, seat: Seat) -> dict[str, Any]:
    entities = journal.own_snapshot_of(hall.stream, frozenset({f"party/{seat.party}"})).entities
    return dict(entities.get("my_unheard_entry", {}))


def left(hall: Assembly) -> Any:
    return journal.snapshot_of(hall.stream, Audience.MODERATORS).entities["floor"][str(hall.session.pk)][
        "unheard"
    ]


@pytest.mark.django_db
def test_FL14_all_who_were_not_heard_are_carried_and_told_where(
    closed: Assembly, chair: Seat, fiji: Seat, target: Session
) -> None:
    assert (left(closed), own(closed, fiji)["1"]["carried_to"]) == (2, None)
    told = closed.done(chair, "floor.carry_over", to=str(target.pk))
    assert told.event == {"type": "floor.carried_over", "to": str(target.pk), "entries": ["1", "2"]}
    assert (left(closed), own(closed, fiji)["1"]["carried_to"]) == (0, str(target.pk))
    here = [row.party.name["en"] for row in Entry.objects.filter(session=target).order_by("number")]
    assert (here, closed.events(target.stream)) == (["Fiji", "Chile"], ["floor.carried_in"])
    frame = json.loads(journal.latest_entries(target.stream, 1)[0].everyone or "")
    assert sorted(frame["put"]["entry"]) == ["1", "2"]
    assert closed.code(chair, "floor.carry_over", to=str(target.pk)) == "floor.nobody_unheard"


@pytest.mark.django_db
def test_FL14_those_of_one_item_are_carried_alone(closed: Assembly, chair: Seat, target: Session) -> None:
    closed.done(chair, "floor.carry_over", to=str(target.pk), item=2)
    assert [row.party.name["en"] for row in Entry.objects.filter(session=target)] == ["Chile"]
    assert left(closed) == 1


@pytest.mark.django_db
def test_FL14_what_is_not_over_carries_nobody_and_who_may_not_moderate_there_neither(
    hall: Assembly, chair: Seat, fiji: Seat, target: Session
) -> None:
    hall.done(fiji, "floor.inscribe")
    to = {"to": str(target.pk)}
    assert hall.code(chair, "floor.carry_over", **to) == "floor.not_over"
    hall.done(chair, "session.close")
    assert hall.code(chair, "floor.carry_over", to=str(hall.session.pk)) == "floor.not_over"
    assert hall.code(chair, "floor.carry_over", to="999") == "wire.unknown_stream"
    assert hall.code(chair, "floor.carry_over", to=str(Assembly().session.pk)) == "wire.wrong_conference"
    assert hall.code(fiji, "floor.carry_over", **to) == "wire.forbidden"
