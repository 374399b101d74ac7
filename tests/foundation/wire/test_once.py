"""A command is executed once. Sent again it changes nothing and gets the same answer, for a day."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections

from chat.questions.votes import votes
from foundation import clock
from foundation.accounts import seats
from foundation.database import write_transaction
from foundation.journal.models import Answer, Entry
from foundation.journal.models import Stream as StreamRow
from foundation.messages.protocol import Done, Refused
from foundation.wire.execution import forget_old
from tests.support.demo import Demo

pytestmark = [pytest.mark.database, pytest.mark.sqlite]

ID = "the-same-id"


def entries(demo: Demo) -> int:
    return Entry.objects.filter(stream=demo.stream).count()


def test_done_again_changes_nothing_and_answers_the_same(demo: Demo) -> None:
    first = demo.ask("fiji", "floor.inscribe", id=ID)
    before = entries(demo)
    demo.do("moderator", "floor.close_list")
    again = demo.ask("fiji", "floor.inscribe", id=ID)
    assert isinstance(first, Done)
    assert (again, entries(demo)) == (first, before + 1)


def test_a_late_copy_of_a_refused_command_must_not_succeed(demo: Demo) -> None:
    demo.do("moderator", "floor.close_list")
    first = demo.ask("fiji", "floor.inscribe", id=ID)
    demo.do("moderator", "floor.open_list")
    before = entries(demo)
    assert isinstance(first, Refused)
    assert first.code == "floor.list_closed"
    assert (demo.ask("fiji", "floor.inscribe", id=ID), entries(demo)) == (first, before)
    demo.do("fiji", "floor.inscribe")


def test_a_refusal_for_the_role_is_remembered_too(demo: Demo) -> None:
    first = demo.ask("fiji", "floor.close_list", id=ID)
    participant = demo.participant("fiji")
    demo.do("moderator", "parties.change_roles", stream=demo.conference_stream, participant=participant,
            roles=["moderator"])  # fmt: skip
    assert isinstance(first, Refused)
    assert (first.code, demo.ask("fiji", "floor.close_list", id=ID)) == ("wire.forbidden", first)
    demo.do("fiji", "floor.close_list")


@pytest.mark.parametrize("stream", ["", "other"])
def test_an_id_with_another_payload_or_stream_is_refused(demo: Demo, stream: str) -> None:
    demo.do("fiji", "question.ask", id=ID, text="Why?")
    stream = demo.another_session("scheduled").stream if stream else ""
    answer = demo.ask("fiji", "question.ask", id=ID, stream=stream, text="Why?" if stream else "How?")
    assert isinstance(answer, Refused)
    assert (answer.code, entries(demo)) == ("wire.id_reused", 2)


def test_ids_belong_to_their_person(demo: Demo) -> None:
    demo.do("fiji", "floor.inscribe", id=ID)
    demo.do("chile", "floor.inscribe", id=ID)
    assert Answer.objects.count() == 2


def test_a_vote_is_counted_once(demo: Demo) -> None:
    demo.do("fiji", "question.ask", text="Why?")
    demo.do("moderator", "question.approve", question="1")
    first = demo.ask("chile", "question.vote", id=ID, question="1")
    demo.do("chile", "question.withdraw_vote", question="1")
    assert demo.ask("chile", "question.vote", id=ID, question="1") == first
    assert votes(demo.session.pk).counts == {"1": 0}


def test_ids_are_forgotten_after_a_day(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    demo.do("fiji", "floor.inscribe", id=ID)
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment + timedelta(hours=23))
    forget_old()
    assert Answer.objects.count() == 1
    monkeypatch.setattr(clock, "now", lambda: moment + timedelta(hours=25))
    forget_old()
    assert Answer.objects.count() == 0


def test_a_crash_leaves_nothing_half_written(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    before = entries(demo)

    def crash(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("sessions.floor.services._journal_session_change", crash)
        with pytest.raises(RuntimeError):
            demo.ask("moderator", "floor.grant", id=ID, entry="1", token=0, confirmed=True)
    assert (entries(demo), Answer.objects.count()) == (before, 0)
    assert StreamRow.objects.get(name=demo.stream).seq == before
    demo.do("moderator", "floor.grant", id=ID, entry="1", token=0, confirmed=True)


def test_withdrawn_access_refuses_every_command(demo: Demo) -> None:
    seat = demo.seat("fiji")
    with write_transaction():
        seats.revise(seat.person, seat.conference, roles=(), withdrawn=True)
    answer = demo.ask("fiji", "floor.inscribe")
    assert isinstance(answer, Refused)
    assert (answer.code, entries(demo)) == ("seat.withdrawn", 1)


def test_a_seat_of_another_conference_is_refused(demo: Demo) -> None:
    demo.seats["stranger"] = replace(demo.seat("moderator"), conference="999")
    for kind, fields in (("floor.close_list", {}), ("question.vote", {"question": "1"})):
        answer = demo.ask("stranger", kind, **fields)
        assert isinstance(answer, Refused)
        assert answer.code == "wire.wrong_conference"


@pytest.mark.django_db(transaction=True)
def test_copies_at_the_same_moment_are_done_once(demo: Demo) -> None:
    def copy(number: int) -> Done | Refused:
        try:
            if number % 2:
                return demo.ask("fiji", "floor.inscribe", id=ID)
            return demo.ask("chile", "question.ask", id=ID, text="Why?")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(copy, range(16)))
    assert len({answer.model_dump_json() for answer in answers[0::2]}) == 1
    assert len({answer.model_dump_json() for answer in answers[1::2]}) == 1
    assert entries(demo) == 3
