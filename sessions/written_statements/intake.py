"""Receives a document, extracts its text in a separate process, and stores it if its statement is accepted (FL4)."""

from dataclasses import dataclass

from django.conf import settings
from pydantic import TypeAdapter, ValidationError

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.processes.file_queue import FileQueue
from foundation.processes.subprocesses import NoAnswerError, run_on_file
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.text import clean_input
from foundation.wire.execution import check_permission
from sessions.programme.models import Session
from sessions.written_statements import files, protocol, refusals, rich_text, rules, services
from sessions.written_statements.extract import MAX_CHARACTERS, Document, LeftOut
from sessions.written_statements.models import WrittenStatement
from sessions.written_statements.services import Content

SUBMIT = "written.submit"
READ_SECONDS = 30
queue = FileQueue("file.statement")
ANSWER = TypeAdapter(Document)


def most_octets() -> int:
    """The largest permitted size of a document, in octets."""
    return int(settings.WRITTEN_MOST_MEGABYTES) * 1_000_000


@dataclass(frozen=True)
class DocumentPreview:
    """The text that would be read from a document, and how much would be left out (`Document.left_out`)."""

    text: str
    rich: bool
    words: int
    left_out: dict[LeftOut, int]


def receive_document(
    seat: Seat, session: Session, about: protocol.About, octets: bytes, *, confirmed: bool = False
) -> WrittenStatement | DocumentPreview:
    """Hand a document in. A refused document leaves no data behind.

    If parts of it are left out and that is not `confirmed`, only a `DocumentPreview` is returned.

    Refuses `written.too_large`, what `FileQueue.place` and `extract.py` refuse, `written.no_text`, what
    `services.hand_in` refuses, and a seat that was withdrawn, or given to another party, while the document
    waited.
    """
    if len(octets) > most_octets():
        raise Refusal(
            "written.too_large",
            f"The file is too large: at most {settings.WRITTEN_MOST_MEGABYTES} MB are taken. Save the text alone.",
        )
    with files.temporary_file(octets) as path:
        try:
            with queue.place(str(seat.party)):
                answer = ANSWER.validate_python(
                    run_on_file("sessions.written_statements.extract", path, seconds=READ_SECONDS)
                )
        except (NoAnswerError, ValidationError):
            raise refusals.too_much_inside_refusal() from None
        if len(answer.text) > MAX_CHARACTERS:
            raise refusals.too_much_inside_refusal()
        content = _content_of_document(answer, path.name)
        if not content.plain:
            raise refusals.no_text_refusal()
        if answer.left_out and not confirmed:
            return DocumentPreview(
                content.text, content.rich, rules.count_words(content.plain), answer.left_out
            )
        with write_transaction():
            journal.lock(session.stream)
            context = Context(_current_seat(seat, session), session.stream, clock.now())
            row = services.hand_in(context, about, content)
            files.keep_file(path, content.file)
    files.delete_orphaned_files(set(WrittenStatement.objects.exclude(file="").values_list("file", flat=True)))
    return row


def _current_seat(seat: Seat, session: Session) -> Seat:
    now = seats.current(seat)
    check_permission(now, session.stream, SUBMIT)
    if now.party != seat.party:
        raise Refusal("wire.forbidden", "Your seat is another party's now. Hand the statement in again.")
    return now


def _content_of_document(document: Document, name: str) -> Content:
    """The content to store, from a document that was read: cleaned HTML for a DOCX file, plain text for a PDF file."""
    file, text = f"{name}.{document.kind}", str(clean_input(document.text))
    if document.kind == "pdf":
        return Content(text, text, file=file)
    html = rich_text.clean_html(text)
    return Content(html, rich_text.text_without_marks(html), rich=True, file=file)
