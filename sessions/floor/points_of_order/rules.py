"""Rules of points of order (FL13). Pure."""

from dataclasses import replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome, waiting_entry
from sessions.floor.core.state import PRECEDENCE, Entry, Floor, PendingMotion, Turn
from sessions.floor.core.turns import (
    check_called,
    check_no_appeal,
    check_no_ruling_due,
    check_not_voting,
    check_open,
    check_token,
    end_motion,
    interrupt,
    motion_before_meeting,
    not_ready,
    return_floor,
    turn_with_floor,
)
from sessions.floor.points_of_order import protocol
from sessions.floor.points_of_order.protocol import Ruling
from sessions.floor.protocol import Readiness
from sessions.votes.protocol import RulingFacts


def recognise(
    floor: Floor,
    number: str,
    token: int,
    now: datetime,
    readiness: Readiness,
    confirmed: bool,
) -> Outcome:
    """Give the floor to a point of order or a motion, always live (FL13).

    The present turn, if there is one, waits, and the token rises. A motion is before the meeting from now on, and
    interrupts one of lower precedence (FL27). A point of order during a vote concerns the conduct of the voting, and
    the vote goes on. `readiness` and `confirmed` as in `grant` (FL19).

    Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`, `floor.vote_due`, `floor.appeal_due`,
    `floor.motion_precedes`, `floor.entry_gone`, `floor.no_point_of_order`, `floor.not_ready`.
    """
    check_open(floor)
    check_token(floor, token)
    check_no_ruling_due(floor)
    check_no_appeal(floor)
    entry = waiting_entry(floor, number)
    if entry.kind == "motion":
        check_not_voting(floor)
        _check_precedence(floor, entry)
    if not entry.interrupts:
        raise Refusal(
            "floor.no_point_of_order",
            "This is neither a point of order nor a motion. Give it the floor instead.",
        )
    check_called(readiness, confirmed)
    turn = Turn(
        number=floor.token + 1,
        entry=entry.number,
        party=entry.party,
        kind=entry.kind,
        mode="live",
        on_behalf_of=entry.on_behalf_of,
        speaker=entry.speaker,
        place=entry.place,
        language=entry.language,
        started_at=now,
        allotted=floor.limit_of(entry),
        motion=entry.motion,
        motion_text=entry.motion_text,
        during_vote=floor.voting.number if floor.voting else None,
    )
    called = interrupt(floor, now).with_entries(replace(entry, state="called"))
    event = protocol.Recognised(
        turn=str(turn.number),
        entry=number,
        party=turn.party,
        kind=turn.kind,
        motion=turn.motion,
        token=floor.token + 1,
        allotted=turn.allotted,
        interrupted=str(floor.turn.number) if floor.turn else None,
        during_vote=str(turn.during_vote) if turn.during_vote else None,
        not_ready=not_ready(readiness),
    )
    motions = (*floor.motions, _motion(floor, entry, turn)) if entry.kind == "motion" else floor.motions
    return Outcome(replace(called, turn=turn, motions=motions, token=floor.token + 1, ruled=None), event)


def _check_precedence(floor: Floor, entry: Entry) -> None:
    """Check that a motion precedes the one before the meeting (FL27). Refuses `floor.motion_precedes`."""
    motion = floor.motion
    if motion is None or entry.motion is None:
        return
    if PRECEDENCE.index(entry.motion) >= PRECEDENCE.index(motion.motion):
        raise Refusal(
            "floor.motion_precedes",
            "The motion before the meeting comes first. Put it to the vote, or end it, then recognise this one.",
        )


def _motion(floor: Floor, entry: Entry, turn: Turn) -> PendingMotion:
    """The pending motion that an entry becomes when it is recognised, with the session's present limits of speakers."""
    assert entry.motion is not None, "a motion says what it is for"
    speakers = getattr(floor.motion_speakers, entry.motion)
    return PendingMotion(
        number=turn.number,
        entry=entry.number,
        party=entry.party,
        motion=entry.motion,
        motion_text=entry.motion_text,
        recognised_at=turn.started_at,
        in_favour=speakers.in_favour,
        against=speakers.against,
    )


def rule_out_of_order(floor: Floor, token: int, text: str, now: datetime) -> Outcome:
    """Rule the motion before the meeting out of order, in the chair's words. It is not voted on (FL13).

    The interrupted turn has the floor again, and the ruling can be appealed against. Refuses `floor.token_changed`,
    `floor.ruling_due`, `floor.no_motion`, `floor.appeal_due`.
    """
    motion = motion_before_meeting(floor, token)
    check_no_appeal(floor)
    ended = floor.turn
    after = end_motion(floor, motion, now)
    facts = RulingFacts(
        turn=str(motion.number),
        party=motion.party,
        ruling="out_of_order",
        text=text,
        motion=motion.motion,
        motion_text=motion.motion_text,
    )
    after = replace(after, ruled=motion.number, ruling=facts)
    event = protocol.MotionRuledOut(
        turn=str(motion.number),
        entry=str(motion.entry),
        party=motion.party,
        motion=motion.motion,
        text=text,
        spoken=round(ended.spoken_time(now).total_seconds(), 3)
        if ended and ended.number == motion.number
        else 0.0,
        returned=str(after.turn.number) if after.turn else None,
        resumed=after.turn is not None and after.turn.suspended_at is None,
    )
    return Outcome(after, event)


def rule(floor: Floor, token: int, ruling: Ruling, text: str, now: datetime) -> Outcome:
    """Rule on a point of order: the interrupted turn has the floor again, under a new token (FL13).

    Its clock stays stopped if the chair had suspended the turn, or its line dropped. The ruling can be appealed
    against until the next grant. Refuses `floor.token_changed`, `floor.nobody_speaks`, `floor.no_point_of_order`.
    """
    turn = turn_with_floor(floor, token)
    if turn.kind != "point_of_order":
        raise Refusal("floor.no_point_of_order", "No point of order has the floor.")
    facts = RulingFacts(turn=str(turn.number), party=turn.party, ruling=ruling, text=text)
    after = replace(return_floor(floor, now), ruled=turn.number, ruling=facts)
    event = protocol.Ruled(
        turn=str(turn.number),
        entry=str(turn.entry),
        party=turn.party,
        ruling=ruling,
        text=text,
        during_vote=str(turn.during_vote) if turn.during_vote else None,
        spoken=round(turn.spoken_time(now).total_seconds(), 3),
        returned=str(after.turn.number) if after.turn else None,
        resumed=after.turn is not None and after.turn.suspended_at is None,
    )
    return Outcome(after, event)
