"""Rules of registration: who gets a place, who waits, and what an organiser may decide. Pure."""

from foundation.refusals import Refusal
from sessions.registration.protocol import RegistrationState


def has_room(places: int | None, taken: int) -> bool:
    """Whether another person gets a place. If the number of places is not limited (None), everyone does."""
    return places is None or taken < places


def first_state(*, needs_approval: bool, places: int | None, taken: int) -> RegistrationState:
    """The state of a registration when its address has just been confirmed."""
    if needs_approval:
        return "asked"
    return "registered" if has_room(places, taken) else "waiting"


def approve(state: RegistrationState, *, places: int | None, taken: int) -> RegistrationState:
    """The state of a registration after an organiser approved it. If no place is free, it is on the waiting list.

    Refuses `registration.approved_already`, and `registration.full` if it is on the waiting list already.
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


def decline(state: RegistrationState) -> RegistrationState:
    """The state of a registration after an organiser declined it, or took its place away. Refuses
    `registration.declined_already`.
    """
    if state == "declined":
        raise Refusal("registration.declined_already", "This person was declined. Look at the list again.")
    return "declined"
