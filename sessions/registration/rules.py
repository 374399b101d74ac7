"""Rules of registration: who gets a place, who waits, and what an organiser may decide. Pure."""

from typing import Literal

from foundation.refusals import Refusal

State = Literal["asked", "waiting", "registered", "declined"]


def has_room(places: int | None, taken: int) -> bool:
    """Whether another person gets a place. Without a number of places everyone does."""
    return places is None or taken < places


def first_state(*, needs_approval: bool, places: int | None, taken: int) -> State:
    """The state of a registration whose address was just confirmed."""
    if needs_approval:
        return "asked"
    return "registered" if has_room(places, taken) else "waiting"


def approve(state: State, *, places: int | None, taken: int) -> State:
    """The state after an organiser approved. Without room it is on the waiting list.

    Refuses `registration.approved_already`, and `registration.full` for one that waits already.
    """
    if state == "registered":
        raise Refusal("registration.approved_already", "This person is registered. Look at the list again.")
    if has_room(places, taken):
        return "registered"
    if state == "waiting":
        raise Refusal(
            "registration.full", "All places are taken. Raise their number, or decline somebody first."
        )
    return "waiting"


def decline(state: State) -> State:
    """The state after an organiser declined, or took a place away. Refuses `registration.declined_already`."""
    if state == "declined":
        raise Refusal("registration.declined_already", "This person was declined. Look at the list again.")
    return "declined"
