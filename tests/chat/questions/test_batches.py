"""Votes in batches: each gets the answer that it would get alone, and each counts exactly once."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from chat.questions.models import Question, Vote
from foundation.accounts.seats import Seat
from foundation.journal.models import Answer
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.wire.command_batches import MAX_BATCH, CommandBatches
from foundation.wire.execution import SentCommand, execute_batch
from foundation.wire.low_priority import LowPriorityQueue
from tests.support.assembly import Assembly
from tests.support.threads import at_once
from tests.support.tier import THOROUGH

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class RolledBack(Exception):
    """Ends a transaction that leaves nothing."""


def hall_with_questions(
    states: tuple[str, ...] = ("approved", "approved", "pending", "answered"),
) -> Assembly:
    hall = Assembly()
    chair = hall.moderator()
    for number, state in enumerate(states, start=1):
        hall.done(hall.delegate("Fiji"), "question.ask", text=f"Question {number}?")
        if state != "pending":
            hall.done(chair, "question.approve", question=str(number))
        if state == "answered":
            hall.done(chair, "question.answer", question=str(number))
    return hall


def sent(seat: Seat, stream: str, kind: str, question: str, id: str) -> SentCommand:
    command = {"type": f"question.{kind}", "question": question}
    return SentCommand(seat, CommandFrame(id=f"command-{id}", stream=stream, command=command))


def outcome(run: Callable[[], list[Done | Refused]]) -> tuple[list[Any], set[tuple[int, str, str]]]:
    """The answers and the stored votes. The database is as before afterwards."""
    try:
        with transaction.atomic():
            answers = [answer.model_dump() for answer in run()]
            stored = set(Vote.objects.values_list("question__number", "person", "network"))
            raise RolledBack
    except RolledBack:
        return answers, stored


@pytest.mark.parametrize("seed", range(20 if THOROUGH else 6))
def test_a_batch_is_answered_as_its_commands_one_by_one(seed: int) -> None:
    hall = hall_with_questions()
    other = hall.add_session()
    chance = random.Random(seed)
    people = [hall.guest(network=f"network-{seed}-{number}") for number in range(6)] + [
        hall.delegate("Chile")
    ]
    stranger = Assembly().guest()
    batch = [
        sent(
            chance.choice([*people, stranger] if chance.random() < 0.1 else people),
            chance.choices(
                [hall.stream, other.stream, "session/999999", f"conference/{hall.conference.pk}"],
                (20, 1, 1, 1),
            )[0],
            chance.choices(["vote", "withdraw_vote", "unknown", "vote\x00"], (20, 8, 1, 1))[0],
            chance.choice(["1", "1", "2", "2", "3", "4", "5", "x"]),
            f"id-{chance.randrange(60)}",
        )
        for _ in range(MAX_BATCH)
    ]
    alone = outcome(lambda: [answer for one in batch for answer in execute_batch([one])])
    assert outcome(lambda: execute_batch(batch)) == alone
    assert len({answer.get("code") for answer in alone[0]}) > 2


def test_a_refused_vote_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = hall_with_questions()
    first, second = hall.guest(), hall.guest()
    answers = execute_batch(
        [sent(first, hall.stream, "vote", "3", "a"), sent(second, hall.stream, "vote", "1", "b")]
    )
    assert [type(answer) for answer in answers] == [Refused, Done]
    assert set(Vote.objects.values_list("question__number", "person")) == {(1, second.person)}


def test_the_last_act_of_a_person_in_a_batch_counts() -> None:
    hall = hall_with_questions()
    steady, wavering = hall.guest(), hall.guest()
    kinds = [
        (steady, "vote"),
        (steady, "withdraw_vote"),
        (steady, "vote"),
        (wavering, "vote"),
        (wavering, "withdraw_vote"),
    ]
    answers = execute_batch(
        [sent(seat, hall.stream, kind, "1", f"id-{number}") for number, (seat, kind) in enumerate(kinds)]
    )
    assert {type(answer) for answer in answers} == {Done}
    assert list(Vote.objects.values_list("person", flat=True)) == [steady.person]


def test_a_copy_in_the_same_batch_gets_the_same_answer_and_another_command_is_refused() -> None:
    hall = hall_with_questions()
    seat = hall.guest()
    vote = sent(seat, hall.stream, "vote", "1", "same")
    first, copy, reused = execute_batch([vote, vote, sent(seat, hall.stream, "vote", "2", "same")])
    assert (type(first), copy) == (Done, first)
    assert isinstance(reused, Refused)
    assert reused.code == "wire.id_reused"
    assert Answer.objects.filter(command_id="command-same").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_batch(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    hall = hall_with_questions()
    batch = [sent(hall.guest(), hall.stream, "vote", "1", f"id-{number}") for number in range(MAX_BATCH)]
    with django_assert_max_num_queries(14):
        execute_batch(batch)
    assert Vote.objects.count() == MAX_BATCH


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_get_the_same_votes_at_once_count_each_once() -> None:
    hall = hall_with_questions()
    people = [hall.guest() for _ in range(MAX_BATCH)]
    votes = [
        sent(seat, hall.stream, "vote", question, f"{seat.person[:8]}-{question}")
        for seat in people
        for question in ("1", "2")
    ]
    backwards = [*reversed(votes)]
    batches = [
        lambda part=part: execute_batch(part)
        for part in (votes[:MAX_BATCH], votes[MAX_BATCH:], backwards[:MAX_BATCH], backwards[MAX_BATCH:])
    ]
    answers = [answer for batch in at_once(*batches) for answer in batch]
    assert {type(answer) for answer in answers} == {Done}
    assert (
        Vote.objects.count()
        == Answer.objects.filter(person__in=[seat.person for seat in people]).count()
        == len(votes)
    )
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_question_that_is_dismissed_meanwhile_gets_no_more_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The batch locks its questions: a decision of a moderator comes before all its votes, or after them."""
    hall = hall_with_questions()
    chair = hall.moderator()
    people = [hall.guest() for _ in range(MAX_BATCH)]
    votes = [sent(seat, hall.stream, "vote", "1", f"{seat.person[:8]}") for seat in people]
    answers, _ = at_once(
        lambda: execute_batch(votes),
        lambda: hall.do(chair, "question.dismiss", question="1", reason="Asked before."),
    )
    assert Question.objects.get(number=1).state == "dismissed"
    done = sum(isinstance(answer, Done) for answer in answers)
    assert done in (0, MAX_BATCH)
    assert Vote.objects.count() == done
    connection.close()


