"""Protocol of invitations. Stream `conference/…`. What is said of them is for the staff alone."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Event, Signal
from sessions.parties.protocol import Place, Role

MOST_TEXT = 60_000
MOST_CHOSEN = 1000


class AddPeople(Command):
    """Add people to a party, or without one: all of them, or none if a line is wrong.

    Each line of `people` is `Name <address>`, `name;address` or an address. The head of a delegation adds delegates to
    its own.
    """

    type: Literal["invitations.add_people"] = "invitations.add_people"
    people: Annotated[str, StringConstraints(max_length=MOST_TEXT)]
    party: str | None = None
    roles: list[Role] = Field(default=["delegate"], min_length=1, max_length=9)
    place: Place = "remote"
    language: str = Field(max_length=16)
    """In which they are written to."""


class SendInvitations(Command):
    """Send invitations to these participants, again if they have one.

    Without any, to all of a party, or of the conference, who have none yet.

    An earlier link of a participant opens nothing from then on.
    """

    type: Literal["invitations.send"] = "invitations.send"
    participants: list[str] = Field(default=[], max_length=MOST_CHOSEN)
    party: str | None = None


class InvitationsSent(Event):
    """Invitations were put into the outbox."""

    type: Literal["invitations.sent"] = "invitations.sent"
    count: int
    party: str | None


class RevokeInvitation(Command):
    """Let a participant's link open nothing any more."""

    type: Literal["invitations.revoke"] = "invitations.revoke"
    participant: str


class InvitationRevoked(Event):
    """A participant's link opens nothing any more."""

    type: Literal["invitations.revoked"] = "invitations.revoked"
    participant: str


class InvitationAccepted(Event):
    """A participant accepted its invitation, and has an account."""

    type: Literal["invitations.accepted"] = "invitations.accepted"
    participant: str


class Invitations(Signal):
    """How many participants with an address are in each state, for those who invite. It changes while e-mails leave."""

    not_sent: int
    waiting: int
    sent: int
    unsure: int
    failed: int
    expired: int
    revoked: int
    accepted: int


SIGNALS = {"invitations": Invitations}
