"""Protocol of roll calls, quorum and decisions (FL22). Stream `session/…`.

Ids are numbers within their session, as text. Ids of answers are their parties'.
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Signal
from sessions.parties.protocol import Place

CountedBy = Literal["roll_call", "presence"]
DecisionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class RollCall(Entity):
    """A roll call (FL22). While it is open, its answers are `roll_answer`. `present` is its result."""

    opened_at: str
    closed_at: str | None
    accredited: list[str]
    """The delegations that are called: those accredited when it was opened."""
    needed_to_open: int
    """How many have to be present to open a session, or 0 if no quorum is required."""
    needed_to_decide: int
    present: list[str]
    """The parties that answered. Empty while it is open."""


class RollAnswer(Entity):
    """A party that answered *present* to the open roll call. `id` is the party's."""

    roll_call: str
    place: Place
    at: str


class Decision(Entity):
    """A decision, with the quorum at that time (FL22)."""

    text: str
    at: str
    roll_call: str | None
    """The roll call that counted the quorum. Null: it was counted by presence."""
    present: int
    accredited: int
    needed: int
    proposal: str | None
    """The proposal that was adopted, if it is one (FL29)."""
    vote: str | None
    """The vote that took the decision, if there was one (FL28)."""


class Quorum(Signal):
    """Stream `session/…`, to moderators: whether a vote on a proposal could be put now (FL22, FL28)."""

    counted_by: CountedBy
    present: int
    accredited: int
    needed: int
    """How many have to be present to decide, or 0 if no quorum is required."""


class OpenRollCall(Command):
    """Call the roll of accredited delegations (FL22)."""

    type: Literal["rollcall.open"] = "rollcall.open"


class AnswerRollCall(Command):
    """Answer *present* for a party, or take the answer back. An operator or a moderator names the party (FL22)."""

    type: Literal["rollcall.answer"] = "rollcall.answer"
    roll_call: str
    party: str | None = None
    present: bool = True


class CloseRollCall(Command):
    """Close the roll call. Parties without an answer are absent (FL22)."""

    type: Literal["rollcall.close"] = "rollcall.close"
    roll_call: str


class RecordDecision(Command):
    """Record a decision, with the presence of the last roll call (FL22)."""

    type: Literal["decision.record"] = "decision.record"
    text: DecisionText


class RollCallOpened(Event):
    """A roll call of this many accredited delegations is open."""

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
    """The result of a roll call: who is present, and whether that is enough to open and to decide."""

    type: Literal["rollcall.closed"] = "rollcall.closed"
    roll_call: str
    present: list[str]
    accredited: int
    may_open: bool
    may_decide: bool


class DecisionRecorded(Event):
    """A decision was taken. `present` is how many of the accredited delegations were there."""

    type: Literal["decision.recorded"] = "decision.recorded"
    decision: str
    text: str
    roll_call: str
    present: list[str]
    accredited: int
    needed: int


SIGNAL = "rollcall.quorum"

ENTITIES = {"roll_call": RollCall, "roll_answer": RollAnswer, "decision": Decision}
SIGNALS = {SIGNAL: Quorum}
