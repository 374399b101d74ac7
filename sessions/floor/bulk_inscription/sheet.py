"""Reads a CSV file in its various encodings, separators and column names. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.refusals import Refusal
from foundation.text import clean_input
from sessions.floor.bulk_inscription.protocol import MAX_ROWS

MAX_BYTES = 256 * 1024
COLUMNS = ("party", "kind", "mode", "on_behalf_of", "speaker", "place", "theme")
SEPARATORS = (";", "\t", ",")
BINARY = ((b"PK", "a spreadsheet"), (b"\xd0\xcf\x11\xe0", "a spreadsheet"), (b"%PDF", "a PDF file"))
"""The first bytes of files that are often uploaded in place of a CSV file."""


@dataclass(frozen=True)
class SheetLine:
    """A row of the file: its line number, and its non-empty cells by column.

    `surplus` is True if the row has more cells than the header has columns.
    """

    number: int
    cells: dict[str, str]
    surplus: bool = False


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, and the headers of the columns that are not used."""

    lines: list[SheetLine]
    ignored: list[str]


def read_sheet(content: bytes) -> Sheet:
    """Read the rows of a file.

    Refuses `inscriptions.too_large`, `inscriptions.empty`, `inscriptions.not_text`, `inscriptions.not_csv`,
    `inscriptions.no_party_column`, `inscriptions.column_twice`, `inscriptions.too_many_rows`.
    """
    rows = _rows(_decode(content))
    head = next(rows, None)
    if head is None:
        raise _empty_refusal()
    names = [_column_name(cell) for cell in head[1]]
    _check_header(names)
    lines = [_line(number, names, cells) for number, cells in rows]
    if not lines:
        raise _empty_refusal()
    if len(lines) > MAX_ROWS:
        raise Refusal(
            "inscriptions.too_many_rows",
            f"The file has {len(lines)} rows; at most {MAX_ROWS} are taken at once. Split it.",
        )
    return Sheet(lines, [name for name in names if name and name not in COLUMNS])


def _empty_refusal() -> Refusal:
    return Refusal("inscriptions.empty", "The file has no rows. Put one party on each line below the first.")


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise Refusal(
            "inscriptions.too_large",
            "The file is larger than 256 KiB. A list of speakers is smaller; split it.",
        )
    kind = next((kind for start, kind in BINARY if content.startswith(start)), "no text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or kind != "no text in UTF-8":
        raise Refusal(
            "inscriptions.not_text", f"This is {kind}. Save the list as “CSV UTF-8” and choose that file."
        )
    return str(clean_input(text))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not blank, with their numbers."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    began = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield began, [cell.strip() for cell in cells]
            began = reader.line_num + 1
    except csv.Error:
        raise Refusal(
            "inscriptions.not_csv",
            f"Line {began} cannot be read: a quotation mark is missing or stands in the wrong place.",
        ) from None


def _column_name(cell: str) -> str:
    return "_".join(cell.casefold().replace("_", " ").split())


def _check_header(names: list[str]) -> None:
    if "party" not in names:
        raise Refusal(
            "inscriptions.no_party_column",
            f"The first line must name the columns, and one of them must be “party”. Others are {_optional_columns()}.",
        )
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise Refusal("inscriptions.column_twice", f"The column “{twice[0]}” is there twice. Remove one.")


def _optional_columns() -> str:
    return ", ".join(COLUMNS[1:])


def _line(number: int, names: list[str], cells: list[str]) -> SheetLine:
    known = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS and cell}
    return SheetLine(number, known, surplus=any(cells[len(names) :]))
