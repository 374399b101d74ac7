"""Protocol for ordering the list of speakers by a policy (FL7). Stream `session/…`.

`POST /api/v1/sessions/<id>/order` previews a policy and changes nothing.
"""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.programme.protocol import Policy, Reason

Language = Annotated[str, Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$", max_length=20)]
Letter = Annotated[str, Field(pattern=r"^\p{L}?$")]


class Choice(Message):
    """A policy. For the alphabetical one also a language and the first letter.

    The first letter is the first of the alphabet, or `letter`, or one that is drawn by lot.
    """

    policy: Policy
    language: Language = "en"
    letter: Letter = ""
    draws_letter: bool = False


class Shown(Message):
    """An entry as the preview shows it, with its number of moves."""

    entry: str
    moves: int


class Ordering(Entity):
    """The last ordering of the list (FL7). `id` counts the orderings of the session.

    `drawn` has the groups in which lots were drawn, each in the resulting order: sorted by the SHA-256 of `seed`, a
    colon and the item. With the policy by lot, these are the entries of each category; for a letter drawn by lot, the
    letters.
    """

    policy: Policy
    language: str
    letter: str
    seed: str
    drawn: list[list[str]]
    at: str


class OrderList(Command):
    """Put the list in order (FL7). The next two keep their places.

    `shown` is the order of the preview. Refused as `floor.list_changed` if the result would now differ.
    """

    type: Literal["floor.order"] = "floor.order"
    policy: Policy
    language: Language = "en"
    letter: Letter = ""
    draws_letter: bool = False
    shown: list[Shown] = Field(max_length=1000)
    reason: Reason = ""


class UndoOrder(Command):
    """Undo the last ordering (FL7)."""

    type: Literal["floor.undo_order"] = "floor.undo_order"
    ordering: str


class Displaced(Message):
    """An entry that changed its place. Places count from 1."""

    entry: str
    left: int
    taken: int


class Ordered(Event):
    """The list was put in order. `places` are the old and new places (FL8)."""

    type: Literal["floor.ordered"] = "floor.ordered"
    ordering: str
    policy: Policy
    language: str
    letter: str
    seed: str
    places: list[Displaced]
    reason: str = ""


class OrderUndone(Event):
    """An ordering was undone. The next two kept their places (FL7)."""

    type: Literal["floor.order_undone"] = "floor.order_undone"
    ordering: str
    places: list[Displaced]


ENTITIES = {"ordering": Ordering}
