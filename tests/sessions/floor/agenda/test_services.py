"""A session goes from item to item, by real commands on a real database (FL14)."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from sessions.floor import store
from sessions.models import Entry
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def test_FL14_rights_of_reply_count_anew_with_the_next_item(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    for number, token in ((1, 0), (2, 1)):
        hall.done(fiji, "floor.inscribe", kind="right_of_reply")
        hall.done(chair, "floor.grant", entry=str(number), token=token, confirmed=True)
    assert hall.code(fiji, "floor.inscribe", kind="right_of_reply") == "floor.no_reply_left"
    event = hall.done(chair, "floor.take_up_item", title="  Consular protection ", seen=1).event
    assert event == {"type": "floor.item_taken_up", "item": 2, "title": "Consular protection", "waiting": 0}
    hall.done(fiji, "floor.inscribe", kind="right_of_reply")
    row = Entry.objects.get(session=hall.session, number=3)
    assert (row.item, row.reply, hall.floor().item_title) == (2, 1, "Consular protection")


def test_FL14_what_is_no_next_item_is_refused(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "floor.take_up_item", title="Consular protection", seen=1)
    late = {"title": "Any other business", "seen": 1}
    assert hall.code(chair, "floor.take_up_item", **late) == "floor.item_changed"
    assert hall.code(chair, "floor.take_up_item", title=" ", seen=2) == "wire.bad_command"
    assert hall.code(fiji, "floor.take_up_item", title="Ours", seen=2) == "wire.forbidden"


def test_FL14_rights_of_reply_that_were_called_at_earlier_items_are_read_no_more(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    for seat in (fiji, chile):
        hall.done(seat, "floor.inscribe", kind="right_of_reply")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(fiji, "floor.inscribe", kind="right_of_reply")
    hall.done(chair, "floor.end", token=1)
    hall.done(chair, "floor.take_up_item", title="Consular protection", seen=1)
    read = sorted(e.number for e in store.load_floor(hall.session, clock.now()).entries)
    assert read == [1, 2, 3], "one waits still"
    hall.done(fiji, "floor.withdraw", entry="3")
    hall.done(chile, "floor.withdraw", entry="2")
    later = clock.now() + timedelta(minutes=3)
    assert store.load_floor(hall.session, later).entries == ()
