"""Recordings as the staff sees them, and as each party sees its own."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet

from foundation.clock import stamp
from foundation.journal.projections import Audience, OwnProjection, Projection
from streaming.video_statements import models, protocol

T = TypeVar("T", bound=protocol.Recording)


def show_recording(row: models.Recording, audience: Audience) -> protocol.Recording | None:
    """A party's recording; how long it is, is not everyone's business before it is played."""
    return _show(row, protocol.Recording)


def show_mine(row: models.Recording) -> protocol.MyRecording | None:
    """My own party's."""
    return _show(row, protocol.MyRecording)


def _show(row: models.Recording, entity: type[T]) -> T | None:
    if row.state == models.Recording.State.REMOVED:
        return None
    return entity(
        id=_key(row),
        state=row.state,
        seconds=row.seconds,
        percent=row.percent,
        problem=row.problem,
        submitted_at=stamp(row.submitted_at),
    )


def _key(row: models.Recording) -> str:
    return str(row.party_id)


def _here() -> QuerySet[models.Recording]:
    return models.Recording.objects.exclude(state=models.Recording.State.REMOVED)


def _all(subject: int) -> Iterable[models.Recording]:
    return _here().filter(party__conference=subject)


def _mine(subject: int, keys: frozenset[str]) -> Iterable[models.Recording]:
    parties = [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]
    return _here().filter(party__conference=subject, party__in=parties)


PROJECTIONS = [
    Projection("recording", "conference", models.Recording, _all, show_recording, _key, for_moderators=True)
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_recording", "conference", models.Recording, _mine, show_mine,
        lambda row: f"party/{row.party_id}", _key,
    ),
]  # fmt: skip
