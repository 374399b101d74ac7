"""A conference's resources over REST: what they show, and who changes them: once, and if nobody did meanwhile."""

import errno
import json
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.wire import execution
from sessions import permissions
from sessions.api_tokens import services as tokens
from sessions.api_tokens.models import KeptAnswer
from sessions.models import Document, Room, Session
from sessions.resources import conditional_writes
from sessions.resources.kinds import KINDS
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
ROOM = {"name": {"en": "Hall A", "id": "Ruang A"}}


@pytest.fixture
def hall() -> Assembly:
    return Assembly(state="scheduled")


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Amina", "organiser")


class Api:
    """Asks below `/api/v1/c/<slug>/` with a bearer."""

    def __init__(self, hall: Assembly, bearer: str) -> None:
        self.root, self.bearer = f"/api/v1/c/{hall.conference.slug}/", bearer

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {self.bearer}"} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        text = "" if body is None else json.dumps(body)
        return Client().generic(method, self.root + path, text, "application/json", headers=sent)

    def get(self, path: str, **headers: str) -> Any:
        answer = self.ask("GET", path, **headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def code(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        answer = self.ask(method, path, body, **headers)
        return answer.status_code, "" if answer.status_code < 400 else answer.json()["code"]


@pytest.fixture
def api(hall: Assembly, organiser: Seat) -> Api:
    return Api(hall, seats.sign(organiser)[0])


def test_a_conference_is_copied_once(hall: Assembly, organiser: Seat, api: Api) -> None:
    User.objects.filter(public_id=organiser.person).update(is_guest=False, email="amina@example.org")
    body = {"slug": "next", "name": {"en": "Next"}, "short": "Next", "first_day": "2022-11-15"}
    first, again = (api.ask("POST", "copy", body, Idempotency_Key="copy-1") for _ in range(2))
    assert (first.status_code, first["Location"]) == (201, "/api/v1/c/next/conference")
    assert (first.json(), again["Idempotency-Replayed"]) == (again.json(), "true")
    assert (first.json()["slug"], first.json()["short"]) == ("next", "Next")
    assert api.code("POST", "copy", body) == (409, "programme.slug_taken")
    assert api.code("POST", "copy", body | {"colour": "red"}) == (400, "wire.bad_command")


def test_a_request_is_done_once_the_disk_has_space(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*of: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(execution, "_execute_once", full)
        sent = api.code("POST", "rooms", ROOM, Idempotency_Key="room")
    assert sent == (507, "server.disk_full")
    again = api.ask("POST", "rooms", ROOM, Idempotency_Key="room")
    assert (again.status_code, again.get("Idempotency-Replayed")) == (201, None)


def test_a_refusal_names_its_values(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*of: Any) -> None:
        raise Refusal("parties.already_there", "One is here.", values={"row": 7})

    monkeypatch.setattr(execution, "_execute_once", refuse)
    assert api.ask("POST", "rooms", ROOM).json()["values"] == {"row": 7}


def test_a_document_is_added_changed_released_and_removed(hall: Assembly, organiser: Seat) -> None:
    _, text = tokens.make_token(organiser, "Translators", ["documents:read", "documents:write"], 1)
    api = Api(hall, text)
    body = {"title": {"en": "Report"}, "symbol": "ICDD/2021/3", "embargo": "held"}
    added, again = (api.ask("POST", "documents", body, Idempotency_Key="report") for _ in range(2))
    assert (added.status_code, added.json()) == (201, again.json())
    path = f"documents/{added.json()['id']}"
    assert added["Location"] == f"{api.root}{path}"
    assert added.json()["released_at"] is None

    session = str(hall.session.pk)
    changed = api.ask("PATCH", path, {"title": {"en": "Final report"}, "session": session})
    assert (changed.json()["title"], changed.json()["session"]) == ({"en": "Final report"}, session)
    assert api.code("PATCH", path, {"access": None}) == (400, "wire.bad_command")
    assert api.code("PATCH", path, {"access": "staff"}, If_Match=added["ETag"]) == (412, "http.changed")
    assert [row["symbol"] for row in api.get(f"documents?session={session}")["items"]] == ["ICDD/2021/3"]
    released = api.ask("POST", f"{path}/release", If_Match=changed["ETag"]).json()
    assert (released["embargo"], released["released_at"] is not None) == ("none", True)

    row = Document.objects.get()
    row.files.create(
        language="fr", file="x.pdf", name="r.pdf", kind="pdf", octets=3, sha256="0", uploaded_at=clock.now()
    )
    assert api.code("DELETE", f"{path}/files/en") == (404, "http.not_found")
    assert api.ask("DELETE", f"{path}/files/fr").status_code == 204
    assert api.get(path)["files"] == []
    assert api.ask("DELETE", path).status_code == 204
    assert api.code("GET", path) == (404, "http.not_found")
    assert AuditEntry.objects.filter(action__startswith="documents.", result="done").count() == 5


def test_documents_are_for_organisers_and_for_tokens_with_their_scope(
    hall: Assembly, organiser: Seat
) -> None:
    document = hall.conference.documents.create(title={"en": "Report"})
    path = f"documents/{document.pk}"
    asked = [("POST", f"{path}/release"), ("DELETE", f"{path}/files/en"), ("DELETE", path)]
    for role in permissions.TABLE.keys() - {"organiser"}:
        api = Api(hall, seats.sign(hall.person("Someone", role))[0])
        assert {api.code(method, each) for method, each in asked} == {(403, "wire.forbidden")}
    _, text = tokens.make_token(organiser, "Website", ["documents:read", "programme:write"], 1)
    api = Api(hall, text)
    assert api.code("GET", path) == (200, "")
    assert {api.code(method, each) for method, each in asked} == {(403, "api_token.scope_missing")}


def test_a_list_goes_on_at_its_cursor(hall: Assembly, api: Api) -> None:
    names = ["Fiji", "Chile", "Ghana"]
    for name in names:
        hall.party(name)
    first = api.get("parties?limit=2")
    second = api.get(f"parties?limit=2&after={first['next']}")
    assert [row["name"]["en"] for row in first["items"] + second["items"]] == names
    assert second["next"] is None
    assert api.get("parties?limit=3")["next"] is None


def test_filters_select(hall: Assembly, api: Api) -> None:
    fiji, _ = hall.party("Fiji", code="FJ"), hall.party("Red Cross", category="observer", place="hall")
    hall.person("Mere", "delegate", party=fiji)

    def names(path: str) -> list[Any]:
        return [
            row["name"] if isinstance(row["name"], str) else row["name"]["en"]
            for row in api.get(path)["items"]
        ]

    assert names("parties?category=observer") == ["Red Cross"]
    assert names("parties?code=FJ") == ["Fiji"]
    assert names("parties?place=hall") == ["Red Cross"]
    assert names(f"people?party={fiji.pk}") == ["Mere"]
    assert names("people?text=mer") == ["Mere"]
    assert len(api.get("sessions?date=2021-11-16&state=scheduled&kind=statements")["items"]) == 1
    assert api.get("sessions?date=2021-11-17")["items"] == []
    assert api.code("GET", "sessions?colour=red") == (400, "http.invalid")
    assert api.code("GET", "sessions?limit=201") == (400, "http.invalid")


def test_a_version_that_one_has_is_not_sent_again(hall: Assembly, api: Api) -> None:
    for path in ("sessions", f"sessions/{hall.session.pk}", "conference"):
        tag = api.ask("GET", path)["ETag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            assert api.ask("GET", path, If_None_Match=known).status_code == 304
    hall.session.title = {"en": "Another"}
    hall.session.save()
    assert api.ask("GET", "sessions", If_None_Match=tag).status_code == 200


def test_a_session_is_added_changed_cancelled_and_removed(hall: Assembly, api: Api) -> None:
    body = {
        "title": {"en": "Opening"},
        "date": "2021-11-17",
        "starts": "09:00",
        "ends": "10:30",
        "room": "Hall A",
    }
    added = api.ask("POST", "sessions", body)
    assert added.status_code == 201
    row = added.json()
    assert added["Location"] == f"{api.root}sessions/{row['id']}"
    assert (row["starts_at"], row["date"], row["starts"]) == (
        "2021-11-17T01:00:00.000Z",
        "2021-11-17",
        "09:00",
    )
    path = f"sessions/{row['id']}"
    moved = api.ask("PATCH", path, {"starts": "11:00"}, If_Match=added["ETag"])
    assert moved.status_code == 200
    assert (moved.json()["starts"], moved.json()["ends"]) == ("11:00", "12:30")
    far = {"date": "2026-11-17"}
    assert api.code("PATCH", path, far) == (409, "programme.far_day")
    assert api.code("POST", "sessions", body | far) == (409, "programme.far_day")
    assert api.ask("PATCH", f"{path}?confirmed=true", far).json()["date"] == "2026-11-17"
    assert api.ask("POST", f"{path}/cancel").json()["cancelled"] is True
    assert api.code("POST", f"{path}/cancel") == (409, "programme.cancelled_already")
    assert api.ask("POST", f"{path}/restore").json()["cancelled"] is False
    assert api.code("DELETE", path) == (204, "")
    assert api.code("GET", path) == (404, "http.not_found")
    events = hall.events(hall.conference.stream)
    assert events[0] == "programme.session_added"
    assert "programme.session_edited" in events
    assert events[-1] == "programme.plan_edited"
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", "result"))
    assert actions[:2] == [("programme.add_session", "done"), ("programme.change_session", "done")]


def test_a_session_is_locked_before_its_conference_where_it_is_removed(
    hall: Assembly, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, locked = journal.lock, list[str]()
    monkeypatch.setattr(journal, "lock", lambda stream: (locked.append(stream), lock(stream))[1])
    body = {"title": {"en": "Opening"}, "date": "2021-11-17", "starts": "09:00", "ends": "10:30"}
    made = api.ask("POST", "sessions", body).json()["id"]
    locked.clear()
    assert api.code("DELETE", f"sessions/{made}") == (204, "")
    assert locked[:2] == [f"session/{made}", hall.conference.stream]


def test_each_kind_is_added_changed_and_removed(hall: Assembly, api: Api) -> None:
    given: dict[str, tuple[Any, Any]] = {
        "days": ({"date": "2021-11-18"}, None),
        "rooms": (ROOM, {"name": {"en": "Hall B"}}),
        "themes": ({"title": {"en": "Water"}}, {"title": {"en": "Water and land"}}),
        "parties": (
            {"name": {"en": "Fiji"}, "code": "FJ"},
            {"rank": 3, "groups": ["SIDS"], "most_members": None},
        ),
        "people": (
            {"name": "Mere Tora", "email": "mere@example.org"},
            {"function": "Minister", "place": "hall"},
        ),
    }
    for kind, (new, values) in given.items():
        added = api.ask("POST", kind, new)
        assert added.status_code == 201, (kind, added.content)
        path = f"{kind}/{added.json()['id']}"
        assert api.get(path) == added.json()
        if values is not None:
            changed = api.ask("PATCH", path, values)
            assert changed.status_code == 200, (kind, changed.content)
            assert {name: changed.json()[name] for name in values} == values
        assert api.code("DELETE", path) == (204, "")
        assert api.code("DELETE", path)[0] == 404
    changed = api.ask("PATCH", "conference", {"venue": "Makassar"})
    assert changed.json()["venue"] == "Makassar"
    assert api.code("PATCH", "conference", {"slug": "other"}) == (400, "wire.bad_command")


def test_who_changed_it_first_wins(hall: Assembly, api: Api) -> None:
    path = f"rooms/{api.ask('POST', 'rooms', ROOM).json()['id']}"
    tag = api.ask("GET", path)["ETag"]
    assert api.code("PATCH", path, {"name": {"en": "B"}}, If_Match=tag) == (200, "")
    assert api.code("PATCH", path, {"name": {"en": "C"}}, If_Match=tag) == (412, "http.changed")
    assert api.code("DELETE", path, If_Match=tag) == (412, "http.changed")
    assert api.get(path)["name"] == {"en": "B"}
    assert api.code("PATCH", path, {"name": {"en": "C"}}, If_Match="*") == (200, "")
    tag = api.ask("GET", path)["ETag"]
    assert api.code("DELETE", path, If_Match=f'"other", {tag}') == (204, "")


def test_a_key_makes_a_post_happen_once(api: Api) -> None:
    first = api.ask("POST", "rooms", ROOM, Idempotency_Key="key-1")
    again = api.ask("POST", "rooms", ROOM, Idempotency_Key="key-1")
    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), first["ETag"])
    assert (first.headers.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert Room.objects.count() == 1
    other = {"name": {"en": "Hall B"}}
    assert api.code("POST", "rooms", other, Idempotency_Key="key-1") == (422, "http.key_reused")
    assert api.code("POST", "rooms", ROOM, Idempotency_Key="key-2") == (409, "programme.already_there")
    assert api.code("POST", "rooms", ROOM, Idempotency_Key="key-2") == (409, "programme.already_there")
    assert api.code("POST", "rooms", other, Idempotency_Key="k" * 121) == (400, "http.bad_key")
    assert AuditEntry.objects.filter(action="programme.add_room").count() == 2


def test_a_key_that_another_stream_takes_at_the_same_moment_answers_once(
    api: Api, organiser: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other request is answered between the look for its answer and the end of this one."""
    kept = {"digest": "0", "status": 201, "body": {}, "at": clock.now()}
    done = conditional_writes._run_and_audit
    calls = []

    def meanwhile(act: Any) -> Any:
        calls.append(act)
        if len(calls) == 1:
            KeptAnswer.objects.create(person=organiser.person, key="key-1", **kept)
        return done(act)

    monkeypatch.setattr(conditional_writes, "_run_and_audit", meanwhile)
    assert api.ask("POST", "rooms", ROOM, Idempotency_Key="key-1").status_code == 201
    assert (len(calls), Room.objects.count()) == (2, 1)


def test_a_key_is_forgotten_after_a_day(api: Api) -> None:
    api.ask("POST", "rooms", ROOM, Idempotency_Key="key")
    KeptAnswer.objects.update(at=clock.now() - conditional_writes.KEPT - conditional_writes.KEPT)
    other = {"name": {"en": "Hall B"}}
    assert api.code("POST", "rooms", other, Idempotency_Key="key") == (201, "")
    assert Room.objects.count() == 2


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", "rooms", {"name": {"en": ""}}, "wire.bad_command"),
        ("POST", "rooms", ROOM | {"colour": "red"}, "wire.bad_command"),
        ("POST", "rooms", [], "wire.bad_command"),
        ("POST", "rooms", ROOM | {"type": "programme.archive"}, "wire.bad_command"),
        ("POST", "people", {"name": "A", "email": "nobody"}, "http.invalid"),
        ("POST", "people", {"name": "A;b@c.org\nB", "email": "b@example.org"}, "http.invalid"),
        ("PATCH", "sessions/{session}", {}, "edit.nothing_seen"),
        ("PATCH", "sessions/{session}", {"title": None}, "wire.bad_command"),
        ("PATCH", "sessions/{session}", {"state": "open"}, "wire.bad_command"),
        ("PATCH", "sessions/999999", {"kind": "panel"}, "http.not_found"),
        ("GET", "sessions/x", None, "http.not_found"),
        ("DELETE", "conference", None, "http.method_not_allowed"),
    ],
)
def test_what_is_wrong_is_refused(
    hall: Assembly, api: Api, method: str, path: str, body: Any, code: str
) -> None:
    exact = path.replace("{session}", str(hall.session.pk))
    assert api.code(method, exact, body)[1] == code


@pytest.mark.parametrize("role", sorted(permissions.TABLE))
def test_they_are_for_organisers(hall: Assembly, role: str) -> None:
    seat = hall.person("Someone", role, party=hall.party("Fiji"))
    api = Api(hall, seats.sign(seat)[0])
    asked = [("GET", kind.name) for kind in KINDS] + [("POST", kind.name) for kind in KINDS]
    asked += [
        ("GET", "conference"),
        ("PATCH", "conference"),
        ("POST", "copy"),
        ("POST", f"sessions/{hall.session.pk}/cancel"),
    ]
    codes = {api.code(method, path, {})[1] for method, path in asked}
    assert ("wire.forbidden" in codes) is (role != "organiser")
    assert role == "organiser" or codes == {"wire.forbidden"}


def test_a_token_reads_or_writes_what_its_scopes_say(hall: Assembly, organiser: Seat) -> None:
    _, text = tokens.make_token(organiser, "Website", ["programme:read", "people:write"], 1)
    api = Api(hall, text)
    assert api.code("GET", "sessions") == (200, "")
    assert api.code("POST", "rooms", ROOM) == (403, "api_token.scope_missing")
    assert api.code("GET", "people") == (403, "api_token.scope_missing")
    assert api.code("POST", "parties", {"name": {"en": "Fiji"}}) == (201, "")
    entry = AuditEntry.objects.get(action="parties.add")
    assert (entry.name, str(entry.person)) == ("Amina (API: Website)", organiser.person)


def test_another_conference_is_closed(api: Api) -> None:
    other = Assembly()
    assert Api(other, api.bearer).code("GET", "sessions") == (403, "wire.wrong_conference")
    assert api.code("GET", f"sessions/{other.session.pk}") == (404, "http.not_found")
    assert Session.objects.count() == 2


def test_a_person_has_its_address(hall: Assembly, api: Api) -> None:
    seat = hall.person("Ben", "organiser")
    User.objects.filter(public_id=seat.person).update(email="ben@example.org")
    assert api.get(f"people/{seat.participant}")["email"] == "ben@example.org"
