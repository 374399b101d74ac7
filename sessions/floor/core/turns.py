"""Rules of the turn: who holds the floor, and its clock (FL10–FL12, FL15, FL16). Pure."""

from dataclasses import replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor import protocol
from sessions.floor.core.pending_motions import next_returning_turn, remove_motions
from sessions.floor.core.speakers_list import Actor, Outcome, listed_entry
from sessions.floor.core.state import Entry, Floor, PendingMotion, Turn
from sessions.floor.protocol import EndedBy, Readiness, Verdict

READY = Readiness(verdict="ready")

WHY: dict[Verdict, str] = {
    "ready": "",
    "absent": "Nobody of this party is connected.",
    "no_line": "This party is connected, and sends nothing.",
    "no_microphone": "This party's line carries no microphone.",
    "not_heard": "This party's microphone was not heard yet.",
    "silent": "No sound has come from this party for 15 seconds.",
    "lossy": "This party's line is poor: {figure} % lost.",
    "slow": "This party's line is poor: {figure} ms there and back.",
    "not_confirmed": "Nobody has confirmed that this party is in the hall.",
    "no_video_statement": "The video statement of this party cannot be played.",
    "converting": "The video statement of this party is not ready: converting, {figure} % done.",
}


def grant(
    floor: Floor,
    number: str,
    token: int,
    now: datetime,
    readiness: Readiness = READY,
    confirmed: bool = False,
    playable: bool = True,
) -> Outcome:
    """Give the floor to an entry (FL10, FL19). This ends the present turn, starts the next one and its clock, and
    raises the token.

    `readiness` is that of the entry. The moderator has to confirm (`confirmed`) the call of an entry that is not ready.
    `playable` says whether the file of the party's video statement has arrived. If not, the turn waits for it (FL4).

    Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`, `floor.vote_due`, `floor.motion_pending`,
    `floor.appeal_due`, `floor.entry_gone`, `floor.point_of_order`, `floor.on_motion`, `floor.debate_over`,
    `floor.replies_later`, `floor.not_ready`.
    """
    check_open(floor)
    check_token(floor, token)
    check_ruled(floor)
    check_no_appeal(floor)
    entry = listed_entry(floor, number)
    _check_debate(floor, entry)
    _replies_in_time(floor, entry)
    check_called(readiness, confirmed)
    turn = Turn(
        number=floor.token + 1,
        entry=entry.number,
        party=entry.party,
        kind=entry.kind,
        mode=entry.mode,
        on_behalf_of=entry.on_behalf_of,
        speaker=entry.speaker,
        place=entry.place,
        language=entry.language,
        started_at=now,
        allotted=floor.limit_of(entry),
        introducing=entry.mode == "video_statement" and (entry.speaker is not None or not playable),
    )
    ended = floor.turn
    called = floor.with_entries(replace(entry, state="called"))
    after = replace(called, turn=turn, token=floor.token + 1, vote=None, ruled=None)
    event = protocol.Granted(
        turn=str(turn.number),
        entry=number,
        party=turn.party,
        token=after.token,
        allotted=turn.allotted,
        ended=str(ended.number) if ended else None,
        ended_overtime=ended.overtime(now) if ended else 0.0,
        ended_party=ended.party if ended else None,
        ended_left=ended.left(now) if ended else 0.0,
        not_ready=not_ready(readiness),
    )
    return Outcome(after, event)


def check_called(readiness: Readiness, confirmed: bool) -> None:
    """Check that the entry is ready, or that the moderator confirmed the call (FL19). Refuses `floor.not_ready`."""
    if readiness.verdict == "ready" or confirmed:
        return
    why = WHY[readiness.verdict].format(figure=readiness.figure)
    raise Refusal("floor.not_ready", f"{why} Call it anyway, or call it later.")


def not_ready(readiness: Readiness) -> Verdict | None:
    """What was missing when an entry was called."""
    return None if readiness.verdict == "ready" else readiness.verdict


def _check_debate(floor: Floor, entry: Entry) -> None:
    """Check that the debate in which this entry is to speak goes on (FL27). Refuses `floor.debate_over`."""
    if entry.listed and floor.debate != "open":
        raise Refusal(
            "floor.debate_over",
            f"The debate on this item is {floor.debate}. Take up another item, or open the list to resume the debate.",
        )


