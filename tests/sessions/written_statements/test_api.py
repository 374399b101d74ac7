"""Handing a document in over REST (FL4): who may read it, and refusals that leave no data."""

import io
import json
import os
import sys
import time
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.processes import subprocesses
from sessions.written_statements import files, intake
from sessions.written_statements.docx_writer import docx_file
from sessions.written_statements.models import WrittenStatement
from tests.sessions.written_statements import documents
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
DOCX, PDF = documents.docx_of("Excellencies,", "We agree."), documents.pdf_of("We agree.")


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "written"


@pytest.fixture
def hall(folder: Path) -> Assembly:
    return Assembly()


@pytest.fixture
def chair(hall: Assembly) -> Seat:
    return hall.moderator()


@pytest.fixture
def fiji(hall: Assembly) -> Seat:
    return hall.delegate("Fiji")


def bearer(seat: Seat) -> dict[str, str]:
    return {"Authorization": f"Bearer {seats.sign(seat)[0]}"}


def hand_in(hall: Assembly, seat: Seat, octets: bytes, **about: str) -> Any:
    """Send a document as a browser does; returns the response."""
    address = f"/api/v1/sessions/{hall.session.pk}/written?{urlencode({'language': 'en', **about})}"
    return Client().put(address, octets, content_type="application/octet-stream", headers=bearer(seat))


def read(hall: Assembly, seat: Seat, statement: str, of: str = "") -> Any:
    return Client().get(f"/api/v1/sessions/{hall.session.pk}/written/{statement}{of}", headers=bearer(seat))


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_FL4_a_document_is_kept_and_its_text_is_shown(hall: Assembly, fiji: Seat, folder: Path) -> None:
    answer = hand_in(hall, fiji, DOCX, on_behalf_of="Islands", language="fj")

    row = WrittenStatement.objects.get()
    assert (answer.status_code, answer.json()) == (
        201, {"statement": str(row.pk), "words": 3, "held": False},
    )  # fmt: skip
    assert (row.text, row.rich, row.on_behalf_of, row.language) == (
        "<p>Excellencies,</p><p>We agree.</p>", True, "Islands", "fj",
    )  # fmt: skip
    assert left(folder) == [row.file]
    assert hall.events() == ["written.submitted"]
    got = read(hall, hall.guest(), answer.json()["statement"], "/file")
    assert content(got) == docx_file(row.text, rich=True, language="fj")
    assert got["Content-Disposition"] == f'attachment; filename="statement-{row.pk}.docx"'
    assert got["Content-Type"].endswith("wordprocessingml.document")


