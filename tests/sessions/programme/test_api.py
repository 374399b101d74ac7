"""The address of a session as text, and as a QR code that a phone can use."""

from typing import Any

import pytest
from django.test import Client

from sessions.programme.api import qr_svg
from tests.sessions.seats.test_api import problem
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def facts(hall: Assembly, **headers: str) -> Any:
    return Client(headers=headers).get(f"/api/v1/sessions/{hall.session.pk}")


def test_anyone_may_know_title_and_code_of_a_session() -> None:
    hall = Assembly()
    assert facts(hall, host="localhost:8000").json() == {
        "session": str(hall.session.pk),
        "conference": hall.conference.slug,
        "title": {"en": "Review"},
        "access": "public",
        "code": hall.session.code,
        "join": f"http://localhost:8000/join/{hall.session.code}",
        "registration": "",
    }


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_the_address_is_the_public_one_where_there_is_one(host: str, settings: Any) -> None:
    settings.PUBLIC_URL = "http://192.0.2.5:8000"
    hall = Assembly()
    address = f"http://192.0.2.5:8000/join/{hall.session.code}"
    assert facts(hall, host=host).json()["join"] == address
    shown = Client(headers={"host": host}).get(f"/api/v1/sessions/{hall.session.pk}/qr.svg")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/svg+xml")
    assert shown.content == qr_svg(address)


def test_without_one_the_picture_carries_the_address_at_which_it_was_asked_for() -> None:
    hall = Assembly()
    shown = Client(headers={"host": "localhost:8123"}).get(f"/api/v1/sessions/{hall.session.pk}/qr.svg")
    assert shown.content == qr_svg(f"http://localhost:8123/join/{hall.session.code}")
    assert shown.content.startswith(b"<svg ")


@pytest.mark.parametrize("session", ["999999", "0", "9" * 30])
@pytest.mark.parametrize("picture", ["", "/qr.svg"])
def test_there_is_no_way_to_a_session_that_is_not(session: str, picture: str) -> None:
    assert problem(Client().get(f"/api/v1/sessions/{session}{picture}")) == (404, "wire.unknown_stream")


@pytest.mark.parametrize("path", ["", "/qr.svg"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_way_to_a_session_is_only_read(path: str, method: str) -> None:
    hall = Assembly()
    asked = Client(enforce_csrf_checks=True)
    answer = getattr(asked, method)(f"/api/v1/sessions/{hall.session.pk}{path}")
    assert problem(answer) == (405, "http.method_not_allowed")
    assert "GET" in answer["Allow"]
