"""Rules of the session's state, and their effect on the turn (FL26). Pure."""

from dataclasses import replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.programme import protocol
from sessions.programme.protocol import SessionState


def _from(floor: Floor, *states: SessionState) -> None:
    if floor.session not in states:
        raise Refusal(
            "session.wrong_state",
            f"The session is {floor.session}, so this cannot be done now. Check its state, then act.",
        )


def open_session(floor: Floor) -> Outcome:
    """Open a scheduled session, and its list if that is a draft (FL26). Refuses `session.wrong_state`."""
    _from(floor, "scheduled")
    listed = "open" if floor.list_state == "draft" else floor.list_state
    return Outcome(replace(floor, session="open", list_state=listed), protocol.SessionOpened())


def suspend_session(floor: Floor, reason: str, now: datetime) -> Outcome:
    """Suspend the session, with its running and its interrupted turn (FL26). Refuses `session.wrong_state`."""
    _from(floor, "open")
    after = replace(floor, session="suspended", reason=reason, hall_at=None, hall_until=None)
    if floor.turn is not None and not floor.turn.paused:
        after = replace(after, turn=floor.turn.suspend(now), token=floor.token + 1)
    if floor.interrupted is not None:
        after = replace(after, interrupted=floor.interrupted.suspend(now))
    return Outcome(after, protocol.SessionSuspended(reason=reason))


def resume_session(floor: Floor) -> Outcome:
    """Resume the session. Its turn stays suspended until the chair resumes it (FL26). Refuses `session.wrong_state`."""
    _from(floor, "suspended")
    return Outcome(replace(floor, session="open", reason=""), protocol.SessionResumed())


def close_session(floor: Floor, now: datetime) -> Outcome:
    """Close the session: its turn ends and its list closes (FL26). Refuses `session.wrong_state`."""
    _from(floor, "open", "suspended")
    turn = floor.turn
    event = protocol.SessionClosed(
        ended=str(turn.number) if turn else None,
        ended_overtime=turn.overtime(now) if turn else 0.0,
        interrupted=str(floor.interrupted.number) if floor.interrupted else None,
    )
    after = replace(floor, session="closed", reason="", list_state="closed", closes_at=None)
    after = replace(after, turn=None, interrupted=None, vote=None, ruled=None, appellant=None)
    return Outcome(after, event)