def test_FL4_a_held_document_is_read_by_moderators_interpreters_and_its_party_alone(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    statement = hand_in(hall, fiji, PDF, spoken="true").json()["statement"]
    interpreter, chile = hall.person("Interpreter", "interpreter"), hall.delegate("Chile")
    organiser = hall.person("Organiser", "organiser")
    for seat in (chair, interpreter, fiji):
        assert read(hall, seat, statement).json()["text"] == "We agree."
        assert content(read(hall, seat, statement, "/file")) == docx_file(
            "We agree.", rich=False, language="en"
        )
    for seat in (chile, organiser, hall.guest()):
        assert code(read(hall, seat, statement)) == (403, "wire.forbidden")
        assert code(read(hall, seat, statement, "/file")) == (403, "wire.forbidden")

    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert read(hall, chile, statement).json() == {
        "text": "We agree.", "rich": False, "words": 2, "language": "en", "file": "pdf",
    }  # fmt: skip
    elsewhere = Assembly().guest()
    assert code(read(hall, elsewhere, statement)) == (403, "wire.wrong_conference")


@pytest.mark.parametrize(
    "octets",
    [
        documents.with_a_remote_template_and_programs(documents.docx_of("We agree.")),
        documents.pdf_with_actions("We agree."),
    ],
    ids=["docx", "pdf"],
)
def test_FL4_of_a_document_only_its_text_is_published(hall: Assembly, fiji: Seat, octets: bytes) -> None:
    assert b"/SubmitForm" in octets or b"word/embeddings" in octets
    statement = hand_in(hall, fiji, octets).json()["statement"]
    got = content(read(hall, hall.guest(), statement, "/file"))
    row = WrittenStatement.objects.get()
    assert got == docx_file(row.text, rich=row.rich, language="en")
    with zipfile.ZipFile(io.BytesIO(got)) as parts:
        said = b"".join(parts.read(name) for name in parts.namelist())
    assert (b"We agree." in said, b"attacker" in said, b"External" in said) == (True, False, False)


def test_FL4_the_original_is_fetched_by_staff_alone_and_is_marked(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    statement = hand_in(hall, fiji, PDF).json()["statement"]
    for role in ("moderator", "operator", "organiser"):
        got = read(hall, hall.person(role.title(), role), statement, "/original")
        assert content(got) == PDF
        assert (got["Content-Type"], got["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
        assert got["Content-Disposition"] == f'attachment; filename="unchecked-original-{statement}.pdf"'
        assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    for seat in (fiji, hall.guest(), hall.person("Interpreter", "interpreter")):
        assert code(read(hall, seat, statement, "/original")) == (403, "wire.forbidden")


def test_FL4_the_original_of_a_held_document_is_read_by_moderators_alone(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    statement = hand_in(hall, fiji, PDF, spoken="true").json()["statement"]
    assert content(read(hall, chair, statement, "/original")) == PDF
    for role in ("operator", "organiser"):
        seat = hall.person(role.title(), role)
        assert code(read(hall, seat, statement, "/original")) == (403, "wire.forbidden")


def test_FL4_a_document_goes_with_its_statement(
    hall: Assembly, fiji: Seat, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    statement = hand_in(hall, fiji, PDF, spoken="true").json()["statement"]
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(hall, fiji, DOCX, spoken="true", replaces=statement)
    assert left(folder) == [WrittenStatement.objects.get().file]
    with django_capture_on_commit_callbacks(execute=True):
        hall.done(fiji, "written.withdraw", statement=statement)
    assert left(folder) == []
    assert code(read(hall, fiji, statement)) == (404, "written.unknown")


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"", (415, "written.not_a_document")),
        (b"GIF89a", (415, "written.not_a_document")),
        (documents.zip_of("a.txt"), (415, "written.disguised")),
        (documents.repacked(DOCX, word__vbaProject_dot_bin=b"x"), (415, "written.has_programs")),
        (DOCX[:-200], (422, "written.broken")),
        (documents.docx_of(""), (422, "written.no_text")),
        (documents.docx_of("word " * 501), (409, "written.too_long")),
        (
            documents.repacked(DOCX, word__document_dot_xml=b" " * (65 << 20)),
            (422, "written.too_much_inside"),
        ),
    ],
)
def test_FL4_a_refused_document_leaves_nothing(
    hall: Assembly, fiji: Seat, folder: Path, octets: bytes, expected: tuple[int, str]
) -> None:
    assert code(hand_in(hall, fiji, octets)) == expected
    assert (left(folder), hall.events(), WrittenStatement.objects.count()) == ([], [], 0)


def test_FL4_a_document_that_is_too_large_is_not_even_kept(
    hall: Assembly, fiji: Seat, folder: Path, settings: Any
) -> None:
    settings.WRITTEN_MOST_MEGABYTES = 1
    assert code(hand_in(hall, fiji, PDF + bytes(1_000_001))) == (413, "written.too_large")
    assert not folder.exists()
    address = f"/api/v1/sessions/{hall.session.pk}/written"
    assert Client().get(address, headers=bearer(fiji)).json() == {"most_octets": 1_000_000}


def test_FL4_a_document_that_takes_too_long_to_read_is_refused(
    hall: Assembly, fiji: Seat, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "READ_SECONDS", 0.01)
    assert code(hand_in(hall, fiji, PDF)) == (422, "written.too_much_inside")
    assert left(folder) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "../../balai.sqlite3", "text": "We agree."},
        {"kind": "docx", "text": ["We agree."]},
        {"kind": "docx", "text": "<ul>" * 30_000},
        ["docx", "We agree."],
        {"kind": "docx"},
    ],
    ids=["a path", "no text", "too long", "a list", "nothing"],
)
def test_FL4_what_a_reader_says_that_a_file_has_taken_over_is_checked(
    hall: Assembly, fiji: Seat, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    monkeypatch.setattr(subprocesses, "_missing", "")
    monkeypatch.setattr(
        subprocesses, "command", lambda *_: [sys.executable, "-c", f"print({json.dumps(answer)!r})"]
    )
    assert code(hand_in(hall, fiji, PDF)) == (422, "written.too_much_inside")
    assert (left(folder), WrittenStatement.objects.count()) == ([], 0)


def test_FL4_who_may_not_hand_in_and_what_is_not_said_right(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    assert code(hand_in(hall, chair, PDF)) == (403, "wire.forbidden")
    assert code(hand_in(hall, hall.person("Interpreter", "interpreter"), PDF)) == (403, "wire.forbidden")
    assert code(hand_in(hall, fiji, PDF, language="en US")) == (400, "written.bad_facts")
    assert code(hand_in(hall, fiji, PDF, replaces="999")) == (404, "written.unknown")
    address = f"/api/v1/sessions/{hall.session.pk}/written?language=en"
    assert code(Client().put(address, PDF)) == (401, "seat.missing")


def test_a_statement_that_was_typed_has_no_file(hall: Assembly, fiji: Seat) -> None:
    hall.done(fiji, "written.submit", language="en", text="We agree.")
    statement = str(WrittenStatement.objects.get().pk)
    for seat, of in ((fiji, "/file"), (hall.moderator(), "/original")):
        assert code(read(hall, seat, statement, of)) == (404, "written.no_file")


def test_what_an_ended_process_left_is_swept(hall: Assembly, fiji: Seat, folder: Path) -> None:
    old, new = files.path_of("old"), files.path_of("new.pdf")
    old.touch()
    new.touch()
    long_ago = time.time() - files.ORPHANED_SECONDS - 1
    os.utime(old, (long_ago, long_ago))
    hand_in(hall, fiji, PDF)
    assert left(folder) == sorted(["new.pdf", WrittenStatement.objects.get().file])


def test_FL4_one_document_of_a_party_is_read_at_a_time_and_others_need_not_wait(
    hall: Assembly, fiji: Seat
) -> None:
    with intake.queue.place(str(fiji.party)):
        assert code(hand_in(hall, fiji, DOCX)) == (409, "file.busy")
        assert hand_in(hall, hall.delegate("Chile"), DOCX).status_code == 201
    assert hand_in(hall, fiji, DOCX).status_code == 201


def test_FL4_refused_documents_count_against_their_party_alone(hall: Assembly, fiji: Seat) -> None:
    for _ in range(9):
        with intake.queue.place(str(fiji.party)):
            pass
    assert code(hand_in(hall, fiji, b"GIF89a")) == (415, "written.not_a_document")
    assert code(hand_in(hall, fiji, PDF)) == (429, "file.throttled")
    assert hand_in(hall, hall.delegate("Chile"), PDF).status_code == 201


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"roles": (), "withdrawn": True}, "seat.withdrawn"),
        ({"roles": ("audience",)}, "wire.forbidden"),
        ({"roles": ("delegate",), "party": "0", "place": "remote"}, "wire.forbidden"),
    ],
    ids=["withdrawn", "no delegate", "another party's"],
)
def test_a_seat_that_changed_while_its_document_was_read_hands_in_nothing(
    hall: Assembly,
    fiji: Seat,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, Any],
    refused: str,
) -> None:
    def ask(*args: Any, **kwargs: Any) -> object:
        seats.revise(fiji.person, fiji.conference, **change)
        return subprocesses.run_on_file(*args, **kwargs)

    monkeypatch.setattr(intake, "run_on_file", ask)
    assert code(hand_in(hall, fiji, DOCX)) == (403, refused)
    assert (left(folder), WrittenStatement.objects.count()) == ([], 0)


