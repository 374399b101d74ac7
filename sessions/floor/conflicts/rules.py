"""When two sessions are held at the same time. Pure."""

from dataclasses import dataclass
from datetime import datetime

from sessions.floor.core.state import Floor

RUNNING = ("open", "suspended")


@dataclass(frozen=True)
class SessionTimes:
    """The planned times and the state of a session."""

    starts_at: datetime
    ends_at: datetime
    state: str


def overlap(one: SessionTimes, other: SessionTimes) -> bool:
    """Whether two sessions are held at the same time, so that a delegation cannot attend both: by their planned times,
    or because one of them runs late.
    """
    if "closed" in (one.state, other.state):
        return False
    if one.state in RUNNING and other.state in RUNNING:
        return True
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def parties_in(floor: Floor) -> set[str]:
    """The parties that wait on a list or have the floor. Points of order and motions stand on no list."""
    turns = [turn for turn in floor.turns if not turn.procedural]
    return {entry.party for entry in floor.requests if not entry.procedural} | {turn.party for turn in turns}
