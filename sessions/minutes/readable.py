"""The minutes for people: every value is a text in a language, times are in the conference's zone and in UTC."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from foundation.clock import timestamp_text
from foundation.languages import text_in
from foundation.messages.protocol import Message
from sessions.minutes.sections import Column, Kind, Row, Section, Sentence, Value
from sessions.minutes.texts import texts

MARKS = frozenset({"simulated", "guest", "given_out"})
"""Columns that are left out if all their values are empty."""


class Cell(Message):
    """A text in a cell. If it is a moment, the cell also has the text in UTC, and the moment itself."""

    text: str
    utc: str = ""
    at: str = ""


class Remark(Message):
    """A correction, shown beside its item (FL25)."""

    text: str
    reason: str
    by: str
    at: Cell


class ReadableColumn(Message):
    """A column with its label. `figures` are right-aligned."""

    name: str
    label: str
    figures: bool


class ReadableRow(Message):
    """A row. Corrections refer to `item`."""

    item: str
    cells: list[Cell]
    corrections: list[Remark]


class ReadableSection(Message):
    """A section with its title."""

    name: str
    title: str
    columns: list[ReadableColumn]
    rows: list[ReadableRow]


@dataclass(frozen=True)
class ReadingContext:
    """How the minutes are written for a reader: the language, the conference's time zone, and the session's day in that
    zone.
    """

    language: str
    zone: ZoneInfo
    date: str

    def word(self, key: str, code: str = "") -> str:
        """The text of a key in the reader's language. If there is none, `code` is returned, or the key if `code` is
        empty.
        """
        return texts(self.language).get(key, code or key)

    def cell(self, kind: Kind, value: Value) -> Cell:
        """The cell for a value of a kind, as text in the reader's language."""
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, Sentence):
            return Cell(text=self.sentence_text(value))
        if value is None or value == "":
            return Cell(text="")
        if isinstance(value, dict):
            return Cell(text=text_in(value, self.language))
        if kind == "yes":
            return Cell(text=self.word("word.yes" if value else "word.no"))
        if kind == "word":
            return Cell(text=self.word(f"word.{value}", str(value)))
        return Cell(text=duration(float(value)) if kind == "seconds" else str(value))

    def sentence_text(self, sentence: Sentence) -> str:
        """A sentence with its values in the reader's language."""
        values = {name: self.cell("text", value).text for name, value in sentence.values.items()}
        return self.word(sentence.key).format(**values)

    def moment(self, at: datetime) -> Cell:
        """The cell for a moment: the time of day, with the date if it is not the session's."""
        return Cell(
            text=self._time(at.astimezone(self.zone)),
            utc=self._time(at.astimezone(UTC)),
            at=timestamp_text(at),
        )

    def _time(self, at: datetime) -> str:
        time, date = f"{at:%H:%M:%S}", f"{at:%Y-%m-%d}"
        return time if date == self.date else f"{date} {time}"


def duration(seconds: float) -> str:
    """A duration as minutes and seconds: `3:05` for 185 seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def readable(sections: Iterable[Section], reader: ReadingContext) -> list[ReadableSection]:
    """All sections as people read them: with corrections beside their items, and without columns that are empty."""
    given = list(sections)
    remarks = remarks_of(next((each for each in given if each.name == "corrections"), None), reader)
    return [readable_section(each, reader, remarks) for each in given if each.name != "corrections"]


def remarks_of(corrections: Section | None, reader: ReadingContext) -> dict[str, list[Remark]]:
    """The corrections of each item, by the item's name."""
    found: dict[str, list[Remark]] = defaultdict(list)
    for row in corrections.rows if corrections else ():
        assert corrections is not None
        names = (column.name for column in corrections.columns)
        value = dict(zip(names, row.values, strict=True))
        at, words = value["at"], {name: str(value[name]) for name in ("text", "reason", "by")}
        assert isinstance(at, datetime)
        found[f"{value['of']}/{value['item']}"].append(Remark(**words, at=reader.moment(at)))
    return found


def readable_section(
    section: Section, reader: ReadingContext, remarks: dict[str, list[Remark]]
) -> ReadableSection:
    """One section as people read it, with the corrections of its items."""
    said = [i for i, column in enumerate(section.columns) if _has_content(column, i, section.rows)]
    return ReadableSection(
        name=section.name,
        title=reader.word(f"section.{section.name}", section.name),
        columns=[_column(section.columns[i], reader) for i in said],
        rows=[
            ReadableRow(
                item=row.item,
                cells=[reader.cell(section.columns[i].kind, row.values[i]) for i in said],
                corrections=remarks.get(row.item, []) if row.item else [],
            )
            for row in section.rows
        ],
    )


def _has_content(column: Column, i: int, rows: tuple[Row, ...]) -> bool:
    empty: tuple[Value, ...] = (None, "", False) if column.name in MARKS else (None, "")
    return not column.for_programs and any(row.values[i] not in empty for row in rows)


def _column(column: Column, reader: ReadingContext) -> ReadableColumn:
    label = reader.word(f"column.{column.name}", column.name)
    return ReadableColumn(
        name=column.name, label=label, figures=column.kind in ("count", "seconds", "moment")
    )
