"""REST endpoints of seats: a GET changes nothing, a cookie needs CSRF protection, a refusal is a problem document."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.languages import in_each_language
from sessions.demo import loader
from sessions.parties.models import Participant
from tests.support.assembly import Assembly
from tests.support.demo import Demo

pytestmark = pytest.mark.django_db


def post(client: Client, path: str, body: Any = None, **headers: str) -> Any:
    content = body if isinstance(body, str) else ({} if body is None else body)
    return client.post(path, content, content_type="application/json", headers=headers)  # type: ignore[return-value]


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of a problem document, after checking that it is complete."""
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "code"}
    assert (body["title"], body["status"]) == (body["code"], answer.status_code)
    assert body["detail"] != ""
    return answer.status_code, body["code"]


@pytest.mark.parametrize(
    "path", ["/api/v1/seats", "/api/v1/seats/demo", "/api/v1/seats/guest", "/api/v1/seats/join"]
)
@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_a_seat_is_taken_by_post_alone(path: str, method: str) -> None:
    Demo()
    people = User.objects.count()
    assert getattr(Client(), method)(path).status_code in (403, 405)
    assert User.objects.count() == people


def test_what_the_demo_offers() -> None:
    demo = Demo()
    people = User.objects.count()
    body = Client().get("/api/v1/demo").json()
    assert body["notice"] == in_each_language(loader.NOTICE)
    assert body["session"] == str(demo.session.pk)
    assert [seat["key"] for seat in body["seats"]] == [
        "moderator", "organiser", "operator", "fiji", "chile", "japan", "interpreter", "rapporteur", "audience",
        "hall-screen",
    ]  # fmt: skip
    assert {seat["key"]: seat["path"] for seat in body["seats"] if seat["path"].count("/") > 4} == {
        "moderator": f"/c/icdd-2021/session/{demo.session.pk}/console",
        "operator": f"/c/icdd-2021/session/{demo.session.pk}/desk",
        "interpreter": f"/c/icdd-2021/session/{demo.session.pk}/booth/fr",
        "hall-screen": f"/c/icdd-2021/session/{demo.session.pk}/hall",
    }
    assert User.objects.count() == people


def test_outside_of_a_demo_there_is_none() -> None:
    Assembly()
    assert problem(Client().get("/api/v1/demo"))[0] == 404
    assert problem(post(Client(), "/api/v1/seats/demo", {"seat": "moderator"})) == (404, "demo.absent")


@pytest.mark.parametrize(
    "key",
    [
        "moderator",
        "organiser",
        "operator",
        "fiji",
        "chile",
        "japan",
        "interpreter",
        "audience",
        "hall-screen",
    ],
)
def test_each_seat_of_the_demo_can_be_taken(key: str) -> None:
    demo = Demo()
    answer = post(Client(), "/api/v1/seats/demo", {"seat": key})
    body: Any = answer.json()  # type: ignore[attr-defined]
    seat, _ = seats.read(body["token"])
    assert (answer.status_code, seats.current(seat)) == (201, seat)
    assert body["seat"]["roles"] == list(seat.roles)
    assert seat.conference == str(demo.conference.pk)
    if key in ("fiji", "chile", "japan"):
        assert (seat.place, seat.party is None) == ("hall" if key == "japan" else "remote", False)


def test_every_visitor_of_the_audience_is_another_person() -> None:
    Demo()
    people = [
        post(Client(), "/api/v1/seats/demo", {"seat": "audience"}).json()["seat"]["person"] for _ in "ab"
    ]  # type: ignore[attr-defined]
    assert len(set(people)) == 2


BAD = [
    ("/api/v1/seats/demo", '{"seat": "emperor"}', "demo.unknown_seat"),
    ("/api/v1/seats/demo", "{}", "http.invalid"),
    ("/api/v1/seats/demo", "{", "http.parse_error"),
    ("/api/v1/seats/demo", "[]", "http.invalid"),
    ("/api/v1/seats/demo", "5", "http.invalid"),
    ("/api/v1/seats/demo", "null", "http.invalid"),
    ("/api/v1/seats/demo", '{"seat": null}', "http.invalid"),
    ("/api/v1/seats/demo", '{"seat": ["fiji"]}', "http.invalid"),
    ("/api/v1/seats/demo", '{"seat": {"key": "fiji"}}', "http.invalid"),
    ("/api/v1/seats/demo", '{"seat": "' + "x" * 33 + '"}', "http.invalid"),
    ("/api/v1/seats/demo", '{"seat": "\\u0000"}', "http.invalid"),
    ("/api/v1/seats/demo", '{"seat": "\\ud800"}', "http.invalid"),
    ("/api/v1/seats/guest", '{"name": 5.5, "place": "moon"}', "http.invalid"),
    ("/api/v1/seats/guest", '{"name": "' + "x" * 61 + '"}', "http.invalid"),
    ("/api/v1/seats/guest", '{"name": {}}', "http.invalid"),
    ("/api/v1/seats/guest", '{"place": ["hall"]}', "http.invalid"),
    ("/api/v1/seats/guest", "\\", "http.parse_error"),
]


