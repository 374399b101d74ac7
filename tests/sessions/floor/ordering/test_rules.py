"""Applying and undoing a policy, without a database."""

from dataclasses import replace
from typing import Any

import pytest

from foundation.lots import draw
from sessions.floor.core import speakers_list as lists
from sessions.floor.core import turns
from sessions.floor.core.ranking import ROOM
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import UNRANKED, Floor, Ordering, PlaceBefore
from sessions.floor.ordering import protocol, rules
from sessions.floor.ordering.policies import Facts
from sessions.floor.ordering.protocol import Choice, Displaced, Shown
from sessions.floor.swaps import rules as swaps
from tests.support.floors import NOW, candidate, entry, floor, member, order, refused, wish

FACTS = Facts(seed="a5", ranks={f"p{n}": 10 - n for n in range(1, 8)})
SIX = floor(*(entry(n) for n in range(1, 7)))


def shown(of: Floor, choice: Choice, facts: Facts = FACTS) -> list[Shown]:
    return [Shown(entry=str(e.number), moves=e.moves) for e in rules.plan_order(of, choice, facts).order]


def ordered(of: Floor, policy: Any, facts: Facts = FACTS, **choice: Any) -> Outcome:
    chosen = Choice(policy=policy, **choice)
    return rules.order_list(of, chosen, facts, shown(of, chosen, facts), NOW)


def places(*of: tuple[int, int, int]) -> list[Displaced]:
    return [Displaced(entry=str(number), left=left, taken=taken) for number, left, taken in of]


def test_FL7_the_next_two_stay_and_the_rest_is_put_in_order() -> None:
    outcome = ordered(SIX, "precedence")
    assert order(outcome.floor) == [1, 2, 6, 5, 4, 3]
    assert outcome.event == protocol.Ordered(
        ordering="1", policy="precedence", language="", letter="", seed="",
        places=places((6, 6, 3), (5, 5, 4), (4, 4, 5), (3, 3, 6)),
    )  # fmt: skip


def test_FL7_an_ordering_says_how_it_came_about() -> None:
    outcome = ordered(replace(SIX, orderings=4), "lots")
    drawn = draw("a5", ["3", "4", "5", "6"])
    assert order(outcome.floor) == [1, 2, *map(int, drawn)]
    assert outcome.floor.orderings == 5
    assert outcome.floor.ordering == Ordering(
        number=5, policy="lots", at=NOW, seed="a5", drawn=(tuple(drawn),),
        before=tuple(PlaceBefore(n, None, 0) for n in range(1, 7)), after=(1, 2, *map(int, drawn)),
    )  # fmt: skip
    assert isinstance(outcome.event, protocol.Ordered)
    assert (outcome.event.seed, outcome.event.ordering) == ("a5", "5")


def test_FL8_who_takes_another_place_has_moved_once_more_and_nobody_else() -> None:
    of = ordered(SIX, "precedence").floor
    assert {e.number: e.moves for e in of.waiting} == {1: 0, 2: 0, 3: 1, 4: 1, 5: 1, 6: 1}
    assert {e.number: e.moves for e in ordered(of, "precedence").floor.waiting} == {
        e.number: e.moves for e in of.waiting
    }


@pytest.mark.parametrize("waiting", range(3))
@pytest.mark.parametrize(
    "policy", ["first_come", "precedence", "groups_first", "alternate_places", "alternate_regions"]
)
def test_FL7_of_two_or_fewer_nobody_moves(policy: str, waiting: int) -> None:
    of = floor(*(entry(n, category="group") for n in range(waiting, 0, -1)))
    outcome = ordered(of, policy)
    assert order(outcome.floor) == order(of)
    assert isinstance(outcome.event, protocol.Ordered)
    assert outcome.event.places == []


def test_FL6_an_order_is_made_of_ranks_within_categories_where_these_do() -> None:
    of = floor(*(entry(n, category="state" if n < 5 else "other") for n in range(1, 8)))
    after = ordered(of, "lots").floor
    assert {e.placement for e in after.waiting} == {None}
    late = lists.inscribe(after, member("z"), candidate("z"), wish(), NOW).floor
    assert order(late) == [*order(after)[:4], 8, *order(after)[4:]]


def test_FL6_those_whom_ranks_cannot_put_in_front_are_placed() -> None:
    of = floor(
        entry(1, category="other", placement=1), *(entry(n) for n in (2, 3)), entry(4, category="group")
    )
    after = ordered(of, "groups_first").floor
    assert order(after) == [1, 2, 4, 3]
    assert [e.placement for e in after.waiting] == [ROOM, 2 * ROOM, 3 * ROOM, None]


