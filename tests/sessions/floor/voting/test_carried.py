"""What each kind of motion does by itself once it is carried, and what it leaves to the chair (FL27)."""

from dataclasses import replace
from typing import Any

import pytest

from sessions.floor.agenda import rules as agenda
from sessions.floor.core import session_state, turns
from sessions.floor.core import speakers_list as lists
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import PRECEDENCE, Floor
from sessions.votes.protocol import Motion, VoteClosed
from tests.sessions.floor.voting.test_rules import enter, moved, put
from tests.support.floors import NOW, after, candidate, entry, member, order, refused, wish


def decided(motion: Motion, in_favour: int = 12, **changes: Any) -> Outcome:
    """Entry 1 spoke, entry 3 waits, and the motion was voted on."""
    of = replace(moved(motion), **changes).with_entries(entry(3))
    return enter(put(of), in_favour, 3, 2, after(seconds=90))


def found(of: Floor) -> tuple[str, str, str, bool | None]:
    """The session's state, the list's, that of the debate, and whether the clock of the returned speaker runs."""
    return of.session, of.list_state, of.debate, of.turn and of.turn.suspended_at is None


CARRIED: dict[Motion, tuple[str, str, str, bool | None]] = {
    "suspension": ("suspended", "open", "open", False),
    "adjournment": ("suspended", "open", "open", False),
    "adjournment_of_debate": ("open", "closed", "adjourned", False),
    "closure_of_debate": ("open", "closed", "closed", False),
    "closure_of_list": ("open", "closed", "open", True),
    "other": ("open", "open", "open", True),
}


@pytest.mark.parametrize("motion", PRECEDENCE)
def test_FL27_a_motion_that_is_carried_acts(motion: Motion) -> None:
    outcome = decided(motion)
    assert found(outcome.floor) == CARRIED[motion]
    assert outcome.floor.turn is not None
    assert (outcome.floor.turn.number, order(outcome.floor)) == (1, [3])
    assert isinstance(outcome.event, VoteClosed)
    state, listed, _, running = CARRIED[motion]
    assert outcome.event.list_closed == (listed == "closed")
    assert outcome.event.session_suspended == (state == "suspended")
    assert (outcome.event.returned, outcome.event.resumed) == ("1", running)


@pytest.mark.parametrize("motion", PRECEDENCE)
def test_FL27_a_motion_that_is_not_carried_changes_nothing(motion: Motion) -> None:
    outcome = decided(motion, in_favour=0)
    assert found(outcome.floor) == ("open", "open", "open", True)
    assert isinstance(outcome.event, VoteClosed)
    assert (outcome.event.list_closed, outcome.event.session_suspended) == (False, False)


def test_FL27_what_is_done_already_is_not_done_again() -> None:
    closed = decided("closure_of_list", list_state="closed")
    assert isinstance(closed.event, VoteClosed)
    assert (closed.floor.list_state, closed.event.list_closed) == ("closed", False)
    of = replace(put(moved("suspension")), session="suspended", reason="The lamps are out.")
    suspended = enter(of, 12, 3, 2, after(seconds=90))
    assert isinstance(suspended.event, VoteClosed)
    assert (suspended.floor.reason, suspended.event.session_suspended) == ("The lamps are out.", False)


@pytest.mark.parametrize("motion", ["adjournment_of_debate", "closure_of_debate"])
def test_FL27_when_the_debate_is_over_nobody_is_called_from_its_list(motion: Motion) -> None:
    of = turns.end(decided(motion).floor, decided(motion).floor.token, "closed", after(seconds=95)).floor
    with refused("floor.debate_over", "adjourned" if motion == "adjournment_of_debate" else "closed"):
        turns.grant(of, "3", of.token, after(seconds=100))
    with refused("floor.list_closed"):
        lists.inscribe(of, member("a"), candidate("a"), wish(), NOW)
    assert of.may_call_replies


@pytest.mark.parametrize("motion", ["adjournment_of_debate", "closure_of_debate"])
def test_FL27_the_chair_lets_the_interrupted_speaker_finish(motion: Motion) -> None:
    of = decided(motion).floor
    back = turns.resume(of, of.token, after(seconds=100)).floor
    assert back.turn is not None
    assert (back.turn.number, back.turn.suspended_at, back.debate) == (1, None, of.debate)


def test_FL27_the_debate_is_resumed_when_the_list_opens_and_with_another_item() -> None:
    of = decided("adjournment_of_debate").floor
    opened = lists.open_list(of, None, NOW).floor
    elsewhere = agenda.take_up(of, "Sea level", 1).floor
    assert (opened.debate, elsewhere.debate, elsewhere.list_state) == ("open", "open", "open")
    assert turns.grant(opened, "3", opened.token, after(seconds=100)).floor.turn is not None


def test_FL27_an_interrupted_right_of_reply_goes_on_after_the_closure() -> None:
    of = moved("closure_of_debate")
    (waits,) = of.interrupted_turns
    replying = replace(of, interrupted_turns=(replace(waits, kind="right_of_reply"),))
    back = enter(put(replying), 12, 3, 2, after(seconds=90)).floor
    assert back.turn is not None
    assert back.turn.suspended_at is None


def test_FL27_until_when_is_left_to_the_chair() -> None:
    of = decided("adjournment").floor
    assert (of.resumes_at, of.reason) == (None, "")
    tomorrow = session_state.adjourn_session(of, after(days=1), "", after(seconds=95)).floor
    assert tomorrow.resumes_at == after(days=1)
    assert session_state.close_session(of, after(seconds=95)).floor.session == "closed"
