"""Handler of participants."""

from foundation.registry import Handler
from sessions.parties import protocol, services

HANDLERS = [
    Handler(
        protocol.ChangeRoles,
        "parties.change_roles",
        services.change_roles,
        stream="conference",
        state=services.roles_of,
    )
]
