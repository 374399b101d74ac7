"""Protocol of corrections to the minutes (FL25). Stream `session/…`."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event

ItemKind = Literal["entry", "turn", "ruling", "decision", "roll_call", "question", "vote", "order", "written"]
CorrectionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Correction(Entity):
    """A moderator's correction of an item of the minutes.

    `item` is the number of the item in the minutes. For a ruling it is the number of the turn in which the point of
    order was raised.
    """

    of: ItemKind
    item: str
    text: str
    reason: str
    by: str | None
    """The participant who added it."""
    at: str


class CorrectMinutes(Command):
    """Add a correction to an item of the minutes. Nothing is overwritten (FL25)."""

    type: Literal["minutes.correct"] = "minutes.correct"
    of: ItemKind
    item: str
    text: CorrectionText
    reason: Why


class MinutesCorrected(Event):
    """A correction was added to the minutes."""

    type: Literal["minutes.corrected"] = "minutes.corrected"
    correction: str
    of: ItemKind
    item: str
    text: str
    reason: str


ENTITIES = {"correction": Correction}
