"""Exports of an outcome document over REST, from asking to taking away."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.exports import jobs
from sessions.exports.content import as_json
from sessions.exports.worker import export_worker
from sessions.outcome.exports import documents
from tests.sessions.exports import files
from tests.sessions.outcome.conftest import TEXT, Drafting
from tests.support.limited import limit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def client(seat: Seat) -> Client:
    return Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})


def post(drafting: Drafting, seat: Seat, **body: Any) -> Any:
    return client(seat).post(address(drafting), body, content_type="application/json")


def address(drafting: Drafting, path: str = "") -> str:
    return f"/api/v1/outcomes/{drafting.document.pk}/exports{path}"


@pytest.mark.parametrize("form", ["clean", "bracketed", "provenance"])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_an_export_is_asked_for_followed_and_taken_away(
    reading: Drafting, chile: Seat, form: str, kind: str
) -> None:
    asked = post(reading, chile, format=kind, form=form)
    assert asked.status_code == 202
    job = asked.json()
    assert {name: job[name] for name in ("form", "format", "state", "percent", "ahead", "problem", "octets")} == {
        "form": form, "format": kind, "state": "waiting", "percent": 0, "ahead": 0, "problem": "", "octets": 0,
    }  # fmt: skip
    follow = client(chile)
    early = follow.get(address(reading, f"/{job['id']}/file"))
    assert (early.status_code, early.json()["code"]) == (409, "exports.not_ready")
    assert export_worker.work_once()
    done = follow.get(address(reading, f"/{job['id']}")).json()
    taken = follow.get(address(reading, f"/{job['id']}/file"))
    assert (done["state"], done["octets"]) == ("done", len(taken.content))
    name = f"{reading.hall.conference.slug}-outcome-{reading.document.pk}-{form}.{kind}"
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert taken.headers["Content-Type"] == jobs.TYPES[kind]
    if kind == "pdf":
        assert TEXT in " ".join(files.text(taken.content).split())
    else:
        assert f"1\t{TEXT}" in [paragraph.text for paragraph in files.opened(taken.content).paragraphs]


def test_the_clean_text_in_authentic_language_is_the_default(reading: Drafting, chile: Seat) -> None:
    assert post(reading, chile, format="pdf").json()["form"] == "clean"


@pytest.mark.parametrize(
    "body",
    [{}, {"format": "odt"}, {"format": "pdf", "form": "signed"}, {"format": "pdf", "language": "a b"},
     {"format": "pdf", "form": "bracketed", "language": "ar"}, {"format": "pdf", "colour": "red"}],
)  # fmt: skip
def test_a_wrong_request_is_refused(reading: Drafting, chile: Seat, body: dict[str, str]) -> None:
    assert post(reading, chile, **body).status_code == 400


def test_a_removed_or_changed_document(reading: Drafting, chile: Seat) -> None:
    job = post(reading, chile, format="docx").json()["id"]
    reading.add("We will meet.")
    assert post(reading, chile, format="docx").json()["id"] != job
    reading.do(reading.chair, "remove")
    assert post(reading, chile, format="docx").json()["code"] == "outcome.unknown"
    assert client(chile).get(address(reading, f"/{job}")).json()["code"] == "outcome.unknown"


def test_without_a_seat_and_in_another_document_there_is_nothing(reading: Drafting, chile: Seat) -> None:
    job = post(reading, chile, format="docx").json()["id"]
    assert Client().get(address(reading, f"/{job}")).json()["code"] == "seat.missing"
    other = Drafting(reading.hall, reading.chair)
    assert client(chile).get(address(other, f"/{job}")).json()["code"] == "exports.unknown"


def test_one_person_asks_for_some_exports_a_minute(
    reading: Drafting, chile: Seat, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "export.make", person=1)
    assert post(reading, chile, format="docx").status_code == 202
    refused = post(reading, chile, format="docx")
    assert (refused.status_code, refused.json()["code"]) == (429, "exports.throttled")
    assert post(reading, fiji, format="docx").status_code == 202


def test_what_is_exported_is_what_the_document_says(reading: Drafting, chile: Seat, tmp_path: Path) -> None:
    post(reading, chile, format="docx", form="bracketed")
    (written,) = tmp_path.glob("exports/*/document.json")
    document = documents.read(reading.now(reading.document), "bracketed")
    assert written.read_text(encoding="utf-8") == as_json(document)
