"""Rules of agenda items, without a database: rights of reply count within each item (FL14)."""

from dataclasses import replace
from typing import Any

import pytest

from sessions.floor.agenda.rules import name_item, take_up
from sessions.floor.core import speakers_list, turns
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.disconnections.rules import return_to_list
from tests.support.floors import NOW, candidate, entry, floor, member, refused, wish


def asked(of: Floor, group: str = "") -> Outcome:
    command = wish(kind="right_of_reply", on_behalf_of=group)
    return speakers_list.inscribe(of, member("fj"), candidate("fj"), command, NOW)


def called(of: Floor, number: str) -> Floor:
    return turns.grant(of, number, of.token, NOW).floor


def test_FL14_the_next_item_is_named_and_those_who_wait_keep_their_places() -> None:
    before = floor(entry(1), entry(2, kind="right_of_reply", reply=1))
    outcome = take_up(before, "Consular protection", 1)
    assert (outcome.floor.item, outcome.floor.item_title) == (2, "Consular protection")
    assert outcome.floor.entries == before.entries
    assert outcome.event.model_dump() == {
        "type": "floor.item_taken_up", "item": 2, "title": "Consular protection", "waiting": 0,
    }  # fmt: skip


def test_FL14_of_two_moderators_who_take_it_up_at_once_one_does() -> None:
    second = take_up(floor(), "Consular protection", 1).floor
    with refused("floor.item_changed"):
        take_up(second, "Consular protection", 1)


def test_FL14_a_party_has_its_rights_of_reply_on_each_item() -> None:
    first = called(called(asked(asked(floor()).floor, "PIF").floor, "1"), "2")
    with refused("floor.no_reply_left"):
        asked(first)
    second = take_up(first, "Consular protection", 1).floor
    again = asked(second).floor.with_derived_state()
    assert [(e.number, e.item, e.reply) for e in again.replies] == [(3, 2, 1)]
    assert (again.count_replies("fj", 1), again.count_replies("fj", 2)) == (2, 1)


def test_FL14_a_right_of_reply_that_waits_is_of_the_item_at_which_it_was_asked_for() -> None:
    waits = asked(floor()).floor
    second = asked(take_up(waits, "Consular protection", 1).floor, "PIF").floor.with_derived_state()
    assert [(e.number, e.item, e.reply) for e in second.replies] == [(1, 1, 1), (2, 2, 1)]


def test_FL26_nothing_is_taken_up_in_a_session_that_is_closed() -> None:
    with refused("session.closed"):
        take_up(floor(session="closed"), "Consular protection", 1)


def test_FL14_each_item_has_its_own_list_and_taking_it_up_opens_it() -> None:
    of = name_item(floor(entry(1), list_state="closed"), 2, "Consular protection").floor
    ahead = speakers_list.inscribe(of, member("fj"), candidate("fj"), wish(item=2), NOW)
    assert (ahead.event.model_dump()["item"], numbers(ahead.floor)) == (2, [1])
    second = take_up(ahead.floor, None, 1, 2)
    assert (numbers(second.floor), second.floor.list_state, second.event.model_dump()["waiting"]) == (
        [2],
        "open",
        1,
    )
    # Those who were not heard keep their places on the list that was left.
    back = take_up(second.floor, None, 2, 1).floor
    assert (numbers(back), back.item_title) == ([1], "")


def test_FL14_an_entry_of_another_item_is_not_called_and_may_be_withdrawn() -> None:
    of = name_item(floor(), 2, "Consular protection").floor
    of = speakers_list.inscribe(of, member("fj"), candidate("fj"), wish(item=2), NOW).floor
    with refused("floor.other_item"):
        turns.grant(of, "1", of.token, NOW)
    assert speakers_list.withdraw(of, member("fj"), "1", NOW).floor.requests == []


def test_FL1_a_party_waits_once_on_the_list_of_each_item() -> None:
    of = name_item(floor(), 2, "Consular protection").floor
    for item in (1, 2):
        of = speakers_list.inscribe(of, member("fj"), candidate("fj"), wish(item=item), NOW).floor
    for item in (1, 2):
        with refused("floor.already_inscribed"):
            speakers_list.inscribe(of, member("fj"), candidate("fj"), wish(item=item), NOW)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"item": 4}, "floor.no_such_item"),
        ({"item": 0}, "floor.no_such_item"),
        ({"item": 3, "kind": "right_of_reply"}, "floor.no_such_item"),
        ({"item": 1}, "floor.item_over"),
    ],
)
def test_FL14_the_floor_is_asked_for_at_the_present_item_or_a_later_one(
    fields: dict[str, Any], code: str
) -> None:
    of = name_item(take_up(floor(), "Second", 1).floor, 3, "Third").floor
    with refused(code):
        speakers_list.inscribe(of, member("fj"), candidate("fj"), wish(**fields), NOW)


@pytest.mark.parametrize("item", [1, 3, 0, None])
def test_FL14_only_another_item_of_the_agenda_is_taken_up(item: int | None) -> None:
    of = name_item(floor(), 2, "Second").floor
    with refused("floor.no_such_item"):
        take_up(of, None, 1, item)
    with refused("floor.no_such_item"):
        name_item(of, 4, "Fourth")


def test_FL14_the_present_item_can_be_named() -> None:
    assert name_item(floor(), 1, "Opening").floor.item_title == "Opening"


def test_FL14_in_a_scheduled_session_the_list_stays_as_it_is() -> None:
    of = take_up(floor(session="scheduled", list_state="draft"), "Second", 1).floor
    assert of.list_state == "draft"


def test_FL20_an_entry_of_another_item_returns_to_the_present_list() -> None:
    of = called(floor(entry(1, "p1"), entry(2, "p2")), "1")
    second = take_up(of, "Second", 1).floor
    assert second.turn is not None
    dropped = replace(second, turn=second.turn.with_changes(NOW, dropped_at=NOW, held_until=NOW))
    back = return_to_list(dropped, dropped.token, NOW).floor
    assert (numbers(back), back.requests[0].item) == ([1], 2)


def numbers(of: Floor) -> list[int]:
    return [each.number for each in of.waiting]
