"""Protocol of the adoption of an outcome document. Stream `outcome/…`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event

ProcedureKind = Literal["consensus", "silence"]
ProcedureResult = Literal["", "held", "broken", "ended"]
"""Whether the procedure runs, or how it ended: the document was adopted, a delegation broke the silence, or the chair
ended it.
"""
ReservationKind = Literal["reservation", "explanation"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
LongPlain = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]


class OutcomeProcedure(Entity):
    """A procedure by which the document may be adopted."""

    kind: ProcedureKind
    version: int
    begun_at: str
    until: str
    ended_at: str | None
    result: ProcedureResult


class OutcomeObjection(Entity):
    """A delegation objected to the consensus, or broke the silence."""

    procedure: str
    party: str
    reason: str
    at: str
    withdrawn: bool


class OutcomeReservation(Entity):
    """A reservation, or an explanation of position."""

    kind: ReservationKind
    paragraph: str | None
    party: str
    text: str
    at: str


class OutcomeCorrigendum(Entity):
    """A correction of the adopted text."""

    number: int
    paragraph: str
    wrong: str
    right: str
    note: str
    at: str


class AskConsensus(Command):
    """Ask whether the document can be adopted by consensus. Delegations can object for `seconds` seconds (OD9)."""

    type: Literal["outcome.ask_consensus"] = "outcome.ask_consensus"
    seconds: int = Field(ge=5, le=3600)


class ObjectToConsensus(Command):
    """Object to the consensus, for one's own delegation. The desk objects for a party."""

    type: Literal["outcome.object"] = "outcome.object"
    reason: Reason = ""
    party: str | None = None


class WithdrawObjection(Command):
    """Withdraw an objection to the consensus."""

    type: Literal["outcome.withdraw_objection"] = "outcome.withdraw_objection"
    party: str | None = None


class AdoptByConsensus(Command):
    """Adopt the document with the gavel, when the moment for objections is over (OD9)."""

    type: Literal["outcome.adopt"] = "outcome.adopt"


class BeginSilence(Command):
    """Begin a silence procedure: at the deadline the document is adopted unless a delegation objected (OD10)."""

    type: Literal["outcome.begin_silence"] = "outcome.begin_silence"
    until: str
    remind_at: str | None = None


class ExtendSilence(Command):
    """Give a silence procedure a later deadline. A reminder that was not sent yet stays unless another is given."""

    type: Literal["outcome.extend_silence"] = "outcome.extend_silence"
    until: str
    remind_at: str | None = None


class BreakSilence(Command):
    """Break the silence, for one's own delegation, with a reason or without one."""

    type: Literal["outcome.break_silence"] = "outcome.break_silence"
    reason: Reason = ""
    party: str | None = None


class EndProcedure(Command):
    """End a procedure without a result. The text can change again."""

    type: Literal["outcome.end_procedure"] = "outcome.end_procedure"


class Reserve(Command):
    """Attach a reservation or an explanation of position to the document or to one paragraph (OD11)."""

    type: Literal["outcome.reserve"] = "outcome.reserve"
    kind: ReservationKind
    text: LongPlain
    paragraph: str | None = None
    party: str | None = None


class WithdrawReservation(Command):
    """Withdraw a reservation or an explanation of position."""

    type: Literal["outcome.withdraw_reservation"] = "outcome.withdraw_reservation"
    reservation: str


class AddCorrigendum(Command):
    """Correct the adopted text: `wrong` stands in the paragraph, and should read `right` (OD12)."""

    type: Literal["outcome.correct"] = "outcome.correct"
    paragraph: str
    wrong: LongPlain
    right: Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
    note: Reason = ""


class ProcedureBegan(Event):
    """The chair asked for consensus, or a silence procedure began."""

    type: Literal["outcome.procedure_began"] = "outcome.procedure_began"
    procedure: str
    kind: ProcedureKind
    until: str


class ProcedureExtended(Event):
    """A silence procedure has a later deadline."""

    type: Literal["outcome.procedure_extended"] = "outcome.procedure_extended"
    procedure: str
    until: str


class SilenceReminded(Event):
    """The delegations were reminded of the deadline of a silence procedure."""

    type: Literal["outcome.silence_reminded"] = "outcome.silence_reminded"
    procedure: str


class ConsensusObjected(Event):
    """A delegation objected to the consensus."""

    type: Literal["outcome.objected"] = "outcome.objected"
    procedure: str
    party: str


class ObjectionWithdrawn(Event):
    """A delegation withdrew its objection."""

    type: Literal["outcome.objection_withdrawn"] = "outcome.objection_withdrawn"
    procedure: str
    party: str


class SilenceBroken(Event):
    """A delegation broke the silence: the document is not adopted."""

    type: Literal["outcome.silence_broken"] = "outcome.silence_broken"
    procedure: str
    party: str


class ProcedureEnded(Event):
    """A procedure ended without a result."""

    type: Literal["outcome.procedure_ended"] = "outcome.procedure_ended"
    procedure: str


class OutcomeAdopted(Event):
    """The document was adopted. Its text is frozen."""

    type: Literal["outcome.document_adopted"] = "outcome.document_adopted"
    procedure: str
    sha256: str


class Reserved(Event):
    """A delegation attached a reservation or an explanation of position."""

    type: Literal["outcome.reserved"] = "outcome.reserved"
    reservation: str
    party: str


class ReservationWithdrawn(Event):
    """A reservation or an explanation of position was withdrawn."""

    type: Literal["outcome.reservation_withdrawn"] = "outcome.reservation_withdrawn"
    reservation: str


class CorrigendumAdded(Event):
    """The adopted text has a corrigendum."""

    type: Literal["outcome.corrected"] = "outcome.corrected"
    corrigendum: str
    number: int


ENTITIES = {
    "outcome_procedure": OutcomeProcedure,
    "outcome_objection": OutcomeObjection,
    "outcome_reservation": OutcomeReservation,
    "outcome_corrigendum": OutcomeCorrigendum,
}
