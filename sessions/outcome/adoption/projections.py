"""Projections of procedures, objections, reservations and corrigenda."""

from collections.abc import Iterable

from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, Projection
from sessions.outcome.adoption import protocol
from sessions.outcome.adoption.models import Corrigendum, Objection, Procedure, Reservation


def show_procedure(row: Procedure, audience: Audience) -> protocol.OutcomeProcedure:
    """Show a procedure to all who follow the document."""
    return protocol.OutcomeProcedure(
        id=str(row.pk),
        kind=row.kind,
        version=row.version,
        begun_at=timestamp_text(row.begun_at),
        until=timestamp_text(row.until),
        ended_at=timestamp_text_or_none(row.ended_at),
        result=row.result,
    )


def show_objection(row: Objection, audience: Audience) -> protocol.OutcomeObjection:
    """Show who objected. Objections are public, so they are shown even after they were withdrawn."""
    return protocol.OutcomeObjection(
        id=str(row.pk),
        procedure=str(row.procedure_id),
        party=str(row.party_id),
        reason=row.reason,
        at=timestamp_text(row.at),
        withdrawn=row.withdrawn_at is not None,
    )


def show_reservation(row: Reservation, audience: Audience) -> protocol.OutcomeReservation | None:
    """Show a reservation that was not withdrawn."""
    if row.withdrawn_at is not None:
        return None
    return protocol.OutcomeReservation(
        id=str(row.pk),
        kind=row.kind,
        paragraph=str(row.paragraph_id) if row.paragraph_id else None,
        party=str(row.party_id),
        text=row.text,
        at=timestamp_text(row.at),
    )


def show_corrigendum(row: Corrigendum, audience: Audience) -> protocol.OutcomeCorrigendum:
    """Show a corrigendum."""
    return protocol.OutcomeCorrigendum(
        id=str(row.pk),
        number=row.number,
        paragraph=str(row.paragraph_id),
        wrong=row.wrong,
        right=row.right,
        note=row.note,
        at=timestamp_text(row.at),
    )


def _key(row: Procedure | Objection | Reservation | Corrigendum) -> str:
    return str(row.pk)


def _procedures(outcome: int) -> Iterable[Procedure]:
    return Procedure.objects.filter(outcome=outcome)


def _objections(outcome: int) -> Iterable[Objection]:
    return Objection.objects.filter(procedure__outcome=outcome)


def _reservations(outcome: int) -> Iterable[Reservation]:
    return Reservation.objects.filter(outcome=outcome, withdrawn_at=None)


def _corrigenda(outcome: int) -> Iterable[Corrigendum]:
    return Corrigendum.objects.filter(outcome=outcome)


PROJECTIONS = [
    Projection("outcome_procedure", "outcome", Procedure, _procedures, show_procedure, _key),
    Projection("outcome_objection", "outcome", Objection, _objections, show_objection, _key),
    Projection("outcome_reservation", "outcome", Reservation, _reservations, show_reservation, _key),
    Projection("outcome_corrigendum", "outcome", Corrigendum, _corrigenda, show_corrigendum, _key),
]
