"""Protocol for entries that were not heard, and are carried to another session's list (FL14). Stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Event, Message
from sessions.floor.agenda.protocol import Item
from sessions.floor.protocol import Kind


class CarryOver(Command):
    """Carry the entries that were not heard in this closed session to the list of the session `to`, in the same order.

    With `item`, only those of that agenda item's list.
    """

    type: Literal["floor.carry_over"] = "floor.carry_over"
    to: str
    item: Item | None = None


class CarriedRow(Message):
    """An entry that came from another session."""

    entry: str
    party: str
    kind: Kind


class CarriedOver(Event):
    """Entries that were not heard were carried to the list of another session."""

    type: Literal["floor.carried_over"] = "floor.carried_over"
    to: str
    entries: list[str]


class CarriedIn(Event):
    """Parties that were not heard in another session were put on this list, in the order in which they stood there."""

    type: Literal["floor.carried_in"] = "floor.carried_in"
    session: str
    rows: list[CarriedRow]
