"""The checklist until opening day."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation import clock
from foundation.mail.server import MailServer
from sessions.notices.models import PrivacyNotice
from sessions.parties.models import Participant, Party
from sessions.planning.overview.services import days_until, overview
from sessions.programme.models import Conference, Room, Session
from sessions.roles.models import SessionRole
from sessions.technical_checks.models import TechnicalCheck
from sessions.written_statements.models import WrittenStatement
from streaming.models import LanguageChannel
from tests.sessions.planning.conftest import Office
from tests.support.assembly import STARTS


@pytest.fixture(autouse=True)
def mail(settings: object) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 25)  # type: ignore[attr-defined]
    settings.PUBLIC_URL = "https://hall.example"  # type: ignore[attr-defined]


BEFORE = STARTS - timedelta(days=1)


def lines(office: Office, now: datetime = BEFORE) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {line.kind: (line.count, line.ids) for line in overview(office.conference, now).missing}


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
        ("session_open_to_everyone", (1, (session,))),
    ]


def test_what_is_done_leaves_the_list(office: Office) -> None:
    seat = office.delegate("Fiji")
    assert lines(office)["never_tested"] == (1, (seat.participant,))
    member = Participant.objects.get(pk=seat.participant)
    chair = Participant.objects.get(pk=office.person("Chair", "audience", place="hall").participant)
    SessionRole.objects.create(session=office.session, participant=chair, role="moderator")
    TechnicalCheck.objects.create(participant=member, at=clock.now(), verdict="good")
    room = Room.objects.create(conference=office.conference, name={"en": "Hall A"})
    Session.objects.filter(pk=office.session.pk).update(room=room, access="delegations")
    WrittenStatement.objects.create(
        session=office.session, party=member.party, language="en", text="We agree.", submitted_at=clock.now()
    )
    PrivacyNotice.objects.create(conference=office.conference, version=1, text={"en": "Yes."}, at=clock.now())
    assert lines(office) == {}


def test_a_session_is_overdue_once_the_grace_is_over(office: Office) -> None:
    own = (1, (str(office.session.pk),))
    rows = Session.objects.filter(pk=office.session.pk)
    grace, second = timedelta(minutes=15), timedelta(seconds=1)
    begins, ends = office.session.starts_at + grace, office.session.ends_at + grace
    assert "session_not_begun" not in lines(office, begins)
    assert next(iter(lines(office, begins + second).items())) == ("session_not_begun", own)

    rows.update(state="open")
    assert not {"session_not_begun", "session_not_ended"} & lines(office, ends).keys()
    assert next(iter(lines(office, ends + second).items())) == ("session_not_ended", own)

    tomorrow = office.session.starts_at + timedelta(days=1)
    rows.update(state="suspended", resumes_at=tomorrow)
    assert not {"session_not_begun", "session_not_ended"} & lines(office, tomorrow).keys()
    assert lines(office, tomorrow + grace + second)["session_not_begun"] == own

    rows.update(state="closed")
    assert not {"session_not_begun", "session_not_ended"} & lines(office, tomorrow + grace + second).keys()


def test_an_organiser_who_moderates_is_no_chair_of_every_session(office: Office) -> None:
    organiser = Participant.objects.get(pk=office.organiser.participant)
    organiser.roles = ["organiser", "moderator"]
    organiser.save()
    assert lines(office)["session_without_moderator"] == (1, (str(office.session.pk),))
    office.person("Chair", "moderator")
    assert "session_without_moderator" not in lines(office)


def test_a_conference_without_delegations_is_told(office: Office) -> None:
    Party.objects.create(conference=office.conference, name={"en": "Ana"}, outlet="Radio")
    assert lines(office)["no_delegation"] == (1, ())
    office.party("Fiji")
    assert "no_delegation" not in lines(office)


def test_interpreters_who_can_work_in_no_channel_are_named(office: Office) -> None:
    own = office.person("Interpreter", "interpreter").participant
    row = Participant.objects.get(pk=own)
    assert lines(office)["interpreter_without_channel"] == (1, (own,))
    role = SessionRole.objects.create(
        session=office.session, participant=row, role="interpreter", language="fr"
    )
    assert lines(office)["interpreter_without_channel"] == (1, (own,))
    channel = LanguageChannel.objects.create(session=office.session, language="es", position=0)
    assert lines(office)["interpreter_without_channel"] == (1, (own,))
    for language, in_channel in (("fr", "fr"), ("", "es")):
        SessionRole.objects.filter(pk=role.pk).update(language=language)
        LanguageChannel.objects.filter(pk=channel.pk).update(language=in_channel)
        assert "interpreter_without_channel" not in lines(office)
    Session.objects.filter(pk=office.session.pk).update(state="closed")
    assert lines(office)["interpreter_without_channel"] == (1, (own,))


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
            overview(Conference.objects.get(pk=office.conference.pk), BEFORE)
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
