"""The items of a session's agenda, taken up one after the other (FL14), as the wire knows them."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Event

MOST_CHARACTERS = 200

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]


class TakeUpItem(Command):
    """Take up the next item: rights of reply count anew (FL14). `seen` is the number of the item that is left."""

    type: Literal["floor.take_up_item"] = "floor.take_up_item"
    title: Title
    seen: int


class ItemTakenUp(Event):
    """The session takes up another item."""

    type: Literal["floor.item_taken_up"] = "floor.item_taken_up"
    item: int
    title: str
