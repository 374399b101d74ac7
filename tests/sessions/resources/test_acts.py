"""Acts of organisers over REST: copies of sessions, archiving, and decisions on registrations."""

from typing import Any

import pytest

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from sessions import permissions
from sessions.api_tokens import services as tokens
from sessions.models import Registration, Session
from tests.sessions.resources.test_resources import Api
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly(state="scheduled")


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Amina", "organiser")


@pytest.fixture
def api(hall: Assembly, organiser: Seat) -> Api:
    return Api(hall, seats.sign(organiser)[0])


def register(hall: Assembly, name: str) -> str:
    row = hall.conference.registrations.create(
        person=User.objects.create_guest(name),
        name=name,
        email=f"{name.lower()}@example.org",
        language="en",
        state="asked",
        asked_at=clock.now(),
    )
    return str(row.pk)


def test_a_session_is_copied_once(hall: Assembly, api: Api) -> None:
    path, body = f"sessions/{hall.session.pk}/copy", {"date": "2021-11-17", "starts": "09:00"}
    first, again = (api.ask("POST", path, body, Idempotency_Key="copy-1") for _ in range(2))
    assert (first.status_code, first.json(), again["Idempotency-Replayed"]) == (201, again.json(), "true")
    assert (first.json()["date"], first.json()["title"]) == ("2021-11-17", {"en": "Review"})
    assert first["Location"] == f"{api.root}sessions/{first.json()['id']}"
    assert Session.objects.count() == 2
    assert api.code("POST", path, body | {"session": "1"}) == (400, "wire.bad_command")
    assert api.code("POST", "sessions/999/copy", body) == (404, "http.not_found")


def test_a_conference_is_archived_and_listed_again(hall: Assembly, api: Api) -> None:
    read = api.ask("GET", "conference")
    archived = api.ask("POST", "conference/archive", If_Match=read["ETag"])
    assert (archived.status_code, archived.json()["archived"]) == (200, True)
    assert api.code("POST", "conference/unarchive", If_Match=read["ETag"]) == (412, "http.changed")
    assert api.ask("POST", "conference/unarchive").json()["archived"] is False


def test_registrations_are_listed_and_decided(hall: Assembly, api: Api) -> None:
    rules = {"open": True, "needs_approval": True, "places": 1}
    read = api.ask("GET", "registration")
    assert read.json()["open"] is False
    assert api.ask("PUT", "registration", rules, If_Match=read["ETag"]).json() == rules
    assert api.code("PUT", "registration", rules, If_Match=read["ETag"]) == (412, "http.changed")
    assert api.code("PUT", "registration", {"open": True}) == (400, "wire.bad_command")
    ana, ben = register(hall, "Ana"), register(hall, "Ben")
    assert api.ask("POST", f"registrations/{ana}/approve").json()["state"] == "registered"
    assert api.ask("POST", f"registrations/{ben}/approve").json()["state"] == "waiting"
    assert api.ask("POST", f"registrations/{ana}/decline").json()["state"] == "declined"
    assert Registration.objects.get(pk=ben).state == "registered"
    assert [row["name"] for row in api.get("registrations?state=registered")["items"]] == ["Ben"]
    assert api.code("POST", "registrations/999/approve") == (404, "http.not_found")


def test_they_are_for_organisers_and_for_tokens_with_the_scope(hall: Assembly, organiser: Seat) -> None:
    ana = register(hall, "Ana")
    asked: list[tuple[Any, ...]] = [
        ("POST", f"sessions/{hall.session.pk}/copy", {"date": "2021-11-17", "starts": "09:00"}),
        ("POST", "conference/archive"),
        ("POST", f"registrations/{ana}/approve"),
        ("PUT", "registration", {"open": True, "needs_approval": False, "places": None}),
        ("GET", "registrations"),
        ("GET", "registration"),
    ]
    for role in permissions.TABLE.keys() - {"organiser"}:
        other = Api(hall, seats.sign(hall.person("Someone", role))[0])
        assert {other.code(*each) for each in asked} == {(403, "wire.forbidden")}
    _, text = tokens.make_token(organiser, "Website", ["programme:read", "roles:write"], 1)
    assert {Api(hall, text).code(*each) for each in asked} == {(403, "api_token.scope_missing")}


def test_documents_are_moved_and_restored(hall: Assembly, api: Api) -> None:
    made = [
        api.ask("POST", "documents", {"title": {"en": title}, "access": "public"}).json()["id"]
        for title in ("One", "Two", "Three")
    ]

    def order() -> list[str]:
        rows = hall.conference.documents.filter(removed_at=None).order_by("position", "pk")
        return [str(pk) for pk in rows.values_list("pk", flat=True)]

    assert api.code("POST", f"documents/{made[2]}/move", {"position": 0}) == (200, "")
    assert order() == [made[2], made[0], made[1]]
    body = {"position": 0, "document": made[0]}
    assert api.code("POST", f"documents/{made[1]}/move", body) == (400, "wire.bad_command")
    assert api.code("POST", "documents/999/move", {"position": 0}) == (404, "http.not_found")
    assert api.code("DELETE", f"documents/{made[0]}") == (204, "")
    restored = api.ask("POST", f"documents/{made[0]}/restore")
    assert (restored.status_code, restored.json()["id"]) == (201, made[0])
    assert restored["Location"] == f"{api.root}documents/{made[0]}"
    assert made[0] in order()
    status, code = api.code("POST", "documents/999/restore")
    assert (status, code.startswith("documents.")) == (404, True)


def test_documents_are_moved_by_organisers_and_by_tokens_with_the_scope(
    hall: Assembly, api: Api, organiser: Seat
) -> None:
    document = hall.conference.documents.create(title={"en": "Report"})
    asked = [
        ("POST", f"documents/{document.pk}/move", {"position": 0}),
        ("POST", f"documents/{document.pk}/restore", None),
    ]
    for role in permissions.TABLE.keys() - {"organiser"}:
        other = Api(hall, seats.sign(hall.person("Someone", role))[0])
        assert {other.code(*each) for each in asked} == {(403, "wire.forbidden")}
    _, text = tokens.make_token(organiser, "Website", ["documents:read", "programme:write"], 1)
    assert {Api(hall, text).code(*each) for each in asked} == {(403, "api_token.scope_missing")}
