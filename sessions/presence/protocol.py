"""Who is there (FL21), as the wire knows it."""

from typing import Literal

from foundation.wire.protocol import Entity, Event, Message, Signal


class Attendance(Entity):
    """Stream `session/…`: a party that is, or was, present. `id` is the party's."""

    present: bool
    since: str


class PartyArrived(Event):
    """A party is present in the session."""

    type: Literal["presence.arrived"] = "presence.arrived"
    party: str


class PartyLeft(Event):
    """Nobody of a party has been connected for the grace period."""

    type: Literal["presence.left"] = "presence.left"
    party: str


class PartyPresence(Message):
    """The people of one party who are connected now, by place; ids of participants."""

    hall: list[str]
    remote: list[str]


class Presence(Signal):
    """Stream `session/…`: who is connected now. `people` are those of no party, by participant id."""

    parties: dict[str, PartyPresence]
    people: list[str]
    audience_hall: int
    audience_remote: int
    moderators: int


ENTITIES = {"attendance": Attendance}
SIGNALS = {"presence": Presence}
