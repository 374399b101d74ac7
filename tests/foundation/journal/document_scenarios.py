"""Scenarios of documents, with files whose content does not matter."""

from typing import Any

from foundation import clock
from sessions.documents.models import Document, DocumentFile
from tests.foundation.journal.organiser_scenarios import do_as_organiser
from tests.support.watched import Watched


def _added(w: Watched, **fields: Any) -> str:
    """A document of the demo's session, for delegations; returns its id."""
    given = {"title": {"en": "Draft report"}, "symbol": "ICDD/2021/3", "access": "delegations"}
    do_as_organiser(w, "documents.add", session=str(w.demo.session.pk), **{**given, **fields})
    return str(Document.objects.latest("pk").pk)


def _with_file(w: Watched) -> str:
    """A document with a file; returns the file's id."""
    row = DocumentFile.objects.create(
        document_id=int(_added(w)), language="en", file="a.pdf", name="a.pdf", kind="pdf", octets=1,
        sha256="0" * 64, uploaded_at=clock.now(),
    )  # fmt: skip
    return str(row.pk)


def documents_add(w: Watched) -> None:
    _added(w, embargo="until", embargo_until="2099-01-01T09:00:00Z")
    do_as_organiser(w, "documents.add", title={"en": "Agenda"})


def documents_change(w: Watched) -> None:
    paper = _added(w)
    for before, after in [
        ({"access": "delegations"}, {"access": "registered"}),
        ({"access": "registered"}, {"access": "public"}),
        ({"access": "public"}, {"access": "staff"}),
        ({"access": "staff", "embargo": "none"}, {"access": "public", "embargo": "held"}),
        ({"session": str(w.demo.session.pk)}, {"session": None}),
    ]:
        do_as_organiser(w, "documents.change", document=paper, values=after, seen=before)


def documents_move(w: Watched) -> None:
    first = _added(w)
    _added(w, symbol="ICDD/2021/4", access="public")
    do_as_organiser(w, "documents.move", document=first, position=1)


def documents_remove(w: Watched) -> None:
    do_as_organiser(w, "documents.remove", document=_added(w))


def documents_restore(w: Watched) -> None:
    paper = _added(w)
    do_as_organiser(w, "documents.remove", document=paper)
    do_as_organiser(w, "documents.restore", document=paper)


def documents_release(w: Watched) -> None:
    w.do(
        "moderator", "documents.release", stream=w.demo.conference_stream, document=_added(w, embargo="held")
    )


def documents_remove_file(w: Watched) -> None:
    do_as_organiser(w, "documents.remove_file", file=_with_file(w))


def documents_restore_file(w: Watched) -> None:
    file = _with_file(w)
    do_as_organiser(w, "documents.remove_file", file=file)
    do_as_organiser(w, "documents.restore_file", file=file)
