"""Rules of swaps, without a database."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sessions.floor.core import session_state, turns
from sessions.floor.core import speakers_list as lists
from sessions.floor.core.state import Floor, Swap
from sessions.floor.swaps import protocol, rules
from tests.support.floors import MODERATOR, NOW, after, candidate, entry, floor, member, order, refused, wish


def proposed(of: Floor | None = None) -> Floor:
    """Party 1 proposed a swap to party 3."""
    of = of or floor(entry(1), entry(2), entry(3), entry(4))
    return rules.propose_swap(of, member("p1"), "1", "3", NOW).floor


def test_FL9_a_party_proposes_and_nothing_moves() -> None:
    outcome = rules.propose_swap(floor(entry(1), entry(3, moves=2)), member("p1"), "1", "3", NOW)
    assert outcome.event == protocol.SwapProposed(swap="1", party="p1", with_party="p3")
    assert outcome.floor.swaps == (Swap(1, 0, 3, 2, NOW),)
    assert (order(outcome.floor), outcome.floor.with_derived_state()) == ([1, 3], outcome.floor)


@pytest.mark.parametrize(
    ("of", "number", "other", "code"),
    [
        (floor(entry(1), entry(3), session="closed"), "1", "3", "session.closed"),
        (floor(entry(1), entry(3, state="withdrawn")), "1", "3", "floor.entry_gone"),
        (floor(entry(1), entry(3)), "1", "9", "floor.entry_gone"),
        (floor(entry(1), entry(3)), "3", "1", "floor.not_yours"),
        (floor(entry(1), entry(3)), "1", "1", "floor.same_party"),
        (floor(entry(1), entry(3, "p1", kind="intervention")), "1", "3", "floor.same_party"),
        (floor(entry(1), entry(3, category="observer")), "1", "3", "floor.other_category"),
        (proposed(), "1", "2", "floor.swap_pending"),
        (proposed(floor(entry(1), entry(2, "p1"), entry(3))), "2", "3", "floor.swap_pending"),
    ],
)
def test_FL9_what_cannot_be_proposed(of: Floor, number: str, other: str, code: str) -> None:
    with refused(code):
        rules.propose_swap(of, member("p1"), number, other, NOW)


@pytest.mark.parametrize("actor", [MODERATOR, member("p3")])
def test_FL9_nobody_proposes_for_another_not_even_a_moderator(actor: Any) -> None:
    with refused("floor.not_yours"):
        rules.propose_swap(floor(entry(1), entry(3)), replace(actor, for_others=False), "1", "3", NOW)


@pytest.mark.parametrize(
    ("of", "places", "listed"),
    [
        (floor(entry(1), entry(2), entry(3), entry(4)), (3, 1), [3, 2, 1, 4]),
        (floor(entry(4, placement=1), entry(3, placement=2), entry(1), entry(2)), (2, 3), [4, 1, 3, 2]),
        (floor(entry(2, category="group", placement=1), entry(1), entry(3)), (3, 2), [2, 3, 1]),
    ],
)
def test_FL9_when_both_agree_they_take_each_others_places(of: Floor, places: Any, listed: Any) -> None:
    outcome = rules.answer_swap(proposed(of), member("p3"), "1", True)
    assert outcome.event == protocol.Swapped(
        swap="1", entry="1", party="p1", place=places[0], with_entry="3", with_party="p3",
        with_place=places[1],
    )  # fmt: skip
    assert (order(outcome.floor), outcome.floor.swaps) == (listed, ())
    moves = {e.number: e.moves for e in outcome.floor.waiting}
    assert {number for number, times in moves.items() if times} == {1, 3}


def test_FL9_parties_that_change_places_leave_the_order_of_categories_to_those_who_come() -> None:
    of = floor(
        *(entry(n) for n in (1, 2)),
        *(entry(n, category="observer") for n in (3, 4)),
        entry(5, category="other"),
    )
    of = rules.propose_swap(of, member("p3"), "3", "4", NOW).floor
    of = rules.answer_swap(of, member("p4"), "3", True).floor
    assert (order(of), {e.placement for e in of.waiting}) == ([1, 2, 4, 3, 5], {None})
    of = lists.inscribe(of, member("z"), candidate("z"), wish(), NOW).floor
    of = lists.inscribe(of, member("y"), candidate("y", category="observer"), wish(), NOW).floor
    assert order(of) == [1, 2, 6, 4, 3, 7, 5]


def test_FL9_one_declines_or_takes_it_back() -> None:
    names = {"swap": "1", "party": "p1", "with_party": "p3"}
    assert rules.answer_swap(proposed(), member("p3"), "1", False).event == protocol.SwapDeclined(**names)
    for actor in (member("p1"), MODERATOR):
        outcome = rules.cancel_swap(proposed(), actor, "1")
        assert (outcome.event, outcome.floor.swaps) == (protocol.SwapCancelled(**names), ())


def test_FL9_only_the_one_who_was_asked_answers() -> None:
    for actor in (member("p1"), member("p2")):
        with refused("floor.not_yours"):
            rules.answer_swap(proposed(), actor, "1", True)
    with refused("floor.not_yours"):
        rules.cancel_swap(proposed(), member("p3"), "1")
    for number in ("3", "9", ""):
        with refused("floor.swap_gone"):
            rules.answer_swap(proposed(), member("p3"), number, True)


MEANWHILE: dict[str, Callable[[Floor], Any]] = {
    "one is withdrawn": lambda of: lists.withdraw(of, member("p1"), "1", NOW),
    "the other is withdrawn": lambda of: lists.withdraw(of, member("p3"), "3", NOW),
    "one is called": lambda of: turns.grant(of, "1", 0, NOW),
    "the other is called": lambda of: turns.grant(of, "3", 0, NOW),
    "one is moved": lambda of: lists.move(of, "1", 0, "3", 0),
    "the other is moved": lambda of: lists.move(of, "3", 0, None, None),
    "the session closes": lambda of: session_state.close_session(of, NOW),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_FL9_a_proposal_ends_when_either_leaves_or_moves(what: str) -> None:
    of = MEANWHILE[what](proposed()).floor.with_derived_state()
    assert of.swaps == ()
    if what == "one is withdrawn":
        of = lists.restore(of, member("p1"), "1", after(seconds=5)).floor
    with refused("floor.swap_gone"):
        rules.answer_swap(of, member("p3"), "1", True)


def test_FL9_another_entry_that_moves_ends_nothing() -> None:
    of = lists.move(proposed(), "2", 0, None, None).floor.with_derived_state()
    assert len(of.swaps) == 1
    assert order(rules.answer_swap(of, member("p3"), "1", True).floor) == [3, 1, 4, 2]
