"""Calendars of a conference, a session, a delegation and a person, and who gets their addresses."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from sessions.parties.models import Participant
from sessions.programme.models import Room, Session
from sessions.roles.models import SessionRole
from tests.support.assembly import STARTS, Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def sessions(hall: Assembly) -> dict[str, Session]:
    """A session for each access policy, and a rehearsal."""
    made = {"public": hall.session}
    room = Room.objects.create(conference=hall.conference, name={"en": "Blue room", "id": "Ruang biru"})
    for number, access in enumerate(("registered", "delegations", "staff", "rehearsal"), 1):
        row = hall.add_session("scheduled")
        row.title = {"en": access.capitalize(), "id": f"{access} (id)"}
        row.access = access if access != "rehearsal" else "public"
        row.rehearsal = access == "rehearsal"
        row.starts_at, row.ends_at = STARTS + timedelta(days=number), STARTS + timedelta(days=number, hours=1)
        row.room, row.description, row.changed_at = room, {"en": "All rivers"}, STARTS
        row.save()
        made[access] = row
    return made


def ask(seat: Seat, of: str, **about: Any) -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    return (
        Client()
        .post("/api/v1/calendars", {"of": of, **about}, content_type="application/json", headers=bearer)
        .json()
    )


def path(seat: Seat, of: str, **about: Any) -> str:
    url = str(ask(seat, of, **about)["url"])
    return url[url.index("/calendar/") :]


def read(at: str) -> Any:
    answer = Client().get(at)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def summaries(at: str) -> list[str]:
    return [str(event["SUMMARY"]) for event in read(at).walk("VEVENT")]


def test_the_calendar_of_the_conference_has_all_sessions_but_rehearsals(
    hall: Assembly, sessions: dict[str, Session]
) -> None:
    at = path(hall.guest(), "conference")
    assert summaries(at) == ["Review", "Registered", "Delegations", "Staff"]
    assert path(hall.guest(), "conference") == at
    assert "code" not in Client().get(at).content.decode().lower()


def test_the_calendar_of_a_session_has_it_alone_in_the_language_asked_for(
    hall: Assembly, sessions: dict[str, Session]
) -> None:
    at = path(hall.guest(), "session", session=str(sessions["delegations"].pk), language="id")
    [event] = read(at).walk("VEVENT")
    assert [str(event[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [
        "delegations (id)", "Ruang biru", "All rivers",
    ]  # fmt: skip


def test_a_person_has_what_it_may_enter_and_what_it_does_there(
    hall: Assembly, sessions: dict[str, Session]
) -> None:
    fiji = hall.delegate("Fiji")
    assert summaries(path(fiji, "person")) == ["Review", "Registered", "Delegations"]
    SessionRole.objects.create(
        session=sessions["staff"], participant_id=int(fiji.participant or 0), role="moderator"
    )
    hall.done(fiji, "floor.inscribe")
    events = read(path(fiji, "person")).walk("VEVENT")
    notes = {str(event["SUMMARY"]): str(event.get("DESCRIPTION", "")) for event in events}
    assert notes == {
        "Review": "Your delegation is on the list of speakers.",
        "Registered": "All rivers",
        "Delegations": "All rivers",
        "Staff": "You chair this session.\nAll rivers",
    }
    assert ask(hall.guest(), "person")["code"] == "calendar.no_person"


def test_a_delegation_has_what_delegates_may_enter_and_its_turns(
    hall: Assembly, sessions: dict[str, Session]
) -> None:
    fiji, organiser = hall.delegate("Fiji"), hall.person("Olga", "organiser")
    hall.done(fiji, "floor.inscribe")
    at = path(fiji, "delegation")
    assert summaries(at) == ["Review", "Registered", "Delegations"]
    assert b"Your delegation is on the list" in Client().get(at).content
    assert path(organiser, "delegation", party=str(fiji.party)) == at
    assert ask(hall.delegate("Chile"), "delegation", party=str(fiji.party))["code"] == "calendar.not_yours"
    assert ask(organiser, "delegation")["code"] == "calendar.no_delegation"
    assert ask(organiser, "delegation", party="999")["code"] == "parties.unknown_party"
    assert ask(organiser, "session", session="999")["code"] == "programme.unknown_row"


def test_a_moved_session_has_a_higher_number_and_a_cancelled_one_says_so(
    hall: Assembly, sessions: dict[str, Session]
) -> None:
    organiser, row = hall.person("Olga", "organiser"), sessions["registered"]
    at = path(organiser, "session", session=str(row.pk))
    [before] = read(at).walk("VEVENT")
    change = {"values": {"starts": "15:00"}, "seen": {"starts": "13:20"}}
    hall.do(organiser, "programme.change_session", stream=row.stream, **change)
    [moved] = read(at).walk("VEVENT")
    assert [moved[name] for name in ("UID", "SEQUENCE")] == [before["UID"], before["SEQUENCE"] + 1]
    assert f"{moved['DTSTART'].dt:%H:%M}" == "15:00"
    assert moved["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    hall.do(organiser, "programme.cancel_session", stream=row.stream)
    [gone] = read(at).walk("VEVENT")
    assert [str(gone["UID"]), gone["SEQUENCE"], str(gone["STATUS"])] == [str(before["UID"]), 2, "CANCELLED"]


def test_the_uid_of_a_session_depends_on_no_setting(hall: Assembly, settings: Any) -> None:
    at = path(hall.guest(), "conference")
    before = {str(event["UID"]) for event in read(at).walk("VEVENT")}
    settings.MAIL_FROM, settings.PUBLIC_URL = "Hall <hall@elsewhere.example>", "https://elsewhere.example"
    hall.add_session("scheduled")
    after = {str(event["UID"]) for event in read(at).walk("VEVENT")}
    assert (before < after, len(after)) == (True, 2)


def test_a_program_that_has_the_calendar_is_told_that_nothing_changed(
    hall: Assembly, sessions: dict[str, Session]
) -> None:
    at = path(hall.guest(), "conference")
    first = Client().get(at)
    again = Client().get(at, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    row = sessions["registered"]
    row.title = {"en": "Lakes"}
    row.save()
    assert Client().get(at, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert Client().post(at).status_code == 405


def test_a_renewed_address_replaces_the_earlier_ones(hall: Assembly, sessions: dict[str, Session]) -> None:
    fiji, organiser = hall.delegate("Fiji"), hall.person("Olga", "organiser")
    mine = [path(fiji, "person"), path(fiji, "person", language="id")]
    renewed = path(fiji, "person", renew=True)
    assert [Client().get(at).status_code for at in (*mine, renewed)] == [404, 404, 200]
    assert AuditEntry.objects.filter(action="calendars.renew").count() == 1
    assert ask(fiji, "conference", renew=True)["code"] == "calendar.not_yours"
    assert ask(fiji, "delegation", renew=True)["code"] == "calendar.not_yours"
    before = path(organiser, "conference")
    path(organiser, "conference", renew=True)
    assert Client().get(before).json()["code"] == "calendar.unknown"


def test_an_address_cannot_be_guessed(hall: Assembly) -> None:
    at = path(hall.guest(), "conference")
    for forged in (at.replace(".0.", ".1."), "/calendar/1.0.ics", "/calendar/x.ics", at[:-6] + "AA.ics"):
        assert Client().get(forged).status_code == 404


def test_who_left_has_no_calendar(hall: Assembly, sessions: dict[str, Session]) -> None:
    fiji, organiser = hall.delegate("Fiji"), hall.person("Olga", "organiser")
    at = path(fiji, "person")
    hall.do(organiser, "parties.remove_member", stream=hall.conference.stream, participant=fiji.participant)
    assert Participant.objects.get(pk=fiji.participant).roles == []
    assert Client().get(at).status_code == 404
