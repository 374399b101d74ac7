"""Handlers of registration."""

from foundation.registry import Handler
from sessions.registration import protocol, services

HANDLERS = [
    Handler(
        protocol.SetRegistration,
        "registration.set",
        services.set_rules,
        stream="conference",
        state=services.rules_of,
    ),
    Handler(
        protocol.ApproveRegistration,
        services.MANAGE,
        services.approve,
        stream="conference",
        state=services.state_of,
    ),
    Handler(
        protocol.DeclineRegistration,
        services.MANAGE,
        services.decline,
        stream="conference",
        state=services.state_of,
    ),
]
