"""Rights of reply, without a database: a list of their own, a number for each party, and their times (FL14)."""

from dataclasses import replace
from typing import Any

from sessions.floor import protocol
from sessions.floor.core import session_state, speakers_list, turns
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Entry, Floor
from sessions.floor.disconnections import rules as failures
from sessions.floor.speaking_time import rules as limits_rules
from sessions.floor.swaps import rules as swaps
from tests.support.floors import (
    MODERATOR,
    NOW,
    after,
    candidate,
    entry,
    floor,
    member,
    order,
    refused,
    speaking,
    wish,
)  # fmt: skip

FJ = member("fj")


def reply(number: int, party: str = "", **changes: Any) -> Entry:
    return entry(number, party, kind="right_of_reply", **({"reply": 1} | changes))


def asked(of: Floor, party: str = "fj", group: str = "") -> Outcome:
    command = wish(kind="right_of_reply", on_behalf_of=group)
    return speakers_list.inscribe(of, member(party), candidate(party), command, NOW)


def replies(of: Floor) -> list[tuple[int, int]]:
    """The numbers of the waiting rights of reply, each with its number among its party's."""
    return [(e.number, e.reply) for e in of.replies]


def test_FL14_they_stand_in_a_list_of_their_own_as_they_were_asked_for() -> None:
    of = floor(entry(1), reply(4), reply(2, category="other"), entry(3))
    assert (order(of), replies(of)) == ([1, 3], [(2, 1), (4, 1)])


def test_FL14_two_for_each_party_and_the_third_is_refused() -> None:
    of = asked(asked(floor()).floor, group="PIF").floor
    assert replies(of) == [(1, 1), (2, 2)]
    assert [of.limit_of(e) for e in of.replies] == [180, 120]
    one_taken = turns.grant(of, "1", 0, NOW).floor
    with refused("floor.no_reply_left"):
        asked(one_taken)
    assert replies(asked(one_taken, "cl").floor) == [(2, 2), (3, 1)]


def test_FL14_those_that_were_taken_count_also_when_the_turn_was_ended_at_once() -> None:
    of = turns.grant(asked(floor()).floor, "1", 0, NOW).floor
    of = turns.end(of, 1, "revoked", NOW).floor
    assert of.count_replies("fj", 1) == 1
    assert replies(asked(of).floor) == [(2, 2)]


def test_FL14_one_that_was_withdrawn_does_not_count_and_those_behind_it_move_up() -> None:
    of = asked(asked(floor()).floor, group="PIF").floor
    gone = speakers_list.withdraw(of, FJ, "1", NOW).floor.with_derived_state()
    assert (replies(gone), gone.limit_of(gone.replies[0])) == ([(2, 1)], 180)
    back = speakers_list.restore(gone, FJ, "1", NOW).floor.with_derived_state()
    assert replies(back) == [(1, 1), (2, 2)]


def test_FL14_one_that_was_withdrawn_is_not_taken_back_beyond_the_number() -> None:
    of = speakers_list.withdraw(asked(floor()).floor, FJ, "1", NOW).floor.with_derived_state()
    of = asked(asked(of).floor, group="PIF").floor
    of = turns.grant(of, "2", 0, NOW).floor
    with refused("floor.no_reply_left"):
        speakers_list.restore(of, FJ, "1", NOW)


def test_FL14_one_whose_line_dropped_waits_again_and_is_counted_once() -> None:
    of = turns.grant(asked(floor()).floor, "1", 0, NOW).floor
    dropped = failures.holder_dropped(of, 1, NOW, NOW, after(seconds=30) - NOW)
    assert dropped is not None
    of = failures.return_to_list(dropped.floor, 1, NOW).floor.with_derived_state()
    assert (replies(of), of.count_replies("fj", 1)) == ([(1, 1)], 1)


def test_FL14_they_are_taken_when_the_list_is_done() -> None:
    of = floor(entry(1), reply(2))
    with refused("floor.replies_later"):
        turns.grant(of, "2", 0, NOW)
    of = turns.grant(of, "1", 0, NOW).floor
    outcome = turns.grant(of, "2", 1, NOW)
    assert isinstance(outcome.event, protocol.Granted)
    assert (outcome.event.allotted, outcome.floor.count_replies("p2", 1)) == (180, 1)


def test_FL14_or_when_the_moderator_turns_to_them_and_until_none_waits() -> None:
    of = floor(entry(1), reply(2))
    outcome = speakers_list.turn_to_replies(of, takes_replies=True)
    assert outcome.event == protocol.TurnedToReplies(takes_replies=True)
    taken = turns.grant(outcome.floor, "2", 0, NOW).floor.with_derived_state()
    assert not taken.takes_replies
    assert speakers_list.turn_to_replies(outcome.floor, takes_replies=False).floor == of


def test_FL14_a_moderator_turns_to_no_replies_where_none_waits() -> None:
    with refused("floor.no_replies"):
        speakers_list.turn_to_replies(floor(entry(1)), takes_replies=True)
    assert speakers_list.turn_to_replies(floor(), takes_replies=False).floor == floor()


def test_FL14_number_and_time_are_figures_of_the_session() -> None:
    of = limits_rules.apply_preset(asked(floor()).floor, "general_assembly").floor
    assert of.limit_of(of.replies[0]) == 600
    three = limits_rules.set_limits(of, of.limits, None, [60, 50, 40]).floor
    three = replace(three, entries=(reply(1, "fj", state="called"), reply(2, "fj", state="called", reply=2)))
    of = asked(replace(three, next_number=3)).floor
    assert [(e.reply, of.limit_of(e)) for e in of.replies] == [(3, 40)]
    one = limits_rules.set_limits(of, of.limits, None, [60]).floor
    assert one.limit_of(one.replies[0]) == 60


def test_FL14_they_move_and_are_called_later_among_their_like() -> None:
    of = floor(entry(1), reply(2), reply(3, category="other"), entry(4))
    moved = speakers_list.move(of, "3", 0, "2", 0)
    assert isinstance(moved.event, protocol.Moved)
    assert (moved.event.place_left, moved.event.place_taken) == (2, 1)
    assert (order(moved.floor), [n for n, _ in replies(moved.floor)]) == ([1, 4], [3, 2])
    with refused("floor.list_changed"):
        speakers_list.move(of, "3", 0, "1", 0)
    later = failures.call_later(of, "2", 0).floor
    assert [n for n, _ in replies(later)] == [3, 2]
    with refused("floor.already_last"):
        failures.call_later(of, "3", 0)


def test_FL9_they_change_places_with_their_like_alone() -> None:
    of = floor(entry(1), reply(2), reply(3))
    with refused("floor.other_list"):
        swaps.propose_swap(of, member("p2"), "2", "1", NOW)
    proposed = swaps.propose_swap(of, member("p2"), "2", "3", NOW).floor
    assert proposed.with_derived_state().swaps == proposed.swaps
    agreed = swaps.answer_swap(proposed, member("p3"), "2", agrees=True).floor
    assert [n for n, _ in replies(agreed)] == [3, 2]


def test_FL14_a_session_that_closes_takes_no_more() -> None:
    of = replace(floor(entry(1), reply(2)), takes_replies=True)
    assert not session_state.close_session(of, NOW).floor.with_derived_state().takes_replies
    with refused("session.closed"):
        asked(floor(session="closed"))


def test_FL14_a_moderator_asks_for_one_for_a_party() -> None:
    command = wish(kind="right_of_reply")
    of = speakers_list.inscribe(speaking(1), MODERATOR, candidate("cl"), command, NOW).floor
    assert replies(of) == [(2, 1)]
