"""The only writer of the hall audio."""

from foundation.journal import services as journal
from foundation.registry import Context
from sessions.hall_audio import protocol
from sessions.hall_audio.models import HallSound
from sessions.programme.services import find_session


def set_player(context: Context, command: protocol.PlayAt) -> None:
    """Choose the page that plays. Desk and screen read the same row, so only one of them plays."""
    session = find_session(context.subject)
    row, _ = HallSound.objects.update_or_create(session=session, defaults={"player": command.player})
    journal.append(
        context.stream,
        protocol.PlaysAt(player=command.player),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
