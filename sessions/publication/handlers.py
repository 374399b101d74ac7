"""Handlers of publication."""

from foundation.registry import Handler
from sessions.publication import protocol, services

HANDLERS = [
    Handler(
        protocol.PublishPart, services.MANAGE, services.publish, administrative=True, state=services.state_of
    ),
    Handler(
        protocol.WithdrawPart,
        services.MANAGE,
        services.withdraw,
        administrative=True,
        state=services.state_of,
    ),
]
