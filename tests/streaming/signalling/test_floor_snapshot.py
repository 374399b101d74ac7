"""The gate's snapshot of the floor, and which media tokens lost their access."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.wire import leases
from foundation.wire.leases import SocketJoined
from sessions.floor.disconnections import services as failures
from sessions.parties.models import Party
from streaming.interpretation.models import LanguageChannel
from streaming.signalling import floor_snapshot
from streaming.signalling.slot_assignment import Publication, assign_sources
from tests.streaming.signalling.conftest import camera_token
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


def called(hall: Assembly, **fields: str) -> Seat:
    """Begin Fiji's turn; returns the seat of the secretary in the hall, who was named to read."""
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    secretary = hall.person("Secretary", "moderator", place="hall")
    hall.done(fiji, "floor.inscribe", **fields)
    if fields:
        hall.done(chair, "floor.name_reader", entry="1", reader=secretary.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    return secretary


def test_FL4_who_reads_it_out_speaks_from_its_own_place(hall: Assembly) -> None:
    secretary = called(hall, mode="read_out")
    now = floor_snapshot.read_floor(hall.session.pk)
    assert (now.speaking, now.reader, now.place) == (True, secretary.person, "hall")


def test_FL4_a_statement_that_is_made_live_has_no_reader(hall: Assembly) -> None:
    called(hall)
    now = floor_snapshot.read_floor(hall.session.pk)
    assert (now.speaking, now.reader, now.place) == (True, "", "remote")


def test_FL26_nothing_is_heard_or_seen_of_a_break_and_of_a_closed_session_not_even_the_hall(
    hall: Assembly,
) -> None:
    chair, anna = hall.moderator(), hall.person("Anna", "interpreter")
    hall.done(chair, "interpretation.set_channels", languages=["fr"])
    LanguageChannel.objects.update(on_duty_id=int(anna.participant or 0), held_by="fr")
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    person = f"person/{chair.person}"
    lines = [Publication(person, chair.person, "", 1)]
    now = floor_snapshot.read_floor(hall.session.pk)
    everything = {"hall": "hall", "chair": person, "programme": person, "programme/fr": person}
    assert assign_sources(now, lines) == everything
    hall.done(chair, "session.suspend")
    assert assign_sources(floor_snapshot.read_floor(hall.session.pk), lines) == {}
    hall.done(chair, "session.resume")
    assert assign_sources(floor_snapshot.read_floor(hall.session.pk), lines) == everything
    hall.done(chair, "session.close")
    assert assign_sources(floor_snapshot.read_floor(hall.session.pk), lines) == {}


def test_FL20_a_video_statement_that_plays_for_a_speaker_whose_line_dropped_begins_at_its_beginning(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [datetime.fromisoformat("2021-11-16T05:20:00+00:00")]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    called(hall)
    Party.objects.update(video_statement_file="statement.webm")
    held = failures.watched_turns()[0]
    failures.store_reached(held, "line", clock.now())
    moment[0] += timedelta(seconds=90)
    assert failures.holder_dropped(held, clock.now())
    moment[0] += timedelta(seconds=40)
    hall.done(hall.moderator("Another"), "floor.play_video_statement", token=1)
    now = floor_snapshot.read_floor(hall.session.pk)
    assert (now.video_statement, now.played) == ("statement.webm", 0.0)
    moment[0] += timedelta(seconds=7)
    assert floor_snapshot.read_floor(hall.session.pk).played == 7.0


def test_signing_out_ends_no_connection_of_a_seat_taken_later(hall: Assembly) -> None:
    seat = hall.delegate("Fiji")
    with write_transaction():
        seats.sign_out(seat.person, seat.conference, ("audience",))
    before = camera_token(str(hall.session.pk), seat)
    later = replace(before, seat_revision=seats.revision_of(seat.person, seat.conference))
    assert floor_snapshot.tokens_without_access({before, later}) == {before}


def test_an_open_page_keeps_its_connection_until_the_seat_ends(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat, process = hall.delegate("Fiji"), uuid.uuid4()
    leases.renew(process)
    leases.store_changes(process, [SocketJoined("socket", hall.conference.stream, seat)])
    now = int(clock.now().timestamp())
    line = camera_token(str(hall.session.pk), seat)
    renewed = replace(line, seat_until=now - 1, seat_ends=now + 3600)
    over = replace(line, seat_until=now - 1, seat_ends=now)
    assert floor_snapshot.tokens_without_access({line, renewed, over}) == {over}
