"""Captions as the cues of a recording."""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest

from sessions.models import Session
from streaming.captions.models import Caption
from streaming.webvtt import Cue

LEAST_SECONDS = 1.5
"""For how long a cue is shown at least, so that a short one can be read."""


def cues_of(session: Session, language: str, began: datetime) -> Iterator[Cue]:
    """The captions of a session in one language, in seconds since a recording began.

    A cue ends where the next one begins, or when its words have been read.
    """
    shown = Caption.objects.filter(session=session, language=language, removed=False).order_by("number")
    rows = list(shown)
    for row, after in zip_longest(rows, rows[1:]):
        begins = (row.began_at - began).total_seconds()
        ends = max((row.ended_at - began).total_seconds(), begins + LEAST_SECONDS)
        if after is not None:
            ends = min(ends, max(begins, (after.began_at - began).total_seconds()))
        yield Cue(begins, ends, row.text)
