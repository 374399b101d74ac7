"""The triggers of a hall that was made by the migrations, on its real database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.support import databases
from tests.support.prepared import prepared

pytestmark = [pytest.mark.database, pytest.mark.sqlite]

ADD = (
    "INSERT INTO audit_auditentry (at, name, conference, action, subject_kind, subject_id, subject_label, address,"
    " result) VALUES ('2021-11-16 00:00:00', 'Ana', '', 'sign_in.done', '', '', '', '', 'done')"
)
CHANGES = ("UPDATE audit_auditentry SET name = 'Eve'", "DELETE FROM audit_auditentry")


def run(folder: Path, statement: str) -> None:
    """Write past Django."""
    if databases.SERVER:
        databases.change(folder, statement)
        return
    with closing(sqlite3.connect(folder / "balai.sqlite3")) as database, database:
        database.execute(statement)


def test_nobody_changes_the_log_past_django(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepared(folder)
    run(folder, ADD)
    for change in (*CHANGES, *(["TRUNCATE audit_auditentry"] if databases.SERVER else [])):
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.RestrictViolation), match="append-only"):
            run(folder, change)
    assert databases.rows(folder, "SELECT name FROM audit_auditentry WHERE action = 'sign_in.done'") == [
        ("Ana",)
    ]
