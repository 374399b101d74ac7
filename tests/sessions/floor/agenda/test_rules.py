"""Rules of agenda items, without a database: rights of reply count within each item (FL14)."""

from sessions.floor.agenda.rules import take_up
from sessions.floor.core import speakers_list, turns
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
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
        "type": "floor.item_taken_up", "item": 2, "title": "Consular protection",
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
    again = asked(second).floor.settled()
    assert [(e.number, e.item, e.reply) for e in again.replies] == [(3, 2, 1)]
    assert (again.replied("fj", 1), again.replied("fj", 2)) == (2, 1)


def test_FL14_a_right_of_reply_that_waits_is_of_the_item_at_which_it_was_asked_for() -> None:
    waits = asked(floor()).floor
    second = asked(take_up(waits, "Consular protection", 1).floor, "PIF").floor.settled()
    assert [(e.number, e.item, e.reply) for e in second.replies] == [(1, 1, 1), (2, 2, 1)]


def test_FL26_nothing_is_taken_up_in_a_session_that_is_closed() -> None:
    with refused("session.closed"):
        take_up(floor(session="closed"), "Consular protection", 1)
