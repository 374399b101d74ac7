"""However a session comes to be, it has its floor: it can be opened, and delegations can ask for the floor there."""

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from foundation.accounts import seats
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done
from sessions.exchange import extract
from sessions.exchange import services as exchange
from sessions.models import Floor, Session
from sessions.programme.models import Conference
from tests.sessions.exchange import files
from tests.sessions.exchange import icdd_schedules as schedules
from tests.sessions.exchange.conftest import ExchangeClient
from tests.sessions.planning.conftest import Office
from tests.support.limited import limit

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ROOT = Path(__file__).parents[3]
PLAN = {"title": {"en": "Lakes"}, "date": "2021-11-17", "starts": "09:00", "ends": "10:30"}
TABLE = [["day", "start", "end", "title:en"], ["2021-11-17", "09:00", "10:30", "Lakes"]]


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process: the same code as in the separate one, but faster."""
    limit(monkeypatch, "file.import", sender=1000)
    monkeypatch.setattr(exchange, "run_on_file", lambda module, path, **_: asdict(extract.read(path)))


def by_hand(office: Office) -> None:
    office.plan("programme.add_session", **PLAN)


def by_rest(office: Office) -> None:
    ask(office, "sessions", PLAN)


def by_copy(office: Office) -> None:
    office.plan("programme.copy_session", session=str(office.session.pk), date="2021-11-17", starts="09:00")


def by_copy_over_rest(office: Office) -> None:
    ask(office, f"sessions/{office.session.pk}/copy", {"date": "2021-11-17", "starts": "09:00"})


def by_copy_of_the_conference(office: Office) -> None:
    office.copy_conference({"en": "Next"})


def by_restoring(office: Office) -> None:
    by_hand(office)
    stream = Session.objects.latest("pk").stream
    for kind in ("programme.cancel_session", "programme.restore_session"):
        answer = office.do(office.organiser, kind, stream=stream)
        assert isinstance(answer, Done), answer


def by_file(content: Callable[[], bytes]) -> Callable[[Office], None]:
    def bring(office: Office) -> None:
        ExchangeClient(office.organiser).carry_out("programme", content())

    return bring


def ask(office: Office, path: str, body: dict[str, Any]) -> None:
    bearer = {"Authorization": f"Bearer {seats.sign(office.organiser)[0]}"}
    answer = Client().post(
        f"/api/v1/c/{office.conference.slug}/{path}", json.dumps(body), "application/json", headers=bearer
    )
    assert answer.status_code == 201, answer.content


WAYS: dict[str, Callable[[Office], None]] = {
    "by hand": by_hand,
    "by REST": by_rest,
    "by a copy": by_copy,
    "by a copy over REST": by_copy_over_rest,
    "by a copy of the conference": by_copy_of_the_conference,
    "cancelled and restored": by_restoring,
    "by CSV": by_file(lambda: files.csv_of(TABLE)),
    "by XLSX": by_file(lambda: files.xlsx_of(TABLE)),
    "by JSON": by_file(lambda: schedules.as_json(schedules.pretalx())),
    "by XML": by_file(schedules.pretalx_xml),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_session_has_its_floor_and_takes_requests_of_delegations_alone(office: Office, way: str) -> None:
    """A copy is as open as what it was made from, and another session is so until the organiser says otherwise."""
    Conference.objects.update(default_access=Conference._meta.get_field("default_access").default)
    Session.objects.update(access="delegations")
    there = set(Session.objects.values_list("pk", flat=True))
    WAYS[way](office)
    made = list(Session.objects.exclude(pk__in=there))
    assert made
    assert {session.access for session in made} == {"delegations"}
    for session in made:
        assert_takes_requests(office, session)


def assert_takes_requests(office: Office, session: Session) -> None:
    office.conference = Conference.objects.get(pk=session.conference_id)
    for audience in (Audience.EVERYONE, Audience.MODERATORS):
        shown = journal.snapshot_of(session.stream, audience).entities
        assert [*shown["floor"]] == [str(session.pk)]
    chair, delegate = office.moderator(), office.delegate("Fiji")
    office.done(chair, "floor.open_list", stream=session.stream)
    office.done(delegate, "floor.inscribe", stream=session.stream)


def test_a_session_that_had_no_floor_gets_one(office: Office) -> None:
    Floor.objects.all().delete()
    importlib.import_module("sessions.migrations.0035_floors").make_missing_floors(apps, None)
    assert_takes_requests(office, office.session)


def test_sessions_are_made_at_one_place() -> None:
    """A session that is saved elsewhere would have no floor."""
    places = [*ROOT.glob("sessions/**/*.py"), *ROOT.glob("chat/**/*.py"), *ROOT.glob("streaming/**/*.py")]
    bypasses = re.compile(r"\bSession\.objects\.(bulk_|get_or_|update_or_)?create\(|\.sessions\.create\(")
    assert [str(path) for path in places if bypasses.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("way", ["by hand", "by REST", "by CSV", "by JSON", "by XML"])
def test_new_sessions_have_the_policy_of_their_conference(office: Office, way: str) -> None:
    seen = {"default_access": "public"}
    office.plan("programme.change_conference", values={"default_access": "registered"}, seen=seen)
    there = set(Session.objects.values_list("pk", flat=True))
    WAYS[way](office)
    made = Session.objects.exclude(pk__in=there)
    assert set(made.values_list("access", flat=True)) == {"registered"}


def test_a_policy_that_is_given_is_kept(office: Office) -> None:
    office.plan("programme.add_session", **PLAN, access="staff")
    ExchangeClient(office.organiser).carry_out(
        "programme", files.csv_of([[*TABLE[0], "access"], [*TABLE[1][:3], "Seas", "public"]])
    )
    assert set(Session.objects.exclude(pk=office.session.pk).values_list("access", flat=True)) == {
        "staff",
        "public",
    }


def test_a_copy_of_a_conference_has_its_policy_of_new_sessions(office: Office) -> None:
    Conference.objects.update(default_access="code")
    by_copy_of_the_conference(office)
    assert Conference.objects.get(slug="next").default_access == "code"
