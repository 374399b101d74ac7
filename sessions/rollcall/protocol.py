"""Roll calls, quorum and decisions (FL22), as the wire knows them. All belong to the stream `session/…`.

Ids are numbers of their session, written as text; those of answers are their parties'.
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event
from sessions.parties.protocol import Place

Threshold = Literal["none", "quarter", "third", "majority", "two_thirds"]
DecisionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class RollCall(Entity):
    """A roll call (FL22). Its answers are `roll_answer` while it is open; later `present` is its result."""

    opened_at: str
    closed_at: str | None
    accredited: list[str]
    """The delegations that were called: those accredited when it was opened."""
    needed_to_open: int
    """How many have to be present for a session to open; 0 where none is asked for."""
    needed_to_decide: int
    present: list[str]
    """The parties that answered; empty while it is open."""


class RollAnswer(Entity):
    """A party that answered *present* to the roll call that is open. `id` is the party's."""

    roll_call: str
    place: Place
    at: str


class Decision(Entity):
    """A decision, with the quorum as it was when it was taken (FL22)."""

    text: str
    at: str
    roll_call: str
    present: list[str]
    accredited: int
    needed: int


class OpenRollCall(Command):
    """Call the roll of accredited delegations (FL22)."""

    type: Literal["rollcall.open"] = "rollcall.open"


class AnswerRollCall(Command):
    """Answer *present* for one's party, or take that back; an operator or a moderator names the party (FL22)."""

    type: Literal["rollcall.answer"] = "rollcall.answer"
    roll_call: str
    party: str | None = None
    present: bool = True


class CloseRollCall(Command):
    """Close the roll call; who did not answer is absent (FL22)."""

    type: Literal["rollcall.close"] = "rollcall.close"
    roll_call: str


class RecordDecision(Command):
    """Record a decision, with who was present by the last roll call (FL22)."""

    type: Literal["decision.record"] = "decision.record"
    text: DecisionText


class RollCallOpened(Event):
    """The roll of this many accredited delegations is called."""

    type: Literal["rollcall.opened"] = "rollcall.opened"
    roll_call: str
    accredited: int


class RollCallAnswered(Event):
    """A party answered, or took its answer back."""

    type: Literal["rollcall.answered"] = "rollcall.answered"
    roll_call: str
    party: str
    present: bool
    place: Place


class RollCallClosed(Event):
    """The result of a roll call: who is present, and whether they are enough to open and to decide."""

    type: Literal["rollcall.closed"] = "rollcall.closed"
    roll_call: str
    present: list[str]
    accredited: int
    may_open: bool
    may_decide: bool


class DecisionRecorded(Event):
    """A decision was taken; `present` are the delegations that were there, of so many accredited."""

    type: Literal["decision.recorded"] = "decision.recorded"
    decision: str
    text: str
    roll_call: str
    present: list[str]
    accredited: int
    needed: int


ENTITIES = {"roll_call": RollCall, "roll_answer": RollAnswer, "decision": Decision}
