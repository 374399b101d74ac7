"""Roles and invitations over REST, for programs of organisers: given, changed and withdrawn; sent once, withdrawn."""

from typing import Any, get_args

import pytest

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job
from foundation.journal import services as journal
from foundation.journal.models import Stream
from sessions import permissions
from sessions.api_tokens import services as tokens
from sessions.models import Invitation, Participant, Party, SessionRole
from sessions.parties.protocol import Role
from tests.sessions.resources.test_resources import Api
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    settings.MAIL_SERVER, settings.PUBLIC_URL = "smtp://127.0.0.1", "https://hall.example"


@pytest.fixture
def hall() -> Assembly:
    return Assembly(state="scheduled")


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Amina", "organiser")


@pytest.fixture
def api(hall: Assembly, organiser: Seat) -> Api:
    scopes = [
        "people:read",
        "people:write",
        "roles:read",
        "roles:write",
        "invitations:read",
        "invitations:write",
    ]
    return Api(hall, tokens.make_token(organiser, "Directory", scopes, 1)[1])


def added(api: Api, name: str, **fields: Any) -> str:
    """The id of a new person with an address."""
    body = {"name": name, "email": f"{name.lower()}@example.org"} | fields
    return str(api.ask("POST", "people", body).json()["id"])


def test_a_token_for_people_adds_nobody_who_runs_the_conference(hall: Assembly, organiser: Seat) -> None:
    _, text = tokens.make_token(organiser, "Website", ["people:write"], 1)
    website, body = Api(hall, text), {"name": "Mere", "email": "mere@example.org"}
    for role in permissions.TABLE.keys() & {*get_args(Role)} - {"delegate", "audience"}:
        found = website.code("POST", "people", body | {"roles": ["delegate", role]})
        assert found == (403, "api_token.scope_missing"), role
    assert website.code("POST", "people", body) == (201, "")
    # An organiser, and a token for roles as well, add whom they like.
    ana = {"name": "Ana", "email": "ana@example.org", "roles": ["organiser"]}
    assert Api(hall, seats.sign(organiser)[0]).code("POST", "people", ana) == (201, "")
    _, text = tokens.make_token(organiser, "Directory", ["people:write", "roles:write"], 1)
    ben = {"name": "Ben", "email": "ben@example.org", "roles": ["moderator"]}
    assert Api(hall, text).code("POST", "people", ben) == (201, "")


def test_a_person_without_a_place_has_that_of_the_party(hall: Assembly, api: Api) -> None:
    chile = Party.objects.create(conference=hall.conference, code="CL", name={"en": "Chile"}, place="hall")
    added(api, "Mere", party=str(chile.pk))
    added(api, "Tane", party=str(chile.pk), place="remote")
    added(api, "Ana")
    places = dict(Participant.objects.values_list("name", "place"))
    assert [places[name] for name in ("Mere", "Tane", "Ana")] == ["hall", "remote", "remote"]


def test_a_token_for_people_removes_nobody_who_runs_the_conference(
    hall: Assembly, organiser: Seat, api: Api
) -> None:
    _, text = tokens.make_token(organiser, "Website", ["people:read", "people:write"], 1)
    website, mere = Api(hall, text), added(api, "Mere")
    ana, ben = added(api, "Ana", roles=["organiser"]), added(api, "Ben", roles=["organiser"])
    assert website.code("DELETE", f"people/{ana}") == (403, "api_token.scope_missing")
    assert website.code("DELETE", f"people/{mere}") == (204, "")
    for who, person in ((api, ana), (Api(hall, seats.sign(organiser)[0]), ben)):
        assert who.code("DELETE", f"people/{person}")[1] != "api_token.scope_missing"