def _replies_in_time(floor: Floor, entry: Entry) -> None:
    """Check that rights of reply may be called now (FL14). Refuses `floor.replies_later`."""
    if entry.replies and not floor.may_call_replies:
        raise Refusal(
            "floor.replies_later",
            "Rights of reply are taken when the list of speakers is done. Turn to them first, then give the floor.",
        )


def check_open(floor: Floor) -> None:
    """Check that the session is open (FL26). Refuses `session.not_open`."""
    if floor.session != "open":
        raise Refusal(
            "session.not_open", "The floor is given only while the session is open. Open or resume it first."
        )


def check_token(floor: Floor, token: int) -> None:
    """Check that the command names the present token (FL10). Refuses `floor.token_changed`."""
    if token != floor.token:
        raise Refusal(
            "floor.token_changed",
            "Another moderator acted at the same moment. See who has the floor, then act.",
        )


def check_ruled(floor: Floor) -> None:
    """Check that no point of order, vote or motion has to be dealt with before the list of speakers goes on (FL13,
    FL27).

    Refuses `floor.ruling_due`, `floor.vote_due`, `floor.motion_pending`.
    """
    check_no_ruling_due(floor)
    check_not_voting(floor)
    if floor.motions:
        raise Refusal(
            "floor.motion_pending",
            "A motion is before the meeting. Hear who speaks on it, and put it to the vote first.",
        )


def check_no_ruling_due(floor: Floor) -> None:
    """Check that no point of order is being heard (FL13). Refuses `floor.ruling_due`."""
    if floor.turn is not None and floor.turn.kind == "point_of_order":
        raise Refusal("floor.ruling_due", "A point of order has the floor. Rule on it first.")


def check_not_voting(floor: Floor) -> None:
    """Check that no vote is under way (FL13). Refuses `floor.vote_due`."""
    if floor.voting is not None:
        raise Refusal("floor.vote_due", "A vote is under way. Close it first, or end it without a result.")


def check_no_appeal(floor: Floor) -> None:
    """Check that no appeal waits to be put to the vote (FL13). Refuses `floor.appeal_due`."""
    if floor.appellant is not None:
        raise Refusal(
            "floor.appeal_due",
            "An appeal against the ruling waits. Put it to the vote first, or withdraw it.",
        )


def return_floor(floor: Floor, now: datetime) -> Floor:
    """End the present turn. Then nobody has the floor, or the interrupted turn has it again, under a new token (FL13,
    FL27).
    """
    waits = next_returning_turn(floor)
    if waits is None:
        return replace(floor, turn=None)
    back = waits.with_changes(now, interrupted=False)
    rest = floor.interrupted_turns[:-1]
    return replace(floor, turn=back, interrupted_turns=rest, token=floor.token + 1)


def interrupt(floor: Floor, now: datetime) -> Floor:
    """The floor with its present turn interrupted: nobody has the floor, and that turn waits (FL13, FL27). Unchanged if
    there is no turn.
    """
    if floor.turn is None:
        return floor
    held = floor.turn.with_changes(now, interrupted=True)
    return replace(floor, turn=None, interrupted_turns=(*floor.interrupted_turns, held))


def motion_before_meeting(floor: Floor, token: int) -> PendingMotion:
    """The motion before the meeting, for a command that names this token (FL27).

    Refuses `floor.token_changed`, `floor.ruling_due`, `floor.no_motion`.
    """
    check_token(floor, token)
    check_no_ruling_due(floor)
    if floor.motion is None:
        raise Refusal("floor.no_motion", "No motion is before the meeting. Recognise one first.")
    return floor.motion


def end_motion(floor: Floor, motion: PendingMotion, now: datetime) -> Floor:
    """The floor without the motion before the meeting. The interrupted turn has the floor again (FL27).

    The token rises in any case. So a second command about this motion is refused, and does not hit the next motion.
    """
    left = remove_motions(floor, [motion.number])
    return replace(return_floor(left, now), token=floor.token + 1)


def turn_with_floor(floor: Floor, token: int) -> Turn:
    """The present turn, for a command that names this token. Refuses `floor.token_changed`, `floor.nobody_speaks`."""
    check_token(floor, token)
    if floor.turn is None:
        raise Refusal("floor.nobody_speaks", "Nobody has the floor. Look at the list, then act.")
    return floor.turn


