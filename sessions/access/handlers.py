"""Handler of access."""

from foundation.registry import Handler
from sessions.access import protocol, services

HANDLERS = [
    Handler(
        protocol.SetAccess,
        "session.set_access",
        services.set_access,
        administrative=True,
        state=services.access_of,
    )
]