def test_a_session_is_locked_before_its_conference(
    hall: Assembly, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    mere, locked = added(api, "Mere"), []
    lock_known = journal.lock_known

    def note(stream: str) -> Any:
        locked.append(stream)
        return lock_known(stream)

    monkeypatch.setattr(journal, "lock_known", note)
    body = {"session": str(hall.session.pk), "participant": mere, "role": "interpreter", "language": "fr"}
    for headers in ({}, {"Idempotency_Key": "role"}):
        locked.clear()
        Stream.objects.filter(name=hall.session.stream).delete()
        assert api.code("POST", "session-roles", body, **headers) == (201, "")
        assert list(dict.fromkeys(locked)) == [hall.session.stream, hall.conference.stream]
        assert Stream.objects.filter(name=hall.session.stream).exists()


def test_a_role_in_a_session_is_given_and_taken(hall: Assembly, api: Api) -> None:
    mere, session = added(api, "Mere"), str(hall.session.pk)
    body = {"session": session, "participant": mere, "role": "interpreter", "language": "fr"}
    first, again = (api.ask("POST", "session-roles", body, Idempotency_Key="role") for _ in range(2))
    shown = {**body, "id": str(SessionRole.objects.get().pk)}
    assert (first.status_code, first.json(), again["Idempotency-Replayed"]) == (201, shown, "true")
    path = f"session-roles/{shown['id']}"
    assert first["Location"] == f"{api.root}{path}"
    assert api.get(path) == api.get(f"session-roles?session={session}&role=interpreter")["items"][0] == shown
    assert api.get("session-roles?role=moderator")["items"] == []
    # Given again without a key: nothing changes, and the same role is shown, though another is newer.
    api.ask("POST", "session-roles", {"session": session, "participant": mere, "role": "panellist"})
    assert api.ask("POST", "session-roles", body).json() == shown
    assert api.ask("POST", "session-roles", body | {"language": "FR"}).json() == shown

    assert api.code("DELETE", path, If_Match='"other"') == (412, "http.changed")
    assert api.code("DELETE", path, If_Match=first["ETag"]) == (204, "")
    assert api.code("DELETE", path) == (404, "http.not_found")
    assert [row.role for row in SessionRole.objects.all()] == ["panellist"]
    events = hall.events(hall.conference.stream)
    assert events[-3:] == ["session_roles.given", "session_roles.given", "session_roles.taken"]
    entry = AuditEntry.objects.filter(action="session_roles.give").first()
    assert entry is not None
    assert entry.name == "Amina (API: Directory)"


def test_roles_in_the_conference_are_changed(hall: Assembly, organiser: Seat, api: Api) -> None:
    mere = added(api, "Mere")
    before = api.ask("GET", f"people/{mere}")
    changed = api.ask("PUT", f"people/{mere}/roles", {"roles": ["moderator"]}, If_Match=before["ETag"])
    assert (changed.status_code, changed.json()["roles"]) == (200, ["moderator"])
    assert hall.events(hall.conference.stream)[-1] == "parties.roles_changed"
    late = api.code("PUT", f"people/{mere}/roles", {"roles": []}, If_Match=before["ETag"])
    assert late == (412, "http.changed")
    own = f"people/{organiser.participant}/roles"
    assert api.code("PUT", own, {"roles": ["moderator"]}) == (409, "parties.last_organiser")
    assert api.code("PUT", f"people/{mere}/roles", {"roles": ["king"]}) == (400, "http.invalid")
    assert api.code("PUT", "people/999999/roles", {"roles": []}) == (404, "http.not_found")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"participant": "999999"}, (409, "parties.unknown_participant")),
        ({"session": "999999"}, (409, "session_roles.unknown_session")),
        ({"language": "fr"}, (409, "session_roles.language")),
        ({"role": "king"}, (400, "wire.bad_command")),
        ({"colour": "red"}, (400, "wire.bad_command")),
    ],
)
def test_a_role_that_is_refused(hall: Assembly, api: Api, body: dict[str, str], code: Any) -> None:
    given = {"session": str(hall.session.pk), "participant": added(api, "Mere"), "role": "panellist"}
    assert api.code("POST", "session-roles", given | body) == code


