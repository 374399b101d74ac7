"""Handlers of invitations."""

from foundation.registry import Handler
from sessions.invitations import protocol, services

HANDLERS = [
    Handler(
        protocol.AddPeople,
        "invitations.add_people",
        services.add_people,
        stream="conference",
        state=services.people_count_of,
        personal=("people",),
    ),
    Handler(
        protocol.SendInvitations,
        "invitations.send",
        services.send,
        stream="conference",
        state=services.sent_count_of,
    ),
    Handler(
        protocol.RevokeInvitation,
        "invitations.revoke",
        services.revoke,
        stream="conference",
        state=services.state_of,
    ),
]
