"""Session recordings on the wire. All belong to the stream `session/…`.

Not the recordings that parties hand in ahead: those are `recording.…`.
"""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event, Message

State = Literal["running", "finishing", "ready"]
Programme = Literal["", "making", "ready", "failed"]
Problem = Literal["", "disk_full", "write_failed"]
"""Why a recording ended by itself; empty where somebody, or the session's end, stopped it."""


class RunningRecording(Entity):
    """The session is being recorded: everyone sees this. `id` is the recording's."""

    since: str


class SessionRecordingFile(Message):
    """One file of a recording: what was in a slot. `at` and `seconds` are on the recording's time, octets its size."""

    id: str
    slot: str
    kind: Literal["webm", "mkv", "mp4"]
    at: float
    seconds: float
    octets: int
    chapters: int


class Acknowledged(Message):
    """Who acknowledged that the session is recorded, and when."""

    participant: str
    at: str


class SessionRecording(Entity):
    """A recording of the session, for its moderators.

    `lost` is how often a picture stood still because its packets never came, `skipped` how many pictures the disk
    was too slow for. `programme` is how far an MP4 of it is, of which `percent` is done.
    """

    state: State
    started_at: str
    stopped_at: str | None
    problem: Problem
    lost: int
    skipped: int
    files: list[SessionRecordingFile]
    programme: Programme
    percent: int
    acknowledged: list[Acknowledged]


class MyAcknowledgement(Entity):
    """I acknowledged that this recording records me; `id` is the recording's."""

    at: str


class StartSessionRecording(Command):
    """Record the session from now on: everyone is told, and who is on the air acknowledges it."""

    type: Literal["session_recording.start"] = "session_recording.start"


class StopSessionRecording(Command):
    """Stop recording the session. Its files are made ready in the background."""

    type: Literal["session_recording.stop"] = "session_recording.stop"
    recording: str


class AcknowledgeSessionRecording(Command):
    """Know of the recording, and agree to be on it: before that, what this person sends is not recorded."""

    type: Literal["session_recording.acknowledge"] = "session_recording.acknowledge"
    recording: str


class MakeProgramme(Command):
    """Make one MP4 of a recording that is ready, in the background."""

    type: Literal["session_recording.make_programme"] = "session_recording.make_programme"
    recording: str


class DeleteSessionRecording(Command):
    """Delete the files of a recording that is ready, for good. That there was one stays on the record."""

    type: Literal["session_recording.delete"] = "session_recording.delete"
    recording: str


class SessionRecordingStarted(Event):
    """The session is recorded from now on."""

    type: Literal["session_recording.started"] = "session_recording.started"
    recording: str


class SessionRecordingStopped(Event):
    """The session is recorded no more."""

    type: Literal["session_recording.stopped"] = "session_recording.stopped"
    recording: str
    problem: Problem


class SessionRecordingAcknowledged(Event):
    """Somebody acknowledged the recording."""

    type: Literal["session_recording.acknowledged"] = "session_recording.acknowledged"
    recording: str
    participant: str


class SessionRecordingReady(Event):
    """The files of a recording can be fetched."""

    type: Literal["session_recording.ready"] = "session_recording.ready"
    recording: str


class ProgrammeProgressed(Event):
    """The MP4 of a recording was asked for, or is further."""

    type: Literal["session_recording.programme_progressed"] = "session_recording.programme_progressed"
    recording: str
    percent: int


class ProgrammeMade(Event):
    """The MP4 of a recording can be fetched, or could not be made."""

    type: Literal["session_recording.programme_made"] = "session_recording.programme_made"
    recording: str
    made: bool


class SessionRecordingDeleted(Event):
    """The files of a recording were deleted."""

    type: Literal["session_recording.deleted"] = "session_recording.deleted"
    recording: str


ENTITIES: dict[str, type[Entity]] = {
    "running_recording": RunningRecording,
    "session_recording": SessionRecording,
    "my_acknowledgement": MyAcknowledgement,
}
