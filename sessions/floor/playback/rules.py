"""Rules of playback (FL4). Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Actor, Outcome, check_own_party
from sessions.floor.core.state import Floor, Turn
from sessions.floor.core.turns import check_open, end, suspend, turn_with_floor
from sessions.floor.playback import protocol


def start_playback(floor: Floor, actor: Actor, token: int, playable: bool, now: datetime) -> Outcome:
    """End the introduction and play the video statement (FL4). `playable` says whether the statement's file has
    arrived.

    Refuses `session.not_open`, `floor.token_changed`, `floor.nobody_speaks`, `floor.not_yours`,
    `floor.not_introducing`, `floor.no_video_statement`.
    """
    check_open(floor)
    turn = turn_with_floor(floor, token)
    check_own_party(actor, turn.party)
    if not turn.introducing:
        raise Refusal(
            "floor.not_introducing",
            "No video statement is being introduced. See who has the floor, then act.",
        )
    if not playable:
        raise Refusal(
            "floor.no_video_statement", "The video statement cannot be played yet. Wait, or speak live."
        )
    return _start_clock(floor, turn, now)


def video_arrived(floor: Floor, party: str, now: datetime) -> Outcome | None:
    """Play a video statement whose file has arrived, if a turn waited for it (FL4).

    None if there is no such turn, or if somebody introduces the statement live.
    """
    turn = floor.turn
    if turn is None or floor.session != "open" or (turn.party, turn.speaker) != (party, None):
        return None
    return _start_clock(floor, turn, now) if turn.introducing else None


def _start_clock(floor: Floor, turn: Turn, now: datetime) -> Outcome:
    """The floor whose clock starts now, with the video. The introduction costs no speaking time (FL15)."""
    passed = max((turn.suspended_at or now) - turn.started_at, timedelta())
    since = turn.running_since if turn.is_stopped else now
    playing = replace(turn, introducing=False, suspended=passed, running_since=since)
    event = protocol.PlaybackStarted(turn=str(turn.number), party=turn.party)
    return Outcome(replace(floor, turn=playing, token=floor.token + 1), event)


def video_ended(floor: Floor, number: int, now: datetime) -> Outcome | None:
    """End the turn, because its video ended (FL4). None if this turn no longer has the floor."""
    turn = _playing_turn(floor, number)
    return None if turn is None else end(floor, floor.token, "finished", now)


def video_failed(floor: Floor, number: int, now: datetime, reason: str) -> Outcome | None:
    """Stop the clock, because the video cannot be played further (FL4). The chair decides what follows. None if the
    clock is stopped already.
    """
    turn = _playing_turn(floor, number)
    return None if turn is None or turn.is_stopped else suspend(floor, floor.token, now, reason)


def _playing_turn(floor: Floor, number: int) -> Turn | None:
    turn = floor.turn
    if turn is None or turn.number != number or turn.mode != "video_statement" or turn.introducing:
        return None
    return turn
