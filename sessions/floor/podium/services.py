"""Changes who sits on the podium (FL12), by the floor's one writer."""

from foundation.registry import Context
from sessions.floor.podium import protocol, rules
from sessions.floor.services import apply
from sessions.parties.services import participant_of


def seat(context: Context, command: protocol.SeatParticipant) -> None:
    """FL12."""
    participant_of(int(context.seat.conference), command.participant)
    apply(context, lambda floor: rules.seat(floor, command.slot, command.participant, command.seen))


def unseat(context: Context, command: protocol.UnseatParticipant) -> None:
    """FL12."""
    apply(context, lambda floor: rules.unseat(floor, command.slot, command.seen))
