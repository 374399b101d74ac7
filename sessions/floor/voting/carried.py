"""What a carried motion does by itself (FL27). What the rules of procedure leave open, the console asks. Pure."""

from dataclasses import replace
from datetime import datetime

from sessions.floor.core.session_state import suspend_session
from sessions.floor.core.state import LISTED, Floor, Turn
from sessions.floor.protocol import DebateState
from sessions.votes.protocol import Motion

DEBATE: dict[Motion, DebateState] = {"adjournment_of_debate": "adjourned", "closure_of_debate": "closed"}
"""What each of these motions makes of the debate on the item (rules 74, 75)."""
CLOSES_LIST: frozenset[Motion] = frozenset({*DEBATE, "closure_of_list"})
SUSPENDS: frozenset[Motion] = frozenset({"suspension", "adjournment"})
"""The motions that end the meeting for now (rule 76). Until when is left to the chair."""


def with_debate_ended(floor: Floor, carried: Motion | None, now: datetime) -> Floor:
    """The floor after a motion on the debate or the list was carried: the list is closed.

    Those who wait keep their places, and are not called unless the debate is resumed. A speaker whom the motion
    interrupted waits: the chair decides whether to let this speaker finish.
    """
    if carried not in CLOSES_LIST:
        return floor
    closed = replace(floor, list_state="closed", closes_at=None)
    if carried not in DEBATE:
        return closed
    waiting = tuple(_paused(turn, now) for turn in floor.interrupted_turns)
    return replace(closed, debate=DEBATE[carried], interrupted_turns=waiting)


def _paused(turn: Turn, now: datetime) -> Turn:
    return turn.suspend(now) if turn.kind in LISTED else turn


def with_meeting_suspended(floor: Floor, carried: Motion | None, now: datetime) -> Floor:
    """The floor after a motion to suspend or to adjourn the meeting was carried: the session is suspended."""
    if carried not in SUSPENDS or floor.session != "open":
        return floor
    return suspend_session(floor, "", now).floor
