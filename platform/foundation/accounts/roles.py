"""The roles of a seat in a stream. Pure."""

from collections.abc import Collection, Iterable
from typing import Final

SessionRoles = tuple[tuple[str, str], ...]
"""Roles that count in one session only: pairs of a session's number and a role."""

ROLE_ELSEWHERE: Final = "role_elsewhere"
"""A role of everyone who has a role in some session. It counts in the conference and in each of its sessions."""


def session_of(stream: str) -> str:
    """The number of the session of a stream, also of those of its messages and captions. Empty for others."""
    kind, _, number = stream.partition("/")
    return number if kind in ("session", "chat", "captions") else ""


def roles_in(stream: str, roles: Collection[str], session_roles: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The roles that count in a stream: those in the conference, and in `session/4` and `chat/4` those in session 4.

    Every check of a permission uses these roles.
    """
    held, here = [*roles], session_of(stream)
    for session, role in session_roles:
        held += [role, ROLE_ELSEWHERE] if session == here else [ROLE_ELSEWHERE]
    return tuple(dict.fromkeys(held))


def role_pairs(stored: Iterable[Iterable[str]]) -> SessionRoles:
    """Convert roles in single sessions from their form in JSON, a list of two-element lists, to a tuple of pairs."""
    return tuple((session, role) for session, role in stored)
