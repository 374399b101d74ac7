"""Changes who sits on the podium (FL12)."""

from foundation.registry import Context
from sessions.floor.podium import protocol, rules
from sessions.floor.services import apply_rule
from sessions.parties.services import participant_of


def seat(context: Context, command: protocol.SeatParticipant) -> None:
    """Seat a participant (FL12)."""
    participant_of(int(context.seat.conference), command.participant)
    apply_rule(context, lambda floor: rules.seat(floor, command.slot, command.participant, command.seen))


def unseat(context: Context, command: protocol.UnseatParticipant) -> None:
    """Free a place (FL12)."""
    apply_rule(context, lambda floor: rules.unseat(floor, command.slot, command.seen))
