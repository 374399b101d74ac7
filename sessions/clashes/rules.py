"""When two sessions are held at the same time. Pure."""

from dataclasses import dataclass
from datetime import datetime

RUNNING = ("open", "suspended")


@dataclass(frozen=True)
class Sitting:
    """A session as far as its time goes."""

    starts_at: datetime
    ends_at: datetime
    state: str


def overlap(one: Sitting, other: Sitting) -> bool:
    """Whether a delegation cannot be in both: as they are planned, or because one runs late into the other."""
    if "closed" in (one.state, other.state):
        return False
    if one.state in RUNNING and other.state in RUNNING:
        return True
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
