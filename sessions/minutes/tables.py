"""The minutes for programs: a CSV file for each section (RFC 4180), with stable columns. Pure."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

from foundation.languages import text_in
from foundation.spreadsheets import BYTE_ORDER_MARK, escape_formula
from sessions.minutes.readable import ReadingContext
from sessions.minutes.sections import Column, Section, Sentence, Value


def table(section: Section, session: str, language: str, zone: ZoneInfo) -> str:
    """A section as CSV. A moment has two columns, in the conference's zone and in UTC. Durations are seconds."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["session", *(name for column in section.columns for name in column_names(column))])
    for row in section.rows:
        pairs = zip(section.columns, row.values, strict=True)
        rows.writerow([session, *(cell for c, value in pairs for cell in _cells(c, value, language, zone))])
    return BYTE_ORDER_MARK + written.getvalue()


def column_names(column: Column) -> list[str]:
    """The names of the CSV columns that a column of a section has."""
    return [f"{column.name}_local", f"{column.name}_utc"] if column.kind == "moment" else [column.name]


def _cells(column: Column, value: Value, language: str, zone: ZoneInfo) -> list[str]:
    if column.kind == "moment":
        return [_moment(value, zone), _moment(value, ZoneInfo("UTC"))]
    if isinstance(value, dict):
        return [escape_formula(text_in(value, language))]
    if isinstance(value, Sentence):
        return [escape_formula(ReadingContext(language, zone, "").sentence_text(value))]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, int | float):
        return [str(value) if isinstance(value, int) else f"{value:.3f}"]
    return [escape_formula(str(value)) if value is not None else ""]


def _moment(value: Value, zone: ZoneInfo) -> str:
    """A moment in ISO 8601 with the offset of the zone, to the second."""
    if not isinstance(value, datetime):
        return ""
    return value.astimezone(zone).isoformat(timespec="seconds")
