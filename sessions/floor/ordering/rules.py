"""Rules of ordering the list (FL7, FL8). Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor.core.ranking import entries_to_place
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import KEPT, UNRANKED, Entry, Floor, Ordering, PlaceBefore
from sessions.floor.ordering import protocol
from sessions.floor.ordering.policies import Facts, OrderedEntries, put_in_order
from sessions.floor.ordering.protocol import Choice, Displaced, Shown
from sessions.programme.rules import check_not_closed


@dataclass(frozen=True)
class OrderPlan:
    """The list as a policy would order it."""

    order: list[Entry]
    sorted: OrderedEntries


def plan_order(floor: Floor, choice: Choice, facts: Facts) -> OrderPlan:
    """The list as the policy would order it. The next two entries keep their places (FL7).

    Refuses `session.closed`, and what the policy refuses.
    """
    check_not_closed(floor.session)
    kept, rest = floor.waiting[:KEPT], floor.waiting[KEPT:]
    found = put_in_order(choice, rest, kept[-1] if kept else None, facts)
    return OrderPlan([*kept, *found.entries], found)


def order_list(floor: Floor, choice: Choice, facts: Facts, shown: Sequence[Shown], now: datetime) -> Outcome:
    """Put the list in order (FL7).

    Refuses `floor.list_changed` if the result would differ from the preview, or an entry was moved since.
    """
    plan = plan_order(floor, choice, facts)
    _check_as_previewed(plan.order, shown)
    after = _with_order(floor, plan.order, choice, facts)
    ordering = Ordering(
        number=floor.orderings + 1,
        policy=choice.policy,
        language=choice.language if choice.policy == "alphabetical" else "",
        letter=plan.sorted.letter,
        seed=plan.sorted.seed,
        drawn=plan.sorted.drawn,
        at=now,
        before=tuple(
            PlaceBefore(e.number, e.placement, e.rank)
            for e in floor.entries
            if e.listed and e.state != "called"
        ),
        after=tuple(entry.number for entry in plan.order),
        previous=floor.ordering.number if floor.ordering else None,
    )
    event = protocol.Ordered(
        ordering=str(ordering.number),
        policy=ordering.policy,
        language=ordering.language,
        letter=ordering.letter,
        seed=ordering.seed,
        places=_displaced_entries(floor, after),
    )
    return Outcome(replace(after, ordering=ordering, orderings=ordering.number), event)


def _check_as_previewed(becomes: list[Entry], shown: Sequence[Shown]) -> None:
    here = {str(entry.number): entry.moves for entry in becomes}
    waiting = [one for one in shown if one.entry in here]
    seen = {one.entry for one in waiting}
    comes = [str(entry.number) for entry in becomes if str(entry.number) in seen]
    if [one.entry for one in waiting] != comes or any(here[one.entry] != one.moves for one in waiting):
        raise Refusal(
            "floor.list_changed",
            "The list changed since this order was shown. Look at it again, then apply it.",
        )


def _with_order(floor: Floor, becomes: list[Entry], choice: Choice, facts: Facts) -> Floor:
    """The floor with the list in this order: by ranks within categories, and by placement if ranks are not enough."""
    rank = _rank_function(becomes, choice, facts)
    ranked = [replace(entry, rank=rank(entry), placement=None) for entry in becomes]
    first = len(ranked) - 1
    while first > 0 and ranked[first - 1].order < ranked[first].order:
        first -= 1
    placed = entries_to_place(ranked, *ranked[:first]) if first > 0 else []
    withdrawn = [
        replace(e, rank=rank(e), placement=None) for e in floor.entries if e.listed and e.state == "withdrawn"
    ]
    return _with_counted_moves(floor, floor.with_entries(*ranked, *placed, *withdrawn))


def _rank_function(becomes: list[Entry], choice: Choice, facts: Facts) -> Callable[[Entry], int]:
    """A function that gives an entry's rank under the policy. Entries that come later get rank 0, and so stand behind
    the present ones. See `Floor.rank`.
    """
    if choice.policy == "first_come":
        return lambda entry: 0
    if choice.policy == "precedence":
        return lambda entry: facts.ranks.get(entry.party, UNRANKED)
    places = {entry.number: place - len(becomes) for place, entry in enumerate(becomes)}
    return lambda entry: places.get(entry.number, 0)


def _with_counted_moves(before: Floor, after: Floor) -> Floor:
    """The floor with one more move for each entry that has another place (FL8)."""
    moved = {int(one.entry) for one in _displaced_entries(before, after)}
    return after.with_entries(*(replace(e, moves=e.moves + 1) for e in after.waiting if e.number in moved))


def _displaced_entries(before: Floor, after: Floor) -> list[Displaced]:
    places = {entry.number: place for place, entry in enumerate(before.waiting, 1)}
    return [
        Displaced(entry=str(entry.number), left=places[entry.number], taken=place)
        for place, entry in enumerate(after.waiting, 1)
        if places[entry.number] != place
    ]


def undo_order(floor: Floor, number: str, previous: Ordering | None) -> Outcome:
    """Undo an ordering (FL7). Entries that were added after it stand behind those that it ordered. The next two keep
    their places.

    Refuses `session.closed`, `floor.order_gone`, and `floor.list_changed` if an entry was moved since.
    """
    check_not_closed(floor.session)
    ordering = floor.ordering
    if ordering is None or str(ordering.number) != number:
        raise Refusal("floor.order_gone", "The list was put in another order since. Look at it again.")
    _check_not_moved(floor, ordering)
    stood = {one.number: one for one in ordering.before}
    back = [
        replace(entry, placement=one.placement, rank=one.rank)
        for entry in floor.entries
        if entry.listed and entry.state != "called"
        for one in [stood.get(entry.number) or _place_of_later_entry(entry, ordering, previous)]
    ]
    after = _with_counted_moves(floor, _with_next_two_kept(floor, floor.with_entries(*back)))
    event = protocol.OrderUndone(ordering=number, places=_displaced_entries(floor, after))
    return Outcome(replace(after, ordering=previous), event)


def _place_of_later_entry(entry: Entry, ordering: Ordering, previous: Ordering | None) -> PlaceBefore:
    """The placement and rank, under the previous ordering, of an entry that was added after the ordering that is
    undone.
    """
    rank = entry.rank if ordering.policy == "precedence" else UNRANKED
    by_rank = previous is not None and previous.policy == "precedence"
    return PlaceBefore(entry.number, entry.placement, rank if by_rank else 0)


def _check_not_moved(floor: Floor, ordering: Ordering) -> None:
    ordered = set(ordering.after)
    now = [entry.number for entry in floor.waiting if entry.number in ordered]
    if now != [number for number in ordering.after if number in set(now)]:
        raise Refusal("floor.list_changed", "Somebody on the list was moved since. Move back by hand.")


def _with_next_two_kept(before: Floor, after: Floor) -> Floor:
    kept = [entry.number for entry in before.waiting[:KEPT]]
    if [entry.number for entry in after.waiting[:KEPT]] == kept:
        return after
    rows = {entry.number: entry for entry in after.waiting}
    first = [rows.pop(number) for number in kept]
    return after.with_entries(*entries_to_place([*first, *rows.values()], *first))
