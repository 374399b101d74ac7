"""Handlers of roles in one session."""

from foundation.registry import Handler
from sessions.roles import protocol, services

MANAGE = "session_roles.manage"


def _locks(command: protocol.GiveSessionRole | protocol.TakeSessionRole) -> list[str]:
    """The stream of the session whose booths change with an interpreter's role (`streaming/interpretation`)."""
    return [f"session/{command.session}"] if command.role == "interpreter" else []


HANDLERS = [
    Handler(
        protocol.GiveSessionRole,
        MANAGE,
        services.give,
        stream="conference",
        state=services.roles_of,
        locks=_locks,
    ),
    Handler(
        protocol.TakeSessionRole,
        MANAGE,
        services.take,
        stream="conference",
        state=services.roles_of,
        locks=_locks,
    ),
]
