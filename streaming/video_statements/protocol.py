"""Video statements (FL4) on the wire. All belong to the stream `conference/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event

State = Literal["converting", "ready", "failed"]


class VideoStatement(Entity):
    """A party's video statement, for the staff. Its id is the party's."""

    state: State
    seconds: float
    """Its duration, to compare with the limit."""
    percent: int
    """The progress of its conversion, 0 to 100."""
    problem: str
    """The code of a refusal if it `failed`."""
    submitted_at: str


class MyVideoStatement(VideoStatement):
    """My own party's video statement."""


class RemoveVideoStatement(Command):
    """Take back the video statement of the seat's own party."""

    type: Literal["video_statement.remove"] = "video_statement.remove"


class VideoStatementReceived(Event):
    """A party handed in a video statement. It replaces the one before."""

    type: Literal["video_statement.received"] = "video_statement.received"
    party: str


class VideoStatementProgressed(Event):
    """The conversion of a video statement has progressed."""

    type: Literal["video_statement.progressed"] = "video_statement.progressed"
    party: str
    percent: int


class VideoStatementReady(Event):
    """A video statement is converted and can be played."""

    type: Literal["video_statement.ready"] = "video_statement.ready"
    party: str


class VideoStatementFailed(Event):
    """A video statement could not be converted, and was deleted."""

    type: Literal["video_statement.failed"] = "video_statement.failed"
    party: str
    problem: str


class VideoStatementRemoved(Event):
    """A party took its video statement back."""

    type: Literal["video_statement.removed"] = "video_statement.removed"
    party: str


ENTITIES: dict[str, type[Entity]] = {
    "video_statement": VideoStatement,
    "my_video_statement": MyVideoStatement,
}
