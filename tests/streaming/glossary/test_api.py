"""The glossary of a conference, over REST."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from streaming.glossary import services
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def ana(hall: Assembly) -> Seat:
    return hall.person("Ana", "interpreter")


def ask(hall: Assembly, seat: Seat, method: str = "GET", body: Any = None, term: str = "") -> Any:
    return Client().generic(
        method,
        f"/api/v1/sessions/{hall.session.pk}/glossary{term}",
        "" if body is None else body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"},
    )


def add(hall: Assembly, seat: Seat, *terms: tuple[str, str, str]) -> Any:
    client = Client()
    body = {"terms": [dict(zip(("term", "language", "translation"), each, strict=True)) for each in terms]}
    return client.post(
        f"/api/v1/sessions/{hall.session.pk}/glossary",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"},
    )


def read(hall: Assembly, seat: Seat) -> list[tuple[str, str, str]]:
    terms = ask(hall, seat).json()["terms"]
    return [(one["term"], one["language"], one["translation"]) for one in terms]


def test_interpreters_add_terms_and_the_last_translation_stands(hall: Assembly, ana: Seat) -> None:
    add(hall, ana, ("quorum", "fr", "quorum"), ("point of order", "fr", "motion"))
    answer = add(hall, ana, ("point of order", "fr", "motion d'ordre"), ("quorum", "es", "quórum"))
    assert answer.status_code == 200
    assert read(hall, ana) == [
        ("point of order", "fr", "motion d'ordre"),
        ("quorum", "es", "quórum"),
        ("quorum", "fr", "quorum"),
    ]


def test_organisers_remove_terms_and_interpreters_do_not(hall: Assembly, ana: Seat) -> None:
    add(hall, ana, ("quorum", "fr", "quorum"))
    term = ask(hall, ana).json()["terms"][0]["id"]
    assert ask(hall, ana, "DELETE", term=f"/{term}").json()["code"] == "wire.forbidden"
    organiser = hall.person("O", "organiser")
    assert ask(hall, organiser, "DELETE", term=f"/{term}").json() == {"terms": []}
    assert ask(hall, organiser, "DELETE", term=f"/{term}").json()["code"] == "glossary.unknown"
    assert read(hall, ana) == []


@pytest.mark.parametrize("role", ["delegate", "audience", "moderator"])
def test_nobody_else_reads_it(hall: Assembly, role: str) -> None:
    assert ask(hall, hall.person("D", role, party=hall.party("Fiji"))).json()["code"] == "wire.forbidden"


def test_words_that_nobody_could_read_are_refused(hall: Assembly, ana: Seat) -> None:
    for term in ("", "x" * 121):
        assert add(hall, ana, (term, "fr", "mot")).status_code == 400
    assert add(hall, ana, ("\u200b", "fr", "mot")).json()["code"] == "glossary.blank"
    assert add(hall, ana, ("term", "not a tag", "mot")).status_code == 400
    assert read(hall, ana) == []


def test_a_glossary_has_a_limit(hall: Assembly, ana: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_TERMS", 1)
    add(hall, ana, ("quorum", "fr", "quorum"))
    assert add(hall, ana, ("quorum", "es", "quórum")).json()["code"] == "glossary.full"
    assert read(hall, ana) == [("quorum", "fr", "quorum")]
