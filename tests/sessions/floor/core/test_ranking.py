"""Ranks and placements that put entries in a requested order (FL6)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sessions.floor.core.ranking import entries_to_rearrange
from sessions.floor.core.state import CATEGORIES, Entry
from tests.support.floors import entry, floor, order

entries = st.lists(
    st.tuples(
        st.sampled_from(CATEGORIES), st.integers(-3, 3), st.sampled_from([None, None, None, 1, 2, 3000])
    ),
    min_size=2,
    max_size=8,
).map(
    lambda drawn: [
        entry(n, category=category, rank=rank, placement=placement)
        for n, (category, rank, placement) in enumerate(drawn, 1)
    ]
)


@given(entries, st.integers(0, 7), st.integers(0, 7))
def test_FL6_whatever_order_is_asked_for_comes_about(waiting: list[Entry], left: int, taken: int) -> None:
    of = floor(*waiting)
    becomes = list(of.waiting)
    moved = replace(becomes.pop(left % len(becomes)), moves=1)
    becomes.insert(taken % len(waiting), moved)
    after = of.with_entries(*entries_to_rearrange(becomes, moved))
    assert order(after) == [e.number for e in becomes]
    known = {e.number: e.rank for e in waiting if e.number != moved.number}
    assert all(e.rank <= known.get(e.number, e.rank) for e in after.waiting), (
        "nobody else stands behind who comes"
    )


def test_FL7_who_is_moved_among_parties_of_precedence_takes_a_rank_between_its_neighbours() -> None:
    first, second, third = entry(1, rank=2), entry(2, rank=8), entry(3, rank=9)
    assert entries_to_rearrange([first, third, second], third) == [replace(third, rank=5)]


def test_FL8_who_leaves_its_category_is_placed_with_those_in_front_and_nobody_behind() -> None:
    states, other = [entry(1), entry(2)], entry(3, category="other")
    after = floor(*states, other).with_entries(*entries_to_rearrange([states[0], other, states[1]], other))
    assert {e.number for e in after.waiting if e.placement is not None} == {1, 3}


def test_FL6_who_goes_back_to_its_category_is_placed_no_longer() -> None:
    of = floor(entry(1), entry(2, category="other", placement=1))
    after = of.with_entries(
        *entries_to_rearrange([entry(1), entry(2, category="other", placement=1)], of.waiting[0])
    )
    assert {e.placement for e in after.waiting} == {None}
