"""What is planned of a session beside its own members, over REST: agenda, speaking times, and who may enter."""

import pytest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from sessions import permissions
from sessions.api_tokens import services as tokens
from sessions.floor.models import Floor
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


def test_single_speaking_times_are_changed_if_nobody_did_meanwhile(hall: Assembly, api: Api) -> None:
    path = f"sessions/{hall.session.pk}/speaking-times"
    read = api.ask("GET", path)
    assert (read.json()["state"], read.json()["preset"]) == (180, "conference")

    changed = api.ask("PATCH", path, {"state": 300, "reply_limits": [60]}, If_Match=read["ETag"])
    assert changed.json() == read.json() | {"state": 300, "reply_limits": [60], "preset": None}
    assert Floor.objects.get(session=hall.session).limits["state"] == 300
    assert api.code("PATCH", path, {"state": 60}, If_Match=read["ETag"]) == (412, "http.changed")
    assert api.ask("GET", path, If_None_Match=changed["ETag"]).status_code == 304
    for body in ({}, {"state": 9}, {"state": None}, {"colour": 1}, {"values": {}}):
        assert api.code("PATCH", path, body)[0] in (400, 409)
    assert api.code("PATCH", path, {"reply_limits": []}) == (409, "floor.bad_replies")
    assert api.ask("PUT", path, {"preset": "who"}).json() == read.json() | {"preset": "who"}
    assert api.code("PUT", path, {"preset": "who", "seen": "conference"}) == (400, "wire.bad_command")
    assert AuditEntry.objects.filter(action="programme.set_speaking_times", result="done").count() == 1


def test_the_agenda_and_who_may_enter_are_set(hall: Assembly, api: Api) -> None:
    path = f"sessions/{hall.session.pk}"
    assert api.get(f"{path}/agenda") == {"items": [""]}
    assert api.ask("PUT", f"{path}/agenda", {"items": ["Opening", "Review"]}).json() == {
        "items": ["Opening", "Review"]
    }
    assert api.code("PUT", f"{path}/agenda", {"items": [""]}) == (400, "wire.bad_command")
    assert api.get(f"{path}/access") == {"access": "public"}
    assert api.ask("PUT", f"{path}/access", {"access": "delegations"}).json() == {"access": "delegations"}
    assert api.get(path)["access"] == "delegations"
    assert api.code("PUT", f"{path}/access", {"access": "nobody"}) == (400, "wire.bad_command")


def test_what_has_begun_is_not_planned_any_more(hall: Assembly, api: Api) -> None:
    hall.done(hall.person("Chair", "moderator"), "session.open")
    path = f"sessions/{hall.session.pk}"
    assert api.code("PATCH", f"{path}/speaking-times", {"state": 60}) == (409, "programme.has_begun")
    assert api.code("PUT", f"{path}/speaking-times", {"preset": "who"}) == (409, "programme.has_begun")
    assert api.code("PUT", f"{path}/agenda", {"items": ["Opening"]}) == (409, "programme.has_begun")


def test_it_is_for_organisers_and_for_tokens_with_the_scope(hall: Assembly, organiser: Seat) -> None:
    path = f"sessions/{hall.session.pk}"
    asked = [
        ("PATCH", f"{path}/speaking-times", {"state": 60}),
        ("PUT", f"{path}/speaking-times", {"preset": "who"}),
        ("PUT", f"{path}/agenda", {"items": []}),
        ("PUT", f"{path}/access", {"access": "staff"}),
    ]
    read = [("GET", f"{path}/{part}", None) for part in ("speaking-times", "agenda", "access")]
    for role in permissions.TABLE.keys() - {"organiser"}:
        other = Api(hall, seats.sign(hall.person("Someone", role))[0])
        assert {other.code(*each) for each in asked + read} == {(403, "wire.forbidden")}
    _, text = tokens.make_token(organiser, "Website", ["programme:read", "people:write"], 1)
    assert {Api(hall, text).code(*each) for each in asked} == {(403, "api_token.scope_missing")}
    assert {Api(hall, text).code(*each) for each in read} == {(200, "")}


@pytest.mark.parametrize(
    "query", ["confirmed=maybe", "confirmed=", "confirmed=false&confirmed=true", "confirmed=true&really=yes"]
)
def test_a_session_is_removed_only_if_that_is_confirmed_clearly(
    hall: Assembly, organiser: Seat, api: Api, query: str
) -> None:
    given = {"session": str(hall.session.pk), "participant": organiser.participant, "role": "panellist"}
    hall.done(organiser, "session_roles.give", stream=hall.conference.stream, **given)
    path = f"sessions/{hall.session.pk}"
    assert api.code("DELETE", path) == (409, "programme.set_up")
    assert api.code("DELETE", f"{path}?{query}") == (400, "http.invalid")
    assert api.code("DELETE", f"{path}?confirmed=false") == (409, "programme.set_up")
    assert api.code("DELETE", f"{path}?confirmed=true") == (204, "")
