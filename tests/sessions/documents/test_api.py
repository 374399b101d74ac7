"""Upload and download of documents: what is taken, who gets it, and what a browser may do with it."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.http.upload_hooks import Head
from foundation.journal.models import Entry
from foundation.refusals import Refusal
from sessions.api_tokens import services as api_tokens
from sessions.documents import files, intake
from sessions.documents.api import MAX_AT_ONCE
from sessions.documents.models import Document, DocumentFile
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"x" * 500


def docx(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Ana", "organiser")


@pytest.fixture
def paper(hall: Assembly) -> Document:
    return Document.objects.create(
        conference=hall.conference,
        title={"en": "Report"},
        symbol="ICDD/2021/3",
        released_at="2021-01-01T00:00:00Z",
    )


def bearer(seat: Seat | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}


def upload(
    paper: Document, seat: Seat, octets: bytes = PDF, language: str = "en", name: str = "a.pdf"
) -> Any:
    address = f"/api/v1/documents/{paper.pk}/files/{language}?name={name}"
    return Client().put(address, octets, content_type="application/octet-stream", headers=bearer(seat))


def download(file: str, seat: Seat | None = None, asked: str = "") -> Any:
    headers = bearer(seat) | ({"Range": asked} if asked else {})
    return Client().get(f"/api/v1/documents/files/{file}", headers=headers)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def left() -> list[Path]:
    return [path for path in files.folder().rglob("*") if path.is_file()]


def test_a_file_is_stored_and_screens_are_told(hall: Assembly, organiser: Seat, paper: Document) -> None:
    answer = upload(paper, organiser, name="the report.pdf")
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": str(DocumentFile.objects.get().pk),
            "language": "en",
            "name": "the report.pdf",
            "kind": "pdf",
            "octets": len(PDF),
            "sha256": hashlib.sha256(PDF).hexdigest(),
        },
    )
    entry = Entry.objects.filter(stream=hall.conference.stream).latest("seq")
    assert entry.event["type"] == "documents.file_added"
    assert '"the report.pdf"' in str(entry.everyone)
    assert AuditEntry.objects.get(action="documents.upload").subject_label == "ICDD/2021/3"


def test_no_browser_runs_a_document(organiser: Seat, paper: Document) -> None:
    answer = download(upload(paper, organiser).json()["id"])
    assert answer.content == PDF
    said = {
        name: answer[name]
        for name in ("Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    }
    assert said == {
        "Content-Disposition": 'attachment; filename="ICDD-2021-3-en.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }


def test_another_file_of_a_language_replaces_the_first(organiser: Seat, paper: Document) -> None:
    first, second = upload(paper, organiser).json()["id"], upload(paper, organiser, PDF + b"y").json()["id"]
    upload(paper, organiser, language="fr")
    present = DocumentFile.objects.filter(removed_at=None)
    assert [(str(row.pk) == second, row.language) for row in present] == [(True, "en"), (False, "fr")]
    assert code(download(first)) == (404, "documents.unknown")


@pytest.mark.parametrize(
    ("octets", "refused"),
    [
        (b"", (415, "documents.not_a_document")),
        (b"<html>", (415, "documents.not_a_document")),
        (b"PK\x03\x04 and nothing else", (415, "documents.not_a_document")),
        (docx("[Content_Types].xml", "xl/workbook.xml"), (415, "documents.not_a_document")),
        (
            docx("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            (415, "documents.has_programs"),
        ),
    ],
)
def test_what_is_no_document_leaves_nothing(
    organiser: Seat, paper: Document, octets: bytes, refused: tuple[int, str]
) -> None:
    assert code(upload(paper, organiser, octets, name="a.pdf")) == refused
    assert (left(), DocumentFile.objects.count()) == ([], 0)


def test_a_docx_file_is_taken_whatever_its_name(organiser: Seat, paper: Document) -> None:
    answer = upload(
        paper, organiser, docx("[Content_Types].xml", "word/document.xml"), name="../../etc/passwd"
    )
    assert (answer.json()["kind"], answer.json()["name"]) == ("docx", "passwd")


def test_a_file_that_is_too_large(organiser: Seat, paper: Document, settings: Any) -> None:
    settings.DOCUMENT_MOST_MEGABYTES = 0
    assert code(upload(paper, organiser)) == (413, "documents.too_large")
    assert left() == []


@pytest.mark.parametrize("language", ["x", "english!", "e1"])
def test_a_language_that_is_none(organiser: Seat, paper: Document, language: str) -> None:
    assert code(upload(paper, organiser, language=language)) == (400, "documents.bad_facts")


def test_only_organisers_upload(hall: Assembly, paper: Document) -> None:
    for seat in (hall.moderator(), hall.delegate("Fiji"), hall.guest()):
        assert code(upload(paper, seat)) == (403, "wire.forbidden")
    other = Assembly()
    assert code(upload(paper, other.person("Ben", "organiser"))) == (404, "documents.unknown")


def test_an_upload_is_refused_before_its_body(hall: Assembly, organiser: Seat, settings: Any) -> None:
    def refused(seat: Seat, length: int | None) -> str:
        head = Head("PUT", "/api/v1/documents/1/files/en", bearer(seat)["Authorization"], length)
        try:
            body = intake.body_receiver(head)
        except Refusal as refusal:
            return refusal.code
        assert body is not None
        body.discard()
        return ""

    assert refused(hall.delegate("Fiji"), 10) == "wire.forbidden"
    assert refused(organiser, 50_000_001) == "documents.too_large"
    assert refused(organiser, 50_000_000) == refused(organiser, None) == ""
    assert left() == []


def test_a_token_of_the_api_uploads_if_its_scope_says_so(
    hall: Assembly, organiser: Seat, paper: Document
) -> None:
    def put(text: str) -> tuple[int, str]:
        head = Head("PUT", f"/api/v1/documents/{paper.pk}/files/en", f"Bearer {text}", len(PDF))
        try:
            body = intake.body_receiver(head)
        except Refusal as refusal:
            return 403, refusal.code
        assert body is not None
        body.discard()
        kind, headers = "application/octet-stream", {"Authorization": f"Bearer {text}"}
        return code(Client().put(head.path, PDF, content_type=kind, headers=headers))

    _, writes = api_tokens.make_token(organiser, "Translators", ["documents:write"], 1)
    _, reads = api_tokens.make_token(organiser, "Website", ["documents:read"], 1)
    assert put(writes) == (201, "")
    assert paper.files.get().name == "en.pdf"
    assert put(reads) == (403, "api_token.scope_missing")
    entry = AuditEntry.objects.get(action="documents.upload")
    assert entry.name == "Ana (API: Translators)"
    # Before its body, so that only who had a token can make the server store one.
    assert put(f"{writes}0") == (403, "api_token.forged")
    for text in ("balai_", "balai_guessed", writes.partition(".")[0]):
        assert put(text) == (403, "api_token.unsigned")


def test_the_same_file_again_changes_nothing(organiser: Seat, paper: Document) -> None:
    first, again = upload(paper, organiser), upload(paper, organiser)
    assert first.json() == again.json()
    assert paper.files.count() == 1


def test_who_may_download(hall: Assembly, organiser: Seat, paper: Document) -> None:
    file = upload(paper, organiser).json()["id"]
    guest, registered, delegate = hall.guest(), hall.person("Someone", "audience"), hall.delegate("Fiji")
    stranger = Assembly().delegate("Chile")

    def opens(seat: Seat | None) -> bool:
        return bool(download(file, seat).status_code == 200)

    everyone = (None, guest, stranger, registered, delegate, organiser)
    for access, first in (("public", 0), ("registered", 3), ("delegations", 4), ("staff", 5)):
        Document.objects.update(access=access)
        assert [opens(seat) for seat in everyone] == [place >= first for place in range(len(everyone))]
    Document.objects.update(access="public", released_at=None)
    assert [opens(seat) for seat in everyone] == [False] * 5 + [True]
    Document.objects.update(released_at="2021-01-01T00:00:00Z", session=hall.session)
    hall.session.access = "delegations"
    hall.session.save()
    assert [opens(seat) for seat in everyone] == [False] * 4 + [True] * 2
    assert code(download(file)) == (401, "seat.missing")
    assert code(download(file, guest)) == (404, "documents.unknown")


def test_a_large_file_is_fetched_in_parts(organiser: Seat, paper: Document) -> None:
    octets = PDF + b"z" * MAX_AT_ONCE
    file = upload(paper, organiser, octets).json()["id"]
    assert code(download(file)) == (416, "documents.range_needed")
    first = download(file, asked="bytes=0-")
    rest = download(file, asked=f"bytes={MAX_AT_ONCE}-")
    assert (first.status_code, first["Content-Range"]) == (206, f"bytes 0-{MAX_AT_ONCE - 1}/{len(octets)}")
    assert first.content + rest.content == octets
    assert code(download(file, asked=f"bytes={len(octets)}-")) == (416, "documents.range_needed")


def test_a_file_that_is_gone_from_the_disk(organiser: Seat, paper: Document) -> None:
    file = upload(paper, organiser).json()["id"]
    for path in left():
        path.unlink()
    assert code(download(file)) == (404, "documents.unknown")
