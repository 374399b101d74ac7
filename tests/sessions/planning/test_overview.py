"""The checklist until opening day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation import clock
from foundation.mail.server import MailServer
from sessions.notices.models import PrivacyNotice
from sessions.parties.models import Participant
from sessions.planning.overview.services import days_until, overview
from sessions.programme.models import Conference, Room, Session
from sessions.roles.models import SessionRole
from sessions.technical_checks.models import TechnicalCheck
from sessions.written_statements.models import WrittenStatement
from streaming.models import LanguageChannel
from tests.sessions.planning.conftest import Office


@pytest.fixture(autouse=True)
def mail(settings: object) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 25)  # type: ignore[attr-defined]
    settings.PUBLIC_URL = "https://hall.example"  # type: ignore[attr-defined]


def lines(office: Office) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {line.kind: (line.count, line.ids) for line in overview(office.conference).missing}


def test_a_new_conference_misses_everything_and_says_so_in_order(office: Office, settings: object) -> None:
    settings.MAIL_SERVER = None  # type: ignore[attr-defined]
    fiji = office.party("Fiji")
    session, own = str(office.session.pk), str(fiji.pk)
    assert list(lines(office).items()) == [
        ("no_mail", (1, ())),
        ("session_without_moderator", (1, (session,))),
        ("session_without_room", (1, (session,))),
        ("delegation_without_members", (1, (own,))),
        ("statement_not_handed_in", (1, (own,))),
        ("no_privacy_notice", (1, ())),
    ]


def test_what_is_done_leaves_the_list(office: Office) -> None:
    seat = office.delegate("Fiji")
    assert lines(office)["never_tested"] == (1, (seat.participant,))
    member = Participant.objects.get(pk=seat.participant)
    chair = Participant.objects.get(pk=office.person("Chair", "audience", place="hall").participant)
    SessionRole.objects.create(session=office.session, participant=chair, role="moderator")
    TechnicalCheck.objects.create(participant=member, at=clock.now(), verdict="good")
    room = Room.objects.create(conference=office.conference, name={"en": "Hall A"})
    Session.objects.filter(pk=office.session.pk).update(room=room)
    WrittenStatement.objects.create(
        session=office.session, party=member.party, language="en", text="We agree.", submitted_at=clock.now()
    )
    PrivacyNotice.objects.create(conference=office.conference, version=1, text={"en": "Yes."}, at=clock.now())
    assert lines(office) == {}


def test_a_cancelled_session_needs_nothing(office: Office) -> None:
    Session.objects.filter(pk=office.session.pk).update(cancelled_at=clock.now())
    found = lines(office)
    assert "session_without_moderator" not in found
    assert found["programme_empty"] == (1, ())


def test_a_room_is_not_taken_twice(office: Office) -> None:
    room = Room.objects.create(conference=office.conference, name={"en": "Hall A"})
    other = office.add_session("scheduled")
    Session.objects.update(room=room)
    assert lines(office)["room_taken_twice"] == (1, (str(other.pk),))
    Session.objects.filter(pk=other.pk).update(starts_at=office.session.ends_at)
    assert "room_taken_twice" not in lines(office)


def test_interpreters_are_missed_where_others_have_one(office: Office) -> None:
    assert "session_without_interpreter" not in lines(office)
    other = office.add_session("scheduled")
    row = Participant.objects.get(pk=office.person("Interpreter", "audience").participant)
    SessionRole.objects.create(session=other, participant=row, role="interpreter", language="fr")
    assert lines(office)["session_without_interpreter"] == (1, (str(office.session.pk),))


def test_a_language_is_missed_where_others_are_interpreted_into_it(office: Office) -> None:
    other = office.add_session("scheduled")
    row = Participant.objects.get(pk=office.person("Interpreter", "audience").participant)
    for session, language in ((office.session, "fr"), (other, "fr"), (other, "ar")):
        SessionRole.objects.create(session=session, participant=row, role="interpreter", language=language)
    assert lines(office)["session_without_interpreter"] == (1, (str(office.session.pk),))
    for language in ("ar", ""):
        any_other = SessionRole.objects.create(
            session=office.session, participant=row, role="interpreter", language=language
        )
        assert "session_without_interpreter" not in lines(office)
        any_other.delete()


def test_any_sign_language_counts_where_others_have_one(office: Office) -> None:
    other = office.add_session("scheduled")
    row = Participant.objects.get(pk=office.person("Interpreter", "audience").participant)

    def sign(session: Session, language: str) -> None:
        LanguageChannel.objects.create(session=session, language=language, signed=True, position=0)
        SessionRole.objects.create(session=session, participant=row, role="interpreter", language=language)

    for session in (office.session, other):
        SessionRole.objects.create(session=session, participant=row, role="interpreter", language="fr")
    sign(other, "ase")
    assert lines(office)["session_without_interpreter"] == (1, (str(office.session.pk),))
    sign(office.session, "ils")
    assert "session_without_interpreter" not in lines(office)


def test_the_queries_do_not_grow_with_the_conference(office: Office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            overview(Conference.objects.get(pk=office.conference.pk))
        return len(queries)

    office.delegate("Fiji")
    few = cost()
    for n in range(20):
        office.delegate(f"Party {n}")
        office.add_session("scheduled")
    assert cost() == few <= 15


def test_days_are_those_of_the_conferences_own_time_zone(office: Office) -> None:
    opens = office.session.starts_at
    assert days_until(opens, opens - timedelta(hours=6), "Asia/Makassar") == 0
    assert days_until(opens, opens - timedelta(hours=14), "Asia/Makassar") == 1
