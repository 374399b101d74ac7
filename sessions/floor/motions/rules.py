"""Rules of the debate on a motion (FL27). Pure.

A motion has a list of its own. The session's figures limit how many parties may speak for it, and how many against it
(General Assembly, rules 74 to 77).
"""

from dataclasses import replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor.core.pending_motions import check_place, find_pending, remove_motions
from sessions.floor.core.speakers_list import (
    Actor,
    Candidate,
    Outcome,
    check_not_inscribed,
    check_own_party,
    waiting_entry,
)
from sessions.floor.core.state import Entry, Floor, Turn
from sessions.floor.core.turns import (
    check_called,
    check_no_appeal,
    check_open,
    end_motion,
    motion_before_meeting,
    not_ready,
)
from sessions.floor.motions import protocol
from sessions.floor.protocol import Readiness, Side
from sessions.programme.rules import check_not_closed


def speak_on_motion(
    floor: Floor, actor: Actor, candidate: Candidate, motion: str, side: Side, now: datetime
) -> Outcome:
    """Ask to speak for or against a motion, also while another one of higher precedence interrupts it (FL27).

    Refuses `session.not_open`, `floor.not_yours`, `floor.already_inscribed`, `floor.no_motion`,
    `floor.mover_speaks`, `floor.spoke_already`, `floor.not_debated`, `floor.side_full`.
    """
    check_open(floor)
    check_own_party(actor, candidate.party)
    of = find_pending(floor, motion).number
    entry = Entry(
        number=floor.next_number,
        party=candidate.party,
        category=candidate.category,
        kind="on_motion",
        mode="live",
        on_behalf_of="",
        speaker=None,
        place=candidate.place,
        inscribed_at=now,
        of=of,
        side=side,
        item=floor.item,
    )
    check_not_inscribed(floor, entry)
    check_place(floor, entry)
    placed = replace(entry, rank=_rank_of_side(floor, of, side))
    after = replace(floor.with_entries(placed), next_number=floor.next_number + 1)
    event = protocol.AskedOnMotion(entry=str(entry.number), motion=str(of), party=entry.party, side=side)
    return Outcome(after, event)


def _rank_of_side(floor: Floor, motion: int, side: Side) -> int:
    """The rank of a new speaker for this side: the number of speakers of the same side before it. So the two sides
    alternate.
    """
    of = next(one for one in floor.motions if one.number == motion)
    heard = sum(other == side for _, _, other in of.heard)
    waiting = [other.rank + 1 for other in floor.speaking_on(motion) if other.side == side]
    return max([heard, *waiting])


def hear_on_motion(
    floor: Floor,
    number: str,
    token: int,
    now: datetime,
    readiness: Readiness,
    confirmed: bool,
) -> Outcome:
    """Give the floor to a speaker on the motion before the meeting, always live (FL27).

    Ends the turn of the mover, or of the speaker before. `readiness` and `confirmed` as in `grant` (FL19).

    Refuses `session.not_open`, `floor.token_changed`, `floor.ruling_due`, `floor.no_motion`, `floor.appeal_due`,
    `floor.entry_gone`, `floor.other_motion`, `floor.not_ready`.
    """
    check_open(floor)
    motion = motion_before_meeting(floor, token)
    check_no_appeal(floor)
    entry = waiting_entry(floor, number)
    if entry.of != motion.number or entry.side is None:
        raise Refusal(
            "floor.other_motion",
            "This request is not for the motion before the meeting. Call those who speak on this motion.",
        )
    check_called(readiness, confirmed)
    turn = Turn(
        number=floor.token + 1,
        entry=entry.number,
        party=entry.party,
        kind=entry.kind,
        mode="live",
        on_behalf_of="",
        speaker=entry.speaker,
        place=entry.place,
        language=entry.language,
        started_at=now,
        allotted=floor.limit_of(entry),
        of=entry.of,
        side=entry.side,
    )
    ended = floor.turn
    heard = replace(motion, heard=(*motion.heard, (entry.number, entry.party, entry.side)))
    called = floor.with_entries(replace(entry, state="called"))
    after = replace(
        called,
        turn=turn,
        motions=(*floor.motions[:-1], heard),
        token=turn.number,
        vote=None,
        ruled=None,
    )
    event = protocol.HeardOnMotion(
        turn=str(turn.number),
        entry=number,
        motion=str(motion.number),
        party=turn.party,
        side=entry.side,
        token=turn.number,
        allotted=turn.allotted,
        ended=str(ended.number) if ended else None,
        ended_overtime=ended.overtime(now) if ended else 0.0,
        ended_party=ended.party if ended else None,
        ended_left=ended.left(now) if ended else 0.0,
        not_ready=not_ready(readiness),
    )
    return Outcome(after, event)


def withdraw_motion(floor: Floor, actor: Actor, number: str, now: datetime) -> Outcome:
    """Withdraw a motion before it is put to the vote (FL27). The turn of its present speaker ends, and the entries of
    those who wait to speak on it leave the list.

    Refuses `session.closed`, `floor.no_motion`, `floor.not_yours`.
    """
    check_not_closed(floor.session)
    motion = find_pending(floor, number)
    check_own_party(actor, motion.party)
    point_of_order = floor.turn is not None and floor.turn.kind == "point_of_order"
    if motion == floor.motion and not point_of_order:
        after = end_motion(floor, motion, now)
    else:  # the motion or turn that the meeting deals with goes on
        after = remove_motions(floor, [motion.number])
    back = after.turn if after.turn is not None and floor.turn is not after.turn else None
    event = protocol.MotionWithdrawn(
        motion=str(motion.number),
        party=motion.party,
        returned=str(back.number) if back else None,
        resumed=back is not None and back.suspended_at is None,
    )
    return Outcome(after, event)
