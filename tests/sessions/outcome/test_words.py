"""Differences, anchors and merges of texts."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.outcome import markup, words
from sessions.outcome.words import Change

BASE = "We will share good practices with all countries."
VOCABULARY = st.lists(
    st.sampled_from(["we ", "share ", "data ", "<b>", "</b>", "<fn>note</fn>", ", ", "数", "据", "all "]),
    max_size=12,
).map("".join)


def edit(base: str, old: str, new: str) -> Change:
    """The change of some words of a text, as a proposal."""
    start = base.index(old)
    first, last = words.token_range(base, start, start + len(old))
    return Change(first, last, words.tokens(new))


def after(base: str, before: str, change: Change) -> tuple[str, str]:
    """What becomes of a proposal when the base becomes another text: its fate, and the text with it."""
    old = words.tokens(base)
    fate, moved = words.rebase(change, old, words.changes(old, words.tokens(before)))
    return fate, "".join(words.apply_changes(words.tokens(before), [moved])) if fate == "moved" else ""


@given(VOCABULARY)
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(words.tokens(text)) == text
    assert words.offsets(text)[-1] == len(text)


@given(VOCABULARY, VOCABULARY)
def test_changes_turn_one_text_into_the_other(one: str, other: str) -> None:
    base = words.tokens(one)
    assert "".join(words.apply_changes(base, words.changes(base, words.tokens(other)))) == other
    runs = words.difference(one, other)
    assert "".join(text for kind, text in runs if kind != "added") == one
    assert "".join(text for kind, text in runs if kind != "removed") == other


@given(VOCABULARY, VOCABULARY, VOCABULARY)
def test_a_merge_has_both_edits_whoever_saves_first(base: str, one: str, other: str) -> None:
    merged = words.merge(base, one, other).text
    assert merged == words.merge(base, other, one).text
    if one == base:
        assert merged == other
    if one == other:
        assert merged == one


def test_a_footnote_is_one_token_and_an_ideograph_is_one() -> None:
    assert words.tokens("Data<fn>As of 2021.</fn> 数据") == ("Data", "<fn>As of 2021.</fn>", " ", "数", "据")


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        (BASE, 0, 2, (0, 1)),
        (BASE, 1, 4, (0, 3)),
        (BASE, 3, 3, (2, 2)),
        (BASE, 4, 4, (3, 3)),
        (BASE, len(BASE), len(BASE), (16, 16)),
    ],
)
def test_a_span_covers_whole_words(text: str, start: int, end: int, expected: tuple[int, int]) -> None:
    assert words.token_range(text, start, end) == expected


@pytest.mark.parametrize(
    ("old", "new", "becomes", "fate"),
    [
        ("good practices", "knowledge", "Countries will share good practices with all countries.", "moved"),
        ("good practices", "knowledge", "We will share knowledge with all countries.", "done"),
        ("good practices", "knowledge", "We will share best practices with all countries.", "overtaken"),
        ("all ", "", "We will share good practices with countries.", "done"),
        ("We", "They", "We will share good practices with some countries.", "moved"),
    ],
)
def test_OD5_an_amendment_follows_its_words(old: str, new: str, becomes: str, fate: str) -> None:
    assert after(BASE, becomes, edit(BASE, old, new))[0] == fate


def test_OD5_two_insertions_at_one_place_overtake_each_other() -> None:
    at = words.token_range(BASE, 14, 14)[0]
    assert after(BASE, BASE.replace("good", "our good"), Change(at, at, ("many", " ")))[0] == "overtaken"


def test_a_conflict_shows_each_side_of_the_place() -> None:
    merged = words.merge(BASE, BASE.replace("good", "best"), BASE.replace("good", "proven"))
    assert merged.text is None
    assert [(each.base, each.theirs, each.mine) for each in merged.conflicts] == [("good", "best", "proven")]


def test_a_text_that_has_few_words_of_another_is_shown_instead_of_it() -> None:
    before = "We encourage foreign ministries to name a contact for digital diplomacy."
    after = "Each country will publish, in the course of a year, whom others may ask."
    assert words.difference(before, after) == [("removed", before), ("added", after)]
    # As long as a quarter of the words stay, each change is shown.
    kept = words.difference("We will share data.", "We will hide facts.")
    assert ("same", "We will ") in kept


def test_the_context_has_three_words_on_each_side() -> None:
    start, end = words.token_range(BASE, 14, 28)
    assert words.words_around(BASE, start, end) == ("We will share ", " with all countries")


def test_the_caches_keep_no_more_than_a_few_large_paragraphs() -> None:
    largest = words.tokens("数" * markup.LONGEST)
    octets = sys.getsizeof(largest) + sum(map(sys.getsizeof, largest))
    for number in range(1_000):
        words.offsets(str(number))
    kept = words.tokens.cache_info().currsize + words.offsets.cache_info().currsize
    assert kept * octets <= 128 << 20
