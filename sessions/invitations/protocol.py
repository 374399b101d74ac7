"""Protocol of invitations. Stream `conference/…`. Their events and their signal are for the staff only."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Event, Signal
from sessions.parties.protocol import Place, Role

MAX_TEXT = 60_000
MAX_CHOSEN = 1000


class AddPeople(Command):
    """Add people to a party, or to the conference if `party` is null: all of them, or none if a line is wrong.

    Each line of `people` is `Name <address>`, `name;address` or an address. The head of a delegation adds delegates to
    its own party.
    """

    type: Literal["invitations.add_people"] = "invitations.add_people"
    people: Annotated[str, StringConstraints(max_length=MAX_TEXT)]
    party: str | None = None
    roles: list[Role] = Field(default=["delegate"], min_length=1, max_length=9)
    place: Place = "remote"
    language: str = Field(max_length=16)
    """The language of their e-mails."""


class SendInvitations(Command):
    """Send invitations to these participants, also to those who have one already.

    If `participants` is empty: to everyone in the party, or in the conference, who has none yet. An earlier link of the
    same participant becomes invalid.
    """

    type: Literal["invitations.send"] = "invitations.send"
    participants: list[str] = Field(default=[], max_length=MAX_CHOSEN)
    party: str | None = None


class InvitationsSent(Event):
    """Invitations were put into the outbox."""

    type: Literal["invitations.sent"] = "invitations.sent"
    count: int
    party: str | None


class RevokeInvitation(Command):
    """Make the link of a participant's invitation invalid."""

    type: Literal["invitations.revoke"] = "invitations.revoke"
    participant: str


class InvitationRevoked(Event):
    """The link of a participant's invitation is invalid."""

    type: Literal["invitations.revoked"] = "invitations.revoked"
    participant: str


class InvitationAccepted(Event):
    """A participant accepted its invitation, and has an account."""

    type: Literal["invitations.accepted"] = "invitations.accepted"
    participant: str


class Invitations(Signal):
    """How many participants with an address are in each state, for readers with the permission `people.read`. It
    changes while e-mails are sent.
    """

    not_sent: int
    waiting: int
    sent: int
    unsure: int
    failed: int
    expired: int
    revoked: int
    accepted: int


SIGNALS = {"invitations": Invitations}
