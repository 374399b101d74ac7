"""The list of participants: in protocol order, in four formats, for those who follow the conference."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.exports.worker import export_worker
from sessions.models import Participant
from tests.sessions.exports import files
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def hall() -> Assembly:
    """Delegations with and without a rank, an observer, a head, and people who are not on the list."""
    hall = Assembly()
    for name, fields in {
        "Åland": {}, "Zambia": {}, "Red Cross": {"category": "observer", "accredited": False},
        "Fiji": {"rank": 2}, "Chile": {"rank": 1},
    }.items():  # fmt: skip
        hall.party(name, **fields)
    fiji = hall.conference.parties.get(name__en="Fiji")
    hall.person("Zora", "delegate", "head", party=fiji)
    hall.person("Ana", "delegate", party=fiji, place="hall")
    Participant.objects.filter(name="Ana").update(honorific="H.E.", function="=Minister")
    hall.person("Pia", "panellist")
    hall.person("Otto", "audience")
    hall.person("Robot", "delegate", party=fiji)
    Participant.objects.filter(name="Robot").update(simulated=True)
    return hall


def client(seat: Seat) -> Client:
    return Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})


def get(hall: Assembly, path: str, seat: Seat | None = None) -> Any:
    return client(seat or hall.guest()).get(f"/api/v1/c/{hall.conference.slug}/participants{path}")


def test_the_order_is_that_of_protocol(hall: Assembly) -> None:
    found = get(hall, "").json()
    assert [each["name"] for each in found["parties"]] == ["Chile", "Fiji", "Åland", "Zambia", "Red Cross"]
    fiji = found["parties"][1]
    assert [(each["name"], each["head"]) for each in fiji["members"]] == [("Zora", True), ("Ana", False)]
    assert [each["name"] for each in found["others"]] == ["Pia"]
    schema = Client().get("/api/v1/schema/participants.json")
    assert schema["Content-Type"] == "application/schema+json"
    jsonschema.Draft202012Validator(schema.json()).validate(found)


def test_a_table_has_a_row_for_each_person_and_for_each_party_without_one(hall: Assembly) -> None:
    answer = get(hall, ".csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [(row["party"], row["name"]) for row in rows] == [
        ("Chile", ""), ("Fiji", "Zora"), ("Fiji", "Ana"), ("Åland", ""), ("Zambia", ""), ("Red Cross", ""), ("", "Pia"),
    ]  # fmt: skip
    assert (rows[2]["function"], rows[2]["place"], rows[5]["accredited"]) == ("'=Minister", "hall", "no")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_document(hall: Assembly, kind: str) -> None:
    base = f"/api/v1/c/{hall.conference.slug}/participants/exports"
    reader = client(hall.guest())
    job = reader.post(base, {"format": kind, "language": "id"}, content_type="application/json").json()
    export_worker.work_once()
    assert reader.get(f"{base}/{job['id']}").json()["state"] == "done"
    octets = reader.get(f"{base}/{job['id']}/file").content
    words = (
        files.text(octets) if kind == "pdf" else "\n".join(p.text for p in files.opened(octets).paragraphs)
    )
    at = [words.index(each) for each in ("Daftar peserta", "Chile", "Zora", "H.E. Ana", "Red Cross", "Pia")]
    assert at == sorted(at)
    assert "Robot" not in words


def test_one_person_asks_for_some_exports_a_minute(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "export.make", person=1)

    def ask(reader: Client) -> Any:
        base = f"/api/v1/c/{hall.conference.slug}/participants/exports"
        return reader.post(base, {"format": "docx"}, content_type="application/json")

    reader = client(hall.guest())
    assert ask(reader).status_code == 202
    refused = ask(reader)
    assert (refused.status_code, refused.json()["code"]) == (429, "exports.throttled")
    assert ask(client(hall.guest())).status_code == 202


def test_who_may_read_it(hall: Assembly) -> None:
    outsider = Assembly().moderator()
    visitor = replace(hall.guest(), roles=("visitor",))
    paths = ("", ".csv", "/exports/none", "/exports/none/file")
    for path in paths:
        assert get(hall, path, outsider).status_code == 403
        assert Client().get(f"/api/v1/c/{hall.conference.slug}/participants{path}").status_code == 401
        assert get(hall, path, hall.delegate("Peru")).status_code in (200, 404)
    assert get(hall, "", visitor).status_code == 403


def test_the_minutes_fit_their_published_schema(hall: Assembly) -> None:
    fiji = hall.delegate("Tonga")
    hall.done(fiji, "floor.inscribe")
    schema = Client().get("/api/v1/schema/minutes.json").json()
    answer = client(fiji).get(f"/api/v1/sessions/{hall.session.pk}/minutes").json()
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(answer)
    assert list(validator.iter_errors(answer | {"sections": [{}]}))