def test_an_invitation_is_sent_once_again_and_withdrawn(hall: Assembly, api: Api) -> None:
    mere = added(api, "Mere")
    path = f"invitations/{mere}"
    shown = api.get(path)
    assert (shown["state"], shown["email"], shown["sent"]) == ("not_sent", "mere@example.org", 0)
    for _ in range(2):
        sent = api.ask("POST", f"{path}/send", Idempotency_Key="mere-1")
        assert (sent.status_code, sent.json()["state"], sent.json()["sent"]) == (201, "waiting", 1)
    assert sent["Location"] == f"{api.root}{path}"
    assert api.ask("POST", f"{path}/send", Idempotency_Key="mere-2").json()["sent"] == 2

    tag = api.ask("GET", path)["ETag"]
    assert api.code("POST", f"{path}/withdraw", If_Match=sent["ETag"]) == (412, "http.changed")
    assert api.ask("POST", f"{path}/withdraw", If_Match=tag).json()["state"] == "revoked"
    assert api.code("POST", f"{path}/withdraw") == (409, "invitations.none_open")
    assert api.get("invitations?state=revoked")["items"][0]["id"] == mere
    assert not Job.objects.filter(state="waiting").exists()
    events = hall.events(hall.conference.stream)
    assert events[-3:] == ["invitations.sent", "invitations.sent", "invitations.revoked"]


def test_invitations_are_sent_to_all_who_have_none(hall: Assembly, api: Api) -> None:
    fiji = str(hall.party("Fiji").pk)
    members = [added(api, name, party=fiji) for name in ("Mere", "Sione")]
    other = added(api, "Ana")
    for _ in range(2):
        sent = api.ask("POST", "invitations", {"party": fiji}, Idempotency_Key="fiji")
        assert (sent.status_code, sent.json()) == (201, {"count": 2})
    assert api.code("POST", "invitations", {"party": fiji}) == (409, "invitations.nobody")
    assert api.ask("POST", "invitations", {"participants": [members[0], other]}).json() == {"count": 2}
    assert api.get(f"invitations?party={fiji}&limit=1")["next"] == members[0]
    assert [each["sent"] for each in api.get("invitations")["items"]] == [2, 1, 1]
    assert api.code("POST", "invitations", {"party": "999999"}) == (409, "parties.unknown_party")
    assert api.code("POST", "invitations", {"to": "all"}) == (400, "http.invalid")
    Invitation.objects.update(accepted_at=clock.now())
    assert api.code("POST", f"invitations/{other}/send") == (409, "invitations.nobody")


def test_a_server_without_mail_says_so(hall: Assembly, api: Api, settings: Any) -> None:
    mere = added(api, "Mere")
    settings.MAIL_SERVER = None
    assert api.code("POST", f"invitations/{mere}/send") == (409, "invitations.no_mail")


def test_they_are_for_organisers_and_for_tokens_with_their_scopes(
    hall: Assembly, organiser: Seat, api: Api
) -> None:
    mere = added(api, "Mere")
    asked = [
        ("GET", "session-roles"),
        ("POST", "session-roles"),
        ("PUT", f"people/{mere}/roles"),
        ("GET", "invitations"),
        ("POST", "invitations"),
        ("GET", f"invitations/{mere}"),
        ("POST", f"invitations/{mere}/send"),
        ("POST", f"invitations/{mere}/withdraw"),
    ]
    for role in permissions.TABLE.keys() - {"organiser"}:
        other = Api(hall, seats.sign(hall.person("Someone", role))[0])
        assert {other.code(method, path) for method, path in asked} == {(403, "wire.forbidden")}
    _, text = tokens.make_token(organiser, "Website", ["people:read", "people:write"], 1)
    website = Api(hall, text)
    assert {website.code(method, path) for method, path in asked} == {(403, "api_token.scope_missing")}
    assert Participant.objects.get(pk=mere).roles == ["delegate"]
