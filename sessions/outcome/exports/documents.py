"""Makes the document to export from an outcome document: clean, with the amendments in square brackets, or with
citations.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language_info

from foundation.clock import timestamp_text
from foundation.database import read_transaction
from foundation.journal import services as journal
from foundation.languages import in_language, language_of
from sessions.exports import journal_heads
from sessions.exports.content import (
    Block,
    Document,
    Facts,
    Heading,
    Inline,
    Paragraph,
    Run,
    Table,
    text,
    weights,
)
from sessions.outcome import markup, models
from sessions.outcome.adoption.models import Corrigendum, Reservation
from sessions.outcome.amendments.models import Amendment
from sessions.outcome.exports.marked_text import ExportedAmendment, runs, with_amendments
from sessions.outcome.exports.texts import texts
from sessions.outcome.translations.models import Translation
from sessions.parties.models import Party

Form = Literal["clean", "bracketed", "provenance"]
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a document that has no text yet."""


def read(outcome: models.Outcome, form: Form, language: str = "") -> Document:
    """The outcome document in a form, for export. Only the form `clean` can be in another language than the authentic
    one (the default).
    """
    with read_transaction():
        return _Export(outcome, form, language or outcome.language).document()


class _Export:
    """Reads an outcome document for export."""

    def __init__(self, outcome: models.Outcome, form: Form, language: str) -> None:
        self._outcome, self._form, self._language = outcome, form, language
        self._zone = ZoneInfo(outcome.conference.timezone)
        self._reader = language_of(language)
        self._texts = texts(self._reader)
        self._parties = {
            str(row.pk): row.name_in(language)
            for row in Party.objects.filter(conference=outcome.conference_id)
        }
        rows = list(outcome.paragraphs.filter(deleted_at=None).order_by("position", "pk"))
        self._rows, self._labels = rows, dict(outcome.paragraphs.values_list("pk", "label"))
        self._translations = self._translations_by_paragraph()
        self._amendments = self._tabled_amendments() if form == "bracketed" else []

    def document(self) -> Document:
        """The whole outcome document, as a document for export."""
        outcome = self._outcome
        symbol = outcome.symbol or f"{outcome.conference.slug.upper()}/OUTCOME.{outcome.pk}"
        return Document(
            title=in_language(outcome.title, self._language),
            symbol=symbol,
            language=self._language,
            date=f"{self._day():%Y-%m-%d}",
            author=in_language(outcome.conference.name, self._language),
            above=(in_language(outcome.conference.name, self._language),),
            below=tuple(self._state_lines()),
            blocks=(
                *self._body(),
                *self._overtaken_amendments(),
                *self._annexes(),
                *journal_heads.blocks(self._heads(), self._reader),
            ),
        )

    def _heads(self) -> list[journal_heads.Head]:
        """The heads of the journals of the document and of its conference."""
        streams = (self._outcome.stream, self._outcome.conference.stream)
        found = journal.sealed_heads(streams)
        return [(name, *found[name]) for name in streams if name in found]

    def _format_text(self, key: str, **values: object) -> str:
        return self._texts[key].format(**values)

    def _day(self) -> datetime:
        """The day of the adoption. If the document is not adopted, the day of its latest change."""
        outcome = self._outcome
        if outcome.adopted_at:
            return outcome.adopted_at.astimezone(self._zone)
        changed = models.ParagraphVersion.objects.filter(paragraph__outcome=outcome).aggregate(at=Max("at"))[
            "at"
        ]
        tabled = Amendment.objects.filter(outcome=outcome).aggregate(at=Max("tabled_at"))["at"]
        return max((at for at in (changed, tabled) if at), default=_NO_DAY).astimezone(self._zone)

    def _date(self, at: datetime, form: str = "DATE_FORMAT") -> str:
        with translation.override(self._reader):
            return date_format(at.astimezone(self._zone), form)

    def _state_lines(self) -> Iterator[str]:
        outcome = self._outcome
        if outcome.state == "adopted" and outcome.adopted_at:
            yield self._format_text("adopted", date=self._date(outcome.adopted_at))
        else:
            key = "reading" if outcome.reading else "drafting"
            yield self._format_text(key, reading=outcome.reading, version=outcome.version)
        if outcome.state == "deciding":
            yield self._format_text("deciding")
        if self._form != "clean":
            yield self._format_text(self._form)
        if self._language != outcome.language:
            yield self._format_text("authentic", language=_name(outcome.language))
        if outcome.illustrative:
            yield self._format_text("illustrative")

    def _translations_by_paragraph(self) -> dict[int, Translation]:
        if self._language == self._outcome.language:
            return {}
        rows = Translation.objects.filter(paragraph__outcome=self._outcome, language=self._language)
        return {row.paragraph_id: row for row in rows}

    # Paragraphs

    def _body(self) -> Iterator[Block]:
        standing: dict[int | None, list[Amendment]] = defaultdict(list)
        new: dict[int | None, list[Amendment]] = defaultdict(list)
        for each in self._amendments:
            if not each.fate:
                (new if each.kind == "paragraph" else standing)[each.paragraph_id].append(each)
        yield from map(self._proposed_paragraph, new[None])
        for row in self._rows:
            yield from self._paragraph(row, standing[row.pk])
            yield from map(self._proposed_paragraph, new[row.pk])

    def _paragraph(self, row: models.Paragraph, amendments: Iterable[Amendment]) -> Iterator[Block]:
        inlines, language = self._words(row, amendments)
        if row.kind == "area":
            yield Heading(1, inlines, row.label)
            return
        is_item = row.kind == "item"
        yield Paragraph(inlines, row.label, indent=int(is_item), language=language)
        if self._form == "bracketed" and row.status != "open":
            yield self._small_paragraph(self._texts[row.status], is_item)
        if self._form == "provenance":
            yield from self._sources(row, is_item)

    def _words(
        self, row: models.Paragraph, amendments: Iterable[Amendment]
    ) -> tuple[tuple[Inline, ...], str]:
        """The text of a paragraph, and its language if that is not the document's."""
        if self._language == self._outcome.language:
            return with_amendments(row.text, map(self._exported_amendment, amendments)), ""
        found = self._translations.get(row.pk)
        if found is None:
            missing = Run("", note=self._format_text("untranslated"))
            return (*runs(row.text), missing), self._outcome.language
        earlier = (Run("", note=self._format_text("earlier")),) if found.of_version < row.version else ()
        return (*runs(found.text), *earlier), ""

    def _small_paragraph(self, words: str, is_item: bool, label: str = "") -> Paragraph:
        return Paragraph(text(words), label, indent=1 + is_item, lesser=True)

    def _sources(self, row: models.Paragraph, is_item: bool) -> Iterator[Block]:
        sources = list(row.citations.all())
        if not sources:
            yield self._small_paragraph(self._texts["rests_on_nothing"], is_item)
            return
        said = []
        for each in sources:
            at = self._date(each.at, "DATETIME_FORMAT") if each.at else ""
            key = "source_at" if at else "source"
            said.append(self._format_text(key, label=each.label, kind=self._texts[each.kind], at=at))
        yield self._small_paragraph(f"{self._texts['rests_on']} {'; '.join(said)}.", is_item)

    # Amendments

    def _tabled_amendments(self) -> list[Amendment]:
        rows = Amendment.objects.filter(outcome=self._outcome, state=Amendment.State.TABLED)
        return list(rows.order_by("number"))

    def _exported_amendment(self, row: Amendment) -> ExportedAmendment:
        sponsor, said = self._sponsors(row)
        if not row.text:
            said = self._format_text("deletes", amendment=said)
        return ExportedAmendment(
            row.start, row.end, row.text, sponsor, said, timestamp_text(row.tabled_at or _NO_DAY)
        )

    def _sponsors(self, row: Amendment) -> tuple[str, str]:
        """The sponsor of an amendment, and a text that says who proposes what with whose support."""
        sponsor = self._parties[str(row.party_id)]
        said = self._format_text("amendment", number=row.number, sponsor=sponsor)
        supporters = [self._parties[key] for key in row.supporters if key in self._parties]
        if supporters:
            said = self._format_text("supported", amendment=said, supporters=", ".join(supporters))
        return sponsor, said

    def _proposed_paragraph(self, row: Amendment) -> Paragraph:
        """The paragraph that an amendment proposes to add."""
        return Paragraph(
            with_amendments("", [replace(self._exported_amendment(row), start=0, end=0)]),
            indent=1,
            proposed=True,
        )

    def _overtaken_amendments(self) -> Iterator[Block]:
        rows = [row for row in self._amendments if row.fate]
        if not rows:
            return
        header = tuple(self._texts[key] for key in ("number", "sponsor", "paragraph", "words", "proposal"))
        cells = tuple(
            (
                str(row.number),
                self._sponsors(row)[1].partition(" ")[2],
                self._labels.get(row.paragraph_id or 0, ""),
                markup.without_markup(row.words),
                markup.without_markup(row.text),
            )
            for row in rows
        )
        yield Heading(1, text(self._texts["overtaken"]))
        yield Table(header, cells, (True, False, False, False, False), weights(header, cells))

    # Adoption

    def _annexes(self) -> Iterator[Block]:
        kinds = (
            ("reservations", "reservation"),
            ("explanations", "explanation"),
        )
        for key, kind in kinds:
            rows = Reservation.objects.filter(outcome=self._outcome, kind=kind, withdrawn_at=None).order_by(
                "pk"
            )
            yield from self._section(key, map(self._reservation, rows))
        corrigenda = self._outcome.corrigenda.order_by("number")
        yield from self._section("corrigenda", map(self._corrigendum, corrigenda))
        if self._outcome.sha256:
            yield Heading(1, text(self._texts["digest"]))
            yield Facts((("SHA-256", self._outcome.sha256),))

    def _section(self, key: str, blocks: Iterable[Block]) -> Iterator[Block]:
        given = list(blocks)
        if given:
            yield Heading(1, text(self._texts[key]))
            yield from given

    def _reservation(self, row: Reservation) -> Paragraph:
        party, label = self._parties[str(row.party_id)], self._labels.get(row.paragraph_id or 0, "")
        who = self._format_text("on_paragraph" if row.paragraph_id else "on_all", party=party, label=label)
        return Paragraph((Run(f"{who} ", bold=True), Run(row.text)))

    def _corrigendum(self, row: Corrigendum) -> Paragraph:
        said = self._format_text(
            "read_instead" if row.right else "delete_words",
            label=self._labels[row.paragraph_id],
            wrong=row.wrong,
            right=row.right,
        )
        return Paragraph(text(f"{said} {row.note}".strip()), str(row.number))


def _name(language: str) -> str:
    """The name of a language in that language. If it is not known, the language's tag."""
    try:
        return str(get_language_info(language)["name_local"])
    except KeyError:
        return language
