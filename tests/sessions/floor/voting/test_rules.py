"""Votes on procedure, without a database: appeals against a ruling, and motions (FL13)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from sessions.floor.core import session_state, turns
from sessions.floor.core import speakers_list as lists
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Entry, Floor
from sessions.floor.core.turns import READY
from sessions.floor.points_of_order import rules as interruptions
from sessions.floor.points_of_order.protocol import Recognised, Ruled
from sessions.floor.voting import rules
from sessions.votes import protocol
from sessions.votes import rules as votes
from sessions.votes.protocol import Motion
from tests.support.floors import (
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

ROLL = tuple(f"p{number}" for number in range(700))


def raised(number: int = 2, kind: str = "point_of_order", **changes: Any) -> Entry:
    return entry(number, kind=kind, **({"motion": "suspension"} if kind == "motion" else {}) | changes)


def ruled() -> Floor:
    """Entry 1 spoke for 20 s, waited a minute for the ruling on point of order 2, and goes on. The token is 3."""
    before = speaking(1)
    of = interruptions.recognise(
        before.with_entries(raised()), "2", 1, after(seconds=20), READY, confirmed=False
    ).floor
    return interruptions.rule(of, 2, "not_upheld", "", after(seconds=80)).floor


def moved(motion: Motion = "suspension") -> Floor:
    """Entry 1 had spoken for 20 s when motion 2 was recognised. The token is 2."""
    of = speaking(1).with_entries(raised(2, "motion", motion=motion))
    return interruptions.recognise(of, "2", 1, after(seconds=20), READY, False).floor


def put(of: Floor) -> Floor:
    return rules.put_to_vote(of, of.token, after(seconds=50), roll=ROLL).floor


def enter(of: Floor, in_favour: int, against: int, abstentions: int, now: datetime) -> Outcome:
    """Close the vote by show of hands with these figures."""
    assert of.voting is not None
    entered = votes.Tally(in_favour, against, abstentions)
    voting = replace(of.voting, roll=ROLL)
    closed = votes.close_vote(voting, entered, {}, ROLL, "Nobody raised a hand.", votes.Quorum(), now)
    return rules.close_vote(of, closed, now)


def test_FL13_a_motion_stands_in_no_order_and_a_closed_list_takes_it() -> None:
    of = lists.inscribe(
        floor(entry(1), list_state="closed"), member("fj"), candidate(), wish(kind="motion"), NOW
    ).floor
    assert (order(of), [e.number for e in of.item_requests]) == ([1], [1, 2])
    assert of.limit_of(of.item_requests[1]) == 60
    with refused("floor.point_of_order"):
        turns.grant(of, "2", 0, NOW)


def test_FL13_a_motion_says_what_it_is_for_and_nothing_else_does() -> None:
    for missing in ({"motion": None}, {"motion": "other", "text": ""}):
        with refused("floor.motion_needed"):
            lists.inscribe(floor(), member("fj"), candidate(), wish(kind="motion", **missing), NOW)
    of = lists.inscribe(floor(), member("fj"), candidate(), wish(motion="suspension"), NOW).floor
    assert of.item_requests[0].motion is None


def test_FL13_points_of_order_come_first_and_motions_by_precedence() -> None:
    motions = [raised(n, "motion", motion=m) for n, m in enumerate(reversed(get_args(Motion)), 1)]
    first = raised(9)
    asked = sorted([*motions, first], key=lambda e: e.order)
    assert [e.motion for e in asked] == [None, *get_args(Motion)]


def test_FL13_a_mover_has_a_minute_and_the_turn_waits() -> None:
    of = moved("closure_of_debate")
    assert of.turn is not None
    assert (of.turn.kind, of.turn.motion, of.turn.allotted) == ("motion", "closure_of_debate", 60)
    assert of.interrupted is not None
    assert of.interrupted.spoken_time(after(minutes=9)) == timedelta(seconds=20)


def test_FL13_it_is_put_to_the_vote_and_nobody_has_the_floor_meanwhile() -> None:
    outcome = rules.put_to_vote(moved(), 2, after(seconds=50))
    assert outcome.event == protocol.VotePut(
        vote="3",
        subject="motion",
        method="show_of_hands",
        majority="simple",
        party="p2",
        motion="suspension",
        motion_text="",
        of="2",
        proposal=None,
        question="",
        spoken=30.0,
        interrupted="1",
    )
    assert (outcome.floor.turn, outcome.floor.token) == (None, 3)
    assert outcome.floor.voting == outcome.floor.vote is not None


def test_FL13_the_result_is_entered_and_the_turn_returns_with_what_was_left() -> None:
    outcome = enter(put(moved("other")), 12, 3, 2, after(seconds=90))
    assert outcome.event == protocol.VoteClosed(
        vote="3", subject="motion", method="show_of_hands", party="p2", motion="other", motion_text="", of="2",
        proposal=None, question="",
        in_favour=12, against=3, abstentions=2, carried=True, returned="1", resumed=True,
    )  # fmt: skip
    back = outcome.floor
    assert back.turn is not None
    assert (back.token, back.interrupted, back.voting) == (4, None, None)
    assert back.turn.spoken_time(after(seconds=100)) == timedelta(seconds=30)
    assert back.vote is not None
    assert back.vote.result is not None
    assert back.vote.result.carried


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_FL13_a_majority_carries_abstentions_do_not_count_and_a_tie_does_not(
    in_favour: int, against: int, abstentions: int
) -> None:
    event = enter(put(moved()), in_favour, against, abstentions, NOW).event
    assert isinstance(event, protocol.VoteClosed)
    assert event.carried == (in_favour > against)


def test_FL13_any_party_appeals_against_the_ruling_and_the_turn_waits_again() -> None:
    of = ruled()
    assert (of.ruled, of.token) == (2, 3)
    outcome = rules.appeal(of, "2", "p9", 3, after(seconds=90), roll=ROLL)
    assert outcome.event == protocol.VotePut(
        vote="4",
        subject="appeal",
        method="show_of_hands",
        majority="simple",
        party="p9",
        motion=None,
        motion_text="",
        of="2",
        proposal=None,
        question="",
        spoken=0.0,
        interrupted="1",
    )
    stands = enter(outcome.floor, 2, 9, 1, after(seconds=100)).floor
    assert stands.turn is not None
    assert stands.turn.spoken_time(after(seconds=110)) == timedelta(seconds=40)
    assert stands.vote is not None
    assert stands.vote.result is not None
    assert not stands.vote.result.carried


def test_FL13_an_appeal_is_made_while_nobody_speaks_too() -> None:
    of = interruptions.recognise(floor(raised()), "2", 0, NOW, READY, False).floor
    of = interruptions.rule(of, 1, "upheld", "", NOW).floor
    of = rules.appeal(of, "1", "p9", 1, NOW, roll=ROLL).floor
    event = enter(of, 5, 1, 0, NOW).event
    assert isinstance(event, protocol.VoteClosed)
    assert (event.carried, event.returned, event.resumed) == (True, None, False)


def test_FL13_a_ruling_is_appealed_against_once_and_at_once() -> None:
    of = rules.appeal(ruled(), "2", "p9", 3, NOW, roll=ROLL).floor
    of = enter(of, 0, 1, 0, NOW).floor
    with refused("floor.no_ruling"):
        rules.appeal(of, "2", "p9", 5, NOW, roll=ROLL)
    with refused("floor.no_ruling"):
        rules.appeal(ruled(), "1", "p9", 3, NOW, roll=ROLL)
    next_one = turns.grant(ruled().with_entries(entry(3)), "3", 3, NOW).floor
    with refused("floor.no_ruling"):
        rules.appeal(next_one, "2", "p9", 4, NOW, roll=ROLL)


def test_FL13_what_is_withdrawn_has_no_result_and_the_turn_returns() -> None:
    outcome = rules.drop_vote(put(moved()), "3", "Withdrawn by the mover.", after(seconds=90))
    assert outcome.event == protocol.VoteDropped(
        vote="3", subject="motion", party="p2", reason="Withdrawn by the mover.", returned="1", resumed=True
    )
    assert (outcome.floor.vote, outcome.floor.token) == (None, 4)


def test_FL13_a_vote_ends_once() -> None:
    over = enter(put(moved()), 1, 0, 0, NOW).floor
    for of, vote in ((floor(), "0"), (put(moved()), "2"), (over, "3")):
        with refused("floor.no_vote"):
            rules.find_vote_under_way(of, vote)
        with refused("floor.no_vote"):
            rules.drop_vote(of, vote, "", NOW)


def test_FL13_only_a_motion_that_was_heard_is_put_to_the_vote() -> None:
    with refused("floor.no_motion"):
        rules.put_to_vote(speaking(1), 1, NOW)
    with refused("floor.no_motion"):
        rules.put_to_vote(floor(raised(2, "motion")), 0, NOW)
    with refused("floor.no_point_of_order"):
        interruptions.rule(moved(), 2, "upheld", "", NOW)


def test_FL13_meanwhile_nobody_is_given_the_floor() -> None:
    of = put(moved()).with_entries(entry(3), raised(5, "motion"))
    for act in (
        lambda: turns.grant(of, "3", of.token, NOW),
        lambda: interruptions.recognise(of, "5", of.token, NOW, READY, False),
        lambda: rules.appeal(replace(of, ruled=1), "1", "p9", of.token, NOW, roll=ROLL),
    ):
        with refused("floor.vote_due"):
            act()


def test_FL13_a_mover_who_is_done_ends_and_the_vote_is_due_still() -> None:
    done = turns.finish(moved(), member("p2"), 2, after(seconds=30)).floor
    timed = turns.apply_time(replace(moved(), ends_turns=True), after(minutes=5))
    assert timed is not None
    for of in (done, timed.floor, turns.end(moved(), 2, "closed", NOW).floor):
        assert (of.turn, of.token) == (None, 2)
        with refused("floor.motion_pending"):
            turns.grant(of.with_entries(entry(3)), "3", 2, NOW)
        assert put(of).voting is not None


def test_FL13_a_point_of_order_in_a_vote_is_on_its_conduct_and_the_vote_goes_on() -> None:
    of = put(moved()).with_entries(raised(4), raised(6))
    heard = interruptions.recognise(of, "4", 3, after(seconds=60), READY, False)
    assert isinstance(heard.event, Recognised)
    assert (heard.event.during_vote, heard.event.interrupted) == ("3", None)
    during = heard.floor
    assert (during.voting, during.turn is not None and during.turn.during_vote) == (of.voting, 3)
    for act in (
        lambda: rules.find_vote_under_way(during, "3"),
        lambda: rules.drop_vote(during, "3", "", NOW),
        lambda: interruptions.recognise(during, "6", 4, NOW, READY, False),
    ):
        with refused("floor.ruling_due"):
            act()
    ruled = interruptions.rule(during, 4, "noted", "", after(seconds=70))
    assert isinstance(ruled.event, Ruled)
    assert (ruled.event.during_vote, ruled.event.returned) == ("3", None)
    goes_on = ruled.floor
    assert (goes_on.turn, goes_on.voting) == (None, of.voting)
    entered = enter(goes_on, 9, 2, 0, after(seconds=80)).floor
    assert entered.turn is not None
    assert (entered.turn.number, entered.ruled) == (1, 4)


def test_FL13_an_appeal_against_such_a_ruling_waits_for_the_result() -> None:
    of = interruptions.recognise(
        put(moved("other")).with_entries(raised(4)), "4", 3, NOW, READY, confirmed=False
    ).floor
    of = interruptions.rule(of, 4, "not_upheld", "", NOW).floor
    of = rules.raise_appeal(of, member("p9"), "4", "p9", NOW).floor
    with refused("floor.vote_due"):
        rules.appeal(of, "4", "p9", 4, NOW)
    of = enter(of, 9, 2, 0, NOW).floor
    assert rules.appeal(of, "4", "p9", of.token, NOW).floor.voting is not None


def test_FL26_a_suspended_session_keeps_the_vote_and_a_closed_one_ends_it() -> None:
    of = put(moved())
    still = session_state.suspend_session(of, "Coffee.", NOW).floor
    assert still.voting == of.voting
    entered = enter(still, 1, 0, 0, NOW).floor
    assert entered.turn is not None
    assert entered.turn.is_stopped
    with refused("session.not_open"):
        rules.put_to_vote(session_state.suspend_session(moved(), "", NOW).floor, 3, NOW)
    closed = session_state.close_session(of, NOW).floor
    assert (closed.vote, closed.ruled, closed.interrupted) == (None, None, None)
