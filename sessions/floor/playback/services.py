"""Changes the turn of a video statement, on a command or when the player reports something (FL4)."""

from foundation.registry import Context
from sessions.floor import models
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.playback import protocol, rules
from sessions.floor.services import actor_of, apply_by_time, apply_rule
from sessions.parties.models import Party

CANNOT_BE_PLAYED = "The video statement cannot be played."


def start_playback(context: Context, command: protocol.StartPlayback) -> None:
    """End the introduction and play the video statement (FL4)."""
    actor = actor_of(context, "floor.end")

    def rule(floor: Floor) -> Outcome:
        party = floor.turn.party if floor.turn else "0"
        playable = Party.objects.filter(pk=party).exclude(video_statement_file="").exists()
        return rules.start_playback(floor, actor, command.token, playable, context.now)

    apply_rule(context, rule)


def video_arrived(party: int) -> None:
    """Play the party's video statement, whose file has arrived, if a turn waits for it (FL4)."""
    waiting = models.Floor.objects.filter(turn__party=party, turn__introducing=True)
    for session in list(waiting.values_list("session", flat=True)):
        apply_by_time(session, lambda floor, now: rules.video_arrived(floor, str(party), now))


def video_ended(session: int, number: int) -> bool:
    """End the turn whose video ended (FL4). Returns whether it ended a turn."""
    return apply_by_time(
        session, lambda floor, now: rules.video_ended(floor, number, now), ended_by="finished"
    )


def video_failed(session: int, number: int) -> bool:
    """Suspend the turn whose video cannot be played (FL4). Returns whether it suspended a turn."""
    return apply_by_time(session, lambda floor, now: rules.video_failed(floor, number, now, CANNOT_BE_PLAYED))


def is_playing(party: int) -> bool:
    """Whether a turn in any session plays, or has suspended, a video statement of the party.

    False if the statement's file has not arrived, because the party can still hand it in.
    """
    present = models.Turn.objects.filter(party=party, ended_at=None, entry__mode="video_statement")
    return present.exclude(party__video_statement_file="").exists()
