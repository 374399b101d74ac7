"""Points of order, without a database: the interrupted turn always comes back, or ends with its time counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sessions.floor import protocol as floors
from sessions.floor.core import session_state, turns
from sessions.floor.core import speakers_list as lists
from sessions.floor.core.state import Entry, Floor, Turn
from sessions.floor.core.turns import READY
from sessions.floor.disconnections import rules as failures
from sessions.floor.points_of_order import protocol, rules
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
    turn,
    wish,
)  # fmt: skip

GRACE = timedelta(seconds=30)


def raised(number: int = 2, **changes: Any) -> Entry:
    return entry(number, kind="point_of_order", **changes)


def interrupted(of: Floor | None = None) -> Floor:
    """Entry 1 had spoken for 20 s when point of order 2 was recognised."""
    before = of or speaking(1)
    outcome = rules.recognise(
        before.with_entries(raised()), "2", before.token, after(seconds=20), READY, confirmed=False
    )
    return outcome.floor


def present(of: Floor) -> Turn:
    assert of.turn is not None
    return of.turn


def test_FL13_a_point_of_order_stands_in_no_order_and_has_a_minute() -> None:
    of = floor(entry(1), raised(), entry(3))
    assert (order(of), [e.number for e in of.item_requests]) == ([1, 3], [1, 2, 3])
    assert raised().limit(of.limits) == raised(on_behalf_of="PIF").limit(of.limits) == 60


def test_FL13_a_closed_list_takes_it_and_a_party_has_one() -> None:
    of = floor(list_state="closed")
    after_it = lists.inscribe(of, member("fj"), candidate(), wish(kind="point_of_order"), NOW).floor
    with refused("floor.already_inscribed"):
        lists.inscribe(after_it, member("fj"), candidate(), wish(kind="point_of_order"), NOW)


@pytest.mark.parametrize(
    "act",
    [
        lambda of: turns.grant(of, "2", 0, NOW),
        lambda of: lists.move(of, "2", 0, "1", 0),
        lambda of: failures.call_later(of, "2", 0),
        lambda of: swaps.propose_swap(of, member("p2"), "2", "1", NOW),
        lambda of: swaps.propose_swap(of, member("p1"), "1", "2", NOW),
    ],
)
def test_FL13_what_is_for_the_list_is_not_for_a_point_of_order(act: Callable[[Floor], Any]) -> None:
    with refused("floor.point_of_order"):
        act(floor(entry(1), raised()))


def test_FL13_it_can_be_withdrawn_and_taken_back() -> None:
    gone = lists.withdraw(floor(raised()), member("p2"), "2", NOW).floor
    assert lists.restore(gone, member("p2"), "2", NOW).floor.item_requests == [raised()]


def test_FL13_the_chair_recognises_it_and_the_turn_waits() -> None:
    outcome = rules.recognise(
        speaking(1).with_entries(raised(speaker="7", mode="video_statement")),
        "2",
        1,
        after(seconds=20),
        READY,
        False,
    )
    assert outcome.event == protocol.Recognised(
        turn="2",
        entry="2",
        party="p2",
        kind="point_of_order",
        motion=None,
        token=2,
        allotted=60,
        interrupted="1",
    )
    holder = turn(raised(speaker="7"), 2, started_at=after(seconds=20), allotted=60)
    waits = turn(entry(1), suspended_at=after(seconds=20), interrupted=True)
    assert (outcome.floor.turn, outcome.floor.interrupted, outcome.floor.token) == (holder, waits, 2)
    assert outcome.floor.item_requests == []


def test_FL13_it_is_heard_while_nobody_speaks_as_well() -> None:
    outcome = rules.recognise(floor(raised(), token=5), "2", 5, NOW, READY, False)
    assert (present(outcome.floor).number, outcome.floor.interrupted) == (6, None)
    ruled = rules.rule(outcome.floor, 6, "noted", "", after(seconds=9))
    assert ruled.event == protocol.Ruled(
        turn="6", entry="2", party="p2", ruling="noted", text="", spoken=9.0, returned=None, resumed=False
    )
    assert (ruled.floor.turn, ruled.floor.token) == (None, 6)


@pytest.mark.parametrize(
    ("of", "number", "token", "code"),
    [
        (floor(raised(), session="suspended"), "2", 0, "session.not_open"),
        (floor(raised()), "2", 1, "floor.token_changed"),
        (floor(raised(state="withdrawn")), "2", 0, "floor.entry_gone"),
        (floor(entry(1)), "1", 0, "floor.no_point_of_order"),
        (interrupted().with_entries(raised(3)), "3", 2, "floor.ruling_due"),
    ],
)
def test_FL13_what_cannot_be_recognised(of: Floor, number: str, token: int, code: str) -> None:
    with refused(code):
        rules.recognise(of, number, token, NOW, READY, False)


def test_FL13_after_the_ruling_the_turn_has_the_time_that_was_left_and_a_new_token() -> None:
    outcome = rules.rule(interrupted(), 2, "upheld", "It is so.", after(seconds=50))
    assert outcome.event == protocol.Ruled(
        turn="2", entry="2", party="p2", ruling="upheld", text="It is so.", spoken=30.0, returned="1",
        resumed=True,
    )  # fmt: skip
    back = present(outcome.floor)
    assert (back.number, back.suspended_at, outcome.floor.interrupted, outcome.floor.token) == (
        1,
        None,
        None,
        3,
    )
    assert back.spoken_time(after(seconds=60)) == timedelta(seconds=30)


@pytest.mark.parametrize("of", [speaking(1), interrupted()])
def test_FL13_a_ruling_is_on_a_point_of_order_and_names_the_token(of: Floor) -> None:
    with refused("floor.token_changed"):
        rules.rule(of, 9, "noted", "", NOW)
    with refused("floor.nobody_speaks"):
        rules.rule(floor(token=4), 4, "noted", "", NOW)
    with refused("floor.no_point_of_order"):
        rules.rule(speaking(1), 1, "noted", "", NOW)


def test_FL13_a_turn_that_was_suspended_is_suspended_still() -> None:
    paused = turns.suspend(speaking(1), 1, after(seconds=5)).floor
    outcome = rules.rule(interrupted(paused), 3, "noted", "", after(seconds=50))
    assert isinstance(outcome.event, protocol.Ruled)
    assert (outcome.event.returned, outcome.event.resumed) == ("1", False)
    assert present(outcome.floor).suspended_at == after(seconds=5)
    resumed = turns.resume(outcome.floor, outcome.floor.token, after(seconds=60)).floor
    assert present(resumed).spoken_time(after(seconds=70)) == timedelta(seconds=15)


@pytest.mark.parametrize("line_back", [False, True])
def test_FL13_a_holder_whose_line_had_dropped_is_held_still(line_back: bool) -> None:
    dropped = failures.holder_dropped(speaking(1), 1, after(seconds=10), after(seconds=12), GRACE)
    assert dropped is not None
    outcome = rules.rule(interrupted(dropped.floor), 2, "noted", "", after(seconds=50))
    assert isinstance(outcome.event, protocol.Ruled)
    assert (outcome.event.resumed, present(outcome.floor).dropped_at) == (False, after(seconds=10))
    if line_back:
        back = failures.holder_returned(outcome.floor, 1, after(seconds=60))
        assert back is not None
        assert present(back.floor).spoken_time(after(seconds=65)) == timedelta(seconds=15)


def test_FL13_a_line_that_dropped_meanwhile_costs_the_interrupted_holder_no_time() -> None:
    of = interrupted()
    assert failures.holder_dropped(of, 1, after(seconds=30), after(seconds=32), GRACE) is None
    back = rules.rule(of, 2, "noted", "", after(seconds=50)).floor
    outcome = failures.holder_dropped(back, 1, after(seconds=30), after(seconds=52), GRACE)
    assert outcome is not None
    assert present(outcome.floor).spoken_time(after(seconds=99)) == timedelta(seconds=20)


def test_FL13_the_raisers_line_drops_and_the_chair_rules_all_the_same() -> None:
    outcome = failures.holder_dropped(interrupted(), 2, after(seconds=25), after(seconds=27), GRACE)
    assert outcome is not None
    of = outcome.floor
    for act in (
        lambda: failures.play_video_statement(of, 2, {"p2"}, NOW),
        lambda: failures.read_out(of, 2, NOW),
        lambda: failures.return_to_list(of, 2, NOW),
    ):
        with refused("floor.ruling_due"):
            act()
    ruled = rules.rule(of, 2, "not_upheld", "", after(seconds=60))
    assert present(ruled.floor).spoken_time(after(seconds=61)) == timedelta(seconds=21)


def test_FL13_nobody_is_given_the_floor_before_the_ruling() -> None:
    with refused("floor.ruling_due"):
        turns.grant(interrupted().with_entries(entry(3)), "3", 2, NOW)


@pytest.mark.parametrize("by", ["closed", "revoked"])
def test_FL13_one_that_is_ended_without_a_ruling_gives_the_floor_back(by: Any) -> None:
    outcome = turns.end(interrupted(), 2, by, after(seconds=50))
    assert isinstance(outcome.event, floors.Ended)
    assert (outcome.event.turn, outcome.event.returned) == ("2", "1")
    assert (present(outcome.floor).number, outcome.floor.interrupted, outcome.floor.token) == (1, None, 3)
    revoked = turns.end(outcome.floor, 3, "revoked", after(seconds=55)).floor
    assert (revoked.turn, revoked.interrupted) == (None, None)


def test_FL13_a_raiser_who_finishes_stops_and_the_ruling_is_due_still() -> None:
    outcome = turns.finish(interrupted(), member("p2"), 2, after(seconds=40))
    assert outcome.event == floors.TurnSuspended(turn="2", party="p2", reason="")
    assert (present(outcome.floor).paused, outcome.floor.interrupted is not None) == (True, True)
    assert present(rules.rule(outcome.floor, 3, "noted", "", NOW).floor).number == 1


def test_FL13_where_turns_end_by_themselves_its_minute_ends_and_the_ruling_is_due_still() -> None:
    of = replace(interrupted(), ends_turns=True)
    assert turns.apply_time(of, after(seconds=79)) is None
    outcome = turns.apply_time(of, after(seconds=80))
    assert outcome is not None
    assert outcome.event == floors.TurnSuspended(turn="2", party="p2", reason="")
    assert turns.apply_time(outcome.floor, after(seconds=99)) is None


@pytest.mark.parametrize("resumed_first", [False, True])
def test_FL13_a_session_that_is_suspended_meanwhile_suspends_both(resumed_first: bool) -> None:
    of = session_state.suspend_session(interrupted(), "Lunch.", after(seconds=30)).floor
    if resumed_first:
        of = session_state.resume_session(of, after(seconds=40)).floor
    outcome = rules.rule(of, of.token, "noted", "", after(seconds=60))
    back = present(outcome.floor)
    assert (back.paused, back.suspended_at, outcome.floor.interrupted) == (True, after(seconds=20), None)


def test_FL13_a_session_that_is_closed_meanwhile_ends_both_and_says_so() -> None:
    outcome = session_state.close_session(interrupted(), after(seconds=90))
    assert outcome.event.model_dump() == {
        "type": "session.closed", "ended": "2", "ended_overtime": 10.0, "interrupted": ["1"],
        "unheard": [],
    }  # fmt: skip
    assert (outcome.floor.turn, outcome.floor.interrupted) == (None, None)


def test_FL1_the_speaker_of_an_interrupted_turn_can_be_changed() -> None:
    outcome = lists.change_speaker(interrupted(), MODERATOR, "1", "2", {"1", "2"})
    assert outcome.floor.interrupted is not None
    assert (outcome.floor.interrupted.speaker, outcome.floor.turn) == ("2", interrupted().turn)