async def _all(batches: CommandBatches, commands: list[SentCommand]) -> list[Any]:

    return await asyncio.gather(*(batches.run(one) for one in commands), return_exceptions=True)


@pytest.mark.django_db(transaction=True)
async def test_what_arrives_while_a_batch_runs_is_the_next_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def counted(batch: list[SentCommand]) -> list[Done]:
        sizes.append(len(batch))
        return [Done(done=one.frame.id, seq=0) for one in batch]

    monkeypatch.setattr("foundation.wire.command_batches.execute_batch", counted)
    queue = LowPriorityQueue()
    seat = Seat("p", "1", "Name", "remote", ())
    commands = [sent(seat, "session/1", "vote", "1", f"id-{number}") for number in range(100)]
    try:
        answers = await _all(CommandBatches(queue), commands)
    finally:
        queue.close()
    assert [answer.done for answer in answers] == [one.frame.id for one in commands]
    assert sizes == [MAX_BATCH, MAX_BATCH, MAX_BATCH, 100 - 3 * MAX_BATCH]


@pytest.mark.django_db(transaction=True)
async def test_a_fault_in_one_command_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(batch: list[SentCommand]) -> list[Done]:
        if any(one.frame.id == "command-id-3" for one in batch):
            raise ZeroDivisionError
        return [Done(done=one.frame.id, seq=0) for one in batch]

    monkeypatch.setattr("foundation.wire.command_batches.execute_batch", faulty)
    queue = LowPriorityQueue()
    seat = Seat("p", "1", "Name", "remote", ())
    commands = [sent(seat, "session/1", "vote", "1", f"id-{number}") for number in range(6)]
    try:
        answers = await _all(CommandBatches(queue), commands)
    finally:
        queue.close()
    assert isinstance(answers.pop(3), ZeroDivisionError)
    assert [answer.done for answer in answers] == [f"command-id-{number}" for number in (0, 1, 2, 4, 5)]
