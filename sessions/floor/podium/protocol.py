"""Protocol of the podium: who sits there with a standing microphone (FL12). Stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event

Slot = Literal["chair", "panel-1", "panel-2", "panel-3", "panel-4", "panel-5", "panel-6"]


class PodiumSeat(Entity):
    """A place on the podium with a standing microphone (FL12). `id` is its slot."""

    participant: str


class SeatParticipant(Command):
    """Seat a participant on the podium, with a standing microphone (FL12)."""

    type: Literal["floor.seat"] = "floor.seat"
    slot: Slot
    participant: str
    seen: str | None = None
    """Who sat there when the sender looked, "" for nobody. Refused if that has changed. If null, this is not
    checked.
    """


class UnseatParticipant(Command):
    """Free a place on the podium (FL12)."""

    type: Literal["floor.unseat"] = "floor.unseat"
    slot: Slot
    seen: str | None = None
    """Who sat there when the sender looked. If null, this is not checked."""


class Seated(Event):
    """A participant has a standing microphone."""

    type: Literal["floor.seated"] = "floor.seated"
    slot: Slot
    participant: str


class Unseated(Event):
    """A place on the podium is free."""

    type: Literal["floor.unseated"] = "floor.unseated"
    slot: Slot
    participant: str


ENTITIES = {"podium_seat": PodiumSeat}
