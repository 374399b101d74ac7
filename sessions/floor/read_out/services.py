"""The only writer of a statement's reader. If nobody was named, the chair reads once the turn begins (FL4)."""

from collections.abc import Iterable
from datetime import datetime

from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.registry import Context, Reaction
from sessions import permissions
from sessions.floor import store
from sessions.floor.disconnections.protocol import ModeChanged
from sessions.floor.models import Entry, PodiumSeat, Turn
from sessions.floor.protocol import Granted
from sessions.floor.read_out import protocol, rules
from sessions.parties.services import effective_roles, participant_of
from sessions.programme.services import find_session


def name_reader(context: Context, command: protocol.NameReader) -> None:
    """Name the reader (FL4). Refuses `parties.unknown_participant`, and what the rule refuses."""
    session = find_session(context.subject)
    row = participant_of(int(context.seat.conference), command.reader)
    party = str(row.party_id) if row.party_id else None
    floor = store.load_floor(session, context.now)
    event = rules.name_reader(
        floor, command.entry, str(row.pk), party, permissions.moderates(effective_roles(row, context.stream))
    )
    entry = Entry.objects.select_related("session__floor").get(session=session, number=number(command.entry))
    turns = Turn.objects.select_related("entry").filter(entry=entry, ended_at=None)
    changed: list[Entry | Turn] = [entry, *turns]
    for one in changed:
        one.reader = row
        one.save(update_fields=["reader"])
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )


def set_reader(stream: str, event: Granted | ModeChanged, now: datetime) -> Iterable[Turn]:
    """Set the reader when a read-out turn begins, or a turn becomes a read-out (FL4)."""
    turn = Turn.objects.select_related("entry").get(session=subject(stream), number=event.turn)
    if turn.entry.mode != "read_out":
        return []
    seats = PodiumSeat.objects.filter(session=subject(stream), slot="chair")
    chair = seats.values_list("participant", flat=True).first()
    # After a change of mode the speaker cannot read, because its line is gone.
    speaker = turn.speaker_id if isinstance(event, Granted) else None
    turn.reader_id = rules.initial_reader(turn.entry.reader_id, speaker, chair)
    turn.save(update_fields=["reader"])
    return [turn]


REACTIONS = [Reaction(event, set_reader) for event in (Granted, ModeChanged)]
