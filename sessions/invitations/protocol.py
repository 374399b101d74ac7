"""Protocol of invitations. Stream `conference/…`. Their events and their signal are for the staff only."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.edits import Values
from foundation.messages.protocol import Command, Event, Signal
from sessions.parties.protocol import Place, Role

MAX_TEXT = 60_000
MAX_CHOSEN = 1000
MAX_CHOSEN_BY_REST = 900
"""The most people in one request: its JSON may have no more than `foundation.http.parsing.MAX_MEMBERS` members."""

LetterKind = Literal["invitation", "reminder"]
Line = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
"""A text without line breaks: it stands in a header of an e-mail, or in one line."""


class AddPeople(Command):
    """Add people to a party, or to the conference if `party` is null: all of them, or none if a line is wrong.

    Each line of `people` is `Name <address>`, `name;address` or an address. The head of a delegation adds delegates to
    its own party.
    """

    type: Literal["invitations.add_people"] = "invitations.add_people"
    people: Annotated[str, StringConstraints(max_length=MAX_TEXT)]
    party: str | None = None
    roles: list[Role] = Field(default=["delegate"], min_length=1, max_length=9)
    place: Place | None = None
    """Null for the place of their party."""
    language: str = Field(max_length=16)
    """The language of their e-mails."""


class SendInvitations(Command):
    """Send invitations or reminders to these participants.

    An invitation goes also to those who have one already; its earlier links become invalid. A reminder goes to those
    who were sent an invitation and did not accept it, unless an e-mail to them was queued within a day; the earlier
    link stays valid, and as long as the new one.

    If `participants` is empty: to everyone in the party, or in the conference, who has no invitation yet, or who can be
    reminded.
    """

    type: Literal["invitations.send"] = "invitations.send"
    kind: LetterKind = "invitation"
    participants: list[str] = Field(default=[], max_length=MAX_CHOSEN)
    party: str | None = None
    seen: str | None = Field(default=None, max_length=64)
    """The `digest` of the preview that was looked at. Null if none was."""


class InvitationsSent(Event):
    """Invitations or reminders were put into the outbox."""

    type: Literal["invitations.sent"] = "invitations.sent"
    kind: LetterKind = "invitation"
    count: int
    party: str | None


class LetterValues(Values):
    """The texts of an e-mail. `{name}` and `{conference}` are replaced by the person's name and the conference's."""

    subject: Annotated[str, StringConstraints(max_length=150, strip_whitespace=True, pattern=Line)] | None = (
        None
    )
    greeting: (
        Annotated[str, StringConstraints(max_length=200, strip_whitespace=True, pattern=Line)] | None
    ) = None
    paragraph: Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)] | None = None


class WriteLetter(Command):
    """Change the conference's own texts of its invitations or reminders in one language. An empty subject or greeting
    stands for Balai's own.

    `seen` has the same members as `values`, with the texts that the sender saw. Refused if one of them has changed
    since.
    """

    type: Literal["invitations.write_letter"] = "invitations.write_letter"
    kind: LetterKind
    language: str = Field(max_length=16)
    values: LetterValues
    seen: LetterValues


class LetterWritten(Event):
    """The conference's own text of its invitations or reminders changed."""

    type: Literal["invitations.letter_written"] = "invitations.letter_written"
    kind: LetterKind
    language: str


class SendTestLetter(Command):
    """Send an invitation or a reminder to oneself, as others get it. Its link opens nothing."""

    type: Literal["invitations.send_test"] = "invitations.send_test"
    kind: LetterKind
    language: str = Field(max_length=16)


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
