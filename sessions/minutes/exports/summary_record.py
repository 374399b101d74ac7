"""The summary record of a session for export, made from the sections of its minutes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import count

from foundation.languages import in_language
from sessions.exports import journal_heads
from sessions.exports.content import Block, Document, Facts, Heading, Paragraph, Run, Table, text, weights
from sessions.minutes import services
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
ENDINGS = ("session.suspended", "session.adjourned", "session.closed", "floor.list_closed")
"""The events of the course that end something. A carried motion causes some of them, at the moment of its vote."""
Fields = dict[str, Value]


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
        self._proposals = {
            row["proposal"]: " ".join(filter(None, (str(row["symbol"]), str(row["title"]))))
            for row, _ in self._rows("proposals")
        }
        """Symbol and title of each proposal, by number."""
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
        """The rows of a section. Each is a mapping from column names to values, with the name of the row's item."""
        found = self._sections.get(section)
        for row in found.rows if found else ():
            assert found is not None
            names = (column.name for column in found.columns)
            yield dict(zip(names, row.values, strict=True)), row.item

    def _value_text(self, value: Value, kind: Kind = "text") -> str:
        return self._reader.cell(kind, value).text

    def _heading(self, key: str) -> Heading:
        return Heading(1, text(self._texts[key]))

    # Header, agenda and participants

    def _header(self) -> Facts:
        session, course = self._session, [row for row, _ in self._rows("course")]
        moments = {
            key: next((row["at"] for row in course if row["event"] == f"session.{key}"), None)
            for key in ("opened", "closed")
        }
        chairs = dict.fromkeys(str(row["chair"]) for row in course if row["chair"])
        state = "adjourned" if session.resumes_at else session.state
        facts = (
            ("held", self._date),
            ("opened", self._value_text(moments["opened"])),
            ("closed", self._value_text(moments["closed"])),
            ("place", in_language(session.room.name, self._language) if session.room else ""),
            ("theme", in_language(session.theme.title, self._language) if session.theme else ""),
            ("chair", "; ".join(chairs)),
            ("state", self._reader.word(f"state.{state}")),
        )
        return Facts(tuple((self._texts[key], value) for key, value in facts if value))

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
        """What happened, in order. What happened at the same moment is in the order of the sections, but what ended
        then follows the others, and rapporteurs' notes follow that.

        The rapporteurs' notes on a turn follow it.
        """
        events: list[tuple[datetime, bool, str, str, str]] = []
        for section in ("course", "roll_calls", "turns", "rulings", "votes", "decisions", "notes"):
            for row, item in self._rows(section):
                last = section == "notes" or row.get("event") in ENDINGS
                events += [
                    (at, last, said, item, heading) for at, said, heading in self._events_of_row(section, row)
                ]
        events.sort(key=lambda each: each[:2])
        on_turns: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row, item in self._rows("notes"):
            if row["turn"]:
                on_turns[f"turn/{row['turn']}"].append((str(row["text"]), item))
        yield self._heading("chronology")
        if not events:
            yield self._empty_paragraph()
        numbers = count(1)
        for at, _, said, item, heading in events:
            if heading:
                yield Heading(2, text(heading))
            time = Run(f"{self._reader.moment(at).text} ", bold=True)
            yield Paragraph((time, Run(said)), str(next(numbers)))
            yield from self._corrections(item)
            for note, of in on_turns.pop(item, ()):
                yield Paragraph(text(note), str(next(numbers)))
                yield from self._corrections(of)

    def _corrections(self, item: str) -> Iterator[Paragraph]:
        return map(self._correction, self._remarks.get(item, ()) if item else ())

    def _events_of_row(self, section: str, row: Fields) -> Iterator[tuple[datetime, str, str]]:
        """The events that a row of the minutes reports: for each, its moment, its text, and the heading that stands
        before it.
        """
        match section:
            case "course":
                heading = ""
                if row["event"] == "floor.item_taken_up":
                    heading = self._format_text("item", item=row["item"], title=row["title"])
                yield from self._event_at(row["at"], self._session_event_text(row), heading)
            case "roll_calls":
                yield from self._event_at(row["closed_at"], self._format_text("roll_call", **row))
            case "turns":
                yield from self._event_at(row["started_at"], self._turn_text(row))
            case "rulings":
                ruling = self._value_text(row["ruling"], "word")
                said = self._format_text("ruling", party=self._value_text(row["party"]), ruling=ruling)
                yield from self._event_at(row["at"], f"{said} {row['text']}".strip())
            case "votes":
                yield from self._event_at(row["put_at"], self._vote_text(row))
                yield from self._event_at(row["closed_at"], self._result_text(row))
            case "decisions":
                yield from self._event_at(row["at"], self._decision_text(row))
            case "notes" if not row["turn"]:
                yield from self._event_at(row["at"], str(row["text"]))

    @staticmethod
    def _event_at(at: Value, said: str, heading: str = "") -> Iterator[tuple[datetime, str, str]]:
        if isinstance(at, datetime):
            yield at, said, heading

    @staticmethod
    def _join_facts(facts: Iterable[str]) -> str:
        return ", ".join(filter(None, facts))

    def _session_event_text(self, row: Fields) -> str:
        more = self._join_facts((str(row["chair"] or ""), _without_stop(row["reason"])))
        until = self._value_text(row["resumes_at"])
        said = self._value_text(row["event"], "word")
        return f"{said}: {self._join_facts([more, until])}." if more or until else f"{said}."

    def _turn_text(self, row: Fields) -> str:
        who = self._value_text(row["party"])
        if speaker := self._value_text(row["speaker"]):
            who = self._format_text("with_speaker", party=who, speaker=speaker)
        facts = [self._value_text(row[name], "word") for name in ("kind", "mode", "place")]
        if group := self._value_text(row["on_behalf_of"]):
            facts.append(self._format_text("behalf", group=group))
        if reader := self._value_text(row["read_by"]):
            facts.append(self._format_text("read_by", reader=reader))
        facts += [self._value_text(row["spoken"], "seconds"), _without_stop(row["ended_reason"])]
        return self._format_text("turn", who=who, facts=self._join_facts(facts))

    def _vote_text(self, row: Fields) -> str:
        subject, motion, method = (
            self._value_text(row[name], "word") for name in ("subject", "motion", "method")
        )
        of = (self._proposals.get(row["proposal"], ""), self._value_text(row["party"]))
        facts = self._join_facts((subject, motion, *of, method, _without_stop(row["question"])))
        return self._format_text("vote", number=row["vote"], facts=facts)

    def _result_text(self, row: Fields) -> str:
        figures = ""
        if row["in_favour"] is not None:
            figures = self._format_text(
                "figures", **{name: row[name] for name in ("in_favour", "against", "abstentions")}
            )
        facts = [self._value_text(row["result"], "word"), figures, _without_stop(row["reason"])]
        return self._format_text("vote_closed", number=row["vote"], facts=self._join_facts(facts))

    def _decision_text(self, row: Fields) -> str:
        return self._format_text("decision", number=row["decision"], text=row["text"])

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
            facts = self._join_facts([self._value_text(row["party"]), str(row["on_behalf_of"] or "")])
            yield Heading(2, text(facts), str(row["statement"]))
            for part in str(row["text"]).split("\n"):
                if part.strip():
                    yield Paragraph(text(part.strip()), language=str(row["language"] or ""))


def _without_stop(value: Value) -> str:
    """A text that a person wrote, to stand in a sentence that has a full stop of its own."""
    return str(value or "").strip().removesuffix(".").removesuffix("。")
