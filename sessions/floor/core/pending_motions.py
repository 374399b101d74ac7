"""Rules for what happens to turns and to requests to speak when a motion comes before the meeting or leaves it (FL27).
Pure.
"""

from collections.abc import Collection
from dataclasses import replace

from foundation import ids
from foundation.refusals import Refusal
from sessions.floor.core.state import PRECEDENCE, Entry, Floor, PendingMotion, Turn
from sessions.votes.protocol import Motion


def find_pending(floor: Floor, number: str) -> PendingMotion:
    """The motion that has this number, if it is before the meeting. Refuses `floor.no_motion`."""
    wanted = ids.number(number)
    found = next((motion for motion in floor.motions if motion.number == wanted), None)
    if found is None:
        raise Refusal(
            "floor.no_motion",
            "This motion was put to the vote, or it is over. See what is before the meeting.",
        )
    return found


def check_place(floor: Floor, entry: Entry) -> None:
    """Check that a party may speak on the motion that its entry names, for the side that it names (FL27).

    Refuses `floor.no_motion`, `floor.mover_speaks`, `floor.spoke_already`, `floor.not_debated`, `floor.side_full`.
    """
    motion = find_pending(floor, str(entry.of))
    if motion.party == entry.party:
        raise Refusal(
            "floor.mover_speaks",
            "This party moved it, and speaks for it by that. Others ask to speak for or against it.",
        )
    if any(party == entry.party for _, party, _ in motion.heard):
        raise Refusal("floor.spoke_already", "This party has spoken on the motion. Each speaks on it once.")
    assert entry.side is not None, "a speaker on a motion has a side"
    places = motion.speakers[entry.side]
    if places == 0:
        raise Refusal(
            "floor.not_debated",
            "Nobody speaks on this side of such a motion. Wait for the vote on it.",
        )
    if places <= used_places(floor, motion, entry):
        raise Refusal(
            "floor.side_full",
            "As many as may speak on this side of the motion have asked already. Wait for the vote on it.",
        )


def used_places(floor: Floor, motion: PendingMotion, entry: Entry) -> int:
    """How many of the speakers allowed for the entry's side of the motion have been heard or wait to be heard."""
    heard = sum(side == entry.side for _, _, side in motion.heard)
    return heard + sum(other.side == entry.side for other in floor.speaking_on(motion.number))


def next_returning_turn(floor: Floor) -> Turn | None:
    """The interrupted turn that gets the floor back next, or None.

    During a vote, and while an appeal waits for one, it is None. While a motion is before the meeting, only a turn on
    that motion can get the floor back (FL27).
    """
    if floor.voting is not None or floor.appellant is not None or floor.interrupted is None:
        return None
    level = floor.motions[-1].number if floor.motions else None
    return floor.interrupted if floor.interrupted.motion_number == level else None


VOID: dict[Motion, frozenset[Motion]] = {
    "adjournment": frozenset(PRECEDENCE),
    "adjournment_of_debate": frozenset({"closure_of_debate", "closure_of_list"}),
    "closure_of_debate": frozenset({"closure_of_list"}),
}
"""For each motion, the other motions that lapse when it is carried, because their object is then settled (FL27).
Motions that do not lapse come before the meeting again.
"""


def without_lapsed_motions(floor: Floor, carried: Motion | None) -> Floor:
    """The floor without the motions that lapse because this one was carried (FL27)."""
    void = VOID.get(carried, frozenset()) if carried is not None else frozenset[Motion]()
    return remove_motions(floor, [motion.number for motion in floor.motions if motion.motion in void])


def remove_motions(floor: Floor, numbers: Collection[int]) -> Floor:
    """The floor without these motions: their turns end, and the entries that wait to speak on them become `not_heard`
    (FL27).
    """
    unheard = [replace(e, state="not_heard") for e in floor.item_requests if e.of in numbers]
    turn = floor.turn if floor.turn is not None and floor.turn.motion_number not in numbers else None
    return replace(
        floor.with_entries(*unheard),
        motions=tuple(motion for motion in floor.motions if motion.number not in numbers),
        turn=turn,
        interrupted_turns=tuple(
            turn for turn in floor.interrupted_turns if turn.motion_number not in numbers
        ),
    )