@pytest.mark.parametrize(("path", "body", "code"), BAD)
def test_bad_input_is_a_problem_and_makes_nobody(path: str, body: str, code: str) -> None:
    Demo()
    people = User.objects.count()
    status, found = problem(post(Client(), path, body))
    assert (status, found) == (400 if code.startswith("http.") else 404, code)
    assert User.objects.count() == people


def test_a_guests_name_is_read_without_control_characters() -> None:
    hall = Assembly()
    body = {"session": str(hall.session.pk), "name": "A\0n\x1ba", "place": "hall"}
    assert post(Client(), "/api/v1/seats/guest", body).json()["seat"]["name"] == "Ana"


def test_a_form_is_not_json() -> None:
    Demo()
    answer = Client().post("/api/v1/seats/demo", {"seat": "fiji"})
    assert problem(answer) == (415, "http.unsupported_media_type")


def test_a_guest_of_a_session_sits_in_its_conference() -> None:
    hall, later = Assembly(), Assembly()
    answer: Any = post(Client(), "/api/v1/seats/guest", {"session": str(hall.session.pk)})
    assert answer.json()["seat"]["conference"] == str(hall.conference.pk)
    assert problem(post(Client(), "/api/v1/seats/guest", {})) == (409, "programme.which")
    for of in (hall, later):
        answer = post(Client(), f"/api/v1/c/{of.conference.slug}/seats/guest", {})
        seat = answer.json()["seat"]
        assert (seat["conference"], seat["slug"]) == (str(of.conference.pk), of.conference.slug)
    wrong = post(
        Client(), f"/api/v1/c/{later.conference.slug}/seats/guest", {"session": str(hall.session.pk)}
    )
    assert problem(wrong) == (404, "wire.unknown_stream")
    assert problem(post(Client(), "/api/v1/c/nowhere/seats/guest", {})) == (404, "programme.unknown")


@pytest.mark.parametrize("session", ["999", "0", "-1", "x", "٣", "9" * 15])
def test_there_is_no_guest_of_a_session_that_is_not(session: str) -> None:
    Assembly()
    assert problem(post(Client(), "/api/v1/seats/guest", {"session": session})) == (
        404,
        "wire.unknown_stream",
    )
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "name", "place"), [({}, "", "remote"), ({"name": " Ada ", "place": "hall"}, "Ada", "hall")]
)
def test_a_guest_takes_a_seat_without_an_account(body: Any, name: str, place: str) -> None:
    hall = Assembly()
    answer: Any = post(Client(), "/api/v1/seats/guest", body)
    seat, _ = seats.read(answer.json()["token"])
    assert answer.status_code == 201
    assert (seat.name, seat.place, seat.roles) == (name, place, ("audience",))
    assert seat.conference == str(hall.conference.pk)


def test_without_a_conference_there_is_no_seat() -> None:
    assert problem(post(Client(), "/api/v1/seats/guest"))[1] == "programme.empty"


@pytest.fixture
def signed_in() -> Client:
    """A browser that signed in as Fiji's delegate, with CSRF checks on."""
    hall = Assembly()
    fiji = hall.delegate("Fiji")
    client = Client(enforce_csrf_checks=True)
    client.force_login(Participant.objects.get(pk=fiji.participant).person)
    return client


def test_who_signed_in_takes_its_own_seat(signed_in: Client) -> None:
    signed_in.cookies["csrftoken"] = "a" * 32
    answer: Any = post(signed_in, "/api/v1/seats", {}, **{"X-CSRFToken": "a" * 32})
    seat, _ = seats.read(answer.json()["token"])
    assert (answer.status_code, seat.name, seat.roles) == (201, "Delegate of Fiji", ("delegate",))


def test_without_csrf_protection_a_cookie_takes_nothing(signed_in: Client) -> None:
    assert problem(post(signed_in, "/api/v1/seats")) == (403, "http.permission_denied")
    signed_in.cookies["csrftoken"] = "a" * 32
    assert problem(post(signed_in, "/api/v1/seats", {}, **{"X-CSRFToken": "b" * 32}))[0] == 403


def test_who_did_not_sign_in_has_no_seat_of_its_own() -> None:
    Assembly()
    assert problem(post(Client(), "/api/v1/seats")) == (403, "http.not_authenticated")


def test_a_bearer_does_not_take_a_seat_of_its_own() -> None:
    hall = Assembly()
    token, _ = seats.sign(hall.delegate("Fiji"))
    answer = post(Client(), "/api/v1/seats", {}, Authorization=f"Bearer {token}")
    assert problem(answer) == (403, "http.not_authenticated")


def test_whose_access_was_withdrawn_is_told_so(signed_in: Client) -> None:
    row = Participant.objects.get()
    seats.revise(str(row.person.public_id), str(row.conference_id), roles=(), withdrawn=True)
    signed_in.cookies["csrftoken"] = "a" * 32
    answer = post(signed_in, "/api/v1/seats", {}, **{"X-CSRFToken": "a" * 32})
    assert problem(answer) == (403, "seat.withdrawn")


def test_a_body_nested_too_deep_is_refused() -> None:
    assert problem(post(Client(), "/api/v1/seats/guest", "[" * 20_000)) == (400, "http.parse_error")
