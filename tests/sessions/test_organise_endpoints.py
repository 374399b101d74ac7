"""Each address of the organiser's workspace, for each role. An address without a row fails."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions import permissions
from sessions.urls import urlpatterns
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

ORGANISERS = {"organiser"}
LOOK_AFTER_PEOPLE = {"organiser", "head"}
TOKEN = "organise/api-tokens/<uuid:token>"
ERASURE = "organise/privacy/erasures/<int:erasure>"
ENDPOINTS: dict[tuple[str, str], set[str]] = {
    ("GET", "organise/overview"): ORGANISERS,
    ("GET", "organise/box"): ORGANISERS,
    ("PUT", "organise/logo"): ORGANISERS,
    ("DELETE", "organise/logo"): ORGANISERS,
    ("GET", "organise/people"): LOOK_AFTER_PEOPLE,
    ("POST", "organise/people/check"): LOOK_AFTER_PEOPLE,
    ("POST", "organise/people/letters"): LOOK_AFTER_PEOPLE,
    ("GET", "organise/registrations"): ORGANISERS,
    ("GET", "organise/rights"): ORGANISERS,
    ("GET", "organise/api-tokens"): ORGANISERS,
    ("POST", "organise/api-tokens"): ORGANISERS,
    ("DELETE", TOKEN): ORGANISERS,
    ("POST", f"{TOKEN}/restore"): ORGANISERS,
    ("GET", "organise/audit"): ORGANISERS,
    ("GET", "organise/audit.csv"): ORGANISERS,
    ("GET", "organise/exchange/progress"): ORGANISERS,
    ("POST", "organise/exchange/<slug:table>/preview"): ORGANISERS,
    ("POST", "organise/exchange/<slug:table>/apply"): ORGANISERS,
    ("GET", "organise/exchange/<slug:table>/template.<slug:kind>"): ORGANISERS,
    ("GET", "organise/exchange/<slug:table>.<slug:kind>"): ORGANISERS,
    ("GET", "organise/privacy"): ORGANISERS,
    ("PUT", "organise/privacy"): ORGANISERS,
    ("POST", "organise/privacy/erasures"): ORGANISERS,
    ("POST", ERASURE): ORGANISERS,
    ("GET", "organise/webhooks"): ORGANISERS,
    ("POST", "organise/webhooks"): ORGANISERS,
    ("PUT", "organise/webhooks/<int:webhook>"): ORGANISERS,
    ("DELETE", "organise/webhooks/<int:webhook>"): ORGANISERS,
    ("POST", "organise/webhooks/<int:webhook>/restore"): ORGANISERS,
    ("GET", "organise/webhooks/<int:webhook>/deliveries"): ORGANISERS,
    ("POST", "organise/webhooks/<int:webhook>/test"): ORGANISERS,
    ("POST", "organise/webhooks/deliveries/<int:delivery>/resend"): ORGANISERS,
}
"""Who may use each endpoint."""
EXAMPLES = {
    "<uuid:token>": "00000000-0000-4000-8000-000000000000",
    "<slug:table>": "people",
    "<slug:kind>": "csv",
}
"""What stands for the variable parts of an address."""


def code_at(method: str, address: str, seat: Seat | None) -> str:
    """The code of the answer's problem; "" if it has none."""
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    for part, example in EXAMPLES.items():
        address = address.replace(part, example)
    path = f"/api/v1/{re.sub('<int:[a-z]+>', '999', address)}"
    answer: Any = Client().generic(method, path, "{}", content_type="application/json", headers=headers)
    is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
    return str(answer.json()["code"]) if is_problem else ""


def test_no_endpoint_is_without_a_row() -> None:
    addresses = {str(each.pattern) for each in urlpatterns if str(each.pattern).startswith("organise/")}
    assert addresses == {address for _, address in ENDPOINTS}


@pytest.mark.parametrize("role", sorted(permissions.TABLE))
def test_who_may_use_each_endpoint(role: str) -> None:
    hall = Assembly()
    seat = hall.person("Someone", role, party=hall.party("Fiji"))
    opened = {endpoint for endpoint in ENDPOINTS if code_at(*endpoint, seat) != "wire.forbidden"}
    assert opened == {endpoint for endpoint, roles in ENDPOINTS.items() if role in roles}


def test_a_role_in_one_session_opens_none() -> None:
    hall = Assembly()
    seat = hall.person("Someone", "audience")
    roles = tuple((str(hall.session.pk), role) for role in ("moderator", "operator", "interpreter"))
    assert {code_at(*endpoint, replace(seat, session_roles=roles)) for endpoint in ENDPOINTS} == {
        "wire.forbidden"
    }


def test_nobody_without_a_seat_opens_one() -> None:
    Assembly()
    assert {code_at(*endpoint, None) for endpoint in ENDPOINTS} == {"seat.missing"}
