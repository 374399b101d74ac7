"""The summary record of a session for export, made from the sections of its minutes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import count

from foundation.languages import in_language
from sessions.exports import journal_heads
from sessions.exports.content import Block, Document, Facts, Heading, Paragraph, Run, Table, text, weights
from sessions.minutes import services
from sessions.minutes.chronology import Chronology, Fields
from sessions.minutes.exports.texts import texts
from sessions.minutes.readable import ReadableSection, ReadingContext, Remark, readable_section, remarks_of
from sessions.minutes.sections import Kind, Section, Value
from sessions.minutes.services import Place
from sessions.parties import alphabet

ANNEXES = (
    "proposals", "votes", "ballots", "motions", "motion_speakers", "explanations", "roll_calls", "attendance",
    "written", "reactions", "transcript", "questions", "messages", "polls", "announcements", "corrections",
)  # fmt: skip
"""The sections of the minutes that become annexes. The lists of speakers, orders, acts and parity are in the CSV files
only.
"""
MOST_COLUMNS = 7
"""The highest number of columns of a table that fits on a page. Rows with more columns are written as paragraphs."""


def read(place: Place, language: str, without: Collection[str] = ()) -> Document:
    """The summary record of a session in a language. The sections of the parts in `without` are left out
    (`services.sections_of`).
    """
    return _Record(place, language, services.sections_of(place.session, without)).document()


class _Record:
    """Builds a summary record from the sections of the minutes."""

    def __init__(self, place: Place, language: str, sections: Iterable[Section]) -> None:
        self._session, self._language = place.session, language
        self._reader = ReadingContext(language, place.zone, place.date)
        self._date = place.date
        self._texts = texts(language)
        self._sections = {each.name: each for each in sections}
        self._course = Chronology(self._sections.values(), self._reader)
        self._remarks = remarks_of(self._sections.get("corrections"), self._reader)

    def document(self) -> Document:
        """The whole summary record, as a document for export."""
        session, conference = self._session, self._session.conference
        name = in_language(conference.name, self._language)
        notice = in_language(conference.notice, self._language)
        notes = [notice, *services.notes_of(session, self._reader)]
        zone = self._reader.word("zone").format(zone=conference.timezone)
        return Document(
            title=self._format_text("title", title=in_language(session.title, self._language)),
            symbol=f"{conference.slug.upper()}/SR.{session.pk}",
            language=self._language,
            date=self._date,
            author=name,
            above=(name,),
            below=(zone, *filter(None, notes)),
            blocks=(
                self._header(),
                *self._agenda(),
                *self._participants(),
                *self._chronology(),
                *self._decisions(),
                *self._annexes(),
                *journal_heads.blocks(self._heads(), self._language),
            ),
        )

    def _heads(self) -> list[journal_heads.Head]:
        """The heads of the journal, as the minutes have them."""
        rows = [row for row, _ in self._rows("journal")]
        return [(str(row["stream"]), int(str(row["last_entry"])), str(row["head"])) for row in rows]

    def _format_text(self, key: str, **values: object) -> str:
        return self._texts[key].format(**values)

    def _rows(self, section: str) -> Iterator[tuple[Fields, str]]:
        return self._course.rows(section)

    def _value_text(self, value: Value, kind: Kind = "text") -> str:
        return self._reader.cell(kind, value).text

    def _heading(self, key: str) -> Heading:
        return Heading(1, text(self._texts[key]))

    # Header, agenda and participants

    def _header(self) -> Facts:
        return Facts(tuple(services.facts_of(self._session, self._course, self._reader)))

    def _agenda(self) -> Iterator[Block]:
        yield self._heading("agenda")
        title = in_language(self._session.title, self._language)
        for number, item in enumerate(self._session.floor.agenda, 1):
            yield Paragraph(text(item or title), str(number))

    def _participants(self) -> Iterator[Block]:
        """The delegations that spoke or answered the roll, by name."""
        speakers: dict[str, dict[str, None]] = {}
        for row, _ in self._rows("turns"):
            names = speakers.setdefault(self._value_text(row["party"]), {})
            names.update(dict.fromkeys(filter(None, [self._value_text(row["speaker"])])))
        answered: dict[str, str] = {}
        for row, _ in self._rows("attendance"):
            if row["present"]:
                answered[self._value_text(row["party"])] = self._value_text(row["place"], "word")
        header = tuple(self._texts[key] for key in ("delegation", "representatives", "answered"))
        rows = tuple(
            (party, "; ".join(speakers.get(party, ())), answered.get(party, ""))
            for party in sorted({*speakers, *answered} - {""}, key=self._place)
        )
        yield self._heading("participants")
        yield Table(header, rows, (False,) * 3, weights(header, rows)) if rows else self._empty_paragraph()

    def _place(self, name: str) -> alphabet.SortKey:
        return alphabet.sort_key(name, self._language)

    def _empty_paragraph(self) -> Paragraph:
        return Paragraph(text(self._texts["nothing"]))

    # Chronology

    def _chronology(self) -> Iterator[Block]:
        """What happened, in order. The rapporteurs' notes on a turn follow it."""
        events = self._course.events()
        on_turns: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row, item in self._rows("notes"):
            if row["turn"]:
                on_turns[f"turn/{row['turn']}"].append((str(row["text"]), item))
        yield self._heading("chronology")
        if not events:
            yield self._empty_paragraph()
        numbers = count(1)
        for event in events:
            if event.heading:
                yield Heading(2, text(event.heading))
            time = Run(f"{self._reader.moment(event.at).text} ", bold=True)
            yield Paragraph((time, Run(event.text)), str(next(numbers)))
            yield from self._corrections(event.item)
            for note, of in on_turns.pop(event.item, ()):
                yield Paragraph(text(note), str(next(numbers)))
                yield from self._corrections(of)

    def _corrections(self, item: str) -> Iterator[Paragraph]:
        return map(self._correction, self._remarks.get(item, ()) if item else ())

    def _correction(self, remark: Remark) -> Paragraph:
        said = self._format_text(
            "correction", text=remark.text, reason=remark.reason, by=remark.by, at=remark.at.text
        )
        return Paragraph(text(said), indent=1, lesser=True)

    # Decisions and annexes

    def _decisions(self) -> Iterator[Block]:
        yield self._heading("decisions")
        rows = list(self._rows("decisions"))
        if not rows:
            yield self._empty_paragraph()
        for row, item in rows:
            yield Paragraph(text(str(row["text"])), str(row["decision"]))
            if row["accredited"]:
                quorum = self._format_text("quorum", present=row["present"], accredited=row["accredited"])
                yield Paragraph(text(quorum), indent=1, lesser=True)
            yield from self._corrections(item)

    def _annexes(self) -> Iterator[Block]:
        number = 0
        for name in ANNEXES:
            section = self._sections.get(name)
            if section is None or not section.rows:
                continue
            number += 1
            shown = readable_section(section, self._reader, {})
            yield Heading(1, text(self._format_text("annex", number=number, title=shown.title)))
            if name == "written":
                yield from self._statements()
            elif len(shown.columns) <= MOST_COLUMNS:
                yield self._table(shown)
            else:
                yield from self._rows_as_facts(shown)

    @staticmethod
    def _table(shown: ReadableSection) -> Table:
        header = tuple(column.label for column in shown.columns)
        rows = tuple(tuple(cell.text for cell in row.cells) for row in shown.rows)
        return Table(header, rows, tuple(column.figures for column in shown.columns), weights(header, rows))

    @staticmethod
    def _rows_as_facts(shown: ReadableSection) -> Iterator[Block]:
        for row in shown.rows:
            first, *others = [
                (column.label, cell.text)
                for column, cell in zip(shown.columns, row.cells, strict=True)
                if cell.text
            ]
            said = "; ".join(f"{label}: {value}" for label, value in others)
            yield Paragraph(text(said), first[1] if shown.columns[0].figures else "")

    def _statements(self) -> Iterator[Block]:
        """The texts of statements, each in its language."""
        for row, _ in self._rows("written"):
            facts = ", ".join(filter(None, (self._value_text(row["party"]), str(row["on_behalf_of"] or ""))))
            yield Heading(2, text(facts), str(row["statement"]))
            for part in str(row["text"]).split("\n"):
                if part.strip():
                    yield Paragraph(text(part.strip()), language=str(row["language"] or ""))
