"""The states of a question, without a database."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from chat.questions import protocol, rules
from chat.questions.protocol import QuestionState
from tests.support.floors import refused

ALLOWED = {
    "pending": {
        "approve", "dismiss", "merge", "merge_into", "write_answer", "edit", "revise", "withdraw", "label", "claim",
    },
    "approved": {
        "dismiss", "merge", "merge_into", "pin", "begin_answer", "answer", "write_answer", "defer", "restore", "edit",
        "withdraw", "label", "claim", "offer_floor", "vote",
    },
    "answering": {
        "merge_into", "pin", "answer", "write_answer", "defer", "restore", "edit", "label", "claim", "vote",
    },
    "answered": {"write_answer", "restore", "label"},
    "deferred": {"dismiss", "write_answer", "restore", "edit", "label", "claim"},
    "dismissed": {"approve", "restore", "label"},
    "merged": {"restore"},
    "withdrawn": set(),
}  # fmt: skip
ACTS = sorted(set().union(*ALLOWED.values()))


@pytest.mark.parametrize("state", get_args(QuestionState))
@pytest.mark.parametrize("act", ACTS)
def test_each_act_has_the_states_it_is_for(act: str, state: str) -> None:
    if act in ALLOWED[state]:
        rules.check_act(act, state)
    else:
        with refused("question.wrong_state"):
            rules.check_act(act, state)


def test_the_acts_are_these() -> None:
    assert sorted(rules.NEXT) == sorted(ACTS)


def test_five_questions_of_one_person_may_wait() -> None:
    rules.check_pending(4, 5)
    with refused("question.too_many"):
        rules.check_pending(5, 5)


NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)


def test_a_slow_session_takes_a_persons_next_question_after_a_while() -> None:
    rules.check_pace(None, 60, NOW)
    rules.check_pace(NOW - timedelta(seconds=60), 60, NOW)
    with refused("question.slow", "31 seconds"):
        rules.check_pace(NOW - timedelta(seconds=29.5), 60, NOW)


def test_a_claim_keeps_other_moderators_away_for_ten_minutes() -> None:
    assert rules.is_claimed_by_another("7", NOW, "8", NOW)
    assert not rules.is_claimed_by_another("7", NOW, "7", NOW)
    assert not rules.is_claimed_by_another("7", NOW - rules.CLAIMED_FOR, "8", NOW)
    assert not rules.is_claimed_by_another("", None, "8", NOW)


def test_a_merge_makes_no_circle() -> None:
    merged = {2: 1, 3: 2}
    assert rules.final_question(3, merged) == 1
    rules.check_merge(1, 4, merged)
    for target in (1, 2, 3):
        with refused("question.same"):
            rules.check_merge(1, target, merged)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shame on them", ["shame"]),
        ("SHAME!", ["shame"]),
        ("Shameless", []),
        ("What a disgrace (shame)", ["shame"]),
    ],
)
def test_a_question_is_marked_for_whole_words_of_the_list(text: str, found: list[str]) -> None:
    assert rules.flagged_words(text, ["shame", "c++"]) == found
    assert rules.flagged_words("Why c++?", ["c++"]) == ["c++"]


@pytest.mark.parametrize("blank", ["", " ", "\n\t"])
def test_a_question_and_a_reason_are_not_blank(blank: str) -> None:
    assert protocol.AskQuestion(text=" Who? ").text == "Who?"
    with pytest.raises(ValueError, match="at least 1 character"):
        protocol.AskQuestion(text=blank)
    with pytest.raises(ValueError, match="at least 1 character"):
        protocol.DismissQuestion(question="1", reason=blank)


@pytest.mark.parametrize("text", ["\u200b\u200b", "\u202e", "\u0301"])
def test_an_invisible_question_is_refused(text: str) -> None:
    rules.check_text("¿?")
    rules.check_text("شكرا")
    with refused("question.blank"):
        rules.check_text(text)
