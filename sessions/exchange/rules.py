"""Compares the rows of a table with the rows of a conference: what would be added or changed, and what is
wrong. Pure.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

from sessions.exchange.sheet import SURPLUS, Row, Sheet

Value = str | int | bool | list[str] | None
Values = dict[str, Value]
Verdict = Literal["add", "change", "same"]

BREAK = re.compile(r"[\n\t\r]+")
SEPARATOR = re.compile(r"[;\n]")

MESSAGES = {
    "surplus": "The row has more cells than the first line: “{text}”. Put a name with a separator in quotation marks.",
    "required": "“{column}” is empty, and the row needs it. Fill it in.",
    "no_column": "No column of the file is read as “{column}”, and each row needs it. Choose one.",
    "too_long": "“{column}” has more than {most} characters. Shorten it.",
    "one_of": "“{text}” is none of: {words}. Write one of these.",
    "number": "“{text}” is no whole number from {least} to {most}. Write one, or leave it empty.",
    "yes_or_no": "“{text}” is neither yes nor no. Write one of them, or leave it empty.",
    "code": "“{text}” is no code of a country. Give two letters (ISO 3166-1), or leave it empty.",
    "email": "“{text}” is no e-mail address. Correct it, or leave it empty.",
    "name": "“{text}” cannot be read as a name. Write it in letters.",
    "language": "“{text}” is no language in which this server writes. Choose of: {words}.",
    "day": "“{text}” is no day. Write it as 2021-11-16.",
    "time": "“{text}” is no time of day. Write it as 09:30.",
    "no_such_time": "There is no {text} at the venue. Give another date or time.",
    "speaking_time": "“{text}” is no speaking time from 0:10 to 60:00. Write minutes and seconds, such as 3:00.",
    "reply_times": "There are one to five rights of reply. Write a time for each, such as 3:00; 2:00.",
    "motion_speakers": "“{text}” does not say how many speak on each motion. Write it as: {example}",
    "agenda": "An agenda has at most {items} items, and each at most {most} characters. Shorten it.",
    "duration": "“{text}” is no duration between a minute and a day. Write it as 01:30.",
    "unknown_delegation": "No delegation has the code or the name “{text}”. Import it first, or correct the cell.",
    "ambiguous_delegation": "Several delegations are called “{text}”. Give the code.",
    "delegation_full": "{text} may have {most} members. Raise this number in the table of delegations, "
    "or take this person out.",
    "unknown_person": "Nobody here has the name or the address “{text}”. Import the people first, or correct the cell.",
    "ambiguous_person": "Several people are called “{text}”. Give the e-mail address.",
    "ambiguous": "Several rows of the conference are called “{text}”. Give a code, an address or an id.",
    "name_taken": "Another delegation is called “{text}”. Give that delegation’s code, or another name.",
    "twice": "Row {row} is the same. Remove one of them.",
    "needs_part": "Give a delegation or a role.",
    "needs_delegation": "A delegate or a head of delegation needs a delegation. Name it, or give another role.",
    "address_taken": "Somebody else here has the address “{text}”. Give another one.",
    "day_long": "A session ends after its start, within a day. Correct the end, or give one row for each day.",
    "too_many_languages": "With these interpreters the session would be interpreted into more than {most} languages. "
    "Remove some on the page Languages, or in the cell.",
    "has_begun": "This session has begun. Its beginning, its kind, its agenda and its speaking times cannot be changed "
    "here any more: leave them as they are.",
    "session_closed": "This session is closed. Only corrections to its minutes can be added. "
    "Take the row out of the file.",
    "speaker_unknown": "Nobody here is called “{text}”, so this speaker is not added. "
    "Import the person and then this file again, or add the speaker in the programme.",
    "room_clash": "At this time “{text}” is in the same room.",
    "speaker_ambiguous": "Several people are called “{text}”, so this speaker is not added. "
    "Add the speaker in the programme.",
    "far_day": "{text} is far from the other days of the conference; the nearest is {nearest}. Correct the date, "
    "unless it is meant.",
    "description_cut": "The description has more than {most} characters. The rest of it is not imported.",
}
"""The English sentence for each error in a row and each note on it, by code."""


@dataclass(frozen=True)
class RowError:
    """An error in a row or one of its cells, or a note on it. `column` is the field of the cell. `values` are put into
    the sentence of its `code`.
    """

    row: int
    column: str
    code: str
    values: dict[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence that says what is wrong, in English."""
        return MESSAGES[self.code].format(column=self.column, **self.values)


class WrongCellError(Exception):
    """Raised if a cell, or its row, is wrong. `code` is a key of `MESSAGES`. `column` is the field of the cell if the
    row has several.
    """

    def __init__(self, code: str, /, column: str = "", **values: str | int) -> None:
        super().__init__(code)
        self.code, self.column, self.values = code, column, values


