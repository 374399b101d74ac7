"""Copies what is planned of a session: not its time and place, and nothing that happened."""

from typing import Any

from sessions.floor import store
from sessions.programme.models import Session

_SAME = ("kind", "title", "description", "access", "quorum_to_open", "quorum_to_decide", "illustrative")
_SAME_OF_A_FLOOR = ("limits", "reply_limits", "motion_speakers", "preset", "ends_turns", "agenda")


def copy_session(source: Session, **values: Any) -> Session:
    """Make a session like another one, with its agenda, speaking times and rules, at the time and place that `values`
    give.
    """
    session = Session.objects.create(**{name: getattr(source, name) for name in _SAME}, **values)
    like, row = store.row_of(source), store.row_of(session)
    for name in _SAME_OF_A_FLOOR:
        setattr(row, name, getattr(like, name))
    row.item_title = like.agenda[0]
    row.save()
    return session
