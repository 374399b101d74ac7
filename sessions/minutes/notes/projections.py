"""Projections of notes: approved ones for everyone, the others for those who write notes."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import QuerySet

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.access.services import NOTES, notes_key_in
from sessions.minutes.notes import protocol
from sessions.minutes.notes.models import CorrectionRequest, Note

N = TypeVar("N", bound=protocol.MyNote)
R = TypeVar("R", bound=protocol.AskedCorrection)


def show_note(row: Note, audience: Audience) -> protocol.Note | None:
    """Show a note that is part of the minutes."""
    if row.state != Note.State.APPROVED or row.removed_at is not None:
        return None
    return protocol.Note(
        id=_key(row),
        turn=str(row.turn) if row.turn is not None else None,
        at=timestamp_text(row.at),
        text=row.text,
        version=row.version,
    )


def _show_draft_as(entity: type[N]) -> Callable[[Note], N | None]:
    def show(row: Note) -> N | None:
        if row.state == Note.State.APPROVED or row.removed_at is not None:
            return None
        return entity(
            id=_key(row),
            turn=str(row.turn) if row.turn is not None else None,
            at=timestamp_text(row.at),
            text=row.text,
            version=row.version,
            state="ready" if row.state == Note.State.READY else "draft",
            author=str(row.author_id) if row.author_id else None,
        )

    return show


def _show_request_as(entity: type[R]) -> Callable[[CorrectionRequest], R]:
    def show(row: CorrectionRequest) -> R:
        return entity(
            id=str(row.pk),
            note=str(row.note.number),
            party=str(row.party_id),
            text=row.text,
            asked_at=timestamp_text(row.asked_at),
            state=row.state,
            answer=row.answer,
        )

    return show


def _key(row: Note) -> str:
    return str(row.number)


def _notes(session: int) -> Iterable[Note]:
    return Note.objects.filter(session=session, removed_at=None)


def _requests(session: int) -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.filter(note__session=session).select_related("note")


def _notes_for_all_sessions(session: int, keys: frozenset[str]) -> Iterable[Note]:
    return _notes(session) if NOTES in keys else ()


def _notes_for_this_session(session: int, keys: frozenset[str]) -> Iterable[Note]:
    return _notes(session) if notes_key_in(str(session)) in keys else ()


def _requests_for_all_sessions(session: int, keys: frozenset[str]) -> Iterable[CorrectionRequest]:
    return _requests(session) if NOTES in keys else ()


def _requests_for_this_session(session: int, keys: frozenset[str]) -> Iterable[CorrectionRequest]:
    return _requests(session) if notes_key_in(str(session)) in keys else ()


def _requests_of_own_party(session: int, keys: frozenset[str]) -> Iterable[CorrectionRequest]:
    parties = [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]
    return _requests(session).filter(party__in=parties) if parties else ()


PROJECTIONS = [Projection("note", "session", Note, _notes, show_note, _key)]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_note", "session", Note, _notes_for_all_sessions, _show_draft_as(protocol.MyNote), lambda row: NOTES, _key
    ),
    OwnProjection(
        "my_session_note", "session", Note, _notes_for_this_session, _show_draft_as(protocol.MySessionNote),
        lambda row: notes_key_in(str(row.session_id)), _key,
    ),
    OwnProjection(
        "asked_correction", "session", CorrectionRequest, _requests_for_all_sessions,
        _show_request_as(protocol.AskedCorrection), lambda row: NOTES, lambda row: str(row.pk),
    ),
    OwnProjection(
        "asked_session_correction", "session", CorrectionRequest, _requests_for_this_session,
        _show_request_as(protocol.AskedSessionCorrection), lambda row: notes_key_in(str(row.note.session_id)),
        lambda row: str(row.pk),
    ),
    OwnProjection(
        "my_asked_correction", "session", CorrectionRequest, _requests_of_own_party,
        _show_request_as(protocol.MyAskedCorrection), lambda row: f"party/{row.party_id}", lambda row: str(row.pk),
    ),
]  # fmt: skip
