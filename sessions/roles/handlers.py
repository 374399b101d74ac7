"""Handlers of roles in one session."""

from foundation.registry import Handler
from sessions.roles import protocol, services

MANAGE = "session_roles.manage"

HANDLERS = [
    Handler(
        protocol.GiveSessionRole,
        MANAGE,
        services.give,
        stream="conference",
        state=services.roles_of,
        # The channel of the interpreter's language is opened (`streaming/interpretation`).
        locks=lambda command: [f"session/{command.session}"] if command.role == "interpreter" else (),
    ),
    Handler(protocol.TakeSessionRole, MANAGE, services.take, stream="conference", state=services.roles_of),
]
