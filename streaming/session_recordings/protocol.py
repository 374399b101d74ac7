"""Session recordings on the wire. All belong to the stream `session/…`.

Videos that parties hand in are another thing: video statements, `video_statement.…`.
"""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event, Message

State = Literal["running", "finishing", "ready"]
Programme = Literal["", "making", "ready", "failed"]
Problem = Literal["", "disk_full", "write_failed"]
"""Why a recording ended by itself. Empty if a person or the session's end stopped it."""


class RunningRecording(Entity):
    """The session is being recorded, for everyone. `id` is the recording's."""

    since: str


class SessionRecordingFile(Message):
    """One file of a recording: that of one slot, an MP4, or the master file. `octets` is its size.

    The slot `programme` is the MP4 with the floor's sound, `programme/fr` that in French, `language/fr` what the French
    interpreters said, and `master` has all of them as tracks. `language` is the BCP 47 tag, or empty. `at` is when it
    begins, in seconds since the recording began. `seconds` is its duration.
    """

    id: str
    slot: str
    kind: Literal["webm", "mkv", "mp4"]
    language: str
    at: float
    seconds: float
    octets: int
    chapters: int


class Acknowledged(Message):
    """A person who acknowledged that the session is recorded, and when."""

    participant: str
    at: str


class SessionRecording(Entity):
    """A recording of the session, for its moderators.

    `lost` is how often a picture froze because of lost packets, `skipped` how many pictures were skipped because the
    disk was too slow. `programme` is the state of its MP4, of which `percent` is done.
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
    """My acknowledgement that this recording records me. `id` is the recording's."""

    at: str


class StartSessionRecording(Command):
    """Record the session from now on. Everyone is told. Persons on air are recorded once they acknowledge it."""

    type: Literal["session_recording.start"] = "session_recording.start"


class StopSessionRecording(Command):
    """Stop recording the session. Its files are finished in the background."""

    type: Literal["session_recording.stop"] = "session_recording.stop"
    recording: str


class AcknowledgeSessionRecording(Command):
    """Acknowledge the recording. Until then it does not record what this person sends."""

    type: Literal["session_recording.acknowledge"] = "session_recording.acknowledge"
    recording: str


class MakeProgramme(Command):
    """Make one MP4 of a finished recording, in the background."""

    type: Literal["session_recording.make_programme"] = "session_recording.make_programme"
    recording: str


class DeleteSessionRecording(Command):
    """Delete the files of a finished recording for good. The minutes still say that there was one."""

    type: Literal["session_recording.delete"] = "session_recording.delete"
    recording: str


class SessionRecordingStarted(Event):
    """The session is recorded from now on."""

    type: Literal["session_recording.started"] = "session_recording.started"
    recording: str


class SessionRecordingStopped(Event):
    """The recording was stopped."""

    type: Literal["session_recording.stopped"] = "session_recording.stopped"
    recording: str
    problem: Problem


class SessionRecordingAcknowledged(Event):
    """A person acknowledged the recording."""

    type: Literal["session_recording.acknowledged"] = "session_recording.acknowledged"
    recording: str
    participant: str


class SessionRecordingReady(Event):
    """The files of a recording can be downloaded."""

    type: Literal["session_recording.ready"] = "session_recording.ready"
    recording: str


class ProgrammeProgressed(Event):
    """The MP4 of a recording was asked for, or has progressed."""

    type: Literal["session_recording.programme_progressed"] = "session_recording.programme_progressed"
    recording: str
    percent: int


class ProgrammeMade(Event):
    """The MP4 of a recording can be downloaded, or could not be made."""

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
