"""Protocol of a session's agenda items (FL14). The session deals with one item at a time."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Event

MOST_CHARACTERS = 200

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]


class TakeUpItem(Command):
    """Take up the next item: rights of reply are counted anew (FL14). `seen` is the number of the item that ends."""

    type: Literal["floor.take_up_item"] = "floor.take_up_item"
    title: Title
    seen: int


class ItemTakenUp(Event):
    """The session takes up another item."""

    type: Literal["floor.item_taken_up"] = "floor.item_taken_up"
    item: int
    title: str
