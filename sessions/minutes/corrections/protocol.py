"""Corrections of the record (FL25), as the wire knows them. All belong to the stream `session/…`."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event

ItemKind = Literal["entry", "turn", "ruling", "decision", "roll_call", "question", "vote", "order", "written"]
CorrectionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Correction(Entity):
    """What a moderator added to an item of the record. A ruling's number is that of its point of order's turn, a
    statement's in writing that which the record gives it."""

    of: ItemKind
    item: str
    text: str
    reason: str
    by: str | None
    """The participant who added it."""
    at: str


class CorrectRecord(Command):
    """Add a correction to an item of the record; nothing is written over (FL25)."""

    type: Literal["record.correct"] = "record.correct"
    of: ItemKind
    item: str
    text: CorrectionText
    reason: Why


class RecordCorrected(Event):
    """A correction was added to the record."""

    type: Literal["record.corrected"] = "record.corrected"
    correction: str
    of: ItemKind
    item: str
    text: str
    reason: str


ENTITIES = {"correction": Correction}
