"""Video statements (FL4) on the wire. All belong to the stream `conference/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event

State = Literal["converting", "ready", "failed"]


class VideoStatement(Entity):
    """What a party handed in, for the staff; its id is the party's."""

    state: State
    seconds: float
    """How long it plays, to be held against the limit."""
    percent: int
    """How far it is converted."""
    problem: str
    """The code of a refusal where it `failed`."""
    submitted_at: str


class MyVideoStatement(VideoStatement):
    """What my own party handed in."""


class RemoveVideoStatement(Command):
    """Take back the recording of the seat's own party."""

    type: Literal["video_statement.remove"] = "video_statement.remove"


class VideoStatementReceived(Event):
    """A party handed in a recording; the one before is gone."""

    type: Literal["video_statement.received"] = "video_statement.received"
    party: str


class VideoStatementProgressed(Event):
    """A recording is converted a little further."""

    type: Literal["video_statement.progressed"] = "video_statement.progressed"
    party: str
    percent: int


class VideoStatementReady(Event):
    """A recording was converted, and can be played."""

    type: Literal["video_statement.ready"] = "video_statement.ready"
    party: str


class VideoStatementFailed(Event):
    """A recording could not be converted, and is gone."""

    type: Literal["video_statement.failed"] = "video_statement.failed"
    party: str
    problem: str


class VideoStatementRemoved(Event):
    """A party took its recording back."""

    type: Literal["video_statement.removed"] = "video_statement.removed"
    party: str


ENTITIES: dict[str, type[Entity]] = {
    "video_statement": VideoStatement,
    "my_video_statement": MyVideoStatement,
}
