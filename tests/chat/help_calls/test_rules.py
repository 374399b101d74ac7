"""Limits on help calls and their messages."""

from datetime import UTC, datetime, timedelta

import pytest

from chat.help_calls import rules
from chat.help_calls.protocol import HelpDesk
from foundation.refusals import Refusal

NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)


def refused(check: object, *values: object) -> str:
    assert callable(check)
    with pytest.raises(Refusal) as refusal:
        check(*values)
    return refusal.value.code


def test_calls_count_for_ten_minutes() -> None:
    just, old = NOW - timedelta(minutes=9, seconds=59), NOW - timedelta(minutes=10)
    assert rules.recent([old, just], NOW) == [just]


def test_one_call_is_open_and_four_are_made_in_ten_minutes() -> None:
    rules.check_call(False, [NOW] * 3)
    assert refused(rules.check_call, True, []) == "help.already_open"
    assert refused(rules.check_call, False, [NOW] * 4) == "help.too_often"


def test_guests_have_a_limit_of_open_calls() -> None:
    callers = {7: "ana", 3: "ben"}
    assert rules.call_to_close(callers, (), 3) is None
    assert refused(rules.call_to_close, callers, ("ana", "ben"), 2) == "help.busy"


def test_the_longest_waiting_disconnected_caller_gives_way() -> None:
    callers = {7: "ana", 3: "ben", 5: "cleo"}
    assert rules.call_to_close(callers, (), 3) == 7
    assert rules.call_to_close(callers, ("ana",), 3) == 3


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u2066\u2069"])
def test_a_blank_message_is_refused(text: str) -> None:
    rules.check_text("?")
    assert refused(rules.check_text, text) == "help.blank"


def test_a_caller_must_wait_for_an_answer_and_a_call_has_a_length() -> None:
    eight = ["caller"] * rules.MAX_UNANSWERED
    rules.check_message(eight[1:], "caller")
    rules.check_message([*eight, "staff"], "caller")
    rules.check_message(eight, "staff")
    assert refused(rules.check_message, eight, "caller") == "help.wait"
    assert refused(rules.check_message, ["staff"] * rules.MAX_MESSAGES, "staff") == "help.full"


def test_the_desk_counts_people_once() -> None:
    people = [("operator",), ("operator", "moderator"), ("moderator",), ("delegate",)]
    assert rules.desk(people) == HelpDesk(operators=2, moderators=1)
