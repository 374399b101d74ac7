"""The only writer of the glossary. It is read over REST, because only interpreters read it, and it rarely changes."""

from collections.abc import Iterable
from typing import NamedTuple

from foundation.refusals import Refusal
from foundation.text import clean_text, is_readable
from sessions.models import Conference
from streaming.glossary.models import GlossaryTerm

MOST_TERMS = 3000
"""The most translations that a conference's glossary has."""


class NewTerm(NamedTuple):
    """A term with its translation into a language."""

    term: str
    language: str
    translation: str


def terms_of(conference: Conference) -> list[GlossaryTerm]:
    """The terms of a conference, by term and language."""
    return list(GlossaryTerm.objects.filter(conference=conference).order_by("term", "language"))


def add(conference: Conference, new: Iterable[NewTerm]) -> None:
    """Add terms. A term that has a translation into the same language gets the new one.

    The caller holds a transaction. Refuses `glossary.full` and `glossary.blank`.
    """
    cleaned = [NewTerm(_clean(one.term), one.language, _clean(one.translation)) for one in new]
    rows = [
        GlossaryTerm(conference=conference, term=one.term, language=one.language, translation=one.translation)
        for one in {(one.term, one.language): one for one in cleaned}.values()
    ]
    GlossaryTerm.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["conference", "term", "language"],
        update_fields=["translation"],
    )
    if GlossaryTerm.objects.filter(conference=conference).count() > MOST_TERMS:
        raise Refusal(
            "glossary.full",
            f"A glossary has up to {MOST_TERMS} translations. Remove some of them first.",
        )


def _clean(words: str) -> str:
    """The stored form of a term's words. Refuses `glossary.blank`."""
    cleaned = clean_text(words)
    if not is_readable(cleaned):
        raise Refusal("glossary.blank", "Write the term and its translation, each with at least one letter.")
    return cleaned


def remove(conference: Conference, term: int) -> None:
    """Remove a translation of a term. Refuses `glossary.unknown`."""
    gone, _ = GlossaryTerm.objects.filter(conference=conference, pk=term).delete()
    if not gone:
        raise Refusal("glossary.unknown", "This term was removed already. Look at the glossary again.")
