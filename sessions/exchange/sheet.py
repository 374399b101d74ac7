"""A table as it was read from a file: the names of its columns, and its rows as texts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Literal

from foundation.text import clean_input
from sessions.exchange import refusals
from sessions.exchange.column_words import is_known
from sessions.exchange.refusals import MAX_ROWS

Form = Literal["csv", "xlsx", "json", "xml"]
Encoding = Literal["utf-8", "utf-16", "windows-1252", ""]

MAX_CELL = 32_000
MAX_COLUMNS = 120
MAX_CHARACTERS = 6_000_000
"""Limits of a table: the characters of a cell, the columns, and the characters of all cells together."""

EXAMPLE = "# example"
"""The beginning of the first cell in the example row of a template. An import leaves that row out."""

NAMES, MAX_NAME = frozenset({"name", "title"}), 80
"""The columns that name a row for people, and the highest number of characters of such a name that is shown."""

MAX_ABOVE = 20
"""How many rows may stand above the one that names the columns."""

SURPLUS = ""
"""The key of the cells to the right of the last column that has a name in the first line."""


@dataclass(frozen=True)
class Row:
    """A row, by the number that a spreadsheet or an editor shows. Every column of the sheet has a cell."""

    number: int
    cells: dict[str, str]

    @property
    def name(self) -> str:
        """The name of the row for people: the first name or title in it."""
        named = (text for column, text in self.cells.items() if column.partition(":")[0] in NAMES)
        return next(filter(None, named), "")[:MAX_NAME]


@dataclass(frozen=True)
class Sheet:
    """The rows of a file. `encoding` is set for a CSV file only, `headings`, `head` and `above` for tables only."""

    form: Form
    columns: list[str]
    rows: list[Row]
    encoding: Encoding = ""
    headings: list[str] = field(default_factory=list)
    """The names of the columns as the file writes them."""
    head: int = 1
    """The number of the row that names the columns."""
    above: list[str] = field(default_factory=list)
    """The texts of the rows above it, such as a title. They are left out."""

    @property
    def is_schedule(self) -> bool:
        """Whether it is a programme in a form of its own, and no table."""
        return self.form in ("json", "xml")


def sheet_of(form: Form, rows: Iterable[tuple[int, Sequence[str]]], encoding: Encoding = "") -> Sheet:
    """Make a table of rows of cells. Titles above the names of the columns, blank rows and examples are left out.

    Refuses `exchange.empty`, `exchange.column_twice`, `exchange.too_many_rows`, `exchange.cell_too_long`,
    `exchange.too_much_inside`.
    """
    stripped = ((number, [text.strip() for text in cells]) for number, cells in rows)
    filled = (
        (number, cells)
        for number, cells in stripped
        if any(cells) and not cells[0].casefold().startswith(EXAMPLE)
    )
    first = list(islice(filled, MAX_ABOVE + 1))
    if not first:
        raise refusals.empty_refusal()
    at = head_among([cells for _, cells in first])
    number, cells = first[at]
    names = [column_name(cell) for cell in cells[:MAX_COLUMNS]]
    named = [name for name in names if name]
    if twice := [name for name in named if named.count(name) > 1]:
        raise refusals.column_twice_refusal(twice[0])
    return Sheet(
        form,
        named,
        checked_rows(Row(line, _cells(names, row)) for line, row in chain(first[at + 1 :], filled)),
        encoding,
        headings=[clean_input(cell)[:MAX_NAME] for cell in cells[:MAX_COLUMNS] if column_name(cell)],
        head=number,
        above=[clean_input(" ".join(filter(None, row)))[:MAX_NAME] for _, row in first[:at]],
    )


def head_among(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows names the columns: the one with the most known names, if it has two or more of them, and
    they are a third of its cells. Else the first that has several cells. A first row with several cells is it if it has
    a known name, or no fewer cells than the other: else a row of data could be taken, and all above it be left out.
    """
    known = [sum(is_known(column_name(cell)) for cell in cells[:MAX_COLUMNS] if cell) for cells in rows]
    filled = [sum(map(bool, cells)) for cells in rows]
    best = known.index(max(known))
    if filled[0] > 1 and (known[0] or filled[0] >= filled[best]):
        return 0
    if known[best] >= 2 and 3 * known[best] >= filled[best]:
        return best
    several = next((at for at, cells in enumerate(filled) if cells > 1), 0)
    return 0 if known[0] else several


def checked_rows(rows: Iterable[Row]) -> list[Row]:
    """Check the size of a sheet, and clean its cells. Refuses as `sheet_of` does."""
    kept: list[Row] = []
    characters = 0
    for row in rows:
        if len(kept) == MAX_ROWS:
            raise refusals.too_many_rows_refusal()
        for column, text in row.cells.items():
            characters += len(text)
            if len(text) > MAX_CELL:
                raise refusals.cell_too_long_refusal(row.number, column, MAX_CELL)
        if characters > MAX_CHARACTERS:
            raise refusals.too_much_inside_refusal()
        kept.append(Row(row.number, {name: clean_input(text) for name, text in row.cells.items()}))
    if not kept:
        raise refusals.empty_refusal()
    return kept


def column_name(cell: str) -> str:
    """The name of a column in the form in which names are compared: lower case, words joined by `_`. `Name (EN)`
    becomes `name:en`.
    """
    name = "_".join(cell.casefold().replace("_", " ").replace("-", " ").split())
    base, found, tag = name.partition("(")
    if found and tag.endswith(")"):
        return f"{base.rstrip('_')}:{tag[:-1].replace('_', '-')}"
    base, found, tag = name.partition(":")
    return f"{base.rstrip('_')}:{tag.strip('_').replace('_', '-')}" if found else name


def _cells(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row by column. The cells of columns without a name are left out."""
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    found = {name: text for name, text in zip(columns, padded, strict=False) if name}
    surplus = " ".join(filter(None, cells[len(columns) :]))
    return {**found, SURPLUS: surplus[:MAX_CELL]} if surplus else found
