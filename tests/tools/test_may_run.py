"""`make run` where it cannot open the hall: one sentence that says what to do, and nothing is written."""

import fcntl
import os
import socket
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from sessions.first_run.models import OrganiserLink
from sessions.programme.models import Conference
from tests.support.hall import ROOT, free_port
from tests.support.patience import PATIENCE

OF_MAKE = ("MAKEFLAGS", "MAKELEVEL", "SECRET_KEY")
"""What `make test` hands to its commands. With a level above 0 make says which folder it enters."""
NO_DEMO = "{} has the data of a hall that is no demo, "


def refused(folder: Path, port: int | str = "", **settings: str) -> str:
    """What `make run` says, which must be one sentence of an exit that failed."""
    others = {name: value for name, value in os.environ.items() if name not in OF_MAKE}
    done = subprocess.run(
        ["make", "run", f"PORT={port or free_port()}", f"DATA_DIR={folder}"],
        cwd=ROOT,
        env=others | {"LC_ALL": "C.UTF-8", "DEMO": "1"} | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode
    assert not done.stdout
    sentence, of_make = done.stderr.splitlines()
    assert of_make.startswith("make: ***")
    return sentence


def written(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hall_of_rows(folder: Path, *rows: str) -> None:
    """SQLite's file of a hall, as far as `make run` looks at it before packages are there."""
    conferences, links = Conference._meta.db_table, OrganiserLink._meta.db_table
    with closing(sqlite3.connect(folder / "balai.sqlite3")) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(f"CREATE TABLE {conferences} ({Conference._meta.get_field('is_demo').column} bool)")
        database.execute(f"CREATE TABLE {links} (digest text)")
        for row in rows:
            database.execute(f"INSERT INTO {row}")


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refused(tmp_path / "data", port).startswith(f"Port {port} is not free: ")
    assert not written(tmp_path)


@pytest.mark.parametrize("port", ["eighty", "0", "65536"])
def test_no_port(port: str, tmp_path: Path) -> None:
    assert refused(tmp_path / "data", port).startswith(f"{port} is no port. ")


@pytest.mark.parametrize("demo", ["1", "0"])
@pytest.mark.parametrize("below", ["", "folder"])
def test_a_file_in_place_of_the_folder(below: str, demo: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / below
    assert refused(folder, DEMO=demo).startswith(f"DATA_DIR is {folder}, which cannot be made ")
    assert written(tmp_path) == {str(tmp_path / "file"): b""}


def test_a_folder_in_which_a_hall_runs(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        assert refused(tmp_path).startswith(f"Another hall runs on the data in {tmp_path}. ")
        assert refused(tmp_path, DEMO="0").startswith(f"Another hall runs on the data in {tmp_path}. ")
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    "rows",
    [
        ("conference_conference VALUES (1)", "conference_conference VALUES (0)"),
        ("conference_organiserlink VALUES ('its first organiser comes later')",),
    ],
)
def test_no_demo_in_the_folder_of_a_real_hall(rows: tuple[str, ...], tmp_path: Path) -> None:
    hall_of_rows(tmp_path, *rows)
    before = written(tmp_path)
    assert refused(tmp_path).startswith(NO_DEMO.format(tmp_path))
    assert written(tmp_path) == before


def test_rows_that_a_killed_hall_left_in_the_write_ahead_log(tmp_path: Path) -> None:
    hall_of_rows(tmp_path)
    with closing(sqlite3.connect(tmp_path / "balai.sqlite3")) as database:
        database.execute("INSERT INTO conference_conference VALUES (0)")
        database.commit()
        assert refused(tmp_path).startswith(NO_DEMO.format(tmp_path))


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("conference_conference VALUES (1)",),
        ("conference_conference VALUES (1)", "conference_organiserlink VALUES ('of make run DEMO=0')"),
    ],
)
def test_a_demo_opens_again(rows: tuple[str, ...], tmp_path: Path) -> None:
    hall_of_rows(tmp_path, *rows)
    subprocess.run(
        ["make", "may-run", f"PORT={free_port()}", f"DATA_DIR={tmp_path}"],
        cwd=ROOT,
        env=os.environ | {"DEMO": "1"},
        check=True,
    )
