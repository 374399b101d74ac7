"""Recorded statements (FL4), as the wire knows them. All belong to the stream `conference/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event

State = Literal["converting", "ready", "failed"]


class Recording(Entity):
    """What a party handed in, for the staff; its id is the party's."""

    state: State
    seconds: float
    """How long it plays, to be held against the limit."""
    percent: int
    """How far it is converted."""
    problem: str
    """The code of a refusal where it `failed`."""
    submitted_at: str


class MyRecording(Recording):
    """What my own party handed in."""


class RemoveRecording(Command):
    """Take back the recording of the seat's own party."""

    type: Literal["recording.remove"] = "recording.remove"


class RecordingReceived(Event):
    """A party handed in a recording; the one before is gone."""

    type: Literal["recording.received"] = "recording.received"
    party: str


class RecordingProgressed(Event):
    """A recording is converted a little further."""

    type: Literal["recording.progressed"] = "recording.progressed"
    party: str
    percent: int


class RecordingReady(Event):
    """A recording was converted, and can be played."""

    type: Literal["recording.ready"] = "recording.ready"
    party: str


class RecordingFailed(Event):
    """A recording could not be converted, and is gone."""

    type: Literal["recording.failed"] = "recording.failed"
    party: str
    problem: str


class RecordingRemoved(Event):
    """A party took its recording back."""

    type: Literal["recording.removed"] = "recording.removed"
    party: str


ENTITIES: dict[str, type[Entity]] = {"recording": Recording, "my_recording": MyRecording}