def test_FL7_first_come_undoes_what_was_moved_by_hand() -> None:
    of = lists.move(SIX, "6", 0, "4", 0).floor
    after = ordered(of, "first_come").floor
    assert order(after) == [1, 2, 3, 4, 5, 6]
    assert {(e.placement, e.rank) for e in after.waiting} == {(None, 0)}


def test_FL7_who_comes_later_stands_behind_its_category() -> None:
    after = lists.inscribe(ordered(SIX, "lots").floor, member("z"), candidate("z", rank=1), wish(), NOW).floor
    assert (order(after)[-1], after.entries[-1].rank) == (7, 0)


@pytest.mark.parametrize(("rank", "listed"), [(5, [1, 2, 6, 5, 7, 4, 3]), (None, [1, 2, 6, 5, 4, 3, 7])])
def test_FL7_where_precedence_is_in_force_who_comes_later_stands_by_its_rank(
    rank: int | None, listed: Any
) -> None:
    of = ordered(SIX, "precedence").floor
    after = lists.inscribe(of, member("z"), candidate("z", rank=rank), wish(), NOW).floor
    assert order(after) == listed
    assert after.entries[-1].rank == (UNRANKED if rank is None else rank)


@pytest.mark.parametrize("waiting", range(4))
def test_FL7_and_never_before_the_next_two(waiting: int) -> None:
    of = ordered(floor(*(entry(n) for n in range(1, waiting + 1))), "precedence").floor
    after = lists.inscribe(of, member("z"), candidate("z", rank=1), wish(), NOW).floor
    late = waiting + 1
    assert order(after) == [*order(of)[:2], late, *order(of)[2:]]


def test_FL7_who_withdrew_before_and_comes_back_stands_behind() -> None:
    of = lists.move(SIX, "5", 0, "1", 0).floor
    of = lists.withdraw(of, member("p5"), "5", NOW).floor
    of = ordered(of, "lots").floor
    back = lists.restore(of, member("p5"), "5", NOW).floor
    assert order(back) == [*order(of), 5]


def test_FL9_proposals_to_change_places_end_where_either_was_moved() -> None:
    of = swaps.propose_swap(SIX, member("p1"), "1", "2", NOW).floor
    of = swaps.propose_swap(of, member("p3"), "3", "4", NOW).floor
    assert [swap.entry for swap in ordered(of, "precedence").floor.with_derived_state().swaps] == [1]


def test_FL7_the_list_of_a_closed_session_is_not_put_in_order() -> None:
    of = replace(ordered(SIX, "lots").floor, session="closed")
    for policy in ("lots", "first_come"):
        with refused("session.closed"):
            ordered(of, policy)
    with refused("session.closed"):
        rules.undo_order(of, "1", None)


# The previewed order is applied, or refused


def since(change: Any) -> list[int]:
    """Preview precedence for six entries, and apply it after a change."""
    choice = Choice(policy="precedence")
    seen = shown(SIX, choice)
    return order(rules.order_list(change(SIX), choice, FACTS, seen, NOW).floor)


def test_FL8_who_came_meanwhile_takes_its_place_in_the_order() -> None:
    assert since(lambda of: lists.inscribe(of, member("p7"), candidate("p7"), wish(), NOW).floor) == [
        1, 2, 7, 6, 5, 4, 3,
    ]  # fmt: skip


def test_FL8_who_went_meanwhile_changes_nothing_for_the_others() -> None:
    assert since(lambda of: lists.withdraw(of, member("p4"), "4", NOW).floor) == [1, 2, 6, 5, 3]


