"""Reads the first sheet of an XLSX workbook. The file is not trusted."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from sessions.exchange import refusals
from sessions.exchange.sheet import MAX_CELL, MAX_COLUMNS, Sheet, sheet_of

MAX_UNPACKED, MAX_PARTS, MAX_RATIO = 60_000_000, 500, 200
SMALL = 1_000_000
"""A workbook that has at most so many octets when unpacked may have any compression ratio."""

DAMAGED = (ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, EOFError, OSError,
           NotImplementedError, zipfile.BadZipFile)  # fmt: skip
"""The exceptions that openpyxl and the XML parser raise for a damaged file."""

MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z0-9:$]{1,40})"')
ERROR = re.compile(r"#[A-Z]+[/0-9A-Z]*[!?]?$")
"""The pattern of errors in cells, such as `#REF!`, `#DIV/0!` and `#N/A`."""
CHUNK, OVERLAP = 1 << 16, 200


def read(path: Path) -> Sheet:
    """The first sheet of a workbook.

    Refuses `exchange.macros`, `exchange.too_much_inside`, `exchange.merged`, `exchange.formula`, `exchange.broken`,
    `exchange.not_a_table`, and what `sheet_of` refuses.
    """
    _check_parts(path)
    try:
        with path.open("rb") as file:
            book = _opened(file, data_only=False)
            found = sheet_of("xlsx", _rows(path, book.worksheets[0]))
            _check_merged(book, found)
    except DAMAGED:
        raise refusals.broken_refusal() from None
    return found


def _check_parts(path: Path) -> None:
    """Refuse parts that are too large before openpyxl unpacks them. zipfile unpacks no more of a part than its declared
    size.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except DAMAGED:
        raise refusals.broken_refusal() from None
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refusals.macros_refusal()
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or size > MAX_UNPACKED or (size > SMALL and size > MAX_RATIO * max(packed, 1)):
        raise refusals.too_much_inside_refusal()
    if "xl/workbook.xml" not in names:
        raise refusals.not_a_table_refusal()


def _rows(path: Path, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    results: dict[tuple[int, int], Any] | None = None
    for number, row in _without_empty_rows(sheet.iter_rows(max_col=MAX_COLUMNS)):
        if results is None and any(cell.data_type == "f" for cell in row):
            results = _results(path)
        yield number, [_text_in(cell, number, column, results) for column, cell in enumerate(row, 1)]


def _without_empty_rows(rows: Iterator[Any]) -> Iterator[tuple[int, Any]]:
    """Rows with their numbers, without those that the file leaves out. For all of the latter openpyxl yields the same
    object.

    Otherwise a single cell at the bottom of the sheet would make this process look at 60 million cells.
    """
    before: Any = None
    for number, row in enumerate(rows, 1):
        if row is not before:
            yield number, row
        before = row


def _text_in(cell: Any, number: int, column: int, results: dict[tuple[int, int], Any] | None) -> str:
    """The text of a cell. If the cell has a formula, its stored result."""
    if cell.data_type == "e":
        raise refusals.formula_refusal(cell.coordinate)
    if cell.data_type != "f":
        return text_of(cell.value)
    result = (results or {}).get((number, column))
    if result is None or (isinstance(result, str) and ERROR.match(result)):
        raise refusals.formula_refusal(cell.coordinate)
    return text_of(result)


def _opened(file: IO[bytes], *, data_only: bool) -> Any:
    from openpyxl.reader.excel import load_workbook

    return load_workbook(file, read_only=True, data_only=data_only, keep_links=False)


def _results(path: Path) -> dict[tuple[int, int], Any]:
    """The stored results of the cells of a workbook that has formulas."""
    with path.open("rb") as file:
        sheet = _opened(file, data_only=True).worksheets[0]
        return {
            (number, column): cell
            for number, row in _without_empty_rows(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True))
            for column, cell in enumerate(row, 1)
            if cell is not None
        }


def _check_merged(book: Any, found: Sheet) -> None:
    """Refuse merged cells among the names of the columns and the rows. openpyxl does not report them of a sheet that
    it reads row by row. In a title above them they do no harm.
    """
    before, last = b"", found.rows[-1].number
    with book._archive.open(book.worksheets[0]._worksheet_path) as part:
        while chunk := part.read(CHUNK):
            for ref in MERGED.findall(before + chunk):
                rows = [int(number) for number in re.findall(rb"\d+", ref)]
                if rows and rows[-1] >= found.head and rows[0] <= last:
                    raise refusals.merged_refusal(ref.decode())
            before = chunk[-OVERLAP:]


def text_of(value: Any) -> str:
    """A cell as text: dates and times in ISO 8601, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return str(value)[: MAX_CELL + 1]
