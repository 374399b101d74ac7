"""What organisers read of the audit log, as pages and as a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import AsyncClient, Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.audit.services import Subject, record
from foundation.database import in_thread
from sessions import permissions
from sessions.audit import services
from sessions.models import Invitation, Participant
from tests.sessions.seats.test_api import problem
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
PATH = "/api/v1/organise/audit"


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Olga", "organiser")


def bearer(seat: Seat) -> dict[str, str]:
    return {"Authorization": f"Bearer {seats.sign(seat)[0]}"}


def get(seat: Seat, **query: str) -> Any:
    return Client().get(PATH, query, headers=bearer(seat))


def entry(hall: Assembly, action: str = "seatcards.make", **fields: Any) -> AuditEntry:
    record(action, **{"actor": None, "address": "192.0.2.1", "conference": hall.conference.pk} | fields)
    return AuditEntry.objects.latest("pk")


def ids(answer: Any) -> list[int]:
    return [int(each["id"]) for each in answer.json()["entries"]]


@pytest.mark.parametrize("path", [PATH, f"{PATH}.csv"])
@pytest.mark.parametrize("role", permissions.TABLE)
def test_organisers_alone_read_it(hall: Assembly, role: str, path: str) -> None:
    answer = Client().get(path, headers=bearer(hall.person("Someone", role)))
    assert answer.status_code == (200 if role == "organiser" else 403)


def test_a_seat_is_needed() -> None:
    assert problem(Client().get(PATH)) == (401, "seat.missing")


def test_the_newest_is_first_and_other_conferences_are_not_there(hall: Assembly, organiser: Seat) -> None:
    first = entry(hall, actor=organiser, subject=Subject("party", "3", "Fiji"), after={"made": 1})
    entry(Assembly())
    second = entry(hall)
    answer = get(organiser)
    assert ids(answer) == [second.pk, first.pk]
    shown = answer.json()["entries"][1]
    assert (shown["name"], shown["subject"], shown["after"], shown["address"]) == (
        "Olga",
        {"kind": "party", "id": "3", "label": "Fiji"},
        {"made": 1},
        "192.0.2.1",
    )


def test_sign_ins_of_people_with_a_part_are_there_and_of_others_not(hall: Assembly, organiser: Seat) -> None:
    ana, ben = (User.objects.create_user(f"{name}@example.org", "a long secret") for name in ("ana", "ben"))
    Participant.objects.create(conference=hall.conference, person=ana, name="Ana")
    seen = entry(hall, "sign_in.failed", actor=ana, conference="")
    entry(hall, "sign_in.done", actor=ben, conference="")
    entry(hall, "admin.change", actor=ana, conference="")
    assert ids(get(organiser)) == [seen.pk]


def test_sign_ins_of_who_was_invited_are_there_from_the_acceptance_on(
    hall: Assembly, organiser: Seat, moment: list[Any]
) -> None:
    ana = User.objects.create_user("ana@example.org", "a long secret")
    part = Participant.objects.create(conference=hall.conference, person=ana, name="Ana")
    invitation = Invitation.objects.create(
        conference=hall.conference, participant=part, email="ana@example.org", language="en"
    )
    entry(hall, "sign_in.done", actor=ana, conference="")
    assert ids(get(organiser)) == []
    moment[0] += timedelta(minutes=1)
    invitation.accepted_at = moment[0]
    invitation.save()
    assert ids(get(organiser)) == []
    moment[0] += timedelta(minutes=1)
    after = entry(hall, "sign_in.done", actor=ana, conference="")
    assert ids(get(organiser)) == [after.pk]
    # Another conference's acceptance opens nothing to this one.
    other = Assembly()
    Participant.objects.create(conference=other.conference, person=ana, name="Ana")
    Invitation.objects.update(accepted_at=None)
    assert ids(get(organiser)) == []


def test_filters(hall: Assembly, organiser: Seat, moment: list[Any]) -> None:
    old = entry(hall, "seatcards.make", subject=Subject("party", "3", "Fiji"))
    before = moment[0]
    moment[0] = before.replace(hour=6)
    new = entry(hall, "session.set_access", actor=organiser, subject=Subject("session", "1", "Opening"))
    for query, expected in (
        ({"actor": "olg"}, new),
        ({"actor": organiser.person}, new),
        ({"action": "seatcards"}, old),
        ({"action": "session.set_access"}, new),
        ({"subject": "fij"}, old),
        ({"since": "2021-11-16T05:30:00Z"}, new),
        ({"since": "2021-11-16T13:30"}, new),  # in the conference's zone
        ({"until": "2021-11-16T05:30:00Z"}, old),
    ):
        assert ids(get(organiser, **query)) == [expected.pk], query
    assert ids(get(organiser, action="seat")) == []
    assert get(organiser, since="yesterday").status_code == 400


def test_pages_follow_each_other(hall: Assembly, organiser: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PAGE", 2)
    made = [entry(hall).pk for _ in range(3)]
    first = get(organiser)
    assert ids(first) == [made[2], made[1]]
    second = get(organiser, before=first.json()["next"])
    assert (ids(second), second.json()["next"]) == ([made[0]], None)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
async def test_the_file_has_every_entry_and_no_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PAGE", 2)

    def prepare() -> Seat:
        hall = Assembly()
        for name in ("Ana", "=cmd|calc", "Ben"):
            entry(hall, subject=Subject("party", "3", name), after={"made": 1})
        return hall.person("Olga", "organiser")

    organiser = await in_thread(prepare)
    answer: Any = await AsyncClient().get(f"{PATH}.csv", headers=bearer(organiser))
    text = b"".join([part async for part in answer.streaming_content]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["subject"] for row in rows] == ["Ben", "'=cmd|calc", "Ana"]
    assert (rows[0]["after"], rows[0]["before"], rows[0]["address"]) == ('{"made": 1}', "", "192.0.2.1")
