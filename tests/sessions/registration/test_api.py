"""The table of registrations, for organisers alone."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.registration import api
from tests.sessions.registration.conftest import Desk

pytestmark = pytest.mark.django_db


def table(seat: Seat, query: str = "") -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    return Client().get(f"/api/v1/organise/registrations{query}", headers=bearer).json()


def test_an_organiser_reads_registrations_page_by_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set(places=2)
    for name in "abc":
        desk.register(f"{name}@example.org", f"Person {name}")
    monkeypatch.setattr(api, "PAGE", 2)
    first = table(desk.organiser)
    assert [row["email"] for row in first["registrations"]] == ["a@example.org", "b@example.org"]
    assert (first["counts"]["registered"], first["counts"]["waiting"]) == (2, 1)
    assert first["rules"] == {"open": True, "needs_approval": False, "places": 2}
    second = table(desk.organiser, f"?after={first['next']}")
    assert ([row["name"] for row in second["registrations"]], second["next"]) == (["Person c"], None)
    assert [row["state"] for row in table(desk.organiser, "?state=waiting")["registrations"]] == ["waiting"]
    assert len(table(desk.organiser, "?text=person B")["registrations"]) == 1


def test_nobody_else_reads_addresses(desk: Desk) -> None:
    desk.register("a@example.org")
    for seat in (desk.hall.moderator(), desk.hall.delegate("Fiji"), desk.hall.guest()):
        assert table(seat)["code"] == "wire.forbidden"
