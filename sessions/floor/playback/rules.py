"""The rules of a recorded statement that has the floor (FL4). Pure, like those of the floor."""

from dataclasses import replace
from datetime import datetime, timedelta

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Actor, Outcome, own
from sessions.floor.core.state import Floor, Turn
from sessions.floor.core.turns import check_open, end, present_turn, suspend
from sessions.floor.playback import protocol


def start_playback(floor: Floor, actor: Actor, token: int, playable: bool, now: datetime) -> Outcome:
    """FL4: the introduction is over, and the file plays; `playable` is whether it is here.

    Refuses `session.not_open`, `floor.token_changed`, `floor.nobody_speaks`, `floor.not_yours`,
    `floor.not_introducing`, `floor.no_recording`.
    """
    check_open(floor)
    turn = present_turn(floor, token)
    own(actor, turn.party)
    if not turn.introducing:
        raise Refusal(
            "floor.not_introducing",
            "No recorded statement is being introduced. Look who has the floor, then act.",
        )
    if not playable:
        raise Refusal(
            "floor.no_recording", "The recorded statement cannot be played yet. Wait, or speak live."
        )
    return _started(floor, turn, now)


def came(floor: Floor, party: str, now: datetime) -> Outcome | None:
    """FL4: the file that a turn waited for is here, and plays; where someone introduces it, not by itself."""
    turn = floor.turn
    if turn is None or floor.session != "open" or (turn.party, turn.speaker) != (party, None):
        return None
    return _started(floor, turn, now) if turn.introducing else None


def _started(floor: Floor, turn: Turn, now: datetime) -> Outcome:
    """The clock follows the recording: whatever passed before costs no speaking time (FL15)."""
    passed = max((turn.suspended_at or now) - turn.started_at, timedelta())
    since = turn.running_since if turn.stands else now
    playing = replace(turn, introducing=False, suspended=passed, running_since=since)
    event = protocol.RecordingStarted(turn=str(turn.number), party=turn.party)
    return Outcome(replace(floor, turn=playing, token=floor.token + 1), event)


def played_out(floor: Floor, number: int, now: datetime) -> Outcome | None:
    """FL4: the file came to its end, as a speaker does who finishes. None where it no longer has the floor."""
    turn = _playing(floor, number)
    return None if turn is None else end(floor, floor.token, "finished", now)


def broke_off(floor: Floor, number: int, now: datetime, reason: str) -> Outcome | None:
    """FL4: the file cannot be played on: the clock stops, and the chair decides. None where it stands already."""
    turn = _playing(floor, number)
    return None if turn is None or turn.stands else suspend(floor, floor.token, now, reason)


def _playing(floor: Floor, number: int) -> Turn | None:
    turn = floor.turn
    if turn is None or turn.number != number or turn.mode != "recorded" or turn.introducing:
        return None
    return turn
