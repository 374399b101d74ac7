"""Rules of swaps (FL9). Pure.

`Floor.with_derived_state` ends a proposal when either entry leaves the list or is moved.
"""

from dataclasses import replace
from datetime import datetime

from foundation import ids
from foundation.refusals import Refusal
from sessions.floor.core.ranking import entries_to_rearrange
from sessions.floor.core.speakers_list import Actor, Outcome, check_own_party, listed_entry
from sessions.floor.core.state import Entry, Floor, Swap
from sessions.floor.swaps import protocol
from sessions.programme.rules import check_not_closed


def propose_swap(floor: Floor, actor: Actor, number: str, other: str, now: datetime) -> Outcome:
    """Propose a swap within a category (FL9). Parties cannot change the order of categories (FL6).

    Refuses `session.closed`, `floor.entry_gone`, `floor.point_of_order`, `floor.not_yours`, `floor.same_party`,
    `floor.other_list`, `floor.other_category`, `floor.swap_pending`.
    """
    check_not_closed(floor.session)
    entry, wanted = listed_entry(floor, number), listed_entry(floor, other)
    check_own_party(actor, entry.party)
    if entry.party == wanted.party:
        raise Refusal("floor.same_party", "This is your own party's place. Choose another party.")
    if (entry.replies, entry.explanation) != (wanted.replies, wanted.explanation):
        raise Refusal(
            "floor.other_list", "That place is in another list. Choose one in the list of your own."
        )
    if entry.category != wanted.category:
        raise Refusal(
            "floor.other_category", "That party stands in another category. Ask the chair to move you."
        )
    taken = {number for swap in floor.swaps for number in (swap.entry, swap.with_entry)}
    if taken & {entry.number, wanted.number}:
        raise Refusal(
            "floor.swap_pending", "One of the two places is in another proposal. Wait for its answer."
        )
    swap = Swap(entry.number, entry.moves, wanted.number, wanted.moves, now)
    event = protocol.SwapProposed(swap=str(swap.number), party=entry.party, with_party=wanted.party)
    return Outcome(replace(floor, swaps=(*floor.swaps, swap)), event)


def answer_swap(floor: Floor, actor: Actor, number: str, agrees: bool) -> Outcome:
    """Accept or decline a proposal (FL9). Refuses `floor.swap_gone`, `floor.not_yours`."""
    swap, entry, other = _find_open_swap(floor, number)
    check_own_party(actor, other.party)
    if not agrees:
        declined = protocol.SwapDeclined(swap=number, party=entry.party, with_party=other.party)
        return Outcome(_without_swap(floor, swap), declined)
    places = {entry.number: other, other.number: entry}
    order = [places.get(waiting.number, waiting) for waiting in floor.list_of(entry)]
    moved = {e.number: replace(e, moves=e.moves + 1) for e in (entry, other)}
    changed = entries_to_rearrange([moved.get(e.number, e) for e in order], *moved.values())
    event = protocol.Swapped(
        swap=number,
        entry=str(entry.number),
        party=entry.party,
        place=order.index(entry) + 1,
        with_entry=str(other.number),
        with_party=other.party,
        with_place=order.index(other) + 1,
    )
    return Outcome(_without_swap(floor, swap).with_entries(*changed), event)


def cancel_swap(floor: Floor, actor: Actor, number: str) -> Outcome:
    """Take a proposal back, as its party or a moderator (FL9). Refuses `floor.swap_gone`, `floor.not_yours`."""
    swap, entry, other = _find_open_swap(floor, number)
    check_own_party(actor, entry.party)
    event = protocol.SwapCancelled(swap=number, party=entry.party, with_party=other.party)
    return Outcome(_without_swap(floor, swap), event)


def _find_open_swap(floor: Floor, number: str) -> tuple[Swap, Entry, Entry]:
    swap = next((swap for swap in floor.swaps if swap.number == ids.number(number)), None)
    if swap is None:
        raise Refusal(
            "floor.swap_gone",
            "This proposal is over: one side took it back, or a place has changed. Look at the list again.",
        )
    return swap, listed_entry(floor, str(swap.entry)), listed_entry(floor, str(swap.with_entry))


def _without_swap(floor: Floor, gone: Swap) -> Floor:
    return replace(floor, swaps=tuple(swap for swap in floor.swaps if swap != gone))
