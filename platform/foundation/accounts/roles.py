"""The roles of a seat in a stream. Pure."""

from collections.abc import Collection, Iterable
from typing import Final

SessionRoles = tuple[tuple[str, str], ...]
"""Roles in one session each: pairs of a session's number and a role."""

ROLE_ELSEWHERE: Final = "role_elsewhere"
"""Held in the conference, and in each of its sessions, by those who have a role in some session."""


def roles_in(stream: str, roles: Collection[str], session_roles: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The roles that count in a stream: those in the conference, and in `session/4` those in session 4.

    Every check of a permission uses these roles.
    """
    held = [*roles]
    for session, role in session_roles:
        held += [role, ROLE_ELSEWHERE] if stream == f"session/{session}" else [ROLE_ELSEWHERE]
    return tuple(dict.fromkeys(held))


def pairs(stored: Iterable[Iterable[str]]) -> SessionRoles:
    """Roles in one session each, as JSON stored them."""
    return tuple((session, role) for session, role in stored)
