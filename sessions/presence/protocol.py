"""Protocol of presence and check-in (FL18, FL21)."""

from typing import Literal

from foundation.messages.protocol import Command, DeviceKind, Entity, Event, Message, Signal


class Attendance(Entity):
    """Stream `session/…`: a party that is, or was, present. `id` is the party's."""

    present: bool
    since: str


class CheckIn(Entity):
    """Stream `session/…`: a participant whom the desk saw come in (FL18). `id` is the participant's."""

    at: str


class CheckInParticipant(Command):
    """Note that a member of a party has come to the hall (FL18)."""

    type: Literal["presence.check_in"] = "presence.check_in"
    participant: str


class CheckOutParticipant(Command):
    """Note that a member who was checked in has left the hall."""

    type: Literal["presence.check_out"] = "presence.check_out"
    participant: str


class CheckedIn(Event):
    """A member of a party has come to the hall."""

    type: Literal["presence.checked_in"] = "presence.checked_in"
    participant: str


class CheckedOut(Event):
    """A member of a party has left the hall."""

    type: Literal["presence.checked_out"] = "presence.checked_out"
    participant: str


class PartyArrived(Event):
    """A party is present in the session."""

    type: Literal["presence.arrived"] = "presence.arrived"
    party: str


class PartyLeft(Event):
    """A party has left: none of its members was connected during the grace period."""

    type: Literal["presence.left"] = "presence.left"
    party: str


class PartyPresence(Message):
    """The people of one party who are connected now, by place, as ids of participants."""

    hall: list[str]
    remote: list[str]


class Presence(Signal):
    """Stream `session/…`: who is connected now. `people` are participants without a party, by id."""

    parties: dict[str, PartyPresence]
    devices: dict[str, list[DeviceKind]]
    """The devices from which each member of a party is connected, by participant id."""
    lost: list[str]
    """Participants whose last connection broke. They are listed for two minutes, unless they return."""
    people: list[str]
    audience_hall: int
    audience_remote: int
    audience_simulated: int
    """How many of the audience, in the hall and remote, are simulated by a rehearsal."""
    moderators: int


ENTITIES = {"attendance": Attendance, "check_in": CheckIn}
SIGNALS = {"presence": Presence}
