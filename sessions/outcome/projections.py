"""Projections of outcome documents: the summary in the conference's stream, and the document in its own."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from foundation.clock import timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.access.rules import CLEARANCE, owner_key
from sessions.access.services import DRAFTERS
from sessions.outcome import protocol
from sessions.outcome.models import Citation, Outcome, Paragraph
from sessions.outcome.services import outcomes_of

T = TypeVar("T", bound=protocol.Outcome)


def show_summary(row: Outcome, audience: Audience) -> protocol.Outcome | None:
    """Show a document that is open to everyone, and any document to the staff."""
    if row.removed_at is not None:
        return None
    return _show_summary_as(row, protocol.Outcome) if audience is Audience.MODERATORS or row.is_open else None


def _show_summary_as(row: Outcome, entity: type[T]) -> T:
    return entity(
        id=str(row.pk),
        session=str(row.session_id) if row.session_id else None,
        symbol=row.symbol,
        title=row.title,
        access=row.access,
        state=row.state,
        reading=row.reading,
        adopted_at=timestamp_text_or_none(row.adopted_at),
        illustrative=row.illustrative,
    )


def show_document(row: Outcome, audience: Audience) -> protocol.OutcomeDocument:
    """Show the document to all who follow its stream."""
    return protocol.OutcomeDocument(
        id=str(row.pk),
        session=str(row.session_id) if row.session_id else None,
        symbol=row.symbol,
        title=row.title,
        language=row.language,
        access=row.access,
        state=row.state,
        reading=row.reading,
        amendments_until=timestamp_text_or_none(row.amendments_until),
        version=row.version,
        taken_up=str(row.taken_up_id) if row.taken_up_id else None,
        milestones=[protocol.Milestone(**each) for each in row.milestones],
        adopted_at=timestamp_text_or_none(row.adopted_at),
        sha256=row.sha256,
        illustrative=row.illustrative,
    )


def show_paragraph(row: Paragraph, audience: Audience) -> protocol.OutcomeParagraph | None:
    """Show a paragraph that was not deleted."""
    if row.deleted_at is not None:
        return None
    return protocol.OutcomeParagraph(
        id=str(row.pk),
        kind=row.kind,
        label=row.label,
        position=row.position,
        text=row.text,
        version=row.version,
        status=row.status,
    )


def show_citation(row: Citation, audience: Audience) -> protocol.OutcomeCitation | None:
    """Show a citation of a paragraph, unless the paragraph was deleted."""
    if row.paragraph.deleted_at is not None:
        return None
    return protocol.OutcomeCitation(
        id=str(row.pk),
        paragraph=str(row.paragraph_id),
        kind=row.kind,
        session=str(row.session_id),
        target=row.target,
        label=row.label,
        at=timestamp_text_or_none(row.at),
    )


def _key(row: Outcome | Paragraph | Citation) -> str:
    return str(row.pk)


def _documents(outcome: int) -> Iterable[Outcome]:
    return Outcome.objects.filter(pk=outcome)


def _paragraphs(outcome: int) -> Iterable[Paragraph]:
    return Paragraph.objects.filter(outcome=outcome, deleted_at=None)


def _citations(outcome: int) -> Iterable[Citation]:
    rows = Citation.objects.filter(paragraph__outcome=outcome, paragraph__deleted_at=None)
    return rows.select_related("paragraph")


def _own_projection(level: str) -> OwnProjection:
    """The projection of the summary for those who have this clearance in the whole conference."""

    def rows(conference: int, keys: frozenset[str]) -> Iterable[Outcome]:
        return outcomes_of(conference) if owner_key(level) in keys else ()

    return OwnProjection(
        "my_outcome", "conference", Outcome, rows, _show_outcome_to(level), lambda row: owner_key(level), _key
    )


def _outcomes_for_drafters(conference: int, keys: frozenset[str]) -> Iterable[Outcome]:
    return outcomes_of(conference) if DRAFTERS in keys else ()


def show_to_drafters(row: Outcome) -> protocol.MyOutcome | None:
    """The summary of a document that not everyone may see, for those who draft it."""
    return None if row.removed_at is not None or row.is_open else _show_summary_as(row, protocol.MyOutcome)


def _show_outcome_to(level: str) -> Callable[[Outcome], protocol.MyOutcome | None]:
    def show(row: Outcome) -> protocol.MyOutcome | None:
        if row.removed_at is not None or row.is_open or CLEARANCE[row.access] > CLEARANCE[level]:
            return None
        return _show_summary_as(row, protocol.MyOutcome)

    return show


PROJECTIONS = [
    Projection("outcome", "conference", Outcome, outcomes_of, show_summary, _key),
    Projection("outcome_document", "outcome", Outcome, _documents, show_document, _key),
    Projection("outcome_paragraph", "outcome", Paragraph, _paragraphs, show_paragraph, _key),
    Projection("outcome_citation", "outcome", Citation, _citations, show_citation, _key),
]
OWN_PROJECTIONS = [
    *map(_own_projection, ("registered", "delegations")),
    # The last: a seat that drafts has a clearance, too, and keeps what the clearance does not show any more.
    OwnProjection(
        "my_outcome",
        "conference",
        Outcome,
        _outcomes_for_drafters,
        show_to_drafters,
        lambda row: DRAFTERS,
        _key,
    ),
]
