"""Protocol of registration. Stream `conference/…`.

Registrations are read over REST, by organisers only. Their events and their signal carry nobody's name.
"""

from typing import Literal

from pydantic import Field

from foundation.messages.protocol import Command, Event, Signal

RegistrationState = Literal["asked", "waiting", "registered", "declined"]

MAX_CHANGED = 500
"""How many registrations one event names."""


class SetRegistration(Command):
    """Say whether people may register, whether an organiser decides on each, and how many places there are."""

    type: Literal["registration.set"] = "registration.set"
    open: bool
    needs_approval: bool
    places: int | None = Field(default=None, ge=0, le=1_000_000)
    """Null if there is no maximum."""


class ApproveRegistration(Command):
    """Approve a registration. If all places are taken, it is on the waiting list."""

    type: Literal["registration.approve"] = "registration.approve"
    registration: str


class DeclineRegistration(Command):
    """Decline a registration, or take its place away. The first of the waiting list moves up."""

    type: Literal["registration.decline"] = "registration.decline"
    registration: str


class RegistrationSet(Event):
    """Registration was opened or closed."""

    type: Literal["registration.was_set"] = "registration.was_set"
    open: bool


class RegistrationChanged(Event):
    """There are new registrations, or registrations were decided, or moved up from the waiting list. To moderators,
    operators and organisers.
    """

    type: Literal["registration.changed"] = "registration.changed"
    registrations: list[str] = Field(max_length=MAX_CHANGED)
    state: RegistrationState


class Registrations(Signal):
    """Stream `conference/…`, to organisers: how many registrations are in each state."""

    asked: int
    waiting: int
    registered: int
    declined: int


SIGNALS = {"registrations": Registrations}
