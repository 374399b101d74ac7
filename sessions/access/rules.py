"""Who may enter a session. Pure."""

from collections.abc import Collection
from typing import Final

from sessions import permissions

CLEARANCE: Final = {"public": 0, "code": 1, "registered": 2, "delegations": 3, "staff": 4}
"""The clearance that each access policy asks for."""


def clearance(roles: Collection[str], *, is_registered: bool, has_code: bool) -> int:
    """The clearance of a seat for a session.

    `is_registered`: it belongs to a participant of the conference, or to a person who registered. `has_code`: it was
    taken by the session's code.
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
