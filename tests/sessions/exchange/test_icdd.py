"""ICDD 2021 from files in each format: all give the same conference, with whatever programs write into them."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from openpyxl.reader.excel import load_workbook

from sessions.programme.models import Session
from tests.sessions.exchange import icdd, icdd_files
from tests.sessions.exchange.conftest import ExchangeClient, new_conference, organiser_of, unlimited

pytestmark = pytest.mark.django_db

TABLES = ("delegations", "people", "programme")
SCHEDULES = (
    "frab-schedule.xml",
    *(
        pytest.param(each, marks=pytest.mark.thorough)
        for each in ("pretalx-schedule.json", "pretalx-schedule.xml", "frab-schedule.json")
    ),
)
NOT_IN_A_SCHEDULE = {"title:id", "description:id", "access", "chair"}


def file(name: str) -> bytes:
    return (icdd.FOLDER / name).read_bytes()


def exported(exchange: ExchangeClient, table: str) -> list[dict[str, str]]:
    """The rows of an exported table."""
    text = exchange.get(f"{table}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def made(
    exchange: ExchangeClient, programme: str = "programme.csv", kind: str = "csv"
) -> dict[str, list[dict[str, str]]]:
    """Import the tables, and the programme from a file. Returns what is exported then."""
    for name in (f"delegations.{kind}", f"people.{kind}", programme):
        table = name.partition(".")[0] if name.partition(".")[0] in TABLES else "programme"
        answer = exchange.carry_out(table, file(name))
        assert answer["added"] > 10, name
        assert exchange.preview(table, file(name))["counts"] == {
            "add": 0, "change": 0, "same": answer["added"], "wrong": 0,
        }  # fmt: skip
    return {table: exported(exchange, table) for table in TABLES}


@pytest.fixture(scope="module")
def from_csv(django_db_setup: None, django_db_blocker: Any) -> dict[str, list[dict[str, str]]]:
    """What is exported of the conference that the CSV files make, which is there no more."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        unlimited(patch)
        expected = made(ExchangeClient(organiser_of(new_conference())))
        transaction.set_rollback(True)
    return expected


@pytest.mark.parametrize("name", icdd_files.texts())
def test_the_files_are_those_that_the_module_writes(name: str) -> None:
    assert file(name) == icdd_files.texts()[name]


@pytest.mark.parametrize("name", icdd_files.workbooks())
def test_the_workbooks_have_the_rows_that_the_module_writes(name: str) -> None:
    sheet = load_workbook(Path(icdd.FOLDER / name)).active
    assert sheet is not None
    rows = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows == [list(row) for row in icdd_files.workbooks()[name]]


@pytest.mark.thorough
def test_workbooks_make_the_conference_that_csv_files_make(exchange: ExchangeClient, from_csv: Any) -> None:
    assert made(exchange, "programme.xlsx", "xlsx") == from_csv
    assert [len(from_csv[table]) for table in TABLES] == [21, 49, 14]
    assert {row["delegation"] for row in from_csv["people"]} > {"FJ", "VN", ""}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_makes_the_conference_that_csv_files_make(
    exchange: ExchangeClient, from_csv: Any, name: str
) -> None:
    found = made(exchange, name)
    assert (found["delegations"], found["people"]) == (from_csv["delegations"], from_csv["people"])
    assert _of_a_schedule(found["programme"]) == _of_a_schedule(from_csv["programme"])
    panels = Session.objects.filter(room__name__en__startswith="Room")
    assert len({(row.starts_at, row.ends_at) for row in panels}) == 1
    assert panels.count() == 4


def _of_a_schedule(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{column: cell for column, cell in row.items() if column not in NOT_IN_A_SCHEDULE} for row in rows]


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_changes_nothing_of_the_same_programme(exchange: ExchangeClient, name: str) -> None:
    made(exchange)
    before = exported(exchange, "programme")
    preview = exchange.preview("programme", file(name))
    assert preview["counts"] == {"add": 0, "change": 0, "same": 14, "wrong": 0}
    assert (preview["faults"], preview["notes"]) == ([], [])
    exchange.carry_out("programme", file(name))
    assert exported(exchange, "programme") == before
