"""The only writer of who plays the sound in the hall."""

from foundation.journal import services as journal
from foundation.registry import Context
from sessions.hall_audio import protocol
from sessions.hall_audio.models import HallSound
from sessions.programme.services import find


def play_at(context: Context, command: protocol.PlayAt) -> None:
    """Desk and screen follow the one row, so that the hall hears a voice once."""
    session = find(context.subject)
    row, _ = HallSound.objects.update_or_create(session=session, defaults={"player": command.player})
    journal.append(
        context.stream,
        protocol.PlaysAt(player=command.player),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
