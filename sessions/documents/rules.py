"""Rules of documents: who may see one, how long an embargo lasts, and whether a change still fits. Pure."""

from datetime import datetime
from typing import Any

from foundation.messages import edits
from foundation.refusals import Refusal
from sessions.access.rules import CLEARANCE

MAX_DOCUMENTS = 2000
"""The highest number of documents of a conference. Every screen holds all documents that it may show."""
MAX_FILES = 30
"""The highest number of language versions of a document."""


def access_of(own: str, session: str | None) -> str:
    """Who may see a document: its own access, or that of its session if that is narrower."""
    return max(own, session or "public", key=lambda each: CLEARANCE[each])


def released_at(
    embargo: str, until: datetime | None, before: datetime | None, now: datetime
) -> datetime | None:
    """The moment at which a document with this embargo is released, or None while the embargo lasts. `before` is the
    moment of an earlier release, if there was one.

    Refuses `documents.no_moment`, `documents.moment_passed`.
    """
    if embargo == "until":
        check_embargo_time(until, now)
    return (before or now) if embargo == "none" else None


def check_embargo_time(until: datetime | None, now: datetime) -> None:
    """Check that an embargo until a moment has a moment, and that it lies in the future. Refuses `documents.no_moment`,
    `documents.moment_passed`.
    """
    if until is None:
        raise Refusal("documents.no_moment", "Say until when the document is withheld: a date and a time.")
    if until <= now:
        raise Refusal(
            "documents.moment_passed", "That moment has passed. Choose a later one, or release the document."
        )


def check_seen(wanted: set[str], seen: dict[str, Any], now: dict[str, Any]) -> None:
    """Check that the author of a change saw the present values. Refuses `documents.not_seen`,
    `edit.changed_meanwhile`.
    """
    if not wanted or wanted != set(seen):
        raise Refusal(
            "documents.not_seen", "Say of each value that you change what stood there before, and change one."
        )
    for name in sorted(wanted):
        edits.check_seen(name, seen[name], now[name])


def check_document_count(documents: int) -> None:
    """Check that the conference may have one more document. Refuses `documents.too_many`."""
    if documents >= MAX_DOCUMENTS:
        raise Refusal(
            "documents.too_many", f"The conference has {documents} documents; that is all it can have."
        )


def check_file_count(files: int) -> None:
    """Check that the document may have one more language version. Refuses `documents.too_many_files`."""
    if files >= MAX_FILES:
        raise Refusal("documents.too_many_files", f"The document has {files} files; that is all it can have.")


def check_symbol(is_taken: bool, symbol: str) -> None:
    """Check that no other document of the conference has this symbol. Refuses `documents.symbol_taken`."""
    if is_taken:
        raise Refusal(
            "documents.symbol_taken",
            f"Another document of this conference has the symbol “{symbol}”. Give another.",
        )


def unknown_refusal() -> Refusal:
    """The refusal `documents.unknown`: there is no such document, or the seat may not see it."""
    return Refusal(
        "documents.unknown",
        "There is no such document here, or it is not open to you. Look at the list again.",
    )
