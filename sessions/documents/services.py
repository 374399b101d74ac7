"""The only writer of documents and their files."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import State, Subject
from foundation.clock import timestamp_text_or_none
from foundation.database import write_transaction
from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from foundation.wire.execution import check_permission, check_roles
from sessions.access.protocol import AccessChanged
from sessions.documents import files, protocol, rules
from sessions.documents.models import Document, DocumentFile
from sessions.programme.models import Session

MANAGE, RELEASE = "documents.manage", "documents.release"
KEPT = timedelta(days=1)
"""How long a document or file can be restored after it was removed."""


def documents_of(conference: int) -> QuerySet[Document]:
    """The documents of a conference that were not removed."""
    return Document.objects.filter(conference=conference, removed_at=None).select_related("session")


def add(context: Context, command: protocol.AddDocument) -> None:
    """Add a document.

    Refuses `wire.unknown_stream`, `documents.too_many`, `documents.symbol_taken`, `documents.no_moment`,
    `documents.moment_passed`.
    """
    there = documents_of(context.subject)
    rules.check_document_count(there.count())
    session = _find_session(context, command.session)
    _check_symbol(context, command.symbol)
    until = _moment(command.embargo_until) if command.embargo == "until" else None
    row = Document.objects.create(
        conference_id=context.subject,
        session=session,
        symbol=command.symbol,
        title=command.title,
        access=command.access,
        embargo=command.embargo,
        embargo_until=until,
        released_at=rules.released_at(command.embargo, until, None, context.now),
        position=_next_position(there.filter(session=session)),
    )
    _journal_command(context, protocol.DocumentAdded(document=str(row.pk)), [row], is_public=row.is_open)


def change(context: Context, command: protocol.ChangeDocument) -> None:
    """Change values of a document, if its present values are those that the sender saw.

    Refuses `documents.unknown`, `documents.not_seen`, `edit.changed_meanwhile`, and what `add` does.
    """
    row = _find_document(context, command.document)
    was_open = row.is_open
    wanted = command.values.model_dump(exclude_unset=True)
    rules.check_seen(
        set(wanted), _comparable_values(command.seen.model_dump(exclude_unset=True)), values_of(row)
    )
    if "symbol" in wanted:
        _check_symbol(context, wanted["symbol"], besides=row)
        row.symbol = wanted["symbol"]
    row.title = wanted.get("title", row.title)
    if "session" in wanted:
        row.session = _find_session(context, wanted["session"])
        row.position = _next_position(documents_of(context.subject).filter(session=row.session))
    row.access = wanted.get("access", row.access)
    if wanted.keys() & {"embargo", "embargo_until"}:
        _set_embargo(row, wanted, context.now)
    row.save()
    event = protocol.DocumentChanged(document=str(row.pk))
    _journal_command(context, event, [row], is_public=was_open or row.is_open)


def _set_embargo(row: Document, wanted: dict[str, Any], now: datetime) -> None:
    row.embargo = wanted.get("embargo", row.embargo)
    until = _moment(wanted["embargo_until"]) if "embargo_until" in wanted else row.embargo_until
    row.embargo_until = until if row.embargo == "until" else None
    row.released_at = rules.released_at(row.embargo, row.embargo_until, row.released_at, now)


def move(context: Context, command: protocol.MoveDocument) -> None:
    """Move a document to another place. Refuses `documents.unknown`."""
    row = _find_document(context, command.document)
    others = list(documents_of(context.subject).filter(session=row.session).exclude(pk=row.pk))
    others.insert(command.position, row)
    moved = []
    for position, each in enumerate(others):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
            moved.append(each)
    if moved:
        event = protocol.DocumentsMoved(session=str(row.session_id) if row.session_id else None)
        _journal_command(context, event, moved, is_public=any(each.is_open for each in moved))


def remove(context: Context, command: protocol.RemoveDocument) -> None:
    """Remove a document. Refuses `documents.unknown`."""
    row = _find_document(context, command.document)
    was_open = row.is_open
    row.removed_at = context.now
    row.save(update_fields=["removed_at"])
    _journal_command(context, protocol.DocumentRemoved(document=str(row.pk)), [row], is_public=was_open)


def restore(context: Context, command: protocol.RestoreDocument) -> None:
    """Restore a removed document. Refuses `documents.unknown`, `documents.symbol_taken`."""
    rows = Document.objects.filter(conference=context.subject).exclude(removed_at=None)
    row = rows.select_related("session").filter(pk=number(command.document)).first()
    if row is None:
        raise rules.unknown_refusal()
    _check_symbol(context, row.symbol)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    _journal_command(context, protocol.DocumentRestored(document=str(row.pk)), [row], is_public=row.is_open)


def release(context: Context, command: protocol.ReleaseDocument) -> None:
    """End the embargo of a document. If it was released already, nothing happens. Refuses `documents.unknown`,
    `wire.forbidden`.
    """
    row = _find_document(context, command.document)
    # A moderator of one session releases the documents of that session.
    check_roles(context.seat, RELEASE, row.session.stream if row.session else context.stream)
    if row.released_at is None:
        _release_document(context.stream, row, context.now, context.seat)


def _release_document(stream: str, row: Document, now: datetime, seat: Seat | None) -> None:
    row.embargo, row.embargo_until, row.released_at = "none", None, now
    row.save(update_fields=["embargo", "embargo_until", "released_at"])
    event = protocol.DocumentReleased(document=str(row.pk), by_time=seat is None)
    _journal_event(stream, event, [row], now, seat, is_public=row.is_open)


def release_due() -> None:
    """Release the documents whose embargo ended at a moment that has come."""
    due = Document.objects.filter(embargo="until", embargo_until__lte=clock.now(), removed_at=None)
    for pk, conference in due.values_list("pk", "conference_id"):
        stream = f"conference/{conference}"
        with write_transaction():
            journal.lock(stream)
            now = clock.now()
            row = due.select_related("session").filter(pk=pk, embargo_until__lte=now).first()
            if row is not None:
                _release_document(stream, row, now, None)


def check_upload(seat: Seat, document: int) -> Document:
    """The document to which a seat may upload a file. Refuses `documents.unknown`, and what `check_permission` does."""
    seat = seats.current(seat)
    check_permission(seat, f"conference/{seat.conference}", MANAGE)
    row = documents_of(int(seat.conference)).filter(pk=document).first()
    if row is None:
        raise rules.unknown_refusal()
    return row


def store_file(
    seat: Seat, document: int, language: str, name: str, body: files.IncomingFile, address: str
) -> DocumentFile:
    """Store an uploaded file as a language version of a document, in place of the former one.

    If it is the same file, nothing changes. A file without a name is named after its language.

    Refuses what `check_upload` and `files.kind_of` do, and `documents.too_many_files`.
    """
    kind = files.kind_of(body.path)
    name = name or f"{language}.{kind}"
    stream = f"conference/{seat.conference}"
    with write_transaction():
        journal.lock(stream)
        row = check_upload(seat, document)
        same = row.files.filter(language=language, name=name, sha256=body.sha256, removed_at=None).first()
        if same is not None:
            return same
        now = clock.now()
        before = _remove_present_file(row, language, now)
        rules.check_file_count(row.files.filter(removed_at=None).count())
        stored = DocumentFile.objects.create(
            document=row,
            language=language,
            file=f"{secrets.token_urlsafe(24)}.{kind}",
            name=name,
            kind=kind,
            octets=body.octets,
            sha256=body.sha256,
            uploaded_at=now,
        )
        body.keep_as(stored.file)
        _journal_event(stream, _file_added(stored, before), [row], now, seat, is_public=row.is_open)
        audit.record(
            "documents.upload",
            actor=seat,
            conference=seat.conference,
            subject=_subject(row),
            after={"language": language, "name": name, "octets": body.octets, "sha256": body.sha256},
            address=address,
        )
    return stored


def remove_file(context: Context, command: protocol.RemoveFile) -> None:
    """Remove a language version. Refuses `documents.unknown`."""
    file = _find_file(context, command.file)
    if file.removed_at is not None:
        raise rules.unknown_refusal()
    file.removed_at = context.now
    file.save(update_fields=["removed_at"])
    row = file.document
    event = protocol.FileRemoved(document=str(row.pk), file=str(file.pk), language=file.language)
    _journal_command(context, event, [row], is_public=row.is_open)


def restore_file(context: Context, command: protocol.RestoreFile) -> None:
    """Restore a language version that was removed or replaced. Refuses `documents.unknown`."""
    file = _find_file(context, command.file)
    if file.removed_at is None:
        raise rules.unknown_refusal()
    before = _remove_present_file(file.document, file.language, context.now)
    file.removed_at = None
    file.save(update_fields=["removed_at"])
    _journal_command(context, _file_added(file, before), [file.document], is_public=file.document.is_open)


def _remove_present_file(row: Document, language: str, now: datetime) -> DocumentFile | None:
    before = row.files.filter(language=language, removed_at=None).first()
    if before is not None:
        before.removed_at = now
        before.save(update_fields=["removed_at"])
    return before


def _file_added(file: DocumentFile, before: DocumentFile | None) -> protocol.FileAdded:
    return protocol.FileAdded(
        document=str(file.document_id),
        file=str(file.pk),
        language=file.language,
        replaces=str(before.pk) if before else None,
    )


def delete_removed() -> None:
    """Delete the documents and files that were removed more than a day ago, and files that no row names."""
    over = clock.now() - KEPT
    with write_transaction():
        old = DocumentFile.objects.filter(removed_at__lt=over) | DocumentFile.objects.filter(
            document__removed_at__lt=over
        )
        gone = list(old.values_list("file", flat=True))
        DocumentFile.objects.filter(file__in=gone).delete()
        Document.objects.filter(removed_at__lt=over).delete()
        transaction.on_commit(lambda: files.remove_files(*gone), robust=True)
    files.delete_orphaned_files(set(DocumentFile.objects.values_list("file", flat=True)))


def follow_access(stream: str, event: AccessChanged, now: datetime) -> Iterable[Model]:
    """Journal a session's documents in the conference's stream, because the session's access policy limits them too."""
    rows = list(Document.objects.filter(session=subject(stream), removed_at=None).select_related("session"))
    if rows:
        told = protocol.AccessFollowed(session=str(subject(stream)))
        journal.append(f"conference/{rows[0].conference_id}", told, at=now, changed=rows)
    return []


