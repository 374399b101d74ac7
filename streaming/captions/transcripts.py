"""Captions as the cues of a recording."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import override, pgettext

from sessions.models import Session
from streaming.captions.models import Caption
from streaming.webvtt import Cue

LEAST_SECONDS = 1.5
"""For how long a cue is shown at least, so that a short one can be read."""

_PREPARED = "prepared"


class _Said(NamedTuple):
    """What a cue needs of a caption. Whole rows of a long session take three times as long to read."""

    began_at: datetime
    ended_at: datetime
    text: str
    source: str
    turn: int | None


def cues_of(session: Session, language: str, began: datetime) -> Iterator[Cue]:
    """The captions of a session in one language, in seconds since a recording began.

    Cues are in the order in which they were spoken. A cue ends where a later one begins, or when its words have been
    read; those that begin in the same millisecond are shown together. The first of those that follow each other from a
    prepared text says so.
    """
    shown = Caption.objects.filter(session=session, language=language, removed=False).order_by(
        "began_at", "number"
    )
    rows = list(map(_Said._make, shown.values_list(*_Said._fields)))
    with override(language):
        mark = pgettext("captions", "Prepared text, check against delivery")
    all_begin = [round((row.began_at - began).total_seconds(), 3) for row in rows]
    before: _Said | None = None
    for row, begins in zip(rows, all_begin, strict=True):
        ends = max((row.ended_at - began).total_seconds(), begins + LEAST_SECONDS)
        if (later := bisect_right(all_begin, begins)) < len(rows):
            ends = min(ends, all_begin[later])
        yield Cue(begins, ends, f"[{mark}] {row.text}" if _begins_prepared(row, before) else row.text)
        before = row


def _begins_prepared(row: _Said, before: _Said | None) -> bool:
    """Whether prepared words begin here."""
    if row.source != _PREPARED:
        return False
    return before is None or (before.source, before.turn) != (row.source, row.turn)
