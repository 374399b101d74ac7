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


class Changes(NamedTuple):
    """What was added to a glossary, and what it replaced."""

    rows: list[GlossaryTerm]
    """All that were named, as they are now."""
    before: list[NewTerm]
    """The translations that were replaced."""
    after: list[NewTerm]
    """The translations that are new, or replaced another."""


def terms_of(conference: Conference) -> list[GlossaryTerm]:
    """The terms of a conference, by term and language."""
    return list(GlossaryTerm.objects.filter(conference=conference).order_by("term", "language"))


def add(conference: Conference, new: Iterable[NewTerm]) -> Changes:
    """Add terms. A term that has a translation into the same language gets the new one.

    The caller holds a transaction. Refuses `glossary.full` and `glossary.blank`.
    """
    wanted = {(one.term, one.language): one for one in map(_cleaned, new)}
    # Locked, so that each translation is replaced as it is read.
    Conference.objects.select_for_update(no_key=True).get(pk=conference.pk)
    there = GlossaryTerm.objects.filter(conference=conference)
    known = {
        key: row
        for row in there.select_for_update().filter(term__in=[term for term, _ in wanted])
        if (key := _key(row)) in wanted
    }
    made = [
        GlossaryTerm(conference=conference, **one._asdict())
        for key, one in wanted.items()
        if key not in known
    ]
    replaced = [row for key, row in known.items() if row.translation != wanted[key].translation]
    before = list(map(facts_of, replaced))
    for row in replaced:
        row.translation = wanted[_key(row)].translation
    GlossaryTerm.objects.bulk_create(made)
    GlossaryTerm.objects.bulk_update(replaced, ["translation"])
    if there.count() > MOST_TERMS:
        raise Refusal(
            "glossary.full",
            f"A glossary has up to {MOST_TERMS} translations. Remove some of them first.",
        )
    return Changes([*known.values(), *made], before, list(map(facts_of, [*replaced, *made])))


def _key(row: GlossaryTerm) -> tuple[str, str]:
    return row.term, row.language


def facts_of(row: GlossaryTerm) -> NewTerm:
    """A term with its translation, as it is now."""
    return NewTerm(row.term, row.language, row.translation)


def _cleaned(new: NewTerm) -> NewTerm:
    """The stored form of a term. Refuses `glossary.blank`."""
    term, translation = clean_text(new.term), clean_text(new.translation)
    if not (is_readable(term) and is_readable(translation)):
        raise Refusal("glossary.blank", "Write the term and its translation, each with at least one letter.")
    return NewTerm(term, new.language, translation)


def remove(conference: Conference, term: int) -> GlossaryTerm:
    """Remove a translation of a term, and return what it was. The caller holds a transaction.

    Refuses `glossary.unknown`.
    """
    row = GlossaryTerm.objects.select_for_update().filter(conference=conference, pk=term).first()
    if row is None:
        raise Refusal("glossary.unknown", "This term was removed already. Look at the glossary again.")
    GlossaryTerm.objects.filter(pk=row.pk).delete()
    return row