REACTIONS = [Reaction(AccessChanged, follow_access)]


def values_of(row: Document) -> dict[str, Any]:
    """The values of a document that can be changed, in the form in which the commands have them."""
    return {
        "title": row.title,
        "symbol": row.symbol,
        "session": str(row.session_id) if row.session_id else None,
        "access": row.access,
        "embargo": row.embargo,
        "embargo_until": timestamp_text_or_none(row.embargo_until),
    }


def state_of(context: Context, command: Any) -> State | None:
    """A document and its values, for the audit log. Refuses nothing."""
    row = Document.objects.filter(conference=context.subject, pk=number(command.document)).first()
    if row is None:
        return None
    facts = {"released": row.released_at is not None, "removed": row.removed_at is not None}
    return State(_subject(row), values_of(row) | facts)


def _subject(row: Document) -> Subject:
    return Subject("document", str(row.pk), str(row))


def _comparable_values(seen: dict[str, Any]) -> dict[str, Any]:
    if seen.get("embargo_until"):
        seen["embargo_until"] = timestamp_text_or_none(_moment(seen["embargo_until"]))
    return seen


def _find_document(context: Context, document: str) -> Document:
    row = documents_of(context.subject).filter(pk=number(document)).first()
    if row is None:
        raise rules.unknown_refusal()
    return row


