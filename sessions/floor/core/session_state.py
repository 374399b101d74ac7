"""Rules of the session's state, and their effect on the turn (FL26). Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from foundation.clock import timestamp_text
from foundation.refusals import Refusal
from sessions.floor.core.pending_motions import remove_motions
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.programme import protocol
from sessions.programme.protocol import SessionState

FARTHEST = timedelta(days=366)
"""The longest time for which a session can be adjourned."""


def _check_state_in(floor: Floor, *states: SessionState) -> None:
    if floor.session not in states:
        raise Refusal(
            "session.wrong_state",
            f"The session is {floor.session}, so this cannot be done now. Check its state, then act.",
        )


def open_session(floor: Floor) -> Outcome:
    """Open a scheduled session, and its list if that is a draft (FL26). Refuses `session.wrong_state`."""
    _check_state_in(floor, "scheduled")
    listed = "open" if floor.list_state == "draft" else floor.list_state
    return Outcome(replace(floor, session="open", list_state=listed), protocol.SessionOpened())


def suspend_session(floor: Floor, reason: str, now: datetime) -> Outcome:
    """Suspend the session, with its running and its interrupted turns, and the time of a vote (FL26, FL28). Refuses
    `session.wrong_state`.
    """
    _check_state_in(floor, "open")
    after = replace(floor, session="suspended", reason=reason, hall_at=None, hall_until=None)
    if floor.turn is not None and not floor.turn.paused:
        after = replace(after, turn=floor.turn.suspend(now), token=floor.token + 1)
    after = replace(after, interrupted_turns=tuple(turn.suspend(now) for turn in floor.interrupted_turns))
    after = replace(after, vote=floor.vote and floor.vote.suspend(now))
    return Outcome(after, protocol.SessionSuspended(reason=reason))


def adjourn_session(floor: Floor, resumes_at: datetime, reason: str, now: datetime) -> Outcome:
    """End today's meeting, and keep all that is open until the session goes on (FL26).

    Refuses `session.wrong_state`, `session.bad_date`.
    """
    _check_state_in(floor, "open", "suspended")
    if not now < resumes_at <= now + FARTHEST:
        raise Refusal(
            "session.bad_date", "The session goes on in the future, and within a year. Choose another moment."
        )
    still = suspend_session(floor, reason, now).floor if floor.session == "open" else floor
    after = replace(still, reason=reason, resumes_at=resumes_at, adjourned_at=floor.adjourned_at or now)
    return Outcome(after, protocol.SessionAdjourned(resumes_at=timestamp_text(resumes_at), reason=reason))


def resume_session(floor: Floor, now: datetime) -> Outcome:
    """Resume the session, and the time of a vote (FL28). Its turn stays suspended until the chair resumes it (FL26).
    Refuses `session.wrong_state`.
    """
    _check_state_in(floor, "suspended")
    after = replace(floor, session="open", reason="", resumes_at=None, adjourned_at=None)
    after = replace(after, vote=floor.vote and floor.vote.resume(now))
    return Outcome(after, protocol.SessionResumed())


def resume_with_budget(floor: Floor, now: datetime, planned: datetime) -> Outcome:
    """Resume the session. After an adjournment, the rest of its time budget is available again (FL17, FL26).

    `planned` is the session's planned end. Refuses `session.wrong_state`.
    """
    outcome = resume_session(floor, now)
    if floor.adjourned_at is None:
        return outcome
    left = max((floor.ends_by or planned) - floor.adjourned_at, timedelta())
    return Outcome(replace(outcome.floor, ends_by=now + left, figures=floor.figures + 1), outcome.event)


def close_session(floor: Floor, now: datetime) -> Outcome:
    """Close the session. Its turn ends, its list closes, its motions end, and entries that wait become `unheard` (FL26,
    FL27).

    Refuses `session.wrong_state`.
    """
    _check_state_in(floor, "open", "suspended")
    turn = floor.turn
    lapsed = remove_motions(floor, [motion.number for motion in floor.motions])
    unheard = lapsed.requests
    event = protocol.SessionClosed(
        ended=str(turn.number) if turn else None,
        ended_overtime=turn.overtime(now) if turn else 0.0,
        interrupted=[str(turn.number) for turn in floor.interrupted_turns],
        unheard=[str(entry.number) for entry in unheard],
    )
    ended = lapsed.with_entries(*(replace(entry, state="unheard") for entry in unheard))
    after = replace(
        ended,
        session="closed",
        reason="",
        resumes_at=None,
        adjourned_at=None,
        list_state="closed",
        closes_at=None,
    )
    after = replace(after, turn=None, interrupted_turns=(), vote=None, ruled=None, appellant=None)
    return Outcome(after, event)
