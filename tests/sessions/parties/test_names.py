"""Names of guests: not those of roles or parties."""

import re
from pathlib import Path

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.refusals import Refusal
from sessions.parties.names import ROLES, chosen_name
from sessions.seats.cards import codes
from sessions.seats.cards.models import SeatCard
from sessions.seats.cards.services import make_missing
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly

PARTIES = ["Fiji", "New Zealand", "Chad", "Republic of Korea", "日本", "Côte d’Ivoire"]
ROOT = Path(__file__).parents[3]


def refused(name: str, parties: list[str] = PARTIES, own: tuple[str, ...] = ()) -> str:
    with pytest.raises(Refusal) as caught:
        chosen_name(name, parties, own)
    return caught.value.code


@pytest.mark.parametrize(
    "name",
    ["Chair", "CHAIR", "the chair", "Сhаіr", "Cha1r", "C h a i r", "C.h.a.i.r", "ｃｈａｉｒ", "𝐂𝐡𝐚𝐢𝐫", "Ch\u200bair",
     "Chaïr",
     "Moderator (demo)", "M0derator", "Мoderator", "rnoderator", "TheModerator", "Vice-Chair", "vice chair", "Ketua",
     "Delegate of Fiji", "Delegasi Fiji", "Operator 2", "Juru bahasa", "Secretary-General", "Ana (Moderator)",
     "Présidente", "Председатель", "主席先生", "大会主席", "الأمين العام"],
)  # fmt: skip
def test_no_guest_has_the_name_of_a_role(name: str) -> None:
    assert refused(name) == "name.of_a_role"


@pytest.mark.parametrize(
    "name",
    ["Fiji", "FIJI", "FlJI", "Fіji", "Fíji", "F i j i", "Fiji 2", "The Fiji", "Fiji Fiji", "Republic of Fiji", "Fiji!",
     "Fiji\u200b", "New-Zealand", "NewZealand", "New Zealand team", "Chad", "日本", "COTE D'IVOIRE"],
)  # fmt: skip
def test_no_guest_has_the_name_of_a_party(name: str) -> None:
    assert refused(name) == "name.of_a_party"


@pytest.mark.parametrize(
    "name",
    ["Ana", "Chad Smith", "Rebecca Hall", "Chairunnisa", "Fijian", "Zeeland", "Nguyễn Thị Ánh", "آنا", "田中", "Ketut",
     "X Æ",
     "Jean-Luc O’Neil", "Bagus 2", "محمد الأمين", "Chad Le"],
)  # fmt: skip
def test_people_keep_their_names(name: str) -> None:
    assert chosen_name(name, PARTIES) == name


@pytest.mark.parametrize("name", ["\u200b\u200c\u200d", "\u3164", "\u2800", "...", "🇫🇯"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    assert refused(name) == "name.unreadable"


def test_who_gives_no_name_has_none() -> None:
    assert chosen_name(" \t", PARTIES) == ""


def test_a_partys_own_phone_may_be_its_delegate() -> None:
    assert chosen_name("Fiji", PARTIES, ("Fiji",)) == "Fiji"
    for name in ("Delegate of Fiji", "Délégué de Fiji", "Delegada de Fiji", "Делегация Fiji"):
        assert chosen_name(name, PARTIES, ("Fiji",)) == name
    assert refused("Chair", own=("Fiji",)) == "name.of_a_role"
    assert refused("Chad", own=("Fiji",)) == "name.of_a_party"


def test_roles_are_known_in_every_language_of_the_pages() -> None:
    source = (ROOT / "frontend/src/locales/language.svelte.ts").read_text(encoding="utf-8")
    (table,) = re.findall(r"LANGUAGES = \{(.*?)\}", source, re.DOTALL)
    assert re.findall(r"(\w+):", table) == list(ROLES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fіji", (400, "name.of_a_party")), ("Fidji Ana", 201), ("Chair", (400, "name.of_a_role")),
        ("\u200b", (400, "name.unreadable")), ("", 201), ("Ana\u202e", 201),
    ],
)  # fmt: skip
def test_every_endpoint_for_guests_checks_the_name(name: str, expected: int | tuple[int, str]) -> None:
    hall = Assembly()
    hall.delegate("Fiji")
    make_missing(hall.conference.pk)
    card = SeatCard.objects.get(party__name__en="Fiji")
    hall.party("Chad")
    endpoints = [("guest", {}), ("join", {"code": hall.session.code})]
    for endpoint, body in endpoints:
        answer = post(Client(), f"/api/v1/seats/{endpoint}", {"name": name, **body})
        assert (answer.status_code if isinstance(expected, int) else problem(answer)) == expected
    taking = {"code": codes.card_code(card.pk, card.key), "name": "Chad"}
    assert problem(post(Client(), "/api/v1/seatcards/take", taking)) == (400, "name.of_a_party")


@pytest.mark.django_db
def test_a_seat_has_the_clean_name() -> None:
    hall = Assembly()
    answer = post(Client(), "/api/v1/seats/guest", {"name": "A\u202ena ", "session": str(hall.session.pk)})
    seat, _ = seats.read(answer.json()["token"])  # type: ignore[attr-defined]
    assert seat.name == "Ana"
