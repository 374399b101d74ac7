"""The only writer of corrections (FL25)."""

from django.db.models import Model, QuerySet

from foundation.ids import number
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.corrections import protocol
from sessions.corrections.models import Correction
from sessions.corrections.protocol import ItemKind
from sessions.floor.models import Entry, Turn
from sessions.programme.models import Session
from sessions.programme.services import find
from sessions.rollcall.models import Decision, RollCall


def correct(context: Context, command: protocol.CorrectRecord) -> None:
    """FL25: at any time, after the session too. Refuses `record.no_such_item`."""
    session = find(context.subject)
    item = number(command.item)
    if not items(session, command.of).filter(number=item).exists():
        raise Refusal(
            "record.no_such_item", "There is no such item in this session's record. Look at it again."
        )
    row = Correction.objects.create(
        session=session,
        number=session.corrections.count() + 1,
        of=command.of,
        item=item,
        text=command.text,
        reason=command.reason,
        by_id=context.seat.participant,
        at=context.now,
    )
    event = protocol.RecordCorrected(
        correction=str(row.number), of=command.of, item=str(item), text=row.text, reason=row.reason
    )
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )


def items(session: Session, of: ItemKind) -> QuerySet[Model]:
    """The items of a kind that the record of a session has."""
    rows: dict[ItemKind, QuerySet[Model]] = {
        "entry": Entry.objects.filter(session=session),
        "turn": Turn.objects.filter(session=session),
        "ruling": Turn.objects.filter(session=session, ended_by="ruled"),
        "decision": Decision.objects.filter(session=session),
        "roll_call": RollCall.objects.filter(session=session),
    }
    return rows[of]
