"""The e-mail of an invitation, as a real SMTP server gets it."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from foundation import clock
from sessions.models import Room, Session, SessionRole
from sessions.planning.programme.new_sessions import make_session
from tests.sessions.invitations.conftest import Office

pytestmark = pytest.mark.django_db


def sent(office: Office, email: str = "ana@example.org") -> EmailMessage:
    office.send_all()
    [mail] = office.box.to(email)
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    found = next(part for part in mail.walk() if part.get_content_type() == kind)
    content: str = found.get_content()
    return content


def add_session(office: Office, title: str, access: str, **fields: Any) -> Session:
    starts = clock.now() + timedelta(days=1)
    row = Session(
        conference=office.hall.conference,
        day=office.hall.session.day,
        kind="panel",
        title={"en": title, "id": f"{title} (id)"},
        access=access,
        **{"starts_at": starts, "ends_at": starts + timedelta(hours=1)} | fields,
    )
    return make_session(row)


def summaries(mail: EmailMessage) -> list[str]:
    lines = part(mail, "text/calendar").splitlines()
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def test_it_names_everything_and_has_one_link_and_one_code(office: Office) -> None:
    path = office.invited("Ana & Co <ana@example.org>", place="hall")
    mail = sent(office)
    text, html = part(mail, "text/plain"), part(mail, "text/html")
    code = path.rstrip("/").rpartition("/")[2]
    grouped = f"{code[:4]}-{code[4:8]}-{code[8:]}"
    assert mail["Subject"] == "Invitation: Conference on Rivers"
    for each in (
        "Conference on Rivers",
        "Ballroom",
        "Fiji",
        "delegate",
        "in the hall",
        "16 November 2021",
        grouped,
    ):
        assert each in text
        assert each in html
    assert text.count(f"https://hall.example{path}") == html.count(f"https://hall.example{path}") == 1
    assert "Ana & Co, you are invited." in text
    assert escape("Ana & Co, you are invited.") in html
    assert Client().get(path).status_code == 200


def test_it_is_in_the_persons_language(office: Office) -> None:
    office.invited("Ana <ana@example.org>", language="id")
    mail = sent(office)
    assert mail["Subject"] == "Undangan: Konferensi Sungai"
    assert "Ana, Anda diundang." in part(mail, "text/plain")
    assert '<html lang="id">' not in part(mail, "text/plain")
    assert "Buka undangan" in part(mail, "text/html")


def test_it_is_written_from_right_to_left_in_arabic(office: Office) -> None:
    office.invited("Ana <ana@example.org>", language="ar")
    assert '<html lang="ar" dir="rtl">' in part(sent(office), "text/html")


def test_people_of_one_kind_get_their_own_names_and_codes(office: Office) -> None:
    office.add("Ana <ana@example.org>\nBen <ben@example.org>")
    office.code("invitations.send")
    office.send_all()
    texts = [part(office.box.to(f"{name}@example.org")[0], "text/plain") for name in ("ana", "ben")]
    assert [text.splitlines()[0] for text in texts] == ["Ana, you are invited.", "Ben, you are invited."]
    assert len({line for text in texts for line in text.splitlines() if "/account/invitation/" in line}) == 4


@pytest.mark.parametrize(
    ("roles", "entered"),
    [
        (["delegate"], ["Open", "Registered", "Delegations"]),
        (["audience"], ["Open", "Registered"]),
        (["moderator"], ["Open", "Registered", "Delegations", "Staff"]),
    ],
)
def test_the_calendar_has_the_sessions_that_the_person_may_enter(
    office: Office, roles: list[str], entered: list[str]
) -> None:
    for access in ("public", "registered", "delegations", "staff"):
        add_session(office, {"public": "Open"}.get(access, access.capitalize()), access)
    add_session(office, "Closed", "public", state="closed")
    add_session(office, "Over", "public", ends_at=clock.now() - timedelta(hours=1))
    office.invited(roles=roles)
    assert summaries(sent(office)) == entered


def test_the_calendar_has_a_session_in_which_the_person_has_a_role(office: Office) -> None:
    panels = [add_session(office, title, "staff") for title in ("First", "Second")]
    office.add("Ana <ana@example.org>\nBen <ben@example.org>")
    SessionRole.objects.create(session=panels[1], participant=office.person(), role="moderator")
    office.code("invitations.send")
    assert summaries(sent(office)) == ["Second"]
    assert "text/calendar" not in {part.get_content_type() for part in sent(office, "ben@example.org").walk()}


def test_the_calendar_is_published_with_places_in_the_persons_language(office: Office) -> None:
    room = Room.objects.create(
        conference=office.hall.conference, name={"en": "Blue room", "id": "Ruang biru"}
    )
    session = add_session(office, "Lakes", "public", room=room)
    office.invited(language="id")
    mail = sent(office)
    [file] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert (file.get_param("method"), file.get_filename()) == ("PUBLISH", "invitation.ics")
    text = part(mail, "text/calendar").replace("\n ", "")
    slug = office.hall.conference.slug
    for line in (
        "SUMMARY:Lakes (id)",
        "LOCATION:Ruang biru\\, Ballroom",
        f"UID:{session.calendar_uid}",
        f"URL:https://hall.example/c/{slug}/session/{session.pk}",
    ):
        assert line in text


def test_a_second_e_mail_has_the_same_events(office: Office) -> None:
    add_session(office, "Lakes", "public")
    office.invited()
    office.send_all()
    office.code("invitations.send", participants=[str(office.person().pk)])
    office.send_all()
    first, second = (part(mail, "text/calendar") for mail in office.box.to("ana@example.org"))
    uids = [[line for line in text.splitlines() if line.startswith("UID:")] for text in (first, second)]
    assert uids[0] == uids[1] != []


def test_a_conference_without_sessions_sends_no_calendar(office: Office) -> None:
    office.invited()
    mail = sent(office)
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html"]
    assert "calendar" not in part(mail, "text/plain") + part(mail, "text/html")


def test_names_with_line_breaks_and_marks_stay_in_their_place(office: Office) -> None:
    conference = office.hall.conference
    conference.name, conference.venue = {"en": "Rivers\nBcc: x@example.org {code}"}, "{name} <b>"
    conference.save()
    office.invited()
    mail = sent(office)
    assert mail["Subject"] == "Invitation: Rivers Bcc: x@example.org {code}"
    assert mail["Bcc"] is None
    assert "{name} <b>" in part(mail, "text/plain")
    assert "{name} &lt;b&gt;" in part(mail, "text/html")
