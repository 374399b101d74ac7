"""REST endpoints of the seat transfer."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.seats.transfer.models import Continuation
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db
PATHS = ["/api/v1/seats/continue", "/api/v1/seats/continue/take", "/api/v1/seats/continue/back"]


@pytest.fixture
def fiji() -> Seat:
    return Assembly().delegate("Fiji")


def ask(seat: Seat, body: Any = None, path: str = PATHS[0], host: str = "localhost:8000") -> Any:
    token, _ = seats.sign(seat)
    return post(Client(headers={"host": host}), path, body or {}, Authorization=f"Bearer {token}")


def code_in(answer: Any) -> str:
    return str(answer.json()["plain"]["address"]).rpartition("#")[2]


def test_a_code_comes_with_its_address_and_picture(fiji: Seat, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["192.0.2.5", "testserver"]
    answer = ask(fiji, {"path": "/session/4/console"}, host="192.0.2.5:8000")
    body = answer.json()
    assert (answer.status_code, set(body)) == (201, {"device", "expires_at", "plain", "secure"})
    assert body["plain"]["address"].startswith("http://192.0.2.5:8000/continue#")
    assert unquote(body["plain"]["picture"]).startswith("data:image/svg+xml")
    assert body["secure"] is None
    taken = post(Client(), PATHS[1], {"code": code_in(answer)})
    got: Any = taken.json()  # type: ignore[attr-defined]
    seat, _ = seats.read(got["token"])
    assert (taken.status_code, seat) == (201, fiji)
    assert (got["device"], got["path"]) == (body["device"], "/session/4/console")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "hall.example"])
def test_a_phone_is_sent_to_the_public_address_however_the_page_was_opened(
    fiji: Seat, host: str, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_URL, settings.PUBLIC_HTTPS_URL = "http://192.0.2.5:8000", "https://192.0.2.5:8443"
    body = ask(fiji, host=host).json()
    assert body["plain"]["address"].startswith("http://192.0.2.5:8000/continue#")
    code = code_in(ask(fiji, host=host))
    assert body["secure"]["address"].startswith("https://192.0.2.5:8443/continue#")
    assert code not in body["secure"]["address"]
    settings.PUBLIC_URL = ""
    assert ask(fiji, host=host).json()["plain"]["address"].startswith(f"http://{host}/continue#")


@pytest.mark.parametrize(
    "path",
    ["https://evil.example/", "//evil.example", "/admin/", "/session/٣", "/session/1/other", "/join/X",
     "/session/1\nx", ""],
)  # fmt: skip
def test_it_leads_to_a_page_of_a_seat_alone(fiji: Seat, path: str) -> None:
    assert problem(ask(fiji, {"path": path})) == (400, "http.invalid")
    assert Continuation.objects.count() == 0


@pytest.mark.parametrize("path", [PATHS[0], PATHS[2]])
def test_without_a_seat_there_is_none_to_continue(path: str) -> None:
    assert problem(post(Client(), path, {"device": ""})) == (401, "seat.missing")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_a_get_spends_nothing(fiji: Seat, path: str, method: str) -> None:
    answer = ask(fiji)
    assert getattr(Client(), method)(path).status_code == 405
    assert Client().get(f"/api/v1/seats/continue/take?code={code_in(answer)}").status_code == 405
    assert not Continuation.objects.get().taken


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (400, "http.invalid")),
        ({"code": None}, (400, "http.invalid")),
        ({"code": ["x"]}, (400, "http.invalid")),
        ({"code": "x" * 65}, (400, "http.invalid")),
        ({"code": ""}, (404, "continue.unknown_code")),
        ({"code": "٣٤٥"}, (404, "continue.unknown_code")),
        ({"code": "x" * 64}, (404, "continue.unknown_code")),
    ],
)
def test_what_is_no_code_takes_nothing(fiji: Seat, body: Any, expected: tuple[int, str]) -> None:
    ask(fiji)
    assert problem(post(Client(), PATHS[1], body)) == expected
    assert not Continuation.objects.get().taken


def test_a_used_code_says_what_to_do(fiji: Seat) -> None:
    code = code_in(ask(fiji))
    assert post(Client(), PATHS[1], {"code": code}).status_code == 201
    answer: Any = post(Client(), PATHS[1], {"code": code})
    assert problem(answer) == (410, "continue.used")
    assert "Make a new one" in answer.json()["detail"]


def test_whose_access_was_withdrawn_meanwhile_gets_no_seat(fiji: Seat) -> None:
    code = code_in(ask(fiji))
    seats.revise(fiji.person, fiji.conference, roles=(), withdrawn=True)
    assert problem(post(Client(), PATHS[1], {"code": code})) == (403, "seat.withdrawn")
    assert problem(ask(fiji)) == (403, "seat.withdrawn")


def test_who_tries_codes_out_is_stopped_and_keeps_nobody_out(
    fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "wrong_code.transfer", address=3)
    code = code_in(ask(fiji))
    for _ in range(3):
        assert problem(post(Client(), PATHS[1], {"code": "x"})) == (404, "continue.unknown_code")
    assert problem(post(Client(), PATHS[1], {"code": "x"})) == (429, "continue.too_many")
    assert post(Client(), PATHS[1], {"code": code}).status_code == 201


def test_the_seat_comes_back(fiji: Seat) -> None:
    code = code_in(ask(fiji))
    post(Client(), PATHS[1], {"code": code})
    assert ask(fiji, {"device": ""}, PATHS[2]).json() == {"device": ""}
    assert problem(ask(fiji, {"device": "elsewhere"}, PATHS[2])) == (409, "continue.unknown_device")
