"""Rules of the session's state and their effect on the turn, without a database."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from foundation.clock import timestamp_text
from sessions.floor.core import session_state
from sessions.floor.protocol import ListState
from sessions.programme import protocol
from sessions.programme.protocol import SessionState
from tests.support.floors import after, entry, floor, refused, speaking, turn

ACTS: dict[str, Any] = {
    "open": session_state.open_session,
    "suspend": lambda of: session_state.suspend_session(of, "Lunch.", after(seconds=30)),
    "adjourn": lambda of: session_state.adjourn_session(of, after(days=1), "Dinner.", after(seconds=30)),
    "resume": lambda of: session_state.resume_session(of, after(seconds=60)),
    "close": lambda of: session_state.close_session(of, after(seconds=30)),
}
FROM = {
    "open": {"scheduled"},
    "suspend": {"open"},
    "adjourn": {"open", "suspended"},
    "resume": {"suspended"},
    "close": {"open", "suspended"},
}


@pytest.mark.parametrize("state", get_args(SessionState))
@pytest.mark.parametrize("act", ACTS)
def test_FL26_each_act_has_the_states_it_is_for(act: str, state: SessionState) -> None:
    of = floor(session=state)
    if state in FROM[act]:
        assert ACTS[act](of).floor != of
    else:
        with refused("session.wrong_state"):
            ACTS[act](of)


@pytest.mark.parametrize(("listed", "becomes"), [("draft", "open"), ("open", "open"), ("closed", "closed")])
def test_FL26_a_session_opens_with_the_list_that_was_drafted(listed: ListState, becomes: ListState) -> None:
    of = floor(entry(1), session="scheduled", list_state=listed)
    outcome = session_state.open_session(of)
    assert outcome.event == protocol.SessionOpened()
    assert outcome.floor == replace(of, session="open", list_state=becomes)


def test_FL26_a_running_turn_is_suspended_with_its_session() -> None:
    of = speaking(1)
    outcome = ACTS["suspend"](of)
    assert outcome.event == protocol.SessionSuspended(reason="Lunch.")
    assert outcome.floor == replace(
        of,
        session="suspended",
        reason="Lunch.",
        token=2,
        turn=turn(entry(1), suspended_at=after(seconds=30), paused=True),
    )


def test_FL26_a_turn_that_is_suspended_keeps_its_moment_and_its_token() -> None:
    of = speaking(1, suspended_at=after(seconds=5), paused=True)
    assert ACTS["suspend"](of).floor == replace(of, session="suspended", reason="Lunch.")


def test_FL26_a_session_without_a_turn_keeps_its_token() -> None:
    assert ACTS["suspend"](floor(token=4)).floor == floor(token=4, session="suspended", reason="Lunch.")


def test_FL26_a_turn_stays_suspended_when_the_session_goes_on() -> None:
    of = ACTS["suspend"](speaking(1)).floor
    outcome = session_state.resume_session(of, after(seconds=60))
    assert outcome.event == protocol.SessionResumed()
    assert outcome.floor == replace(of, session="open", reason="")


def test_FL26_with_the_session_the_turn_ends_and_the_list_closes() -> None:
    of = replace(
        speaking(1, allotted=20), entries=(entry(2),), closes_at=after(minutes=1), reason="Lunch.",
        podium={"chair": "5"},
    )  # fmt: skip
    outcome = ACTS["close"](of)
    assert outcome.event == protocol.SessionClosed(ended="1", ended_overtime=10.0, unheard=["2"])
    assert outcome.floor == replace(
        of, session="closed", list_state="closed", closes_at=None, turn=None, reason="",
        entries=(entry(2, state="unheard"),),
    )  # fmt: skip


def test_FL26_whoever_waits_when_the_session_closes_was_not_heard() -> None:
    of = floor(
        entry(1), entry(2, kind="right_of_reply"), entry(3, kind="point_of_order"), entry(4, state="called")
    )
    outcome = ACTS["close"](of)
    assert outcome.event.unheard == ["1", "2", "3"]
    states = ["unheard", "unheard", "unheard", "called"]
    assert [each.state for each in outcome.floor.entries] == states


def test_FL26_an_adjourned_session_keeps_its_list_and_its_turn_until_it_goes_on() -> None:
    of = replace(speaking(1), entries=(entry(2),), list_state="open", item=2)
    outcome = ACTS["adjourn"](of)
    assert outcome.event == protocol.SessionAdjourned(
        resumes_at=timestamp_text(after(days=1)), reason="Dinner."
    )
    suspended = session_state.suspend_session(of, "Dinner.", after(seconds=30)).floor
    assert outcome.floor == replace(suspended, resumes_at=after(days=1), adjourned_at=after(seconds=30))
    back = session_state.resume_with_budget(outcome.floor, after(days=1), after(hours=3)).floor
    assert (back.session, back.entries, back.item, back.list_state) == ("open", of.entries, 2, "open")
    assert (back.resumes_at, back.adjourned_at) == (None, None)


def test_FL26_it_goes_on_within_a_year_and_another_date_may_be_set() -> None:
    for moment in (after(seconds=30), after(days=367)):
        with refused("session.bad_date"):
            session_state.adjourn_session(floor(), moment, "", after(seconds=30))
    once = ACTS["adjourn"](floor()).floor
    later = session_state.adjourn_session(once, after(days=2), "", after(hours=1)).floor
    assert (later.resumes_at, later.adjourned_at) == (after(days=2), once.adjourned_at)


def test_FL17_what_was_left_of_the_budget_is_left_when_the_session_goes_on() -> None:
    planned, tomorrow = after(hours=3), after(days=1)
    for budget, left in ((after(minutes=20), 1170), (None, 10770), (after(seconds=10), 0)):
        once = ACTS["adjourn"](replace(floor(), ends_by=budget)).floor
        again = session_state.resume_with_budget(once, tomorrow, planned).floor
        assert again.ends_by is not None
        assert ((again.ends_by - tomorrow).total_seconds(), again.figures) == (left, 1)
    only_suspended = ACTS["suspend"](floor()).floor
    assert session_state.resume_with_budget(only_suspended, tomorrow, planned).floor.ends_by is None


def test_FL26_a_session_where_nobody_speaks_closes() -> None:
    assert ACTS["close"](floor()).event == protocol.SessionClosed(ended=None, ended_overtime=0.0)
