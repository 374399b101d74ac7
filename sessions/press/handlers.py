"""Handler of journalists."""

from foundation.registry import Handler
from sessions.press import protocol, services

HANDLERS = [
    Handler(
        protocol.AddJournalist,
        "press.add_journalist",
        services.add_journalist,
        stream="conference",
        state=services.journalist_of,
        personal=("name",),
    )
]
