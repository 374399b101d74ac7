"""Handlers of invitations."""

from foundation.registry import Handler
from sessions.invitations import protocol, sending, services, texts

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
        sending.send,
        stream="conference",
        state=sending.sent_count_of,
    ),
    Handler(
        protocol.SendTestLetter,
        "invitations.send",
        sending.send_test,
        stream="conference",
        journaled=False,
        administrative=False,
    ),
    Handler(protocol.WriteLetter, "invitations.write_letter", texts.write_letter, stream="conference"),
    Handler(
        protocol.RevokeInvitation,
        "invitations.revoke",
        services.revoke,
        stream="conference",
        state=services.state_of,
    ),
]
