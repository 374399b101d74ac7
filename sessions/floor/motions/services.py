"""Services for the debate on a motion (FL27)."""

from foundation.registry import Context
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.motions import protocol, rules
from sessions.floor.services import actor_of, apply_rule, candidate, readiness_of
from sessions.parties.services import party_named
from sessions.press.rules import check_not_press


def speak_on_motion(context: Context, command: protocol.SpeakOnMotion) -> None:
    """Ask to speak for or against a motion (FL27)."""
    party, c = party_named(context, command.party), command
    check_not_press(party.outlet)
    place = context.seat.place if context.seat.party == str(party.pk) else party.place
    asking, actor = candidate(party, place, ()), actor_of(context, "floor.inscribe_others")
    apply_rule(
        context, lambda floor: rules.speak_on_motion(floor, actor, asking, c.motion, c.side, context.now)
    )


def hear_on_motion(context: Context, command: protocol.HearOnMotion) -> None:
    """Give the floor to a speaker on the motion (FL27)."""
    c = command

    def rule(floor: Floor) -> Outcome:
        judged = readiness_of(context, floor, c.entry)
        return rules.hear_on_motion(floor, c.entry, c.token, context.now, judged, c.confirmed)

    apply_rule(context, rule, "next")


def withdraw_motion(context: Context, command: protocol.WithdrawMotion) -> None:
    """Withdraw a motion (FL27)."""
    actor = actor_of(context, "floor.withdraw_others")
    apply_rule(
        context, lambda floor: rules.withdraw_motion(floor, actor, command.motion, context.now), "withdrawn"
    )
