"""CSV files for programs and spreadsheets. No text can become a formula."""

import csv
import io
from datetime import UTC, datetime
from unicodedata import normalize
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.spreadsheets import FORMULA, escape_formula
from foundation.text import is_invisible
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.minutes.tables import table

ZONE = ZoneInfo("Asia/Makassar")
COLUMNS = (
    Column("turn", "count"), Column("party", "name"), Column("text"), Column("simulated", "yes"),
    Column("at", "moment"), Column("spoken", "seconds"),
)  # fmt: skip


def rows_of(*values: tuple[Value, ...]) -> list[list[str]]:
    section = Section("turns", COLUMNS, tuple(Row(row) for row in values))
    text = table(section, "4", "id", ZONE)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_section_as_csv() -> None:
    at = datetime(2021, 11, 16, 17, 20, 5, 900000, tzinfo=UTC)
    assert rows_of(
        (1, {"en": "Japan", "id": "Jepang"}, 'She said "yes",\nand sat down', True, at, 185.25),
        (2, "", "", False, None, None),
    ) == [
        ["session", "turn", "party", "text", "simulated", "at_local", "at_utc", "spoken"],
        [
            "4", "1", "Jepang", 'She said "yes",\nand sat down', "yes", "2021-11-17T01:20:05+08:00",
            "2021-11-16T17:20:05+00:00", "185.250",
        ],
        ["4", "2", "", "", "no", "", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '=HYPERLINK("x")', "＝1+1", "＋1", "－1",
     "＠SUM(A1)", "﹢1", "−1", "\u200b=1", "\ufeff＝1", "\u00a0=1", "\u3000=1", "\u202e=1", "\u2060\u00ad =1",
     "\ufe0f=1", " \t1"],
)  # fmt: skip
def test_no_text_is_a_formula(text: str) -> None:
    assert escape_formula(text) == f"'{text}"
    assert rows_of((1, {"id": text}, text, False, None, None))[1][2:4] == [f"'{text}", f"'{text}"]


@pytest.mark.parametrize("text", ["", "Fiji", "1+1", "a=b", "’=1", " - "[:1]])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_said_comes_back_whole_and_never_as_a_formula(text: str) -> None:
    seen = "".join(one for one in escape_formula(text) if not (one.isspace() or is_invisible(one)))
    assert normalize("NFKC", seen[:1]) not in FORMULA
    assert escape_formula(text).removeprefix("'" if escape_formula(text) != text else "") == text
    assert rows_of((1, "", text, False, None, None))[1][3] == escape_formula(text)