@dataclass(frozen=True)
class Field:
    """A column of a table. `read` returns the value of a cell, or raises `WrongCellError`. `show` makes a value
    readable.

    `default` gives the value of an empty cell in a new row, from the other values of that row.
    """

    read: Callable[[str], Value]
    is_required: bool = False
    """Whether every row must have a value in this column."""
    is_kept: bool = False
    """Whether an empty cell leaves the present value unchanged."""
    default: Callable[[Values], Value] = lambda values: ""
    show: Callable[[Value], str] = lambda value: value_text(value)
    is_told: bool = False
    """Whether the preview of a new row shows the value even if the row does not give it."""


@dataclass(frozen=True)
class KnownRow:
    """A row that is in the conference already. An import cannot change fields that are not in its `values`."""

    id: str
    label: str
    values: Values
    fixed: frozenset[str] = frozenset()
    """The fields that cannot be changed any more. `*` stands for all fields."""


@dataclass(frozen=True)
class ChangedField:
    """A field that changes, with its value before and after, as texts."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class PlanStep:
    """What a row of the file would do. `values` are those of a new row, or those that would change."""

    row: int
    verdict: Verdict
    label: str
    id: str
    values: Values
    changes: list[ChangedField]


@dataclass(frozen=True)
class Plan:
    """What the import of a file would do. A plan with `faults` is not carried out. `notes` do not prevent that."""

    steps: list[PlanStep]
    faults: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)

    def steps_with(self, verdict: Verdict) -> list[PlanStep]:
        """The steps that have this verdict."""
        return [step for step in self.steps if step.verdict == verdict]

    @property
    def digest(self) -> str:
        """The SHA-256 of what the plan does. It differs if the file or the stored data changed."""
        steps = [asdict(step) for step in self.steps if step.verdict != "same"]
        text = json.dumps([steps, [asdict(fault) for fault in self.faults]], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def equal_errors(found: Iterable[RowError]) -> list[list[RowError]]:
    """The errors, those together that differ in their row alone."""
    groups: dict[tuple[str, str, str], list[RowError]] = {}
    for each in found:
        groups.setdefault((each.column, each.code, each.message), []).append(each)
    return list(groups.values())


@dataclass(frozen=True)
class Table:
    """How the tables of one kind are compared with the conference.

    `find` returns the row of the conference that a row's values mean, or None if they mean a new one. `label` names a
    row. `key` is different for different new rows. `check` raises `WrongCellError` if the complete values of a row are
    wrong.
    """

    fields: Mapping[str, Field]
    find: Callable[[Values], KnownRow | None]
    label: Callable[[Values], str]
    key: Callable[[Values], str]
    check: Callable[[Values, KnownRow | None], None]


Read = Callable[[Row], tuple[Values, list[RowError], list[RowError]]]
"""A function that reads a row. It returns the row's values, its errors and the notes on it."""


def plan(table: Table, sheet: Sheet, read: Read) -> Plan:
    """Make the plan for a table (`sheet`). `read` turns each of its rows into values."""
    steps: list[PlanStep] = []
    faults: list[RowError] = []
    notes: list[RowError] = []
    seen: dict[str, int] = {}
    for line in sheet.rows:
        values, wrong, noted = read(line)
        notes += noted
        if not wrong:
            try:
                steps.append(_step(table, line.number, values, seen))
            except WrongCellError as at:
                wrong = [RowError(line.number, at.column, at.code, at.values)]
        faults += wrong
    return Plan(steps, faults, notes)


def read_cells(
    table: Table, line: Row, columns: Mapping[str, str]
) -> tuple[Values, list[RowError], list[RowError]]:
    """The values of a row of cells. `columns` has the field of each column that is read."""
    values: Values = {}
    faults = []
    if surplus := line.cells.get(SURPLUS):
        faults.append(RowError(line.number, "", "surplus", {"text": surplus[:80]}))
    for column, name in columns.items():
        cell, each = line.cells[column], table.fields[name]
        if not cell and each.is_kept:
            continue
        try:
            values[name] = each.read(cell)
        except WrongCellError as wrong:
            faults.append(RowError(line.number, name, wrong.code, wrong.values))
    return values, faults, []


def _step(table: Table, row: int, values: Values, seen: dict[str, int]) -> PlanStep:
    known = table.find(values)
    complete = {**known.values, **values} if known else _with_defaults(table, values)
    for name, each in table.fields.items():
        if each.is_required and is_empty(complete.get(name)):
            raise WrongCellError("required" if name in values else "no_column", name)
    table.check(complete, known)
    key = f"id {known.id}" if known else f"new {table.key(values)}"
    if key in seen:
        raise WrongCellError("twice", row=seen[key])
    seen[key] = row
    if known is None:
        told = [
            ChangedField(name, "", each.show(complete[name]))
            for name, each in table.fields.items()
            if not is_empty(complete[name]) and (each.is_told or not is_empty(values.get(name)))
        ]
        return PlanStep(row, "add", table.label(complete), "", complete, told)
    changed = {
        name: value
        for name, value in values.items()
        if name in known.values and not _is_same(table.fields[name], known.values[name], value)
    }
    changes = [
        ChangedField(name, table.fields[name].show(known.values[name]), table.fields[name].show(value))
        for name, value in changed.items()
    ]
    if changed and "*" in known.fixed:
        raise WrongCellError("session_closed")
    if not known.fixed.isdisjoint(changed):
        raise WrongCellError("has_begun")
    # What it has no value of yet, such as the language of a person without an address, may come with a change.
    new = {name: value for name, value in values.items() if name not in known.values} if changed else {}
    return PlanStep(row, "change" if changed else "same", known.label, known.id, changed | new, changes)


