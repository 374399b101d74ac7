"""The states of a question, without a database."""

from typing import get_args

import pytest

from chat.questions import protocol, rules
from chat.questions.protocol import QuestionState
from tests.support.floors import refused

ALLOWED = {
    ("approve", "pending"), ("approve", "dismissed"), ("dismiss", "pending"), ("dismiss", "approved"),
    ("pin", "approved"), ("answer", "approved"), ("vote", "approved"),
    ("restore", "approved"), ("restore", "dismissed"), ("restore", "answered"),
}  # fmt: skip
ACTS = ["approve", "dismiss", "pin", "answer", "restore", "vote"]


@pytest.mark.parametrize("state", get_args(QuestionState))
@pytest.mark.parametrize("act", ACTS)
def test_each_act_has_the_states_it_is_for(act: str, state: str) -> None:
    if (act, state) in ALLOWED:
        rules.check(act, state)
    else:
        with refused("question.wrong_state"):
            rules.check(act, state)


def test_the_acts_are_these() -> None:
    assert sorted(rules.NEXT) == sorted(ACTS)


def test_five_questions_of_one_person_may_wait() -> None:
    rules.check_pending(4)
    with refused("question.too_many"):
        rules.check_pending(5)


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
