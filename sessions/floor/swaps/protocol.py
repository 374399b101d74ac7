"""Two parties that change places on the list (FL9). All belong to the stream `session/…`.

A swap has the id of its proposer's entry; an entry is in one at a time.
"""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event


class Swap(Entity):
    """To moderators: a proposal to change places that is not answered yet (FL9)."""

    entry: str
    party: str
    with_entry: str
    with_party: str
    proposed_at: str


class MySwap(Swap):
    """To both parties of it: a proposal to change places; `party` proposed it, `with_party` answers (FL9)."""


class ProposeSwap(Command):
    """Ask another party of the same category to change places with one's own entry (FL9)."""

    type: Literal["floor.propose_swap"] = "floor.propose_swap"
    entry: str
    with_entry: str


class AnswerSwap(Command):
    """Agree to a proposal, which changes the places at once, or decline it (FL9)."""

    type: Literal["floor.answer_swap"] = "floor.answer_swap"
    swap: str
    agrees: bool


class CancelSwap(Command):
    """Take a proposal back; a moderator may too (FL9)."""

    type: Literal["floor.cancel_swap"] = "floor.cancel_swap"
    swap: str


class SwapProposed(Event):
    """To moderators: a party asked another to change places (FL9)."""

    type: Literal["floor.swap_proposed"] = "floor.swap_proposed"
    swap: str
    party: str
    with_party: str


class Swapped(Event):
    """Two parties changed places; the places are those taken, and count from 1 (FL9)."""

    type: Literal["floor.swapped"] = "floor.swapped"
    swap: str
    entry: str
    party: str
    place: int
    with_entry: str
    with_party: str
    with_place: int


class SwapDeclined(Event):
    """To moderators: the other party declined (FL9)."""

    type: Literal["floor.swap_declined"] = "floor.swap_declined"
    swap: str
    party: str
    with_party: str


class SwapCancelled(Event):
    """To moderators: a proposal was taken back (FL9)."""

    type: Literal["floor.swap_cancelled"] = "floor.swap_cancelled"
    swap: str
    party: str
    with_party: str


ENTITIES = {"swap": Swap, "my_swap": MySwap}
