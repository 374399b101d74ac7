"""The texts of a session that tell which words will be said: names, glossary, and statements that were handed in."""

from typing import NamedTuple

from sessions.models import Entry, Party, Session, WrittenStatement
from sessions.written_statements.services import plain_text
from streaming.glossary.models import GlossaryTerm


class SessionTexts(NamedTuple):
    """The texts of a session and its conference in one language."""

    headings: list[str]
    """Its title and description."""
    parties: list[str]
    """The names of its delegations, those on the list of speakers first."""
    terms: list[str]
    """The glossary: translations into the language, then terms that have none."""
    statements: list[str]
    """What was handed in to be spoken or read, also what is held."""


def texts_of(session: Session, language: str) -> SessionTexts:
    """The texts in a language, a BCP 47 tag."""
    headings = [session.title.get(language), session.description.get(language)]
    return SessionTexts(
        [str(text) for text in headings if text],
        _parties(session, language),
        _terms(session, language),
        _statements(session, language),
    )


def _parties(session: Session, language: str) -> list[str]:
    speaking = set(Entry.objects.filter(session=session).values_list("party", flat=True))
    found = Party.objects.filter(conference=session.conference_id)
    return [party.name_in(language) for party in sorted(found, key=lambda party: party.pk not in speaking)]


def _terms(session: Session, language: str) -> list[str]:
    rows = GlossaryTerm.objects.filter(conference=session.conference_id).order_by("term")
    translations = {row.term: row.translation for row in rows if row.language == language}
    others = dict.fromkeys(row.term for row in rows if row.term not in translations)
    return [*translations.values(), *others]


def _statements(session: Session, language: str) -> list[str]:
    found = WrittenStatement.objects.filter(session=session, withdrawn=False, language=language)
    return [plain_text(row) for row in found]
