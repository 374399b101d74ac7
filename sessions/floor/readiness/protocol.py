"""Protocol of readiness: which entries could speak if they were called now (FL18). Stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event, Signal
from sessions.floor.protocol import Readiness


class OnDeck(Signal):
    """Stream `session/…`: the readiness of the holder and of the first entries on the list, by entry id (FL18).

    The first five are on deck.
    """

    entries: dict[str, Readiness]


class HallConfirmation(Entity):
    """The desk saw the speaker of a waiting entry in the hall (FL18). `id` is the entry's."""

    at: str


class Confirm(Command):
    """Confirm that the speaker of an entry sits in the hall (FL18)."""

    type: Literal["floor.confirm_in_hall"] = "floor.confirm_in_hall"
    entry: str


class TakeBackConfirmation(Command):
    """Say that the speaker of an entry is not in the hall after all (FL18)."""

    type: Literal["floor.unconfirm_in_hall"] = "floor.unconfirm_in_hall"
    entry: str


class Confirmed(Event):
    """The speaker of an entry was seen in the hall (FL18)."""

    type: Literal["floor.confirmed_in_hall"] = "floor.confirmed_in_hall"
    entry: str
    party: str


class ConfirmationTakenBack(Event):
    """A confirmation was taken back: the speaker is not in the hall (FL18)."""

    type: Literal["floor.unconfirmed_in_hall"] = "floor.unconfirmed_in_hall"
    entry: str
    party: str


SIGNAL = "floor.readiness"

ENTITIES = {"hall_confirmation": HallConfirmation}
SIGNALS = {SIGNAL: OnDeck}
