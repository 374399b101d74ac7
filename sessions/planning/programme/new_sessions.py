"""Makes sessions. Every session is made here, so that none is without its floor."""

from typing import Any

from sessions.floor.models import Floor
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


def make_session(session: Session, **floor: Any) -> Session:
    """Save a new session, with its floor. The caller is in a transaction. `floor` gives values of the floor that are
    not the usual ones. A session without an access policy gets the default of its conference.
    """
    session.access = session.access or session.conference.default_access
    session.save(force_insert=True)
    Floor.objects.create(session=session, **floor)
    return session


def copy_session(source: Session, **values: Any) -> Session:
    """Make a session with the agenda, speaking times and rules of another one, and nothing that happened in it.
    `values` give the new time and place.
    """
    like = {name: getattr(source, name) for name in _SAME}
    of_its_floor = {name: getattr(source.floor, name) for name in _SAME_OF_A_FLOOR}
    return make_session(Session(**like, **values), **of_its_floor | {"item_title": source.floor.agenda[0]})
