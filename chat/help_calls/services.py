"""The services of help calls. Only they write them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from chat.help_calls import protocol, rules
from chat.help_calls.models import HelpCall
from chat.help_calls.protocol import HelpDesk, HelpLine
from foundation import ids
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, SignalSource
from foundation.wire import leases
from sessions import permissions
from sessions.parties.services import guest_name, is_guest

DESK = "help.desk"


def call(context: Context, command: protocol.CallForHelp) -> None:
    """Open a call. Refuses `help.already_open`, `help.too_often`, `help.busy`, and names that are not allowed."""
    seat = context.seat
    former = HelpCall.objects.filter(conference=context.subject, person=seat.person).first()
    calls = rules.recent(map(datetime.fromisoformat, former.calls if former else []), context.now)
    rules.check_call(former is not None and former.is_open, calls)
    closed = [] if seat.participant else _make_room(context)
    row = former or HelpCall(conference_id=context.subject, person=seat.person)
    row.name = seat.name or guest_name(context.subject, command.name)
    row.participant, row.place = seat.participant or "", seat.place
    row.party_id = ids.number(seat.party) if seat.party else None
    row.visitor, row.guest = _is_visitor(seat), is_guest(seat)
    row.is_open, row.called_at, row.messages = True, context.now, []
    row.calls = [at.isoformat() for at in [*calls, context.now]]
    _renew_line(row, command.line)
    if command.text:
        _add(row, context, "caller", command.text)
    row.save()
    _journal(context, protocol.HelpCalled(call=str(row.pk)), row, *closed)


def _is_visitor(seat: Seat) -> bool:
    return "visitor" in seat.roles


def _make_room(context: Context) -> list[HelpCall]:
    """Close another person's call if too many calls are open. Returns a list with the closed call, or an empty list.

    Also deletes old closed calls from entrance pages. Refuses `help.busy`.
    """
    visitor = _is_visitor(context.seat)
    guests = HelpCall.objects.filter(conference=context.subject, participant="", visitor=visitor)
    here = _connected(context, guests.values("person"))
    if visitor:
        forgotten = guests.filter(is_open=False, called_at__lt=context.now - rules.VISITS_KEPT)
        forgotten.exclude(person__in=here).delete()
    rows = guests.filter(is_open=True).order_by("called_at", "pk")
    callers = dict(rows.values_list("pk", "person"))
    gone = rules.call_to_close(callers, here, rules.MAX_VISITORS if visitor else rules.MAX_GUESTS)
    if gone is None:
        return []
    row = rows.get(pk=gone)
    row.is_open = False
    row.save()
    return [row]


def _connected(context: Context, persons: Collection[str] | QuerySet[Any]) -> set[str]:
    """Those of the `persons` who are connected to the conference."""
    return set(
        leases.live_connections(context.stream).filter(person__in=persons).values_list("person", flat=True)
    )


def say(context: Context, command: protocol.SayForHelp) -> None:
    """Add a message to a call. Refuses `help.unknown`, `help.closed`, `help.blank`, `help.full`, `help.wait`."""
    row = _open_call(context, command.call)
    by = "caller" if row.person == context.seat.person else "staff"
    rules.check_text(command.text)
    rules.check_message([message["by"] for message in row.messages], by)
    _add(row, context, by, command.text)
    if by == "caller" and command.line is not None:
        _renew_line(row, command.line)
    row.save()
    _journal(context, protocol.HelpSaid(call=str(row.pk)), row)


def close(context: Context, command: protocol.CloseHelp) -> None:
    """Close a call. Refuses `help.unknown`, `help.closed`."""
    row = _open_call(context, command.call)
    row.is_open = False
    row.save()
    _journal(context, protocol.HelpClosed(call=str(row.pk)), row)


def _open_call(context: Context, call_id: str) -> HelpCall:
    """Return an open call that the seat made or may answer.

    Refuses `help.unknown`, also for a call that the seat may not see, and `help.closed`.
    """
    rows = HelpCall.objects.filter(conference=context.subject)
    if not permissions.allows(context.roles, "help.answer"):
        rows = rows.filter(person=context.seat.person)
    row = rows.filter(pk=ids.number(call_id)).first()
    if row is None:
        raise Refusal("help.unknown", "This call is no longer here. Call again.")
    if not row.is_open:
        raise Refusal("help.closed", "This call was closed. Call again if you need to.")
    return row


def _renew_line(row: HelpCall, line: HelpLine) -> None:
    row.line = line.model_dump(mode="json")


def _add(row: HelpCall, context: Context, by: str, text: str) -> None:
    name = row.name if by == "caller" else context.seat.name
    away = by == "staff" and not _connected(context, [row.person])
    message = {"by": by, "name": name, "text": text, "at": timestamp_text(context.now), "away": away}
    row.messages = [*row.messages, message]


def _journal(context: Context, event: Event, *rows: HelpCall) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=rows,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )


def desk(conference_id: int) -> HelpDesk:
    """The signal `help.desk`: how many of the staff are connected and could answer a call."""
    people = leases.of_participants(leases.live_connections(f"conference/{conference_id}"))
    roles = dict(people.values_list("person", "roles"))
    return rules.desk(roles.values())


SIGNALS = [
    SignalSource(DESK, "conference", read=desk, of_presence="participants", permission="help.call"),
]
