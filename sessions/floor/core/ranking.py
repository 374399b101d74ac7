"""By what entries stand in an order that somebody asked for: ranks and placements (FL6). Pure, like `rules.py`."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from sessions.floor.core.state import Entry

ROOM = 1024
"""Between the ranks, and the placements, of neighbours, for those who are moved in between."""


def arranged(order: list[Entry], *moved: Entry) -> list[Entry]:
    """The entries that change for the list to stand in this order, and those `moved`.

    Within a category they stand by their ranks, so that whoever comes later finds the order of categories as it was.
    Only an entry that leaves its category is placed, with all in front of it.
    """
    first = _first_unplaced(order, moved)
    head, tail = order[:first], order[first:]
    placed = pinned(head, *(e for e in head if e in moved or e.placement is None)) if head else []
    units = groupby(tail, key=lambda entry: entry.category_place)
    ranked = [entry for _, unit in units for entry in _ranked(list(unit), moved)]
    asked, stood = {entry.number for entry in moved}, {entry.number: entry for entry in tail}
    return [*placed, *(e for e in ranked if e.number in asked or e is not stood[e.number])]


def _first_unplaced(order: list[Entry], moved: Iterable[Entry]) -> int:
    """From where on the order is that of FL6 without placements: nobody else's is taken from them."""
    first = len(order)
    while first > 0:
        entry, free = order[first - 1], order[first - 1].placement is None or order[first - 1] in moved
        if not free or (first < len(order) and entry.category_place > order[first].category_place):
            break
        first -= 1
    return first


def _ranked(unit: list[Entry], moved: Iterable[Entry]) -> list[Entry]:
    """Those of a category with ranks by which they stand in this order, from the last to the first.

    A rank is lowered and never raised but that of the moved: who comes later stands behind (FL7).
    """
    ranked: list[Entry] = []
    for i, entry in reversed(list(enumerate(unit))):
        behind = ranked[-1] if ranked else None
        if entry in moved:
            front = next((other.rank for other in reversed(unit[:i]) if other not in moved), None)
            entry = replace(entry, placement=None, rank=_between(entry, front, behind))
        if behind is not None and (entry.rank, entry.number) > (behind.rank, behind.number):
            entry = replace(entry, rank=behind.rank - (1 if behind.rank > 0 else ROOM))
        ranked.append(entry)
    return ranked


def _between(entry: Entry, front: int | None, behind: Entry | None) -> int:
    """A rank for the entry behind one of rank `front`, and before `behind`; the last has that of the one in front."""
    if behind is None:
        return entry.rank if front is None else front
    if front is not None and behind.rank - front > 1:
        return (front + behind.rank) // 2
    return behind.rank


def pinned(order: list[Entry], *moved: Entry) -> list[Entry]:
    """The entries that must have another placement for the list to stand in this order, and those `moved`.

    Between placements there is room: where those around it are placed already, a move changes the one that moves.
    """
    placed = 1 + max(i for i, other in enumerate(order) if other in moved or other.placement is not None)
    head = order[:placed]
    placements = _spaced([None if other in moved else other.placement for other in head])
    return [
        replace(other, placement=placement)
        for other, placement in zip(head, placements, strict=True)
        if other in moved or other.placement != placement
    ]


def _spaced(known: list[int | None]) -> list[int]:
    """Placements that rise: those known stay, and the rest are put between them; all anew where there is no room."""
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
