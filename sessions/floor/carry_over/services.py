"""Carries those who were not heard from a closed session to another one (FL14)."""

from foundation.ids import number
from foundation.journal import services as journal
from foundation.registry import Context
from foundation.wire.execution import check_permission
from sessions.floor import models, store
from sessions.floor.carry_over import protocol, rules
from sessions.floor.services import apply_in_session
from sessions.programme.services import find_session

LISTED = ("statement", "intervention")


def carry_over(context: Context, command: protocol.CarryOver) -> None:
    """Carry the entries that were not heard to the list of another session (FL14).

    The caller holds the stream of the closed session. No other code locks these two in the opposite order (an open
    session, then a closed one), so no deadlock can occur.
    """
    source, target = find_session(context.subject), find_session(number(command.to))
    check_permission(context.seat, target.stream, "floor.carry_over")
    rules.check_source(source.state, source.pk == target.pk)
    journal.lock(target.stream)
    target.refresh_from_db()
    rows = models.Entry.objects.filter(session=source, state="unheard", kind__in=LISTED)
    if command.item is not None:
        rows = rows.filter(item=command.item)
    unheard = sorted(rows, key=lambda row: (row.item, store.to_state(row).order))
    entries = [store.to_state(row) for row in unheard]
    apply_in_session(
        context, target, lambda floor: rules.carry_in(floor, str(source.pk), entries, context.now)
    )
    for row in unheard:
        row.state, row.carried_to = "carried", target
        row.session = source
    models.Entry.objects.bulk_update(unheard, ["state", "carried_to"])
    floor = store.row_of(source)
    source.floor = floor
    journal.append(
        source.stream,
        protocol.CarriedOver(to=str(target.pk), entries=[str(row.number) for row in unheard]),
        at=context.now,
        changed=[*unheard, floor],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
