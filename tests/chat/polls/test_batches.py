"""Answers in batches: exact under a storm, doubles, changes, and a closing in between."""

import random
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from chat.polls import answers
from chat.polls.models import Poll, PollAnswer
from foundation.accounts.seats import Seat
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.wire.command_batches import MAX_BATCH
from foundation.wire.execution import SentCommand, execute_batch
from tests.chat.polls.test_services import prepare
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def sent(hall: Assembly, seat: Seat, choice: int, id: str, poll: str = "1") -> SentCommand:
    command = {"type": "poll.answer", "poll": poll, "choices": [choice], "salt": f"{id:0>16}"}
    return SentCommand(seat, CommandFrame(id=f"command-{id}", stream=hall.stream, command=command))


def test_a_refused_answer_costs_no_other(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    first, second = hall.guest(), hall.guest()
    results = execute_batch(
        [sent(hall, first, 9, "a"), sent(hall, second, 2, "b"), sent(hall, first, 1, "c", "x")]
    )
    assert [getattr(each, "code", "") for each in results] == ["poll.bad_answer", "", "poll.unknown"]
    assert list(PollAnswer.objects.values_list("person", "answer")) == [(second.person, "2")]


def test_the_last_answer_of_a_person_counts(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    seat = hall.guest()
    execute_batch([sent(hall, seat, 1, "a"), sent(hall, seat, 3, "b")])
    execute_batch([sent(hall, seat, 2, "c"), sent(hall, seat, 1, "a")])
    assert list(PollAnswer.objects.values_list("person", "answer")) == [(seat.person, "2")]


def test_the_number_of_queries_does_not_grow_with_the_batch(
    hall: Assembly, chair: Seat, django_assert_max_num_queries: Any
) -> None:
    prepare(hall, chair)
    people = [hall.guest() for _ in range(MAX_BATCH)]
    with django_assert_max_num_queries(14):
        execute_batch([sent(hall, seat, 1, f"a{number}") for number, seat in enumerate(people)])
    with django_assert_max_num_queries(14):
        execute_batch([sent(hall, seat, 2, f"b{number}") for number, seat in enumerate(people)])
    assert PollAnswer.objects.filter(answer="2").count() == MAX_BATCH


@pytest.mark.django_db(transaction=True)
def test_a_storm_with_doubles_and_changes_is_counted_exactly() -> None:
    hall = Assembly()
    prepare(hall, hall.moderator())
    chance = random.Random(19)
    people = [hall.guest() for _ in range(60)]
    last = {}
    storm = []
    for number in range(180):
        seat, choice = people[number % 60], chance.randint(1, 3)
        last[seat.person] = choice
        storm.append(sent(hall, seat, choice, f"id-{number}"))
    batches = [storm[start : start + MAX_BATCH] for start in range(0, len(storm), MAX_BATCH)]
    for batch in batches:
        # Each batch comes twice at once, as from two processes after a lost line.
        results = at_once(lambda batch=batch: execute_batch(batch), lambda batch=batch: execute_batch(batch))
        assert {type(each) for result in results for each in result} == {Done}
    result = answers.result(hall.session.pk).result
    assert result is not None
    expected = Counter(last.values())
    assert (result.answers, result.counts) == (60, [expected[option] for option in (1, 2, 3)])
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("anonymous", [True, False])
def test_a_poll_closed_in_mid_vote_counts_what_was_answered_before_and_nothing_after(anonymous: bool) -> None:
    hall = Assembly()
    chair = hall.moderator()
    prepare(hall, chair, anonymous=anonymous)
    people = [hall.guest() for _ in range(4 * MAX_BATCH)]
    storm = [sent(hall, seat, 1, f"id-{number}") for number, seat in enumerate(people)]
    batches = [storm[start : start + MAX_BATCH] for start in range(0, len(storm), MAX_BATCH)]
    results: list[Any] = at_once(
        *(lambda batch=batch: execute_batch(batch) for batch in batches),
        lambda: [hall.do(chair, "poll.close", poll="1")],
    )
    *answered, closing = results
    assert isinstance(closing[0], Done)
    given = [each for batch in answered for each in batch]
    done = sum(isinstance(each, Done) for each in given)
    assert {each.code for each in given if isinstance(each, Refused)} <= {"poll.closed"}
    assert done % MAX_BATCH == 0
    poll = Poll.objects.get()
    assert poll.totals is not None
    assert (poll.totals["answers"], poll.totals["counts"]) == (done, [done, 0, 0])
    assert PollAnswer.objects.count() == (0 if anonymous else done)
    again = execute_batch(storm[:MAX_BATCH])
    assert [type(each) for each in again] == [type(each) for each in answered[0]]
    connection.close()
