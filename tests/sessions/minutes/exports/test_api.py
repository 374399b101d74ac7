"""Summary records over REST, from asking to taking away."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.exports.worker import export_worker
from tests.sessions.exports import files
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.mark.parametrize(
    ("kind", "language", "title"), [("pdf", "en", "Chronology"), ("docx", "id", "Kronologi")]
)
def test_a_record_is_asked_for_followed_and_taken_away(
    hall: Assembly, fiji: Seat, kind: str, language: str, title: str
) -> None:
    client = Client(headers={"Authorization": f"Bearer {seats.sign(fiji)[0]}"})
    base = f"/api/v1/sessions/{hall.session.pk}/minutes/exports"
    asked = client.post(base, {"format": kind, "language": language}, content_type="application/json")
    assert asked.status_code == 202
    job = asked.json()["id"]
    assert client.get(f"{base}/{job}").json()["state"] == "waiting"
    assert export_worker.work_once()
    assert client.get(f"{base}/{job}").json()["state"] == "done"
    taken = client.get(f"{base}/{job}/file")
    name = f"{hall.conference.slug}-session-{hall.session.pk}-2021-11-16-record.{kind}"
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    if kind == "pdf":
        assert title in files.text(taken.content)
    else:
        assert title in [paragraph.text for paragraph in files.opened(taken.content).paragraphs]
    other = hall.add_session()
    elsewhere = client.get(f"/api/v1/sessions/{other.pk}/minutes/exports/{job}")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "exports.unknown")


def test_one_person_asks_for_some_exports_a_minute(
    hall: Assembly, fiji: Seat, chile: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "export.make", person=1)

    def ask(seat: Seat) -> Any:
        client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
        base = f"/api/v1/sessions/{hall.session.pk}/minutes/exports"
        return client.post(base, {"format": "docx"}, content_type="application/json")

    assert ask(fiji).status_code == 202
    refused = ask(fiji)
    assert (refused.status_code, refused.json()["code"]) == (429, "exports.throttled")
    assert ask(chile).status_code == 202
