"""Rules of documents: who sees one, how long an embargo lasts, and what a change finds. Pure."""

from datetime import datetime
from typing import Any

from foundation.messages import edits
from foundation.refusals import Refusal
from sessions.access.rules import CLEARANCE

MAX_DOCUMENTS = 2000
"""How many a conference may have, because every screen holds all that it may see."""
MAX_FILES = 30
"""How many languages a document may have."""


def access_of(own: str, session: str | None) -> str:
    """Who may see a document: its own access, or that of its session if that is narrower."""
    return max(own, session or "public", key=lambda each: CLEARANCE[each])


def released_at(
    embargo: str, until: datetime | None, before: datetime | None, now: datetime
) -> datetime | None:
    """When a document with this embargo was released, or None while the embargo lasts.

    Refuses `documents.no_moment`, `documents.moment_passed`.
    """
    if embargo == "until":
        check_moment(until, now)
    return (before or now) if embargo == "none" else None


def check_moment(until: datetime | None, now: datetime) -> None:
    """Refuse an embargo of the kind `until` if no moment is given, or if the moment has passed."""
    if until is None:
        raise Refusal("documents.no_moment", "Say until when the document is withheld: a date and a time.")
    if until <= now:
        raise Refusal(
            "documents.moment_passed", "That moment has passed. Choose a later one, or release the document."
        )


def check_seen(wanted: set[str], seen: dict[str, Any], now: dict[str, Any]) -> None:
    """Refuse a change if its author saw other values than the present ones. Refuses `documents.not_seen`,
    `edit.changed_meanwhile`.
    """
    if not wanted or wanted != set(seen):
        raise Refusal(
            "documents.not_seen", "Say of each value that you change what stood there before, and change one."
        )
    for name in sorted(wanted):
        edits.check_seen(name, seen[name], now[name])


def check_number(documents: int) -> None:
    """Refuse `documents.too_many` if the conference has the most documents that it may have."""
    if documents >= MAX_DOCUMENTS:
        raise Refusal(
            "documents.too_many", f"The conference has {documents} documents; that is all it can have."
        )


def check_files(files: int) -> None:
    """Refuse `documents.too_many_files` if the document has the most files that it may have."""
    if files >= MAX_FILES:
        raise Refusal("documents.too_many_files", f"The document has {files} files; that is all it can have.")


def check_symbol(is_taken: bool, symbol: str) -> None:
    """Refuse `documents.symbol_taken` if another document of the conference has this symbol."""
    if is_taken:
        raise Refusal(
            "documents.symbol_taken",
            f"Another document of this conference has the symbol “{symbol}”. Give another.",
        )


def unknown_refusal() -> Refusal:
    """`documents.unknown`: there is no such document, or the seat may not see it."""
    return Refusal(
        "documents.unknown",
        "There is no such document here, or it is not open to you. Look at the list again.",
    )
