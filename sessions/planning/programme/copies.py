"""Copies the plan of a session: not its time and place, and nothing that happened in it."""

from typing import Any

from sessions.floor import store
from sessions.programme.models import Session

_SAME = (
    "kind",
    "title",
    "description",
    "access",
    "quorum_to_open",
    "quorum_to_decide",
    "order_policy",
    "illustrative",
)
_SAME_OF_A_FLOOR = ("limits", "reply_limits", "motion_speakers", "preset", "ends_turns", "agenda")


def copy_session(source: Session, **values: Any) -> Session:
    """Add a session with the agenda, speaking times and rules of another one. `values` give the new time and place."""
    session = Session.objects.create(**{name: getattr(source, name) for name in _SAME}, **values)
    like, row = store.row_of(source), store.row_of(session)
    for name in _SAME_OF_A_FLOOR:
        setattr(row, name, getattr(like, name))
    row.item_title = like.agenda[0]
    row.save()
    return session
