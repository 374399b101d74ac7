"""Projections of documents: for everyone, for the staff, and for those whose clearance opens a document."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db.models import Prefetch, QuerySet

from foundation.clock import timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.access.rules import CLEARANCE, owner_key, owner_key_in
from sessions.documents import protocol
from sessions.documents.models import Document, DocumentFile

T = TypeVar("T", bound=protocol.Document)


def show_document(row: Document, audience: Audience) -> protocol.Document | None:
    """Show a document to everyone if it is open to everyone, and any document to the staff."""
    if row.removed_at is not None:
        return None
    return _show_as(row, protocol.Document) if audience is Audience.MODERATORS or row.is_open else None


def _show_as(row: Document, entity: type[T]) -> T:
    present = sorted(
        (each for each in row.files.all() if each.removed_at is None), key=lambda each: each.language
    )
    return entity(
        id=str(row.pk),
        session=str(row.session_id) if row.session_id else None,
        symbol=row.symbol,
        title=row.title,
        access=row.access,
        embargo=row.embargo,
        embargo_until=timestamp_text_or_none(row.embargo_until),
        released_at=timestamp_text_or_none(row.released_at),
        position=row.position,
        files=[_show_file(each) for each in present],
    )


def _show_file(row: DocumentFile) -> protocol.DocumentFile:
    return protocol.DocumentFile(
        id=str(row.pk),
        language=row.language,
        name=row.name,
        kind=cast(protocol.DocumentKind, row.kind),
        octets=row.octets,
        sha256=row.sha256,
    )


def is_shown(row: Document, level: str) -> bool:
    """Whether a document that is not open to everyone is shown to those who have this clearance."""
    if row.removed_at is not None or row.is_open:
        return False
    if row.released_at is None and level != "staff":
        return False
    return CLEARANCE[row.shown_to] <= CLEARANCE[level]


def _documents_of_conference(conference: int) -> QuerySet[Document]:
    files = Prefetch("files", DocumentFile.objects.filter(removed_at=None))
    return (
        Document.objects.filter(conference=conference, removed_at=None)
        .select_related("session")
        .prefetch_related(files)
    )


def _key(row: Document) -> str:
    return str(row.pk)


def _projection_for_conference(level: str) -> OwnProjection:
    """The projection of documents for those who have this clearance in the whole conference."""

    def rows(conference: int, keys: frozenset[str]) -> Any:
        return _documents_of_conference(conference) if owner_key(level) in keys else ()

    return OwnProjection(
        "my_document",
        "conference",
        Document,
        rows,
        _show_if_shown(level, protocol.MyDocument),
        lambda row: owner_key(level),
        _key,
    )


def _projection_for_session(level: str) -> OwnProjection:
    """The projection of documents for those who have this clearance in one session."""

    def rows(conference: int, keys: frozenset[str]) -> Any:
        prefix = owner_key_in(level, "")
        sessions = [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
        return _documents_of_conference(conference).filter(session__in=sessions) if sessions else ()

    return OwnProjection(
        "my_session_document", "conference", Document, rows, _show_if_shown(level, protocol.MySessionDocument),
        lambda row: owner_key_in(level, str(row.session_id)), _key,
    )  # fmt: skip


def _show_if_shown(level: str, entity: type[T]) -> Callable[[Document], T | None]:
    return lambda row: _show_as(row, entity) if is_shown(row, level) else None


PROJECTIONS = [Projection("document", "conference", Document, _documents_of_conference, show_document, _key)]
OWN_PROJECTIONS = [
    *map(_projection_for_conference, ("registered", "delegations")),
    *map(_projection_for_session, ("code", "delegations", "staff")),
]
