"""Protocol of a session's agenda items (FL14). The session deals with one item at a time, and each has its own list."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Event

MAX_CHARACTERS = 200
MAX_ITEMS = 60

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CHARACTERS)]
Item = Annotated[int, Field(ge=1, le=MAX_ITEMS)]


class NameItem(Command):
    """Name an item of the agenda, or add one at its end by the next number (FL14)."""

    type: Literal["floor.name_item"] = "floor.name_item"
    item: Item
    title: Title


class TakeUpItem(Command):
    """Take up an item of the agenda, or one that is added by its `title` (FL14). Its list opens.

    `seen` is the number of the present item, as the sender saw it.
    """

    type: Literal["floor.take_up_item"] = "floor.take_up_item"
    title: Title | None = None
    item: Item | None = None
    seen: int


class ItemNamed(Event):
    """An item of the agenda has another title, or is new."""

    type: Literal["floor.item_named"] = "floor.item_named"
    item: int
    title: str


class ItemTakenUp(Event):
    """The session takes up another item, with its list of speakers. `waiting` is the number of entries on that list."""

    type: Literal["floor.item_taken_up"] = "floor.item_taken_up"
    item: int
    title: str
    waiting: int = 0
