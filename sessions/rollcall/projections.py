"""Projections of roll calls and decisions, for everyone."""

from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, Projection
from sessions.rollcall import models, protocol


def show_roll_call(row: models.RollCall, audience: Audience) -> protocol.RollCall:
    """Show a roll call, with its result once it is closed."""
    answers = row.answers.all() if row.closed_at else ()
    return protocol.RollCall(
        id=str(row.number),
        opened_at=timestamp_text(row.opened_at),
        closed_at=timestamp_text_or_none(row.closed_at),
        accredited=row.accredited,
        needed_to_open=row.needed_to_open,
        needed_to_decide=row.needed_to_decide,
        present=[str(each.party_id) for each in sorted(answers, key=lambda each: (each.at, each.pk))],
    )


def show_answer(row: models.RollAnswer, audience: Audience) -> protocol.RollAnswer | None:
    """Show an answer to the open roll call."""
    if row.roll_call.closed_at is not None:
        return None
    return protocol.RollAnswer(
        id=str(row.party_id), roll_call=str(row.roll_call.number), place=row.place, at=timestamp_text(row.at)
    )


def show_decision(row: models.Decision, audience: Audience) -> protocol.Decision:
    """Show a decision."""
    return protocol.Decision(
        id=str(row.number),
        text=row.text,
        at=timestamp_text(row.at),
        roll_call=str(row.roll_call.number) if row.roll_call else None,
        present=row.present,
        accredited=row.accredited,
        needed=row.needed,
        proposal=None if row.proposal is None else str(row.proposal),
        vote=None if row.vote is None else str(row.vote),
    )


PROJECTIONS = [
    Projection(
        "roll_call", "session", models.RollCall,
        lambda subject: models.RollCall.objects.filter(session=subject).prefetch_related("answers"),
        show_roll_call, lambda row: str(row.number),
    ),
    Projection(
        "roll_answer", "session", models.RollAnswer,
        lambda subject: models.RollAnswer.objects.filter(
            roll_call__session=subject, roll_call__closed_at=None
        ).select_related("roll_call"),
        show_answer, lambda row: str(row.party_id),
    ),
    Projection(
        "decision", "session", models.Decision,
        lambda subject: models.Decision.objects.filter(session=subject).select_related("roll_call"),
        show_decision, lambda row: str(row.number),
    ),
]  # fmt: skip
