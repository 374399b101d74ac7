"""A command on the floor takes effect once, even if it is sent again, or twice at the same moment (FL10, FL24)."""

import pytest

from foundation.accounts.seats import Seat
from foundation.journal.models import Answer
from foundation.messages.protocol import Done, Refused
from sessions.floor import models
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.sqlite]


def test_FL24_the_same_command_again_changes_nothing_and_answers_the_same(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe", id="inscribe-1")
    again = hall.do(fiji, "floor.inscribe", id="inscribe-1")
    assert again == Done(done="inscribe-1", seq=1)
    hall.done(chair, "floor.grant", id="grant-one", entry="1", token=0, confirmed=True)
    assert hall.do(chair, "floor.grant", id="grant-one", entry="1", token=0, confirmed=True) == Done(
        done="grant-one", seq=2
    )
    assert (hall.events(), hall.floor().token) == (["floor.inscribed", "floor.granted"], 1)


def test_FL24_a_refusal_is_remembered_and_a_late_copy_does_not_succeed(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "floor.close_list")
    first = hall.do(fiji, "floor.inscribe", id="inscribe-1")
    hall.done(chair, "floor.open_list")
    assert isinstance(first, Refused)
    assert first.code == "floor.list_closed"
    assert hall.do(fiji, "floor.inscribe", id="inscribe-1") == first
    assert models.Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_FL10_of_two_moderators_who_press_next_at_once_one_is_done_and_nobody_is_skipped() -> None:
    hall = Assembly()
    chairs = hall.moderator("One"), hall.moderator("Two")
    for name in ("Fiji", "Chile", "Japan"):
        hall.done(hall.delegate(name), "floor.inscribe")
    answers = at_once(
        lambda: hall.do(chairs[0], "floor.grant", id="grant-one", entry="1", token=0, confirmed=True),
        lambda: hall.do(chairs[1], "floor.grant", id="grant-two", entry="2", token=0, confirmed=True),
    )
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert [refusal.code for refusal in refusals] == ["floor.token_changed"]
    (done,) = [answer for answer in answers if isinstance(answer, Done)]
    holder = 1 if done.done == "grant-one" else 2
    assert models.Turn.objects.get().entry.number == holder
    waiting = models.Entry.objects.filter(state="waiting").order_by("number")
    assert [entry.number for entry in waiting] == [n for n in (1, 2, 3) if n != holder]


@pytest.mark.django_db(transaction=True)
def test_FL24_two_copies_of_a_command_at_once_are_one() -> None:
    hall = Assembly()
    fiji = hall.delegate("Fiji")
    copy = lambda: hall.do(fiji, "floor.inscribe", id="inscribe-1")  # noqa: E731
    assert at_once(copy, copy, copy) == [Done(done="inscribe-1", seq=1)] * 3
    assert (hall.events(), models.Entry.objects.count()) == (["floor.inscribed"], 1)


@pytest.mark.django_db(transaction=True)
def test_FL6_parties_that_ask_at_once_stand_in_the_order_of_their_numbers() -> None:
    hall = Assembly()
    delegates = [hall.delegate(f"State {n}") for n in range(6)]
    answers = at_once(*[lambda d=d: hall.do(d, "floor.inscribe") for d in delegates])
    assert sorted(answer.seq for answer in answers) == [1, 2, 3, 4, 5, 6]
    assert [e.number for e in models.Entry.objects.order_by("number")] == [1, 2, 3, 4, 5, 6]


def test_an_answer_is_kept_for_each_command(hall: Assembly, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe", id="inscribe-1")
    assert hall.code(fiji, "floor.inscribe", id="inscribe-2") == "floor.already_inscribed"
    kept = Answer.objects.order_by("pk").values_list("command_id", "code", "seq")
    assert list(kept) == [("inscribe-1", "", 1), ("inscribe-2", "floor.already_inscribed", None)]
