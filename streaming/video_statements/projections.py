"""Projections of video statements: for the staff, and for each party its own."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection
from streaming.video_statements import models, protocol

T = TypeVar("T", bound=protocol.VideoStatement)


def show_video_statement(row: models.VideoStatement, audience: Audience) -> protocol.VideoStatement | None:
    """Show a party's video statement to the staff only, because its duration is not public before it is played."""
    return _show_as(row, protocol.VideoStatement)


def show_own_statement(row: models.VideoStatement) -> protocol.MyVideoStatement | None:
    """Show a party's video statement to that party."""
    return _show_as(row, protocol.MyVideoStatement)


def _show_as(row: models.VideoStatement, entity: type[T]) -> T | None:
    if row.state == models.VideoStatement.State.REMOVED:
        return None
    return entity(
        id=_key(row),
        state=row.state,
        seconds=row.seconds,
        percent=row.percent,
        problem=row.problem,
        submitted_at=timestamp_text(row.submitted_at),
    )


def _key(row: models.VideoStatement) -> str:
    return str(row.party_id)


def _not_removed() -> QuerySet[models.VideoStatement]:
    return models.VideoStatement.objects.exclude(state=models.VideoStatement.State.REMOVED)


def _statements_of_conference(subject: int) -> Iterable[models.VideoStatement]:
    return _not_removed().filter(party__conference=subject)


def _own_statements(subject: int, keys: frozenset[str]) -> Iterable[models.VideoStatement]:
    parties = [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]
    return _not_removed().filter(party__conference=subject, party__in=parties)


PROJECTIONS = [
    Projection(
        "video_statement",
        "conference",
        models.VideoStatement,
        _statements_of_conference,
        show_video_statement,
        _key,
        for_moderators=True,
    )
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_video_statement", "conference", models.VideoStatement, _own_statements, show_own_statement,
        lambda row: f"party/{row.party_id}", _key,
    ),
]  # fmt: skip
