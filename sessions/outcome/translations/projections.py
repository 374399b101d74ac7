"""Projection of translations."""

from collections.abc import Iterable

from foundation.messages.projections import Audience, Projection
from sessions.outcome.translations import protocol
from sessions.outcome.translations.models import Translation


def show_translation(row: Translation, audience: Audience) -> protocol.OutcomeTranslation:
    """Show a translation to all who follow the document."""
    return protocol.OutcomeTranslation(
        id=str(row.pk),
        paragraph=str(row.paragraph_id),
        language=row.language,
        of_version=row.of_version,
        text=row.text,
    )


def _translations(outcome: int) -> Iterable[Translation]:
    return Translation.objects.filter(paragraph__outcome=outcome)


PROJECTIONS = [
    Projection(
        "outcome_translation",
        "outcome",
        Translation,
        _translations,
        show_translation,
        lambda row: str(row.pk),
    )
]
