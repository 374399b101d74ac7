"""Protocol of the rapporteurs' notes (MN1 to MN4). Stream `session/…`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event

NoteText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
RequestState = Literal["asked", "accepted", "declined"]


class Note(Entity):
    """A note of the minutes that was approved."""

    turn: str | None
    at: str
    text: str
    version: int


class MyNote(Note):
    """A note that is not approved yet, for those who write notes in the whole conference."""

    state: Literal["draft", "ready"]
    author: str | None


class MySessionNote(MyNote):
    """A note that is not approved yet, for those who write notes in its session."""


class AskedCorrection(Entity):
    """A correction of a note that a delegation asks for, as those see it who write notes in the whole conference."""

    note: str
    party: str
    text: str
    asked_at: str
    state: RequestState
    answer: str


class AskedSessionCorrection(AskedCorrection):
    """A correction of a note that a delegation asks for, as those see it who write notes in the session."""


class MyAskedCorrection(AskedCorrection):
    """A correction that my delegation asked for."""


class WriteNote(Command):
    """Write a note, tied to a turn, or to a moment if none is named (MN1)."""

    type: Literal["minutes.note"] = "minutes.note"
    turn: str | None = None
    at: str | None = None
    text: NoteText


class ChangeNote(Command):
    """Change a note, if it has not changed since the version that the sender edited. It is a draft again (MN2)."""

    type: Literal["minutes.change_note"] = "minutes.change_note"
    note: str
    version: int = Field(ge=1)
    text: NoteText


class SubmitNote(Command):
    """Say that a note is ready for review."""

    type: Literal["minutes.submit_note"] = "minutes.submit_note"
    note: str


class ApproveNote(Command):
    """Approve a note: it is part of the minutes (MN3)."""

    type: Literal["minutes.approve_note"] = "minutes.approve_note"
    note: str
    version: int = Field(ge=1)


class RemoveNote(Command):
    """Remove a note."""

    type: Literal["minutes.remove_note"] = "minutes.remove_note"
    note: str


class RestoreNote(Command):
    """Restore a note that was removed. It is a draft."""

    type: Literal["minutes.restore_note"] = "minutes.restore_note"
    note: str


class AskCorrection(Command):
    """Ask that a note be corrected, for one's own delegation (MN4)."""

    type: Literal["minutes.ask_correction"] = "minutes.ask_correction"
    note: str
    text: NoteText


class AnswerCorrection(Command):
    """Accept a correction, with the note's new text, or decline it with an answer (MN4).

    With a text, `version` is that of the note that the sender saw.
    """

    type: Literal["minutes.answer_correction"] = "minutes.answer_correction"
    request: str
    version: Annotated[int, Field(ge=1)] | None = None
    text: NoteText | None = None
    answer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class NoteWritten(Event):
    """A note was written or changed. Sent only to those who write notes."""

    type: Literal["minutes.note_written"] = "minutes.note_written"
    note: str


class NoteSubmitted(Event):
    """A note is ready for review. Sent only to those who write notes."""

    type: Literal["minutes.note_submitted"] = "minutes.note_submitted"
    note: str


class NoteApproved(Event):
    """A note is part of the minutes."""

    type: Literal["minutes.note_approved"] = "minutes.note_approved"
    note: str


class NoteRemoved(Event):
    """A note was removed, or is a draft again. Sent to everyone if it was approved, else only to those who
    write notes.
    """

    type: Literal["minutes.note_removed"] = "minutes.note_removed"
    note: str


class NoteRestored(Event):
    """A removed note is back. Sent only to those who write notes."""

    type: Literal["minutes.note_restored"] = "minutes.note_restored"
    note: str


class CorrectionAsked(Event):
    """A delegation asks that a note be corrected. Sent only to that delegation, and to those who write notes."""

    type: Literal["minutes.correction_asked"] = "minutes.correction_asked"
    note: str


class CorrectionAnswered(Event):
    """A correction was accepted or declined. Sent to everyone if the note changed."""

    type: Literal["minutes.correction_answered"] = "minutes.correction_answered"
    note: str


ENTITIES = {
    "note": Note,
    "my_note": MyNote,
    "my_session_note": MySessionNote,
    "asked_correction": AskedCorrection,
    "asked_session_correction": AskedSessionCorrection,
    "my_asked_correction": MyAskedCorrection,
}
