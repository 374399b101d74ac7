"""The recording of a session, called a tape here, as the wire knows it. All belong to the stream `session/…`.

Not the recordings that parties hand in ahead: those are `recording.…`.
"""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event, Message

State = Literal["running", "finishing", "ready"]
Programme = Literal["", "making", "ready", "failed"]
Problem = Literal["", "disk_full", "write_failed"]
"""Why a tape ended by itself; empty where somebody, or the session's end, stopped it."""


class Taping(Entity):
    """The session is being recorded: everyone sees this. `id` is the tape's."""

    since: str


class TapeFile(Message):
    """One file of a tape: what was in a slot. `at` and `seconds` are on the tape's time, octets its size."""

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


class Tape(Entity):
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
    files: list[TapeFile]
    programme: Programme
    percent: int
    acknowledged: list[Acknowledged]


class MyAcknowledgement(Entity):
    """I acknowledged that this tape records me; `id` is the tape's."""

    at: str


class StartTape(Command):
    """Record the session from now on: everyone is told, and who is on the air acknowledges it."""

    type: Literal["tape.start"] = "tape.start"


class StopTape(Command):
    """Stop recording the session. Its files are made ready in the background."""

    type: Literal["tape.stop"] = "tape.stop"
    tape: str


class AcknowledgeTape(Command):
    """Know of the recording, and agree to be on it: before that, what this person sends is not recorded."""

    type: Literal["tape.acknowledge"] = "tape.acknowledge"
    tape: str


class MakeProgramme(Command):
    """Make one MP4 of a tape that is ready, in the background."""

    type: Literal["tape.make_programme"] = "tape.make_programme"
    tape: str


class DeleteTape(Command):
    """Delete the files of a tape that is ready, for good. That there was one stays on the record."""

    type: Literal["tape.delete"] = "tape.delete"
    tape: str


class TapeStarted(Event):
    """The session is recorded from now on."""

    type: Literal["tape.started"] = "tape.started"
    tape: str


class TapeStopped(Event):
    """The session is recorded no more."""

    type: Literal["tape.stopped"] = "tape.stopped"
    tape: str
    problem: Problem


class TapeAcknowledged(Event):
    """Somebody acknowledged the recording."""

    type: Literal["tape.acknowledged"] = "tape.acknowledged"
    tape: str
    participant: str


class TapeReady(Event):
    """The files of a tape can be fetched."""

    type: Literal["tape.ready"] = "tape.ready"
    tape: str


class ProgrammeProgressed(Event):
    """The MP4 of a tape was asked for, or is further."""

    type: Literal["tape.programme_progressed"] = "tape.programme_progressed"
    tape: str
    percent: int


class ProgrammeMade(Event):
    """The MP4 of a tape can be fetched, or could not be made."""

    type: Literal["tape.programme_made"] = "tape.programme_made"
    tape: str
    made: bool


class TapeDeleted(Event):
    """The files of a tape were deleted."""

    type: Literal["tape.deleted"] = "tape.deleted"
    tape: str


ENTITIES: dict[str, type[Entity]] = {
    "taping": Taping,
    "tape": Tape,
    "my_acknowledgement": MyAcknowledgement,
}
