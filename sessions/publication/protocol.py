"""Protocol of publication: what organisers publish of a closed session. Commands are of the stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event

PublicationPart = Literal["minutes", "recording", "questions"]
PublicationReaders = Literal["nobody", "delegations", "participants", "entrants", "everyone"]
"""To whom a part is published: each is wider than the one before. `entrants` are those who may enter the session.
`everyone` reads it without a seat, too."""


class PublishPart(Command):
    """Publish a part of a closed session to readers, or change its readers. `seen` are the readers that the sender saw.

    If nothing was decided, the minutes and questions of a session are open to `entrants`, and the recording to
    `nobody`.
    """

    type: Literal["publication.publish"] = "publication.publish"
    part: PublicationPart
    readers: Literal["delegations", "participants", "entrants", "everyone"]
    seen: PublicationReaders


class WithdrawPart(Command):
    """Withdraw a part of a closed session from its readers. Those who run the session may still read it."""

    type: Literal["publication.withdraw"] = "publication.withdraw"
    part: PublicationPart
    seen: PublicationReaders


class PartPublished(Event):
    """Stream `session/…`: a part of the session is published to these readers."""

    type: Literal["publication.published"] = "publication.published"
    part: PublicationPart
    readers: PublicationReaders


class PartWithdrawn(Event):
    """Stream `session/…`: a part of the session is no longer published."""

    type: Literal["publication.withdrawn"] = "publication.withdrawn"
    part: PublicationPart


class PublicationShown(Event):
    """Stream `conference/…`: what the programme shows about the publication of a session has changed."""

    type: Literal["publication.shown"] = "publication.shown"
    session: str


class Publication(Entity):
    """Stream `conference/…`: a decision on a part of a public session, for everyone. The staff see all decisions."""

    session: str
    part: PublicationPart
    readers: PublicationReaders
    published_at: str | None
    """Since when these readers may read the part. Null if it was withdrawn."""
    is_readable: bool
    """Whether the reader of this entity may read the part."""


class MyPublication(Publication):
    """A decision on a part of a session, for registered people or for delegations."""


class MySessionPublication(Publication):
    """A decision on a part of a session, for those who may enter because of a role in that session, or of its code."""


ENTITIES = {
    "publication": Publication,
    "my_publication": MyPublication,
    "my_session_publication": MySessionPublication,
}
