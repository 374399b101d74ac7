"""Rules of the chair's hand-over (FL20). Pure."""

from dataclasses import replace

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.presiding.protocol import HandedOver
from sessions.programme.rules import check_not_closed


def hand_over(floor: Floor, seen: str | None, to: str, moderates: bool, chair_is_here: bool) -> Outcome:
    """Seat the participant `to` in the chair. The holder of the floor keeps it (FL20).

    `seen` is who presided when the sender looked. `moderates` says whether `to` is a moderator. `chair_is_here` says
    whether the previous chair is connected. Refuses `session.closed`, `floor.chair_changed`, `floor.presides_already`,
    `floor.not_a_moderator`.
    """
    before = floor.podium.get("chair")
    check_not_closed(floor.session)
    if before != seen:
        raise Refusal(
            "floor.chair_changed",
            "Another moderator took the chair at the same moment. See who presides, then act.",
        )
    if before == to:
        raise Refusal("floor.presides_already", "This person presides already. Choose another.")
    if not moderates:
        raise Refusal(
            "floor.not_a_moderator", "Only a moderator can preside. Make this person a moderator first."
        )
    others = {slot: person for slot, person in floor.podium.items() if person != to}
    event = HandedOver(participant=to, before=before, chair_was_here=chair_is_here)
    return Outcome(replace(floor, podium=others | {"chair": to}), event)
