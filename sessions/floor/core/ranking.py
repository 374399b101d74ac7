"""Puts the entries of the list in an order that somebody asks for, by ranks and placements (FL6). Pure."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from sessions.floor.core.state import Entry

ROOM = 1024
"""The step between the ranks, or the placements, of two neighbours. It leaves free numbers for later moves."""


def entries_to_rearrange(order: list[Entry], *moved: Entry) -> list[Entry]:
    """The changed entries that make the list stand in `order`. `moved` are the entries that a moderator moved.

    Within a category the order is set by ranks, so that the order of categories stays valid for entries that come
    later. An entry gets a placement only if it leaves its category. All entries in front of it then get placements too.
    """
    first = _first_unplaced(order, moved)
    head, tail = order[:first], order[first:]
    placed = entries_to_place(head, *(e for e in head if e in moved or e.placement is None)) if head else []
    units = groupby(tail, key=lambda entry: entry.category_place)
    ranked = [entry for _, unit in units for entry in _with_ranks(list(unit), moved)]
    asked, stood = {entry.number for entry in moved}, {entry.number: entry for entry in tail}
    return [*placed, *(e for e in ranked if e.number in asked or e is not stood[e.number])]


def _first_unplaced(order: list[Entry], moved: Iterable[Entry]) -> int:
    """The index in `order` of the first entry of the end that ranks alone put in this order (FL6). The entries before
    it need placements, also those that were placed earlier and are not `moved`.
    """
    first = len(order)
    while first > 0:
        entry, free = order[first - 1], order[first - 1].placement is None or order[first - 1] in moved
        if not free or (first < len(order) and entry.category_place > order[first].category_place):
            break
        first -= 1
    return first


def _with_ranks(unit: list[Entry], moved: Iterable[Entry]) -> list[Entry]:
    """The entries of one category with ranks that give the order of `unit`. The result is in reverse order, last entry
    first.

    Only the `moved` entries may get a higher rank. Other entries only get lower ranks, so that entries that come later
    stand behind them (FL7).
    """
    ranked: list[Entry] = []
    for i, entry in reversed(list(enumerate(unit))):
        behind = ranked[-1] if ranked else None
        if entry in moved:
            front = next((other.rank for other in reversed(unit[:i]) if other not in moved), None)
            entry = replace(entry, placement=None, rank=_rank_between(entry, front, behind))
        if behind is not None and (entry.rank, entry.number) > (behind.rank, behind.number):
            entry = replace(entry, rank=behind.rank - (1 if behind.rank > 0 else ROOM))
        ranked.append(entry)
    return ranked


def _rank_between(entry: Entry, front: int | None, behind: Entry | None) -> int:
    """A rank for `entry` that puts it between an entry of rank `front` and the entry `behind`. At the end of the list
    this is `front`.
    """
    if behind is None:
        return entry.rank if front is None else front
    if front is not None and behind.rank - front > 1:
        return (front + behind.rank) // 2
    return behind.rank


def entries_to_place(order: list[Entry], *moved: Entry) -> list[Entry]:
    """The entries whose placement has to change so that the list stands in `order`, with their new placements. `moved`
    are the entries that a moderator moved.

    Placements have gaps between them. If the neighbours have placements already, only the moved entry changes.
    """
    placed = 1 + max(i for i, other in enumerate(order) if other in moved or other.placement is not None)
    head = order[:placed]
    placements = _filled_placements([None if other in moved else other.placement for other in head])
    return [
        replace(other, placement=placement)
        for other, placement in zip(head, placements, strict=True)
        if other in moved or other.placement != placement
    ]


def _filled_placements(known: list[int | None]) -> list[int]:
    """Rising placements: the `known` ones stay, and each None gets a number between its neighbours. If there is no free
    number between two known ones, all placements are numbered anew.
    """
    anew = [ROOM * (i + 1) for i in range(len(known))]
    fixed = [i for i, placement in enumerate(known) if placement is not None]
    if not fixed:
        return anew
    first, last = known[fixed[0]] or 0, known[fixed[-1]] or 0
    low, run = first - ROOM * (fixed[0] + 1), 0
    result: list[int] = []
    for bound in [*known, last + ROOM * (len(known) - fixed[-1])]:
        if bound is None:
            run += 1
            continue
        if bound - low <= run:
            return anew
        result += [low + (bound - low) * (i + 1) // (run + 1) for i in range(run)] + [bound]
        low, run = bound, 0
    return result[:-1]
