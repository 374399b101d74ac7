"""Rules of points of order (FL13). Pure."""

from dataclasses import replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome, waiting_entry
from sessions.floor.core.state import Floor, Turn
from sessions.floor.core.turns import (
    check_no_appeal,
    check_open,
    check_ruled,
    check_token,
    give_back,
    present_turn,
)
from sessions.floor.points_of_order import protocol
from sessions.floor.points_of_order.protocol import Ruling


def recognise(floor: Floor, number: str, token: int, now: datetime) -> Outcome:
    """Give the floor to a point of order or a motion, always live (FL13).

    The present turn, if there is one, waits, and the token rises. Refuses `session.not_open`,
    `floor.token_changed`, `floor.ruling_due`, `floor.vote_due`, `floor.appeal_due`, `floor.entry_gone`,
    `floor.no_point_of_order`.
    """
    check_open(floor)
    check_token(floor, token)
    check_ruled(floor)
    check_no_appeal(floor)
    entry = waiting_entry(floor, number)
    if not entry.interrupts:
        raise Refusal(
            "floor.no_point_of_order",
            "This is neither a point of order nor a motion. Give it the floor instead.",
        )
    turn = Turn(
        number=floor.token + 1,
        entry=entry.number,
        party=entry.party,
        kind=entry.kind,
        mode="live",
        on_behalf_of=entry.on_behalf_of,
        speaker=entry.speaker,
        place=entry.place,
        started_at=now,
        allotted=floor.limit(entry),
        motion=entry.motion,
        motion_text=entry.motion_text,
    )
    interrupted = floor.turn.changed(now, interrupted=True) if floor.turn else None
    called = floor.with_entries(replace(entry, state="called"))
    event = protocol.Recognised(
        turn=str(turn.number),
        entry=number,
        party=turn.party,
        kind=turn.kind,
        motion=turn.motion,
        token=floor.token + 1,
        allotted=turn.allotted,
        interrupted=str(interrupted.number) if interrupted else None,
    )
    after = replace(called, turn=turn, interrupted=interrupted, token=floor.token + 1, ruled=None)
    return Outcome(after, event)


def rule_out_of_order(floor: Floor, token: int, text: str, now: datetime) -> Outcome:
    """Rule the motion that has the floor out of order, in the chair's words. It is not voted on (FL13).

    The interrupted turn has the floor again, and the ruling can be appealed against. Refuses `floor.token_changed`,
    `floor.nobody_speaks`, `floor.no_motion`.
    """
    turn = present_turn(floor, token)
    if turn.kind != "motion" or turn.motion is None:
        raise Refusal("floor.no_motion", "No motion has the floor. Recognise it first.")
    after = replace(give_back(floor, now), ruled=turn.number)
    event = protocol.MotionRuledOut(
        turn=str(turn.number),
        entry=str(turn.entry),
        party=turn.party,
        motion=turn.motion,
        text=text,
        spoken=round(turn.spoken(now).total_seconds(), 3),
        returned=str(after.turn.number) if after.turn else None,
        resumed=after.turn is not None and after.turn.suspended_at is None,
    )
    return Outcome(after, event)


def rule(floor: Floor, token: int, ruling: Ruling, text: str, now: datetime) -> Outcome:
    """Rule on a point of order: the interrupted turn has the floor again, under a new token (FL13).

    Its clock stays stopped if the chair had suspended the turn, or its line dropped. The ruling can be appealed
    against until the next grant. Refuses `floor.token_changed`, `floor.nobody_speaks`, `floor.no_point_of_order`.
    """
    turn = present_turn(floor, token)
    if turn.kind != "point_of_order":
        raise Refusal("floor.no_point_of_order", "No point of order has the floor.")
    after = replace(give_back(floor, now), ruled=turn.number)
    event = protocol.Ruled(
        turn=str(turn.number),
        entry=str(turn.entry),
        party=turn.party,
        ruling=ruling,
        text=text,
        spoken=round(turn.spoken(now).total_seconds(), 3),
        returned=str(after.turn.number) if after.turn else None,
        resumed=after.turn is not None and after.turn.suspended_at is None,
    )
    return Outcome(after, event)
