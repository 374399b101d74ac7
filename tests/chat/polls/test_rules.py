"""What a poll may ask, what an answer may say, and how answers are counted."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.polls import rules
from foundation.refusals import Refusal


def code(run: object) -> str:
    with pytest.raises(Refusal) as refused:
        run()  # type: ignore[operator]
    return refused.value.code


@pytest.mark.parametrize(
    ("kind", "options", "most", "refused"),
    [
        ("single", ["Yes"], 1, "poll.options"),
        ("single", [f"Option {n}" for n in range(13)], 1, "poll.options"),
        ("single", ["Yes", " "], 1, "poll.blank"),
        ("ranking", ["Yes", "YES"], 1, "poll.same_options"),
        ("multiple", ["Yes", "No"], 1, "poll.most"),
        ("multiple", ["Yes", "No"], 3, "poll.most"),
        ("rating", ["Yes", "No"], 1, "poll.options"),
        ("words", ["Yes", "No"], 1, "poll.options"),
    ],
)
def test_options_that_are_refused(kind: str, options: list[str], most: int, refused: str) -> None:
    assert code(lambda: rules.check_options(kind, options, most)) == refused


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("single", ["Yes", "No"]),
        ("ranking", [f"Option {n}" for n in range(12)]),
        ("rating", []),
        ("words", []),
    ],
)
def test_options_that_are_taken(kind: str, options: list[str]) -> None:
    rules.check_options(kind, options, 1)


@pytest.mark.parametrize(
    ("kind", "choices", "refused"),
    [
        ("single", [], "poll.bad_answer"),
        ("single", [5], "poll.bad_answer"),
        ("single", [1, 2], "poll.too_many_choices"),
        ("multiple", [1, 1], "poll.bad_answer"),
        ("multiple", [1, 2, 3], "poll.too_many_choices"),
        ("rating", [6], "poll.bad_answer"),
        ("rating", [1, 2], "poll.too_many_choices"),
        ("ranking", [1, 2, 2], "poll.bad_answer"),
        ("words", [1], "poll.bad_answer"),
    ],
)
def test_choices_that_are_refused(kind: str, choices: list[int], refused: str) -> None:
    assert code(lambda: rules.check_answer(kind, 4, 2, choices, [])) == refused
    assert code(lambda: rules.check_answer("single", 4, 1, [1], ["word"])) == "poll.bad_answer"


def test_choices_are_stored_in_order_but_a_ranking_as_it_was_given() -> None:
    assert rules.stored_answer(rules.check_answer("multiple", 4, 2, [3, 1], [])) == "1,3"
    assert rules.stored_answer(rules.check_answer("ranking", 4, 1, [3, 1], [])) == "3,1"
    assert rules.choices_of("3,1") == [3, 1]


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Water", "water"),
        ("  climate \n finance ", "climate finance"),
        ("\u202eretaw\u202c", "retaw"),
        ("wa\u200bter\ufeff", "water"),
        ("cafe\u0301", "café"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("“Hope!”", "hope"),
        ("✨", ""),
        ("...", ""),
    ],
)
def test_words_that_look_alike_are_one(written: str, word: str) -> None:
    assert rules.normal_word(written) == word


@given(st.text(max_size=60))
def test_a_normal_word_is_normal(text: str) -> None:
    assert rules.normal_word(rules.normal_word(text)) == rules.normal_word(text)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ([], "poll.blank_words"),
        (["✨", "\u200b"], "poll.blank_words"),
        (["a", "b", "c", "d"], "poll.too_many_words"),
        (["x" * 41], "poll.long_word"),
    ],
)
def test_words_that_are_refused(words: list[str], refused: str) -> None:
    assert code(lambda: rules.check_answer("words", 0, 1, [], words)) == refused


def test_the_same_word_counts_once_of_a_person() -> None:
    assert rules.check_answer("words", 0, 1, [], ["Water", "WATER", "hope"]) == ["water", "hope"]


def test_a_ranking_is_counted_by_points() -> None:
    totals = rules.tally("ranking", 3, [("1,2,3", 2), ("3", 1)])
    assert (totals.answers, totals.counts, totals.firsts) == (3, [6, 4, 5], [2, 0, 1])


def test_words_are_ranked_by_people_and_then_by_letters() -> None:
    totals = rules.tally("words", 0, [("water\nhope", 2), ("hope", 1), ("air", 2)])
    assert (totals.answers, totals.words) == (5, [("hope", 3), ("air", 2), ("water", 2)])


choices = st.lists(st.integers(1, 5), min_size=1, max_size=1)


@given(st.lists(choices, max_size=60))
def test_each_answer_is_counted_once(answers: Sequence[Sequence[int]]) -> None:
    totals = rules.tally("rating", 0, [(rules.stored_answer(each), 1) for each in answers])
    assert (totals.answers, sum(totals.counts)) == (len(answers), len(answers))
