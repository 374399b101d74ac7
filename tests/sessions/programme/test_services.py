"""Finding sessions and conferences, and journaling changes of the programme."""

import json

import pytest

from foundation import clock
from foundation.database import write_transaction
from foundation.journal.models import Entry
from foundation.registry import StreamFacts
from sessions.programme import services
from sessions.programme.models import Session
from tests.support.assembly import Assembly
from tests.support.floors import refused

pytestmark = pytest.mark.django_db
GARBAGE = [
    "", "/", "session", "session/", "session/x", "session/0", "session/-1", "session/01", "session/1.0", "session/ 1",
    "session/1/2", "session/١", "session/999999999999999", "session/" + "9" * 5000, "sessions/1", "SESSION/1",
    "conference/", "conference/0", "conference/999999999999999", "party/1", "session/1\n", "session/\x00",
]  # fmt: skip


@pytest.mark.parametrize("stream", GARBAGE)
def test_garbage_belongs_to_no_conference(stream: str) -> None:
    assert services.find_streams([stream]) == {}


def test_a_stream_belongs_to_its_conference() -> None:
    hall, elsewhere = Assembly(), Assembly()
    for of in (hall, elsewhere):
        conference = str(of.conference.pk)
        assert services.find_streams([of.stream, of.conference.stream, "session/0"]) == {
            of.stream: StreamFacts(conference, "public"),
            of.conference.stream: StreamFacts(conference),
        }
    assert services.find_session(hall.session.pk) == hall.session
    with refused("wire.unknown_stream"):
        services.find_session(10**9)


def test_who_edits_is_told_in_every_stream_that_shows_it() -> None:
    hall = Assembly()
    other = hall.add_session()
    Session.objects.filter(pk=other.pk).update(title={"en": "Panel"})
    other.refresh_from_db()
    with write_transaction():
        services.journal_edits(hall.conference.pk, clock.now(), [other, hall.conference], [other])
    own = Entry.objects.get(stream=other.stream)
    programme = Entry.objects.get(stream=hall.conference.stream)
    assert list(json.loads(own.everyone or "")["put"]) == ["session"]
    assert sorted(json.loads(programme.everyone or "")["put"]) == ["conference", "session"]
    assert hall.events() == []
