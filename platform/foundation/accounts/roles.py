"""The roles of a seat in a stream. Pure."""

from collections.abc import Collection, Iterable
from typing import Final

SessionRoles = tuple[tuple[str, str], ...]
"""Roles that count in one session only: pairs of a session's number and a role."""

ROLE_ELSEWHERE: Final = "role_elsewhere"
"""A role of everyone who has a role in some session. It counts in the conference and in each of its sessions."""


def roles_in(stream: str, roles: Collection[str], session_roles: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The roles that count in a stream: those in the conference, and in `session/4` those in session 4.

    Every check of a permission uses these roles.
    """
    held = [*roles]
    for session, role in session_roles:
        held += [role, ROLE_ELSEWHERE] if stream == f"session/{session}" else [ROLE_ELSEWHERE]
    return tuple(dict.fromkeys(held))


def pairs(stored: Iterable[Iterable[str]]) -> SessionRoles:
    """Convert roles in single sessions from their form in JSON, a list of two-element lists, to a tuple of pairs."""
    return tuple((session, role) for session, role in stored)