def end(floor: Floor, token: int, by: EndedBy, now: datetime, reason: str = "") -> Outcome:
    """End the present turn (FL10, FL16). If it is a point of order, it ends without a ruling (FL13). If it is on a
    motion, the motion stays before the meeting (FL27).

    Refuses `floor.token_changed`, `floor.nobody_speaks`.
    """
    turn = turn_with_floor(floor, token)
    after = return_floor(floor, now)
    event = protocol.Ended(
        turn=str(turn.number),
        party=turn.party,
        by=by,
        spoken=round(turn.spoken_time(now).total_seconds(), 3),
        overtime=turn.overtime(now),
        reason=reason,
        returned=str(after.turn.number) if after.turn else None,
    )
    return Outcome(after, event)


def finish(floor: Floor, actor: Actor, token: int, now: datetime) -> Outcome:
    """The speaking party ends its own turn (FL16). A point of order then waits for the ruling (FL13).

    Refuses what `end` refuses, and `floor.not_yours`, `floor.turn_suspended`.
    """
    turn = turn_with_floor(floor, token)
    if turn.party != actor.party:
        raise Refusal("floor.not_yours", "Your party does not have the floor.")
    if turn.kind == "point_of_order":
        return suspend(floor, token, now)
    return end(floor, token, "finished", now)


def extend(floor: Floor, token: int, seconds: int, seen: int | None = None) -> Outcome:
    """Give the present turn more time, in seconds (FL16). `seen` is the allotted time that the moderator saw.

    Refuses `floor.token_changed`, `floor.nobody_speaks`, `floor.time_changed`.
    """
    turn = turn_with_floor(floor, token)
    if seen not in (None, turn.allotted):
        raise Refusal(
            "floor.time_changed",
            "Another moderator gave time at the same moment. Look at the clock, then act.",
        )
    longer = replace(turn, allotted=turn.allotted + seconds, extended=turn.extended + seconds)
    event = protocol.Extended(turn=str(turn.number), party=turn.party, seconds=seconds)
    return Outcome(replace(floor, turn=longer), event)


def suspend(floor: Floor, token: int, now: datetime, reason: str = "") -> Outcome:
    """Stop the clock and the microphone, and raise the token (FL16). Refuses `floor.turn_suspended`."""
    turn = turn_with_floor(floor, token)
    if turn.paused:
        raise Refusal("floor.turn_suspended", "The turn is suspended already. Resume it, or end it.")
    event = protocol.TurnSuspended(turn=str(turn.number), party=turn.party, reason=reason)
    return Outcome(replace(floor, turn=turn.suspend(now), token=floor.token + 1), event)


def resume(floor: Floor, token: int, now: datetime) -> Outcome:
    """Resume the turn with the remaining time, and raise the token (FL16), even if the holder's line is gone
    (FL20).

    Refuses `session.not_open`, `floor.not_suspended`.
    """
    check_open(floor)
    turn = turn_with_floor(floor, token)
    if turn.suspended_at is None:
        raise Refusal("floor.not_suspended", "The turn is not suspended. Look at the clock, then act.")
    event = protocol.TurnResumed(turn=str(turn.number), party=turn.party)
    return Outcome(floor.with_resumed_turn(turn, now), event)


def apply_time(floor: Floor, now: datetime, moderated: bool = True) -> Outcome | None:
    """Apply what happens by time alone, or return None: the list closes at its announced time (FL3), or a turn ends if
    the session ends turns by itself (FL16).

    If no moderator is there, the holder keeps the floor (FL20).
    """
    turn = floor.turn
    ends = floor.ends_turns and turn is not None and turn.suspended_at is None and moderated
    if ends and turn is not None and turn.spoken_time(now).total_seconds() >= turn.allotted:
        ruling_due = turn.kind == "point_of_order"
        return suspend(floor, floor.token, now) if ruling_due else end(floor, floor.token, "time", now)
    if floor.list_state == "open" and floor.closes_at is not None and now >= floor.closes_at:
        return Outcome(replace(floor, list_state="closed", closes_at=None), protocol.ListClosed())
    return None
