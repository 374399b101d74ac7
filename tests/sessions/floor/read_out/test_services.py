"""Naming the reader by real commands, and what everyone is told (FL4)."""

import json

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from sessions.floor.disconnections import services as failures
from sessions.floor.models import Turn
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def presiding(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)


def call(hall: Assembly, chair: Seat, number: str = "1") -> Entry:
    token = hall.floor().token
    return hall.done(chair, "floor.grant", entry=number, token=token, confirmed=True)


def told(entry: Entry, kind: str = "turn") -> str | None:
    """The reader, in everyone's frame."""
    (shown,) = json.loads(entry.everyone or "")["put"][kind].values()
    reader: str | None = shown["reader"]
    return reader


def test_FL4_where_nobody_was_named_whoever_presides_reads(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    presiding(hall, chair)
    hall.done(fiji, "floor.inscribe", mode="read_out")
    assert told(call(hall, chair)) == chair.participant


def test_FL4_where_nobody_presides_nobody_is_said_to_read(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe", mode="read_out")
    assert told(call(hall, chair)) is None


def test_FL4_the_member_that_the_party_named_reads(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    presiding(hall, chair)
    hall.done(fiji, "floor.inscribe", mode="read_out", speaker=fiji.participant)
    assert told(call(hall, chair)) == fiji.participant


def test_FL4_a_moderator_names_the_secretary_ahead_and_another_in_the_middle(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    secretary = hall.moderator("Secretary")
    presiding(hall, chair)
    hall.done(fiji, "floor.inscribe", mode="read_out", speaker=fiji.participant)
    named = hall.done(chair, "floor.name_reader", entry="1", reader=secretary.participant)
    assert told(named, "entry") == secretary.participant
    assert told(call(hall, chair)) == secretary.participant
    assert told(hall.done(chair, "floor.name_reader", entry="1", reader=fiji.participant)) == fiji.participant
    assert Turn.objects.get(session=hall.session).reader_id == int(fiji.participant or 0)


def test_FL4_a_statement_made_live_has_no_reader(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    presiding(hall, chair)
    hall.done(fiji, "floor.inscribe")
    assert told(call(hall, chair)) is None
    code = hall.code(chair, "floor.name_reader", entry="1", reader=chair.participant)
    assert code == "floor.not_read_out"


def test_FL4_a_statement_that_is_read_out_since_its_line_dropped_has_one(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    presiding(hall, chair)
    hall.done(fiji, "floor.inscribe", speaker=fiji.participant)
    call(hall, chair)
    (held,) = failures.watched_turns()
    failures.store_reached(held, "line", clock.now())
    assert failures.holder_dropped(held, clock.now())
    assert told(hall.done(chair, "floor.read_out", token=1)) == chair.participant


def test_FL4_nobody_is_named_who_is_not_there(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe", mode="read_out")
    assert hall.code(chair, "floor.name_reader", entry="1", reader="0") == "parties.unknown_participant"
    stranger = hall.guest("Stranger")
    assert hall.code(stranger, "floor.name_reader", entry="1", reader="1") == "wire.forbidden"
