"""Rules of the podium (FL12). Pure."""

from dataclasses import replace

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.podium.protocol import Seated, Slot, Unseated
from sessions.programme.rules import check_not_closed


def seat(floor: Floor, slot: Slot, participant: str, seen: str | None = None) -> Outcome:
    """Seat a participant in a slot of the podium until a moderator changes it (FL12). The participant leaves any other
    slot, and the previous occupant leaves this slot.

    `seen` is who sat there when the moderator looked, "" for nobody. If another moderator sits in the chair, the chair
    has to be handed over instead. Refuses `session.closed`, `floor.seat_changed`, `floor.chair_taken`.
    """
    check_not_closed(floor.session)
    _check_seen(floor, slot, seen)
    if slot == "chair" and floor.podium.get("chair", participant) != participant:
        raise Refusal(
            "floor.chair_taken",
            "Another moderator presides. Take the chair, or ask for it to be handed over.",
        )
    others = {s: p for s, p in floor.podium.items() if p != participant}
    return Outcome(
        replace(floor, podium=others | {slot: participant}),
        Seated(slot=slot, participant=participant),
    )


def _check_seen(floor: Floor, slot: Slot, seen: str | None) -> None:
    if seen is not None and seen != floor.podium.get(slot, ""):
        raise Refusal(
            "floor.seat_changed",
            "Another moderator changed this seat at the same moment. Look at the podium, then act.",
        )


def unseat(floor: Floor, slot: Slot, seen: str | None = None) -> Outcome:
    """Free a slot of the podium (FL12). Refuses `session.closed`, `floor.seat_changed`, `floor.seat_free`."""
    check_not_closed(floor.session)
    _check_seen(floor, slot, seen)
    if slot not in floor.podium:
        raise Refusal("floor.seat_free", "Nobody sits there any more. Look at the podium again.")
    rest = {s: p for s, p in floor.podium.items() if s != slot}
    return Outcome(replace(floor, podium=rest), Unseated(slot=slot, participant=floor.podium[slot]))
