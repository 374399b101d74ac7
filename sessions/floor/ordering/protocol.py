"""Putting the list of speakers in order by a policy (FL7). All belong to the stream `session/…`.

What a policy would do is previewed by `POST /api/sessions/<id>/order`, which changes nothing.
"""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.floor.protocol import Policy

Language = Annotated[str, Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$", max_length=20)]
Letter = Annotated[str, Field(pattern=r"^\p{L}?$")]


class Choice(Message):
    """A policy, and for the alphabetical one a language and where it begins.

    It begins at the alphabet's first letter, at `letter`, or at one that is drawn.
    """

    policy: Policy
    language: Language = "en"
    letter: Letter = ""
    draws_letter: bool = False


class Shown(Message):
    """An entry as a preview showed it, with how often it had been moved."""

    entry: str
    moves: int


class Ordering(Entity):
    """How the list was put in order last (FL7); `id` counts the orderings of the session.

    `drawn` is what was drawn from, each group in the order in which it came out: by the SHA-256 of `seed`, a colon
    and the item. For lots these are the entries of each category, for a drawn letter the letters.
    """

    policy: Policy
    language: str
    letter: str
    seed: str
    drawn: list[list[str]]
    at: str


class OrderList(Command):
    """Put the list in order (FL7); the next two keep their places.

    `shown` is the order that the preview showed; refused as `floor.list_changed` where it would not come about now.
    """

    type: Literal["floor.order"] = "floor.order"
    policy: Policy
    language: Language = "en"
    letter: Letter = ""
    draws_letter: bool = False
    shown: list[Shown] = Field(max_length=1000)


class UndoOrder(Command):
    """Put the list back as it was before its last ordering (FL7)."""

    type: Literal["floor.undo_order"] = "floor.undo_order"
    ordering: str


class Displaced(Message):
    """An entry that took another place; places count from 1."""

    entry: str
    left: int
    taken: int


class Ordered(Event):
    """The list was put in order; `places` are those left and taken (FL8)."""

    type: Literal["floor.ordered"] = "floor.ordered"
    ordering: str
    policy: Policy
    language: str
    letter: str
    seed: str
    places: list[Displaced]


class OrderUndone(Event):
    """The list is as it was before an ordering, but for who has the next two places (FL7)."""

    type: Literal["floor.order_undone"] = "floor.order_undone"
    ordering: str
    places: list[Displaced]


ENTITIES = {"ordering": Ordering}
