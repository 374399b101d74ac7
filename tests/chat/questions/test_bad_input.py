"""Bad input of people who ask, vote and moderate: long, full of emoji, turned around, fast, or of another session."""

from typing import Any

import pytest

from chat.questions.models import Question, Vote
from chat.questions.votes import counts
from foundation.accounts.seats import Seat
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.wire.command_batches import MAX_BATCH
from foundation.wire.execution import SentCommand, execute_batch
from tests.chat.questions.test_life import approved, asked, mine, shown
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
LONG = "A" * 10_000
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
TURNED, UPRIGHT = "\u202eWho\u202c \u2067pays\u2069 \u200bnow?\u200f", "Who pays now?"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("ask", {"text": LONG}),
        ("revise", {"question": "1", "text": LONG}),
        ("edit", {"question": "1", "text": LONG, "seen": "Who pays?"}),
        ("dismiss", {"question": "1", "reason": LONG}),
        ("defer", {"question": "1", "reason": LONG}),
        ("write_answer", {"question": "1", "answer": LONG}),
        ("label", {"question": "1", "labels": [LONG]}),
    ],
)
def test_a_text_of_ten_thousand_characters_is_refused_in_one_short_sentence(
    hall: Assembly, chair: Seat, fiji: Seat, kind: str, fields: dict[str, Any]
) -> None:
    asked(hall, fiji)
    by = fiji if kind in ("ask", "revise") else chair
    refused = hall.do(by, f"question.{kind}", **fields)
    assert isinstance(refused, Refused)
    assert (refused.code, len(refused.message) < 200) == ("wire.bad_command", True)
    row = Question.objects.get()
    assert (row.text, row.state, row.labels, row.reason) == ("Who pays?", "pending", [], "")


@pytest.mark.parametrize("text", ["\U0001f389" * 500, FAMILY * 100])
def test_emoji_are_kept_as_they_were_typed(hall: Assembly, chair: Seat, fiji: Seat, text: str) -> None:
    number = approved(hall, chair, fiji, text)
    assert (shown(hall)[number]["text"], mine(hall, fiji, number)["text"]) == (text, text)


def test_a_flood_of_emoji_is_stopped_by_its_length_and_by_the_number_of_questions_that_wait(
    hall: Assembly, fiji: Seat
) -> None:
    assert isinstance(hall.do(fiji, "question.ask", text="\U0001f389" * 501), Refused)
    codes = [getattr(hall.do(fiji, "question.ask", text="\U0001f389" * 500), "code", "") for _ in range(7)]
    assert codes == ["", "", "", "", "", "question.too_many", "question.too_many"]


def test_a_letter_with_a_hundred_marks_keeps_few(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    number = approved(hall, chair, fiji, "Who" + "\u0301" * 100 + " pays?")
    assert shown(hall)[number]["text"] == "Wh\u00f3" + "\u0301" * 3 + " pays?"


def test_marks_of_direction_and_characters_without_width_leave_every_text(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    number = asked(hall, fiji, TURNED)
    assert mine(hall, fiji, number)["text"] == UPRIGHT
    hall.done(fiji, "question.revise", question=number, text=f"{TURNED}!")
    hall.done(chair, "question.edit", question=number, text=TURNED, seen=f"{UPRIGHT}!")
    hall.done(chair, "question.label", question=number, labels=[TURNED, UPRIGHT, "\u200b\u202e"])
    hall.done(chair, "question.approve", question=number)
    hall.done(chair, "question.defer", question=number, reason=TURNED)
    row = Question.objects.get()
    assert (row.text, row.labels, row.reason) == (UPRIGHT, [UPRIGHT], UPRIGHT)
    hall.done(chair, "question.dismiss", question=number, reason=TURNED)
    assert mine(hall, fiji, number)["reason"] == UPRIGHT


def test_markup_stays_text(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    markup = "<img src=x onerror=alert(1)> & <b>Who</b> pays?"
    number = approved(hall, chair, fiji, markup)
    assert shown(hall)[number]["text"] == markup


@pytest.mark.parametrize("kind", ["dismiss", "defer"])
def test_a_reason_that_nobody_can_read_is_refused(hall: Assembly, chair: Seat, fiji: Seat, kind: str) -> None:
    number = approved(hall, chair, fiji)
    code = hall.code(chair, f"question.{kind}", question=number, reason="\u200b\u202e")
    assert (code, Question.objects.get().state) == ("question.blank", "approved")


def commands(seat: Seat, stream: str, kinds: list[str], question: str) -> list[SentCommand]:
    return [
        SentCommand(
            seat,
            CommandFrame(
                id=f"command-{number}",
                stream=stream,
                command={"type": f"question.{kind}", "question": question},
            ),
        )
        for number, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("kinds", "votes"),
    [(["vote"] * 50, 1), (["vote", "withdraw_vote"] * 25, 0), (["withdraw_vote", "vote"] * 25, 1)],
)
def test_fifty_votes_a_second_of_one_person_are_one_vote_or_none(
    hall: Assembly, chair: Seat, fiji: Seat, kinds: list[str], votes: int
) -> None:
    number = approved(hall, chair, fiji)
    sent = commands(hall.guest("Ana"), hall.stream, kinds, number)
    answers = [
        each for start in range(0, 50, MAX_BATCH) for each in execute_batch(sent[start : start + MAX_BATCH])
    ]
    assert all(isinstance(answer, Done) for answer in answers)
    assert (Vote.objects.count(), counts(hall.session.pk)[int(number)]) == (votes, votes)


def test_a_vote_for_a_question_of_another_session_is_refused_and_costs_no_other(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    approved(hall, chair, fiji)
    other = hall.add_session()
    for text in ("Who?", "Why?"):
        assert isinstance(hall.do(fiji, "question.ask", stream=other.stream, text=text), Done)
    assert isinstance(hall.do(chair, "question.approve", stream=other.stream, question="2"), Done)
    voter = hall.guest("Ana")
    assert hall.code(voter, "question.vote", question="2") == "question.unknown"
    here, there = commands(voter, hall.stream, ["vote"], "1"), commands(fiji, hall.stream, ["vote"], "2")
    answers = execute_batch([*here, *there])
    assert [getattr(answer, "code", "") for answer in answers] == ["", "question.unknown"]
    assert list(Vote.objects.values_list("question__session", flat=True)) == [hall.session.pk]


def test_a_merge_with_a_question_of_another_session_is_refused(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    number = approved(hall, chair, fiji)
    other = hall.add_session()
    for text in ("Who?", "Why?"):
        assert isinstance(hall.do(fiji, "question.ask", stream=other.stream, text=text), Done)
    assert hall.code(chair, "question.merge", question=number, into="2") == "question.unknown"
    assert hall.code(chair, "question.merge", question=number, into=number) == "question.same"
    assert Question.objects.filter(merged_into=None).count() == 3
