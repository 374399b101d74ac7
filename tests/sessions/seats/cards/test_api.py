"""REST endpoints of seat cards: staff print them, a holder takes a seat, and codes cannot be guessed."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from sessions.seats.cards.models import SeatCard
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db
CARDS, REVOKE = "/api/v1/seatcards", "/api/v1/seatcards/revoke"
LOOK, TAKE = "/api/v1/seatcards/look", "/api/v1/seatcards/take"


@pytest.fixture
def hall() -> Assembly:
    hall = Assembly()
    hall.party("Fiji", code="FJ")
    return hall


def headers_of(seat: Seat) -> dict[str, str]:
    return {"Authorization": f"Bearer {seats.sign(seat)[0]}"}


def made(hall: Assembly) -> dict[str, Any]:
    """Fiji's card, made by the chair."""
    answer: Any = post(Client(), CARDS, **headers_of(hall.moderator()))
    assert answer.status_code == 201
    (card,) = answer.json()["cards"]
    return dict(card)


def test_a_card_carries_the_address_of_the_page_and_its_code_apart(hall: Assembly, settings: Any) -> None:
    card = made(hall)
    assert set(card) == {"party", "code", "address", "picture", "phones"}
    assert (card["address"], card["phones"]) == ("http://testserver/card", 0)
    assert unquote(card["picture"]).startswith("data:image/svg+xml")
    settings.PUBLIC_URL = "https://hall.example"
    assert made(hall)["address"] == "https://hall.example/card"


def test_making_and_looking_again_changes_no_card(hall: Assembly) -> None:
    card = made(hall)
    chair = hall.moderator()
    assert Client().get(CARDS, headers=headers_of(chair)).json() == {"cards": [card]}
    assert made(hall) == card
    assert SeatCard.objects.count() == 1


def test_looking_makes_none(hall: Assembly) -> None:
    assert Client().get(CARDS, headers=headers_of(hall.moderator())).json() == {"cards": []}


@pytest.mark.parametrize(
    ("role", "status"),
    [("moderator", 201), ("operator", 201), ("organiser", 201), ("delegate", 403), ("panellist", 403),
     ("audience", 403), ("hall_screen", 403)],
)  # fmt: skip
def test_staff_alone_have_the_cards(hall: Assembly, role: str, status: int) -> None:
    card = made(hall)
    headers = headers_of(hall.person("Someone", role))
    answers = [
        Client().get(CARDS, headers=headers),
        post(Client(), CARDS, **headers),
        post(Client(), REVOKE, {"party": card["party"]}, **headers),
    ]
    if status == 201:
        assert [answer.status_code for answer in answers] == [200, 201, 201]
    else:
        assert [problem(answer) for answer in answers] == [(403, "wire.forbidden")] * 3
        assert SeatCard.objects.count() == 1


@pytest.mark.parametrize("path", [CARDS, REVOKE])
def test_without_a_seat_there_are_none(hall: Assembly, path: str) -> None:
    assert problem(post(Client(), path, {"party": "1"})) == (401, "seat.missing")


def test_who_sits_by_a_card_hands_out_none(hall: Assembly) -> None:
    body: Any = post(Client(), TAKE, {"code": made(hall)["code"]}).json()  # type: ignore[attr-defined]
    answer = post(Client(), CARDS, Authorization=f"Bearer {body['token']}")
    assert problem(answer) == (403, "wire.forbidden")


def test_a_scan_says_whose_card_it_is_and_seats_nobody(hall: Assembly) -> None:
    card = made(hall)
    people = User.objects.count()
    answer: Any = post(Client(), LOOK, {"code": card["code"]})
    fiji = {
        "en": "Fiji",
        "id": "Fiji",
        "fr": "Fidji",
        "es": "Fiyi",
        "ar": "فيجي",
        "zh": "斐济",
        "ru": "Фиджи",
    }
    assert answer.json() == {"party": fiji, "conference": "Test"}
    for path in (LOOK, TAKE):
        assert Client().get(path).status_code == 405
        assert Client().get(f"{path}?code={card['code']}").status_code == 405
    assert User.objects.count() == people


def test_the_button_seats_the_phone_in_the_hall(hall: Assembly) -> None:
    card = made(hall)
    answer: Any = post(Client(), TAKE, {"code": card["code"], "name": "Ana"})
    body = answer.json()
    seat, _ = seats.read(body["token"])
    assert (answer.status_code, body["session"]) == (201, str(hall.session.pk))
    assert (seat.name, seat.place, seat.roles, seat.party) == ("Ana", "hall", ("delegate",), card["party"])
    assert Client().get(CARDS, headers=headers_of(hall.moderator())).json()["cards"][0]["phones"] == 1


@pytest.mark.parametrize("path", [LOOK, TAKE])
def test_an_old_card_and_a_forged_one_seat_nobody(hall: Assembly, path: str) -> None:
    card = made(hall)
    number, *groups = card["code"].split("-")
    post(Client(), REVOKE, {"party": card["party"]}, **headers_of(hall.moderator()))
    people = User.objects.count()
    assert problem(post(Client(), path, {"code": card["code"]})) == (410, "card.revoked")
    forged = "-".join([number, *reversed(groups)])
    for code in (forged, f"{int(number) + 1}-" + "-".join(groups), "x", "٣" * 20, "", "' OR 1=1 --"):
        expected = (404, "card.unknown_code") if code else (400, "http.invalid")
        assert problem(post(Client(), path, {"code": code})) == expected
    assert User.objects.count() == people


@pytest.mark.parametrize("body", [{}, {"code": None}, {"code": ["x"]}, {"code": "x" * 65},
                                  {"code": "x", "name": "x" * 61}])  # fmt: skip
@pytest.mark.parametrize("path", [LOOK, TAKE])
def test_what_is_no_code_is_a_problem(hall: Assembly, path: str, body: Any) -> None:
    assert problem(post(Client(), path, body)) == (400, "http.invalid")


def test_who_tries_codes_out_is_stopped_and_keeps_nobody_out(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "wrong_code.card", address=3)
    code = made(hall)["code"]
    for path in (LOOK, TAKE, LOOK):
        assert problem(post(Client(), path, {"code": "x"})) == (404, "card.unknown_code")
    for path in (LOOK, TAKE):
        assert problem(post(Client(), path, {"code": "x"})) == (429, "card.too_many")
    assert post(Client(), TAKE, {"code": code}).status_code == 201
    other = Client(REMOTE_ADDR="192.0.2.9")
    assert problem(post(other, TAKE, {"code": "x"})) == (404, "card.unknown_code")


def test_one_card_does_not_fill_the_conference(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "seat.card", card=2)
    code = made(hall)["code"]
    assert [post(Client(), TAKE, {"code": code}).status_code for _ in range(3)] == [201, 201, 429]
    assert problem(post(Client(REMOTE_ADDR="192.0.2.9"), TAKE, {"code": code})) == (429, "seat.too_many")


def test_a_full_card_says_what_to_do(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessions.seats.cards.services.MAX_PHONES", 0)
    code = made(hall)["code"]
    assert problem(post(Client(), TAKE, {"code": code})) == (409, "card.full")


def test_a_card_that_was_never_made_is_not_revoked(hall: Assembly) -> None:
    headers, peru = headers_of(hall.moderator()), hall.party("Peru")
    assert problem(post(Client(), REVOKE, {"party": str(peru.pk)}, **headers)) == (404, "card.none")
    assert problem(post(Client(), REVOKE, {}, **headers)) == (400, "http.invalid")