def _find_file(context: Context, file: str) -> DocumentFile:
    rows = DocumentFile.objects.filter(document__in=documents_of(context.subject), pk=number(file))
    row = rows.select_related("document__session").first()
    if row is None:
        raise rules.unknown_refusal()
    return row


def _find_session(context: Context, session: str | None) -> Session | None:
    if session is None:
        return None
    row = Session.objects.filter(conference=context.subject, pk=number(session)).first()
    if row is None:
        raise Refusal("wire.unknown_stream", "There is no such session.")
    return row


def _check_symbol(context: Context, symbol: str, besides: Document | None = None) -> None:
    rows = documents_of(context.subject).filter(symbol__iexact=symbol)
    is_taken = any(row.pk != (besides and besides.pk) for row in rows) if symbol else False
    rules.check_symbol(is_taken, symbol)


def _next_position(rows: QuerySet[Document]) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _moment(text: str | None) -> datetime | None:
    """A moment in a command, as a datetime (from RFC 3339). Refuses `documents.no_moment`."""
    if text is None:
        return None
    try:
        return clock.parse_timestamp(text)
    except ValueError:
        raise Refusal(
            "documents.no_moment", "Say until when the document is withheld: a date and a time."
        ) from None


def _journal_command(context: Context, event: Event, changed: Sequence[Model], *, is_public: bool) -> None:
    _journal_event(context.stream, event, changed, context.now, context.seat, is_public=is_public)


def _journal_event(
    stream: str,
    event: Event,
    changed: Collection[Model],
    now: datetime,
    seat: Seat | None,
    *,
    is_public: bool,
) -> None:
    """Journal an event of documents. If none of the documents is open to everyone, only the staff are told of the
    event.
    """
    journal.append(
        stream,
        event,
        at=now,
        changed=changed,
        actor=seat.person if seat else "",
        acting_as=seat.participant if seat else None,
        audience=Audience.EVERYONE if is_public else Audience.MODERATORS,
    )