MEANWHILE: dict[str, Any] = {
    "one was moved": lambda of: lists.move(of, "4", 0, "6", 0).floor,
    "one was moved and moved back": lambda of: (
        lists.move(lists.move(of, "4", 0, "6", 0).floor, "4", 1, "5", 0).floor
    ),
    "one was called, so that another one is next": lambda of: turns.grant(of, "1", 0, NOW).floor,
    "another policy was applied": lambda of: ordered(of, "lots").floor,
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_FL8_refused_where_what_was_shown_would_not_come_about(what: str) -> None:
    with refused("floor.list_changed"):
        since(MEANWHILE[what])


def test_FL8_refused_where_something_else_was_shown() -> None:
    seen = shown(SIX, Choice(policy="lots"))
    for other in (Choice(policy="precedence"), Choice(policy="first_come")):
        with refused("floor.list_changed"):
            rules.order_list(SIX, other, FACTS, seen, NOW)
    with refused("floor.list_changed"):
        rules.order_list(SIX, Choice(policy="lots"), replace(FACTS, seed="another"), seen, NOW)


# Undo


def placed(of: Floor) -> dict[int, tuple[int | None, int]]:
    return {e.number: (e.placement, e.rank) for e in of.waiting}


def test_FL7_an_ordering_is_taken_back_and_the_one_before_is_in_force_again() -> None:
    first = ordered(lists.move(SIX, "6", 0, "3", 0).floor, "precedence").floor
    second = ordered(first, "lots").floor
    outcome = rules.undo_order(second, "2", first.ordering)
    assert (order(outcome.floor), placed(outcome.floor)) == (order(first), placed(first))
    assert (outcome.floor.ordering, outcome.floor.orderings) == (first.ordering, 2)
    moved = {e.number for e in outcome.floor.waiting if e.moves != second.entry(e.number).moves}  # type: ignore[union-attr]
    assert isinstance(outcome.event, protocol.OrderUndone)
    assert {int(one.entry) for one in outcome.event.places} == moved
    assert rules.undo_order(outcome.floor, "1", None).floor.ordering is None


def test_FL7_who_came_since_stays_and_the_next_two_do() -> None:
    of = ordered(SIX, "precedence").floor
    of = lists.inscribe(of, member("z"), candidate("z", rank=5), wish(), NOW).floor
    for token, number in enumerate(("1", "2")):
        of = turns.grant(of, number, token, NOW).floor
    assert order(of) == [6, 5, 7, 4, 3]
    after = rules.undo_order(of, "1", None).floor
    assert order(after) == [6, 5, 3, 4, 7]
    assert order(lists.inscribe(after, member("y"), candidate("y"), wish(), NOW).floor)[-2:] == [7, 8]


def test_FL7_who_came_since_stands_behind_where_precedence_is_in_force_again() -> None:
    first = ordered(SIX, "precedence").floor
    of = ordered(first, "lots").floor
    of = lists.inscribe(of, member("z"), candidate("z", rank=1), wish(), NOW).floor
    assert order(rules.undo_order(of, "2", first.ordering).floor) == [*order(first), 7]
    of = ordered(first, "precedence").floor
    of = lists.inscribe(of, member("z"), candidate("z", rank=5), wish(), NOW).floor
    assert order(rules.undo_order(of, "2", first.ordering).floor) == [1, 2, 6, 5, 7, 4, 3]


def test_FL7_who_went_since_is_not_missed() -> None:
    of = ordered(SIX, "precedence").floor
    of = lists.withdraw(of, member("p4"), "4", NOW).floor
    after = rules.undo_order(of, "1", None).floor
    assert order(after) == [1, 2, 3, 5, 6]
    assert order(lists.restore(after, member("p4"), "4", NOW).floor) == [1, 2, 3, 4, 5, 6]


def test_FL7_an_ordering_that_is_not_in_force_is_not_taken_back() -> None:
    of = ordered(ordered(SIX, "precedence").floor, "lots").floor
    for number in ("1", "3", ""):
        with refused("floor.order_gone"):
            rules.undo_order(of, number, None)
    with refused("floor.order_gone"):
        rules.undo_order(SIX, "1", None)


def test_FL8_an_ordering_is_not_taken_back_over_somebodys_move() -> None:
    of = ordered(SIX, "precedence").floor
    moved = lists.move(of, "3", 1, "4", 1).floor
    with refused("floor.list_changed"):
        rules.undo_order(moved, "1", None)
    back = lists.move(moved, "3", 2, None, None).floor
    assert order(rules.undo_order(back, "1", None).floor) == [1, 2, 3, 4, 5, 6]


# Gaps between ranks


def after_moves(size: int, *moves: tuple[int, int | None]) -> tuple[Floor, list[int]]:
    """The list after moves of one number before another, and how many entries each move changed."""
    of, cost = floor(*(entry(n) for n in range(1, size + 1))), []
    for number, before in moves:
        counted = {e.number: e.moves for e in of.entries}
        was = {e.number: e for e in of.entries}
        of = lists.move(
            of, str(number), counted[number], before and str(before), before and counted[before]
        ).floor
        cost.append(sum(was[e.number] != e for e in of.entries))
    return of, cost


def test_FL8_a_move_among_those_that_were_moved_changes_the_one_that_moves() -> None:
    of, cost = after_moves(200, (200, 150), (100, 10), (10, 1), (3, 140), (7, None))
    assert cost == [150, 1, 1, 1, 200]
    assert len(set(placed(of).values())) == 200
    assert {e.placement for e in of.waiting} == {None}


def test_FL8_where_there_is_no_room_left_those_in_front_make_it() -> None:
    of, cost = after_moves(4, *((3, 2), (2, 3)) * 8)
    assert (order(of), cost) == ([1, 2, 3, 4], [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1])
