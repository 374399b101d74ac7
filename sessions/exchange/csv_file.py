"""Reads a table from a CSV file in its various encodings and separators. Pure."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from itertools import islice

from foundation.spreadsheets import unescape_formula
from sessions.exchange import refusals
from sessions.exchange.column_words import is_known
from sessions.exchange.sheet import MAX_ABOVE, MAX_COLUMNS, Encoding, Sheet, column_name, sheet_of

SEPARATORS = (";", "\t", ",")
SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
"""A first line such as `sep=;`, by which some spreadsheets name the separator."""

RUN = re.compile(rb"[\x80-\xff]{3}")
"""Three bytes above 127 in a row: common in other encodings and scripts, and rare in the languages of Windows-1252."""


def read(content: bytes) -> Sheet:
    """Read a CSV file as a table. Refuses `exchange.not_text`, `exchange.not_csv`, and what `sheet_of` refuses."""
    text, encoding = decode(content)
    return sheet_of("csv", _rows(text), encoding)


def decode(content: bytes) -> tuple[str, Encoding]:
    """The text of a file, and the encoding in which it was recognised. Refuses `exchange.not_text`."""
    text, encoding = _decode(content)
    if "\0" in text:
        raise refusals.not_text_refusal()
    return text, encoding


def _decode(content: bytes) -> tuple[str, Encoding]:
    try:
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return content.decode("utf-16"), "utf-16"
        if content.startswith(BOM_UTF8):
            return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        raise refusals.not_text_refusal() from None
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_windows(content), "windows-1252"


def _decode_windows(content: bytes) -> str:
    """Decode a text as Windows-1252. Characters beyond ASCII have to be letters or usual marks, alone or in pairs.
    Refuses `exchange.not_text`.
    """
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise refusals.not_text_refusal() from None
    beyond = {letter for letter in text if ord(letter) >= 128}
    if RUN.search(content) or not all(letter.isalpha() or letter in "’‘“”–—…«»°€\xa0" for letter in beyond):
        raise refusals.not_text_refusal()
    return text


def _separator(lines: Sequence[str]) -> str:
    """The separator by which one of the first lines has the most names of columns, or the most cells if none is known.
    A title above them may have other separators, and so may texts below.
    """

    def names(line: str, separator: str) -> int:
        cells = line.split(separator, MAX_COLUMNS)[:MAX_COLUMNS]
        return sum(is_known(column_name(cell.strip('"'))) for cell in cells)

    best = max(
        ((line, each) for line in lines for each in SEPARATORS), key=lambda pair: names(*pair), default=None
    )
    if best and names(*best) > 1:
        return best[1]
    first = next((line for line in lines if any(each in line for each in SEPARATORS)), "")
    return max(SEPARATORS, key=first.count)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text, each with its number in a spreadsheet: a cell with several lines is in one row."""
    lines = [line for line in islice(text.splitlines(), MAX_ABOVE + 1) if line.strip()]
    first = next(iter(lines), "")
    separator, skip = _separator(lines), 0
    if named := SEPARATOR_LINE.fullmatch(first.strip()):
        separator, skip = named[1], text.index(first) + len(first)
    before = text[:skip].count("\n")
    reader = csv.reader(io.StringIO(text[skip:], newline=""), delimiter=separator, strict=True)
    began = 1
    try:
        for number, cells in enumerate(reader, before + 1):
            yield number, [unescape_formula(cell) for cell in cells]
            began = reader.line_num + 1
    except csv.Error:
        # Quotation marks are put right in an editor, which counts lines.
        raise refusals.not_csv_refusal(before + began) from None
