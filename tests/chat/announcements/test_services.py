"""Announcements through the real handlers, with a real database."""

from functools import partial
from typing import Any

import pytest

from chat.announcements import services
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db
TEXTS = {"en": "The bus leaves at six.", "id": "Bus berangkat pukul enam."}


def shown(stream: str) -> Any:
    return journal.snapshot_of(stream, Audience.EVERYONE).entities["announcement"]


def test_an_announcement_to_a_session_is_for_that_session_alone(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "announcement.make", texts=TEXTS)
    assert shown(hall.stream)["1"]["texts"] == TEXTS
    assert shown(hall.stream)["1"]["by"] == chair.participant
    other = hall.add_session()
    assert (shown(hall.conference.stream), shown(other.stream)) == ({}, {})
    hall.done(chair, "announcement.withdraw", announcement="1")
    assert shown(hall.stream) == {}


def test_an_organiser_announces_to_the_conference_and_takes_it_back(hall: Assembly, chair: Seat) -> None:
    organiser, stream = hall.person("Organiser", "organiser"), hall.conference.stream
    hall.done(organiser, "announcement.make_to_conference", stream=stream, texts=TEXTS)
    assert list(shown(stream)) == ["1"]
    assert shown(hall.stream) == {}
    assert hall.code(chair, "announcement.withdraw", announcement="1") == "announcement.unknown"
    hall.done(organiser, "announcement.withdraw_from_conference", stream=stream, announcement="1")
    code = hall.code(organiser, "announcement.withdraw_from_conference", stream=stream, announcement="1")
    assert code == "announcement.withdrawn"
    hall.done(organiser, "announcement.restore_to_conference", stream=stream, announcement="1")
    code = hall.code(organiser, "announcement.restore_to_conference", stream=stream, announcement="1")
    assert code == "announcement.shown"


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({}, "wire.bad_command"),
        ({"en": "  "}, "wire.bad_command"),
        ({"en": "\u200b\u202e"}, "announcement.blank"),
        ({"not a language": "Hello"}, "wire.bad_command"),
        ({"en": "x" * 501}, "wire.bad_command"),
    ],
)
def test_texts_that_are_refused(hall: Assembly, chair: Seat, texts: dict[str, str], code: str) -> None:
    assert hall.code(chair, "announcement.make", texts=texts) == code


def test_turning_characters_are_removed_and_markup_stays_text(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "announcement.make", texts={"en": "\u202e<b>Six</b>"})
    assert shown(hall.stream)["1"]["texts"] == {"en": "<b>Six</b>"}


def test_not_more_than_can_be_read(hall: Assembly, chair: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST", 2)
    for _ in range(2):
        hall.done(chair, "announcement.make", texts=TEXTS)
    assert hall.code(chair, "announcement.make", texts=TEXTS) == "announcement.too_many"
    hall.done(chair, "announcement.withdraw", announcement="1")
    hall.done(chair, "announcement.make", texts=TEXTS)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_sessions_and_their_conference_announce_at_once(hall: Assembly, chair: Seat) -> None:
    organiser = hall.person("Organiser", "organiser")
    sessions = [hall.stream, *(hall.add_session().stream for _ in range(6))]
    make = partial(hall.do, chair, "announcement.make", texts=TEXTS)
    make_to_all = partial(hall.do, organiser, "announcement.make_to_conference", texts=TEXTS)
    conference = hall.conference.stream
    answers = at_once(
        *(partial(make, stream=stream) for stream in sessions), partial(make_to_all, stream=conference)
    )
    # None is missing: a number that two take is an error, and its command is executed only once again.
    assert [getattr(answer, "code", answer) for answer in answers if not isinstance(answer, Done)] == []
    numbers = [number for stream in (*sessions, conference) for number in shown(stream)]
    assert sorted(numbers) == [str(number) for number in range(1, 9)]
