"""Projections of written statements: for everyone, for moderators, and held texts for their own party."""

from typing import TypeVar, cast

from django.db.models import QuerySet

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.written_statements import protocol
from sessions.written_statements.models import WrittenStatement

T = TypeVar("T", bound=protocol.WrittenStatement)


def show_statement(row: WrittenStatement, audience: Audience) -> protocol.WrittenStatement | None:
    """Show a written statement. Of a held one, everyone sees only its facts."""
    if row.withdrawn:
        return None
    readable = not row.held or audience is Audience.MODERATORS
    return _show_statement(row, protocol.WrittenStatement, readable)


def show_own_statement(row: WrittenStatement) -> protocol.MyStatement | None:
    """Show a held text to its own party."""
    return _show_statement(row, protocol.MyStatement, True) if row.held else None


def _show_statement(row: WrittenStatement, entity: type[T], readable: bool) -> T:
    return entity(
        id=str(row.pk),
        party=str(row.party_id),
        language=row.language,
        text=row.text if readable else "",
        rich=row.rich and readable,
        words=row.words if readable else 0,
        on_behalf_of=row.on_behalf_of,
        kind=cast(protocol.Prepared, row.kind),
        spoken=row.spoken,
        held=row.held,
        file=row.file.rpartition(".")[2] if readable else "",
        submitted_at=timestamp_text(row.submitted_at),
    )


def _statements_of_session(subject: int) -> QuerySet[WrittenStatement]:
    return WrittenStatement.objects.filter(session=subject, withdrawn=False)


def _own_held_statements(subject: int, keys: frozenset[str]) -> QuerySet[WrittenStatement]:
    parties = [int(key.removeprefix("held/")) for key in keys if key.startswith("held/")]
    return _statements_of_session(subject).filter(held=True, party__in=parties)


def _key(row: WrittenStatement) -> str:
    return str(row.pk)


PROJECTIONS = [
    Projection("written_statement", "session", WrittenStatement, _statements_of_session, show_statement, _key)
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_statement", "session", WrittenStatement, _own_held_statements, show_own_statement,
        lambda row: f"held/{row.party_id}", _key,
    ),
]  # fmt: skip
