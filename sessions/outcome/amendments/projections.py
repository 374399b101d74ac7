"""Projections of amendments and comments: tabled ones for all who follow the document, drafts for their delegation."""

from collections.abc import Iterable
from typing import Any, cast

from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.outcome import words
from sessions.outcome.amendments import protocol
from sessions.outcome.amendments.models import OPEN, Amendment, Anchor, Comment

State = Amendment.State


def _range_fields(row: Anchor, *, stands: bool) -> dict[str, int | None]:
    """The range of an amendment or comment, in characters of the paragraph's present text. Null if the words are not
    there any more.
    """
    if not stands or row.fate or row.paragraph is None:
        return {"start": None, "end": None}
    at = words.offsets(row.paragraph.text)
    return {"start": at[row.start], "end": at[row.end]}


def _shared_fields(row: Amendment) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "paragraph": str(row.paragraph_id) if row.paragraph_id else None,
        "kind": row.kind,
        # One that was decided does not follow the text.
        **_range_fields(row, stands=row.kind == "words" and row.state in OPEN),
        "words": row.words,
        "words_before": row.words_before,
        "words_after": row.words_after,
        "text": row.text,
        "party": str(row.party_id),
        "fate": row.fate,
        "author": str(row.author_id) if row.author_id else None,
    }


def show_amendment(row: Amendment, audience: Audience) -> protocol.OutcomeAmendment | None:
    """Show an amendment that was tabled."""
    if row.number is None or row.tabled_at is None:
        return None
    return protocol.OutcomeAmendment(
        **_shared_fields(row),
        number=row.number,
        supporters=row.supporters,
        state=cast(protocol.AmendmentState, row.state),
        reading=row.reading,
        reason=row.reason,
        tabled_at=timestamp_text(row.tabled_at),
        decided_at=timestamp_text_or_none(row.decided_at),
    )


def show_draft(row: Amendment) -> protocol.MyAmendment | None:
    """Show a draft of an amendment to its delegation."""
    return protocol.MyAmendment(**_shared_fields(row)) if row.state == State.DRAFT else None


def show_comment(row: Comment, audience: Audience) -> protocol.OutcomeComment | None:
    """Show a comment that was not removed."""
    if row.removed_at is not None:
        return None
    return protocol.OutcomeComment(
        id=str(row.pk),
        paragraph=str(row.paragraph_id),
        **_range_fields(row, stands=row.on_words),
        words=row.words,
        text=row.text,
        party=str(row.party_id) if row.party_id else None,
        author=str(row.author_id) if row.author_id else None,
        fate=row.fate,
        at=timestamp_text(row.at),
        resolved=row.resolved_at is not None,
    )


def _was_not_tabled(row: Amendment) -> bool:
    return row.number is None


def _key(row: Amendment | Comment) -> str:
    return str(row.pk)


def _owner(row: Amendment) -> str:
    return f"held/{row.party_id}"


def _amendments(outcome: int) -> Iterable[Amendment]:
    return Amendment.objects.filter(outcome=outcome, number__isnull=False).select_related("paragraph")


def _drafts(outcome: int, keys: frozenset[str]) -> Iterable[Amendment]:
    parties = [int(key.removeprefix("held/")) for key in keys if key.startswith("held/")]
    rows = Amendment.objects.filter(outcome=outcome, party__in=parties, state=State.DRAFT)
    return rows.select_related("paragraph")


def _comments(outcome: int) -> Iterable[Comment]:
    return Comment.objects.filter(outcome=outcome, removed_at=None).select_related("paragraph")


PROJECTIONS = [
    Projection(
        "outcome_amendment",
        "outcome",
        Amendment,
        _amendments,
        show_amendment,
        _key,
        is_secret=_was_not_tabled,
    ),
    Projection("outcome_comment", "outcome", Comment, _comments, show_comment, _key),
]
OWN_PROJECTIONS = [
    OwnProjection("my_amendment", "outcome", Amendment, _drafts, show_draft, _owner, _key),
]
