"""The demo's seats, also after visitors changed roles, people and the programme."""

import pytest
from django.db import transaction

from foundation.refusals import Refusal
from sessions.demo import loader, seats
from sessions.models import Participant
from tests.support.demo import Demo


@pytest.mark.parametrize(("key", "name"), [("operator", "Operator"), ("fiji", "Delegate of Fiji")])
def test_a_seat_that_nobody_holds_any_more_gets_a_new_holder(db: None, key: str, name: str) -> None:
    demo = Demo()
    gone = demo.participant(key)
    Participant.objects.filter(pk=gone).delete()
    with transaction.atomic():
        taken = seats.take_seat(key)
    assert taken.participant != gone
    assert (taken.name, taken.roles) == (f"{name} (demo)", demo.seat(key).roles)
    assert taken.party == demo.seat(key).party
    assert seats.take_seat(key).participant == taken.participant


def test_the_seat_of_a_delegation_that_was_removed_is_refused(db: None) -> None:
    demo = Demo()
    Participant.objects.filter(pk=demo.participant("fiji")).delete()
    fiji = demo.party("FJ")
    fiji.code = "XX"
    fiji.save()
    with pytest.raises(Refusal) as refused, transaction.atomic():
        seats.take_seat("fiji")
    assert refused.value.code == "demo.seat_gone"


def test_the_demo_opens_although_its_session_is_of_another_kind(db: None) -> None:
    demo = Demo()
    demo.conference.sessions.filter(kind="statements").update(kind="panel")
    assert seats.main_session(demo.conference) == demo.session
    loader.move_to_now()
