"""A new conference is made with the plan of an existing one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from foundation import clock, limits
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.models import AuditEntry
from foundation.journal.models import Entry
from foundation.refusals import Refusal
from sessions.models import (
    Conference,
    Day,
    Document,
    Floor,
    Invitation,
    Logo,
    Participant,
    Room,
    Session,
    Theme,
)
from sessions.parties.services import seat_of
from sessions.planning.conferences import rules, services
from sessions.programme.rules import in_zone
from tests.sessions.planning.conftest import Office

COPY: dict[str, Any] = {
    "slug": "icdd-2022",
    "name": {"en": "ICDD 2022", "id": "KIDD 2022"},
    "short": "ICDD 2022",
    "first_day": "2022-11-15",
}


@pytest.fixture
def office(db: None) -> Office:
    office = Office()
    person = User.objects.create_user("organiser@example.org", name="Organiser")
    row = Participant.objects.create(
        conference=office.conference, person=person, name="Organiser", roles=["organiser", "moderator"]
    )
    office.organiser = seat_of(row)
    return office


def copied(office: Office, **fields: Any) -> Conference:
    office.plan("programme.copy_conference", **COPY | fields)
    return Conference.objects.get(slug=(COPY | fields)["slug"])


def local_times(conference: Conference) -> list[str]:
    rows = conference.sessions.order_by("pk")
    return [in_zone(row.starts_at, conference.timezone).strftime("%Y-%m-%d %H:%M") for row in rows]


class TestShift:
    """When the sessions of a copy begin and end."""

    @pytest.mark.parametrize(
        ("starts", "ends", "days", "zone", "new_zone", "expected"),
        [
            # In Berlin clocks are an hour ahead in summer: 9:00 stays 9:00.
            ("2027-03-01T08:00", "2027-03-01T10:00", 60, "Europe/Berlin", "Europe/Berlin", "04-30T07:00 04-30T09:00"),
            ("2021-11-16T01:00", "2021-11-16T03:00", 364, "Asia/Tokyo", "America/New_York", "11-15T15:00 11-15T17:00"),
            ("2021-11-16T15:00", "2021-11-16T17:00", -1, "Asia/Makassar", "UTC", "11-15T23:00 11-16T01:00"),
            # From 2:30 summer time to 2:15 winter time: on another day it still takes 45 minutes.
            ("2027-10-31T00:30", "2027-10-31T01:15", 1, "Europe/Berlin", "Europe/Berlin", "11-01T01:30 11-01T02:15"),
        ],
    )  # fmt: skip
    def test_keeps_the_times_of_day(
        self, starts: str, ends: str, days: int, zone: str, new_zone: str, expected: str
    ) -> None:
        moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (starts, ends)]
        first, last = rules.shifted_times(moments[0], moments[1], timedelta(days=days), zone, new_zone)
        assert f"{first:%m-%dT%H:%M} {last:%m-%dT%H:%M}" == expected

    def test_refuses_a_time_that_is_left_out(self) -> None:
        starts = datetime(2027, 3, 27, 1, 30, tzinfo=UTC)
        with pytest.raises(Refusal, match=r"There is no 2027-03-28 02:30") as told:
            rules.shifted_times(
                starts, starts + timedelta(hours=2), timedelta(days=1), "Europe/Berlin", "Europe/Berlin"
            )
        assert told.value.code == "programme.no_such_time"


def test_a_copy_has_the_plan_and_the_look(office: Office) -> None:
    source = office.conference
    Conference.objects.filter(pk=source.pk).update(
        accent="#204060", venue="Denpasar", links=[{"label": {"en": "Site"}, "url": "https://example.org"}],
        registration_open=True, registration_places=40, archived_at=datetime(2022, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    Logo.objects.create(conference=source, png=b"png", digest="0" * 16)
    Day.objects.create(conference=source, date=datetime(2021, 11, 17), title={"en": "Excursion"})
    theme = Theme.objects.create(conference=source, key="seas", title={"en": "Seas"})
    room = Room.objects.create(conference=source, name={"en": "Hall"})
    Session.objects.filter(pk=office.session.pk).update(
        theme=theme, room=room, access="delegations", quorum_to_open="none", order_policy="lots", state="closed",
        reason="late", description={"en": "Of seas."}, sequence=4,
    )  # fmt: skip
    Floor.objects.filter(session=office.session).update(
        agenda=["Opening", "Review"], preset="who", reply_limits=[60], token=9, list_state="closed", item=2
    )
    copy = copied(office)

    assert (copy.name, copy.short, copy.timezone) == (COPY["name"], "ICDD 2022", "Asia/Makassar")
    assert (copy.accent, copy.venue, copy.links[0]["url"], copy.registration_places) == (
        "#204060", "Denpasar", "https://example.org", 40,
    )  # fmt: skip
    assert (copy.registration_open, copy.archived_at, copy.is_demo) == (False, None, False)
    assert bytes(copy.logo.png) == b"png"
    assert [(f"{day.date}", day.title) for day in copy.days.all()] == [
        ("2022-11-15", {}),
        ("2022-11-16", {"en": "Excursion"}),
    ]
    made = copy.sessions.get()
    assert local_times(copy) == ["2022-11-15 13:20"]
    assert (made.theme and made.theme.title, made.room and made.room.name) == ({"en": "Seas"}, {"en": "Hall"})
    assert made.theme_id != theme.pk
    assert (made.access, made.quorum_to_open, made.description) == ("delegations", "none", {"en": "Of seas."})
    assert made.order_policy == "lots"
    assert (made.state, made.reason, made.sequence) == ("scheduled", "", 0)
    floor = made.floor
    assert (floor.agenda, floor.item_title, floor.preset, floor.reply_limits) == (
        ["Opening", "Review"], "Opening", "who", [60],
    )  # fmt: skip
    assert (floor.token, floor.list_state, floor.item) == (0, "draft", 1)


def test_who_copies_is_the_only_person_of_the_copy(office: Office) -> None:
    office.delegate("Fiji")
    copy = copied(office, parties=True)
    assert [(row.name, row.roles) for row in copy.participants.all()] == [("Organiser", ["organiser"])]
    assert not Invitation.objects.filter(conference=copy).exists()


def test_parties_come_without_their_members_if_wished(office: Office) -> None:
    theme = Theme.objects.create(conference=office.conference, key="seas", title={"en": "Seas"})
    fiji = office.party(
        "Fiji", code="FJ", groups=["MSG"], rank=3, theme=theme, microphone="4", most_members=5
    )
    fiji.video_statement_file = "fiji.webm"
    fiji.save()
    office.party("A journalist", outlet="The Daily")

    assert not copied(office).parties.exists()
    row = copied(office, slug="with-parties", parties=True).parties.get()
    assert (row.name, row.code, row.groups, row.rank, row.most_members) == (
        {"en": "Fiji"},
        "FJ",
        ["MSG"],
        3,
        5,
    )
    assert (row.theme and row.theme.title, row.microphone, row.video_statement_file) == (
        {"en": "Seas"},
        "",
        "",
    )


def test_documents_and_cancelled_sessions_are_not_copied(office: Office) -> None:
    Document.objects.create(conference=office.conference, title={"en": "Note"}, session=office.session)
    office.plan_session("programme.cancel_session")
    copy = copied(office)
    assert (copy.documents.exists(), copy.sessions.exists()) == (False, False)


def test_times_of_day_stay_in_a_new_time_zone(office: Office) -> None:
    copy = copied(office, timezone="America/New_York", first_day="2022-11-06")
    # On this day clocks were put back in New York.
    assert local_times(copy) == ["2022-11-06 13:20"]
    assert [f"{day.date}" for day in copy.days.all()] == ["2022-11-06"]


def test_a_conference_without_days_gets_the_first_one(office: Office) -> None:
    office.session.delete()
    Day.objects.filter(conference=office.conference).delete()
    assert [f"{day.date}" for day in copied(office).days.all()] == ["2022-11-15"]
    given = COPY | {"slug": "other", "first_day": "2022-02-30"}
    assert office.refused("programme.copy_conference", **given).code == "programme.no_such_time"


def test_the_staff_of_both_hear_of_it(office: Office) -> None:
    copy = copied(office)
    assert office.events(copy.stream) == ["programme.conference_made"]
    there = Entry.objects.get(stream=office.conference.stream)
    assert (there.event, there.everyone) == (
        {"type": "programme.conference_copied", "slug": "icdd-2022"},
        None,
    )
    logged = AuditEntry.objects.filter(conference=copy.pk).get()
    assert (logged.action, logged.after) == ("programme.conference_made", {"like": office.conference.slug})


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"slug": "taken"}, "programme.slug_taken"),
        ({"timezone": "Asia/Nowhere"}, "programme.no_such_zone"),
        ({"first_day": "2022-02-30"}, "programme.no_such_time"),
        ({"slug": "Über uns"}, "wire.bad_command"),
        ({"slug": "a" * 51}, "wire.bad_command"),
        ({"name": {}}, "wire.bad_command"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, fields: dict[str, Any], code: str) -> None:
    Conference.objects.create(slug="taken")
    assert office.refused("programme.copy_conference", **COPY | fields).code == code
    assert Conference.objects.count() == 2


def test_nothing_is_made_if_one_session_does_not_fit(office: Office) -> None:
    Session.objects.filter(pk=office.session.pk).update(
        starts_at=datetime(2021, 11, 15, 18, 30, tzinfo=UTC), ends_at=datetime(2021, 11, 15, 20, tzinfo=UTC)
    )
    refused = office.refused(
        "programme.copy_conference", **COPY | {"timezone": "Europe/Berlin", "first_day": "2027-03-28"}
    )
    assert refused.code == "programme.no_such_time"
    assert Conference.objects.count() == 1


def test_a_guest_cannot_come_back_and_is_refused(office: Office) -> None:
    office.organiser = office.person("By a link", "organiser")
    assert office.refused("programme.copy_conference", **COPY).code == "programme.needs_account"


def test_a_person_makes_so_many_conferences_a_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(limits.CONFERENCES_OF_A_PERSON):
        copied(office, slug=f"copy-{number}")
    assert office.refused("programme.copy_conference", **COPY).code == "programme.too_many_copies"
    tomorrow = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    copied(office)


def test_a_server_makes_so_many_conferences_a_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CONFERENCES", 1)
    copied(office, slug="first")
    AuditEntry.objects.filter(action=services.MADE).get()
    monkeypatch.setattr(audit, "times_done", lambda action, since, person=None: 0 if person else 1)
    assert office.refused("programme.copy_conference", **COPY).code == "programme.too_many_copies"
