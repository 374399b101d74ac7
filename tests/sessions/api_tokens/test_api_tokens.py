"""Tokens of the REST API: made and shown once, used within their scopes, revoked, and no stronger than their maker."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from sessions.api_tokens import rules
from sessions.api_tokens.models import ApiToken
from sessions.models import Participant
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db
PATH = "/api/v1/organise/api-tokens"


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Amina", "organiser")


def ask(bearer: str, method: str, path: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {bearer}"}
    return Client().generic(method, path, body or "", content_type="application/json", headers=headers)


def code_of(answer: Any) -> str:
    return "" if answer.status_code < 400 else str(answer.json()["code"])


def made(seat: Seat, *scopes: str, **more: Any) -> dict[str, Any]:
    body = {"name": "Website", "scopes": scopes or ["people:read"], **more}
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    answer = Client().post(PATH, body, content_type="application/json", headers=headers)
    assert answer.status_code == 201, answer.content
    shown: dict[str, Any] = answer.json()
    return shown


def people(token: str) -> str:
    return code_of(ask(token, "GET", "/api/v1/organise/people"))


def test_a_token_is_shown_once_and_stored_as_a_digest(organiser: Seat) -> None:
    shown = made(organiser, "record:read", "people:read")
    assert shown["token"].startswith("balai_")
    assert shown["scopes"] == ["people:read", "record:read"]
    row = ApiToken.objects.get()
    assert shown["token"] not in {str(value) for value in vars(row).values()}
    [listed] = ask(seats.sign(organiser)[0], "GET", PATH).json()["tokens"]
    assert listed == {name: value for name, value in shown.items() if name != "token"}
    assert (listed["made_by"], listed["used_at"]) == ("Amina", None)


def test_a_token_does_what_its_scopes_allow(hall: Assembly, organiser: Seat) -> None:
    token = made(organiser, "people:read")["token"]
    assert people(token) == ""
    assert ApiToken.objects.get().used_at is not None
    minutes = f"/api/v1/sessions/{hall.session.pk}/minutes"
    assert code_of(ask(token, "GET", minutes)) == "api_token.scope_missing"
    assert ask(made(organiser, "record:read")["token"], "HEAD", minutes).status_code == 200


def test_an_address_without_a_scope_takes_no_token(organiser: Seat) -> None:
    token = made(organiser, *rules.SCOPES)["token"]
    assert code_of(ask(token, "GET", PATH)) == "api_token.not_here"
    assert code_of(ask(token, "POST", "/api/v1/organise/people/check", "{}")) == "api_token.not_here"


def test_a_revoked_token_is_refused_at_once(organiser: Seat) -> None:
    shown = made(organiser)
    bearer = seats.sign(organiser)[0]
    assert ask(bearer, "DELETE", f"{PATH}/{shown['id']}").json() == {"tokens": []}
    assert people(shown["token"]) == "api_token.revoked"
    assert code_of(ask(bearer, "DELETE", f"{PATH}/{shown['id']}")) == "api_token.unknown"


def test_an_expired_token_is_refused(organiser: Seat) -> None:
    token = made(organiser, days=1)["token"]
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert people(token) == "api_token.expired"
    assert people("balai_nothing") == "api_token.forged"


@pytest.mark.parametrize(
    ("roles", "is_active", "code"),
    [
        ([], True, "api_token.maker_left"),
        (["moderator"], True, "api_token.maker_left"),
        (["organiser"], False, "seat.deactivated"),
    ],
)
def test_a_token_ends_with_what_its_maker_may(
    organiser: Seat, roles: list[str], is_active: bool, code: str
) -> None:
    token = made(organiser)["token"]
    Participant.objects.filter(pk=organiser.participant).update(roles=roles)
    User.objects.filter(public_id=organiser.person).update(is_active=is_active)
    assert people(token) == code


def test_a_token_ends_with_its_makers_part(hall: Assembly, organiser: Seat) -> None:
    other = hall.person("Ben", "organiser")
    User.objects.filter(public_id=other.person).update(email="ben@example.org", is_guest=False)
    token = made(organiser)["token"]
    hall.do(other, "parties.remove_member", stream=hall.conference.stream, participant=organiser.participant)
    assert people(token) == "seat.withdrawn"


def test_another_conference_has_tokens_of_its_own(organiser: Seat) -> None:
    elsewhere = Assembly()
    other = elsewhere.person("Ben", "organiser")
    shown = made(organiser)
    assert ask(seats.sign(other)[0], "GET", PATH).json() == {"tokens": []}
    assert code_of(ask(seats.sign(other)[0], "DELETE", f"{PATH}/{shown['id']}")) == "api_token.unknown"
    minutes = f"/api/v1/sessions/{elsewhere.session.pk}/minutes"
    assert code_of(ask(made(organiser, "record:read")["token"], "GET", minutes)) == "wire.wrong_conference"


def test_the_audit_log_has_who_made_and_revoked_it(organiser: Seat) -> None:
    shown = made(organiser)
    ask(seats.sign(organiser)[0], "DELETE", f"{PATH}/{shown['id']}")
    rows = AuditEntry.objects.order_by("pk").values_list("action", "name", "subject_id", "subject_label")
    assert list(rows) == [
        ("api_tokens.make", "Amina", shown["id"], "Website"),
        ("api_tokens.revoke", "Amina", shown["id"], "Website"),
    ]
    assert shown["token"] not in str(list(AuditEntry.objects.values()))


def test_there_are_not_too_many(organiser: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_TOKENS", 1)
    made(organiser)
    body = {"name": "Another", "scopes": ["people:read"]}
    headers = {"Authorization": f"Bearer {seats.sign(organiser)[0]}"}
    answer = Client().post(PATH, body, content_type="application/json", headers=headers)
    assert code_of(answer) == "api_token.too_many"


@pytest.mark.parametrize(
    "body",
    ['{"name": "A", "scopes": []}', '{"name": "A", "scopes": ["all"]}', '{"name": "A"}',
     '{"name": "A", "scopes": ["people:read"], "days": 0}', '{"name": "A", "scopes": ["people:read"], "days": 367}'],
)  # fmt: skip
def test_what_is_not_understood_makes_none(organiser: Seat, body: str) -> None:
    assert code_of(ask(seats.sign(organiser)[0], "POST", PATH, body)) == "http.invalid"
    assert not ApiToken.objects.exists()


def test_too_many_requests_are_refused(organiser: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    token = made(organiser)["token"]
    limit(monkeypatch, "api.call", token=0)
    assert people(token) == "http.too_many"


def test_who_revoked_a_token_can_undo_it(hall: Assembly, organiser: Seat) -> None:
    token, bearer = made(organiser), seats.sign(organiser)[0]
    path = f"{PATH}/{token['id']}"
    assert code_of(ask(bearer, "POST", f"{path}/restore")) == "api_token.unknown"
    ask(bearer, "DELETE", path)
    assert people(token["token"]) == "api_token.revoked"
    restored = ask(bearer, "POST", f"{path}/restore")
    assert [each["id"] for each in restored.json()["tokens"]] == [token["id"]]
    assert "token" not in restored.json()["tokens"][0]
    assert people(token["token"]) == ""
    actions = AuditEntry.objects.filter(action__startswith="api_tokens").order_by("pk")
    assert [entry.action for entry in actions] == [
        "api_tokens.make",
        "api_tokens.revoke",
        "api_tokens.restore",
    ]


def test_revoking_is_final_for_others_and_after_ten_minutes(hall: Assembly, organiser: Seat) -> None:
    token, other = made(organiser), hall.person("Ben", "organiser")
    path = f"{PATH}/{token['id']}"
    ask(seats.sign(organiser)[0], "DELETE", path)
    assert code_of(ask(seats.sign(other)[0], "POST", f"{path}/restore")) == "api_token.final"
    long_ago = clock.now() - rules.UNDO - timedelta(seconds=1)
    ApiToken.objects.update(revoked_at=long_ago)
    assert code_of(ask(seats.sign(organiser)[0], "POST", f"{path}/restore")) == "api_token.final"
    ApiToken.objects.update(revoked_at=clock.now(), expires_at=clock.now())
    assert code_of(ask(seats.sign(organiser)[0], "POST", f"{path}/restore")) == "api_token.final"
    assert people(token["token"]) == "api_token.revoked"


def test_a_token_of_another_conference_is_not_restored(organiser: Seat) -> None:
    token = made(organiser)
    ask(seats.sign(organiser)[0], "DELETE", f"{PATH}/{token['id']}")
    stranger = Assembly().person("Eve", "organiser")
    assert (
        code_of(ask(seats.sign(stranger)[0], "POST", f"{PATH}/{token['id']}/restore")) == "api_token.unknown"
    )


def test_a_restored_token_counts(organiser: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_TOKENS", 1)
    first, bearer = made(organiser), seats.sign(organiser)[0]
    ask(bearer, "DELETE", f"{PATH}/{first['id']}")
    made(organiser)
    assert code_of(ask(bearer, "POST", f"{PATH}/{first['id']}/restore")) == "api_token.too_many"
