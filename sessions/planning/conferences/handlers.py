"""Handlers of new conferences."""

from foundation.registry import Handler
from sessions.planning.conferences import protocol, services

HANDLERS = [
    Handler(
        protocol.CopyConference, "programme.copy_conference", services.copy_conference, stream="conference"
    )
]
