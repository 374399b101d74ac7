"""The glossary of a conference, over REST."""

from functools import partial
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from streaming.glossary import services
from tests.support.assembly import Assembly
from tests.support.threads import at_once

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
    assert answer.status_code == 201
    answered = {(one["term"], one["language"], one["translation"]) for one in answer.json()["terms"]}
    assert answered == {("point of order", "fr", "motion d'ordre"), ("quorum", "es", "quórum")}
    assert read(hall, ana) == [
        ("point of order", "fr", "motion d'ordre"),
        ("quorum", "es", "quórum"),
        ("quorum", "fr", "quorum"),
    ]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_interpreters_who_add_a_term_at_once_the_last_translation_stands(
    hall: Assembly, ana: Seat
) -> None:
    translations = [f"récif {number}" for number in range(6)]
    answers = at_once(*(partial(add, hall, ana, ("reef", "fr", each)) for each in translations))
    assert [getattr(answer, "status_code", answer) for answer in answers] == [201] * 6
    ((_, _, stands),) = read(hall, ana)
    # Each of the others was replaced once, by the next.
    rows = AuditEntry.objects.filter(action__startswith="glossary.").exclude(before=None)
    replaced = [row.before[0]["translation"] for row in rows]
    assert sorted([*replaced, stands]) == translations


def test_organisers_remove_terms_and_interpreters_do_not(hall: Assembly, ana: Seat) -> None:
    add(hall, ana, ("quorum", "fr", "quorum"))
    term = ask(hall, ana).json()["terms"][0]["id"]
    assert ask(hall, ana, "DELETE", term=f"/{term}").json()["code"] == "wire.forbidden"
    organiser = hall.person("O", "organiser")
    removed = {"id": term, "term": "quorum", "language": "fr", "translation": "quorum"}
    assert ask(hall, organiser, "DELETE", term=f"/{term}").json() == removed
    assert ask(hall, organiser, "DELETE", term=f"/{term}").json()["code"] == "glossary.unknown"
    assert read(hall, ana) == []


def test_the_audit_log_has_who_changed_what(hall: Assembly, ana: Seat) -> None:
    old = {"term": "quorum", "language": "fr", "translation": "quorum"}
    new, other = old | {"translation": "le quorum"}, old | {"term": "chair"}
    ben, organiser = hall.person("Ben", "interpreter"), hall.person("O", "organiser")
    add(hall, ana, tuple(old.values()))
    add(hall, ben, tuple(new.values()), tuple(other.values()))
    add(hall, ben, tuple(new.values()))  # changes nothing
    term = next(one["id"] for one in ask(hall, ana).json()["terms"] if one["term"] == "chair")
    ask(hall, organiser, "DELETE", term=f"/{term}")
    ask(hall, organiser, "DELETE", term=f"/{term}")
    rows = AuditEntry.objects.filter(action__startswith="glossary.").order_by("pk")
    assert [*rows.values_list("name", "action", "subject_label", "before", "after")] == [
        ("Ana", "glossary.add", "quorum", None, [old]),
        ("Ben", "glossary.add", "quorum, chair", [old], [new, other]),
        ("O", "glossary.remove", "chair", [other], None),
    ]
    assert {row.conference for row in rows} == {str(hall.session.conference_id)}


def test_a_length_counts_what_is_stored(hall: Assembly, ana: Seat) -> None:
    """Composition (NFC) makes this letter two characters, and the column takes 120."""
    letter = "\u0958"
    assert add(hall, ana, (letter * 61, "fr", "mot")).status_code == 400
    assert add(hall, ana, ("term", "fr", letter * 101)).status_code == 400
    assert add(hall, ana, (letter * 60, "fr", letter * 100)).status_code == 201
    assert read(hall, ana) == [("\u0915\u093c" * 60, "fr", "\u0915\u093c" * 100)]


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