def test_no_control_character_of_a_document_or_its_facts_is_kept(hall: Assembly, fiji: Seat) -> None:
    """PostgreSQL refuses NUL, and XML refuses all of them."""
    told = "We\0 agree\x1b that the oceans are one."
    statement = hand_in(hall, fiji, documents.pdf_of(told), on_behalf_of="Is\0lands").json()["statement"]
    assert read(hall, fiji, statement).json()["text"] == "We agree that the oceans are one."
    assert WrittenStatement.objects.get().on_behalf_of == "Islands"


def test_FL4_what_is_left_out_of_a_document_is_told_before_it_is_published(
    hall: Assembly, fiji: Seat, folder: Path
) -> None:
    document = documents.docx_with_what_is_not_shown()
    looked = hand_in(hall, fiji, document)
    assert looked.status_code == 200
    assert looked.json() == {
        "text": "<p>We agree with this.</p><p> Shown.</p><p>One</p><p>Two</p><p>Always.</p>",
        "rich": True,
        "words": 8,
        "left_out": {"hidden": 7, "struck": 6, "deleted": 4, "pictures": 1, "comments": 1},
    }
    assert (WrittenStatement.objects.count(), left(folder), hall.events()) == (0, [], [])

    taken = hand_in(hall, fiji, document, confirmed="true")
    assert (taken.status_code, taken.json()["words"]) == (201, 8)
    fetched = content(read(hall, hall.guest(), taken.json()["statement"], "/file"))
    with zipfile.ZipFile(io.BytesIO(fetched)) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    for word in (b"refuse", b"red line", b"Never", b"Do we", b"Gone"):
        assert word not in everything