def _is_same(field: Field, present: Value, value: Value) -> bool:
    """Whether a value is the present one, or what the present one becomes when it is exported and read again."""
    if value == present:
        return True
    try:
        return type(value) is type(present) and field.read(field.show(present)) == value
    except WrongCellError:
        return False


def _with_defaults(table: Table, values: Values) -> Values:
    """The values of a new row. An empty cell has the default of its field."""
    given = {name: value for name, value in values.items() if not is_empty(value)}
    return {name: each.default(given) for name, each in table.fields.items()} | given


def is_empty(value: Value) -> bool:
    """Whether a value stands for an empty cell."""
    return value in ("", None, [])


def value_text(value: Value) -> str:
    """A value as previews and exports write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return join_values(value)
    return "" if value is None else str(value)


def join_values(values: Iterable[str]) -> str:
    """Several values in one cell, as `split_values` reads them. One with a separator in it is put in
    quotation marks.
    """
    return "; ".join(
        '"{}"'.format(each.replace('"', '""')) if each.startswith('"') or SEPARATOR.search(each) else each
        for each in values
    )


def folded_name(text: str) -> str:
    """A name in the form in which names are compared: lower case, with single spaces."""
    return " ".join(text.casefold().split())


def text_reader(most: int) -> Callable[[str], Value]:
    """A function that reads a cell as a text of one line, with at most `most` characters."""

    def read(cell: str) -> Value:
        return checked_length(without_line_breaks(cell), most)

    return read


def lines_reader(most: int) -> Callable[[str], Value]:
    """A function that reads a cell as a text of several lines, with at most `most` characters."""
    return lambda cell: checked_length(cell.strip(), most)


def checked_length(cell: str, most: int) -> str:
    """Return the text of a cell, or raise `WrongCellError` if it has more than `most` characters."""
    if len(cell) > most:
        raise WrongCellError("too_long", most=most)
    return cell


def number_reader(least: int, most: int) -> Callable[[str], Value]:
    """A function that reads a cell as a whole number from `least` to `most`. None for an empty cell."""

    def read(cell: str) -> Value:
        if not cell:
            return None
        if not cell.isascii() or not cell.isdecimal() or len(cell) > 9 or not least <= int(cell) <= most:
            raise WrongCellError("number", text=cell[:40], least=least, most=most)
        return int(cell)

    return read


def word_reader(words: Sequence[str]) -> Callable[[str], Value]:
    """A function that reads a cell as one of these words. Capitals, spaces and hyphens do not count."""

    def read(cell: str) -> Value:
        word = folded_name(cell).replace(" ", "_").replace("-", "_")
        if word and word not in words:
            raise WrongCellError("one_of", text=cell[:40], words=", ".join(words))
        return word

    return read


def without_line_breaks(cell: str) -> str:
    """The text of a cell without line breaks. Spaces within a line stay, also those that do not break."""
    return " ".join(filter(None, (line.strip() for line in BREAK.split(cell))))


def split_values(cell: str, separator: str = ";") -> list[str]:
    """The values in a cell that has several, in their order, each once. A line break separates too, but for one in
    quotation marks (`join_values`).
    """
    parts = re.findall(rf'\s*("(?:[^"]|"")*"(?=\s*(?:[{separator}\n]|$))|[^{separator}\n]*)', cell)
    values = (
        each[1:-1].replace('""', '"') if each[:1] == '"' == each[-1:] and len(each) > 1 else each.strip()
        for each in parts
    )
    return list(dict.fromkeys(filter(None, values)))


YES = {"yes", "true", "1", "x", "ya", "oui", "sí", "si", "نعم", "是", "да"}
NO = {"no", "false", "0", "tidak", "non", "لا", "否", "нет"}


def yes_or_no(cell: str) -> Value:
    """Read a cell as yes or no. None for an empty cell."""
    word = folded_name(cell)
    if word and word not in YES | NO:
        raise WrongCellError("yes_or_no", text=cell[:40])
    return word in YES if word else None


def ids_by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The ids that belong to each folded name (`folded_name`), each id once."""
    found: dict[str, list[str]] = {}
    for name, key in pairs:
        if name and key not in found.setdefault(folded_name(name), []):
            found[folded_name(name)].append(key)
    return found
