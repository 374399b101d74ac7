"""The only writer of corrections (FL25)."""

from foundation.ids import number
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.minutes.corrections import protocol
from sessions.minutes.corrections.models import Correction
from sessions.minutes.corrections.protocol import ItemKind
from sessions.minutes.services import minutes_sections
from sessions.programme.models import Session
from sessions.programme.services import find_session

SECTION_OF: dict[ItemKind, str] = {
    "entry": "entries", "turn": "turns", "ruling": "rulings", "decision": "decisions", "roll_call": "roll_calls",
    "question": "questions", "vote": "votes", "order": "orders", "written": "written",
}  # fmt: skip
"""The section of the minutes for each kind of item."""


def correct(context: Context, command: protocol.CorrectMinutes) -> None:
    """Add a correction, during or after the session (FL25). Refuses `minutes.no_such_item`."""
    session = find_session(context.subject)
    item = number(command.item)
    if not has_item(session, command.of, item):
        raise Refusal(
            "minutes.no_such_item", "There is no such item in this session's minutes. Look at them again."
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
    event = protocol.MinutesCorrected(
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


def has_item(session: Session, of: ItemKind, number: int) -> bool:
    """Whether the minutes contain this item, and it can be corrected (FL25). Only the section that it belongs to is
    read.
    """
    (section,) = [section for section in minutes_sections() if section.name == SECTION_OF[of]]
    return any(row.item == f"{of}/{number}" for row in section.read(session).rows)
