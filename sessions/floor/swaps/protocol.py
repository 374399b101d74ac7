"""Protocol of swaps: two parties change places on the list (FL9). Stream `session/…`.

A swap has the id of its proposer's entry. An entry is in one proposal at a time.
"""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event


class Swap(Entity):
    """To moderators: a swap that was proposed and not answered yet (FL9)."""

    entry: str
    party: str
    with_entry: str
    with_party: str
    proposed_at: str


class MySwap(Swap):
    """To both parties: a proposed swap. `party` proposed it, `with_party` answers (FL9)."""


class ProposeSwap(Command):
    """Ask another party of the same category to change places (FL9)."""

    type: Literal["floor.propose_swap"] = "floor.propose_swap"
    entry: str
    with_entry: str


class AnswerSwap(Command):
    """Accept a proposal, which changes the places at once, or decline it (FL9)."""

    type: Literal["floor.answer_swap"] = "floor.answer_swap"
    swap: str
    agrees: bool


class CancelSwap(Command):
    """Take a proposal back. Moderators may do it too (FL9)."""

    type: Literal["floor.cancel_swap"] = "floor.cancel_swap"
    swap: str


class SwapProposed(Event):
    """To moderators: a party asked another to change places (FL9)."""

    type: Literal["floor.swap_proposed"] = "floor.swap_proposed"
    swap: str
    party: str
    with_party: str


class Swapped(Event):
    """Two parties changed places. The places are the new ones and count from 1 (FL9)."""

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
