"""Joining by a session's code: right codes cost nothing, wrong ones are limited."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly
from tests.support.demo import Demo
from tests.support.limited import limit

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Assembly:
    """A session with a known code."""
    hall = Assembly()
    hall.session.code = "K7M3PX"
    hall.session.save()
    return hall


def join(code: str, caller: str = "192.0.2.1", **guest: str) -> Any:
    return post(Client(REMOTE_ADDR=caller), "/api/v1/seats/join", {"code": code, **guest})


@pytest.mark.parametrize(
    ("typed", "given", "name", "place"),
    [
        ("K7M3PX", {}, "", "remote"),
        ("k7m 3px", {"name": " Ana ", "place": "hall"}, "Ana", "hall"),
        ("k7m-3px", {"name": ""}, "", "remote"),
        ("K٧M٣PX", {"name": "آنا"}, "آنا", "remote"),
    ],
)
def test_a_code_seats_one_of_the_audience(
    hall: Assembly, typed: str, given: dict[str, str], name: str, place: str
) -> None:
    answer = join(typed, **given)
    body = answer.json()
    seat, _ = seats.read(body["token"])
    assert (answer.status_code, body["session"]) == (201, str(hall.session.pk))
    assert (seat.name, seat.place, seat.roles) == (name, place, ("audience",))
    assert seat.conference == str(hall.conference.pk)


def test_the_code_leads_to_its_own_session_and_conference(hall: Assembly) -> None:
    other = Assembly()
    answer = join(other.session.code).json()
    assert (answer["session"], answer["seat"]["conference"]) == (
        str(other.session.pk),
        str(other.conference.pk),
    )


@pytest.mark.parametrize("code", ["", "K7M3P", "K7M3PXX", "K7M3PC", "' OR 1=1", "٣" * 40, "🙂"])
def test_a_wrong_code_seats_nobody_and_says_what_to_do(hall: Assembly, code: str) -> None:
    answer = join(code)
    assert problem(answer) == (404, "join.unknown_code")
    assert "hall screen" in answer.json()["detail"]
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "body", ["{}", '{"code": null}', '{"code": ["K7M3PX"]}', '{"code": "' + "K" * 41 + '"}',
             '{"code": "K7M3PX", "name": "' + "x" * 61 + '"}', '{"code": "K7M3PX", "place": "moon"}']
)  # fmt: skip
def test_what_is_no_code_is_a_problem(hall: Assembly, body: str) -> None:
    assert problem(post(Client(), "/api/v1/seats/join", body)) == (400, "http.invalid")
    assert User.objects.count() == 0


@pytest.mark.thorough
def test_five_hundred_phones_come_in_through_one_address(hall: Assembly) -> None:
    assert [join("K7M3PX").status_code for _ in range(500)] == [201] * 500


def test_who_tries_codes_out_is_stopped_and_keeps_nobody_out(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "wrong_code.session", address=60)
    codes = [problem(join("CCCCCC"))[1] for _ in range(61)]
    assert codes == ["join.unknown_code"] * 60 + ["join.too_many"]
    assert join("K7M3PX").status_code == 201
    assert problem(join("CCCCCC")) == (429, "join.too_many")
    assert problem(join("CCCCCC", caller="192.0.2.2")) == (404, "join.unknown_code")


def test_who_tries_codes_out_at_the_picture_of_a_code_is_stopped_too(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "wrong_code.session", address=3)
    hall.session.access = "code"
    hall.session.save()
    path = f"/api/v1/sessions/{hall.session.pk}/qr.svg"
    answers = [Client().get(path, {"code": f"WRNG0{n}"}).status_code for n in range(4)]
    assert answers == [404, 404, 404, 429]
    assert Client().get(path).status_code == 404
    assert Client().get(path, {"code": hall.session.code}).status_code == 200


def test_who_comes_without_a_code_keeps_out_nobody_who_has_one(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "seat.guest", address=2)
    limit(monkeypatch, "seat.guest_with_code", address=2)
    stranger = Client(REMOTE_ADDR="192.0.2.1")
    guests = [post(stranger, "/api/v1/seats/guest", {}).status_code for _ in range(3)]
    assert guests == [201, 201, 429]
    assert [join("K7M3PX").status_code for _ in range(3)] == [201, 201, 429]


def test_right_codes_cost_nothing_between_wrong_ones(hall: Assembly) -> None:
    for _ in range(59):
        join("CCCCCC")
    assert [join("K7M3PX").status_code for _ in range(100)] == [201] * 100
    assert problem(join("CCCCCC")) == (404, "join.unknown_code")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/seats/guest", {}),
        ("/api/v1/seats/join", {"code": "the demo's"}),
        ("/api/v1/seats/demo", {"seat": "audience"}),
    ],
)
def test_an_address_cannot_make_guests_without_end(
    path: str, body: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Demo()
    if "code" in body:
        body = {"code": demo.session.code}
    for name in ("seat.guest", "seat.guest_with_code"):
        limit(monkeypatch, name, address=2)
    people = User.objects.count()
    assert [post(Client(), path, body).status_code for _ in range(3)] == [201, 201, 429]
    assert problem(post(Client(), path, body)) == (429, "seat.too_many")
    assert post(Client(REMOTE_ADDR="192.0.2.9"), path, body).status_code == 201
    assert User.objects.count() == people + 3
