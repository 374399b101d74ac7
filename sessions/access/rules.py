"""Who may enter a session. Pure."""

from collections.abc import Collection, Mapping
from typing import Final

from sessions import permissions

CLEARANCE: Final = {"public": 0, "code": 1, "registered": 2, "delegations": 3, "staff": 4}
"""The clearance that is needed for each access policy, as a number. A higher one includes the lower ones."""


def clearance(roles: Collection[str], *, is_registered: bool, has_code: bool) -> int:
    """The clearance that a seat has for a session, as a number (`CLEARANCE`).

    `is_registered`: the seat belongs to a participant of the conference, or to a person who registered. `has_code`: the
    seat was taken with the session's code.
    """
    if permissions.allows(roles, "session.enter_staff"):
        return CLEARANCE["staff"]
    if permissions.allows(roles, "session.enter_delegations"):
        return CLEARANCE["delegations"]
    if is_registered:
        return CLEARANCE["registered"]
    return CLEARANCE["code" if has_code else "public"]


def may_enter(access: str, held: int) -> bool:
    """Whether a clearance is enough for an access policy."""
    return held >= CLEARANCE[access]


def owner_key(level: str) -> str:
    """The owner key of entities for all readers who have this clearance in the whole conference."""
    return f"cleared/{level}"


def owner_key_in(level: str, session: str) -> str:
    """The owner key of entities for all readers who have this clearance because of one session."""
    return f"cleared/{level}/{session}"


def owner_keys(held: int, in_sessions: Mapping[str, int]) -> frozenset[str]:
    """The owner keys of a seat's groups, from its clearance in the conference and in the sessions where it has a role
    or a code.

    A seat has at most one group in the conference, and one more for each session in which its clearance is higher. The
    clearance `public` has no group.
    """
    found = {
        owner_key_in(_level_of_clearance(each), session)
        for session, each in in_sessions.items()
        if each > held
    }
    if held >= CLEARANCE["registered"]:
        found.add(owner_key(_level_of_clearance(min(held, CLEARANCE["delegations"]))))
    return frozenset(found)


def _level_of_clearance(clearance: int) -> str:
    return next(level for level, each in CLEARANCE.items() if each == clearance)
