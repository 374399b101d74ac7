"""The databases of test servers: an SQLite file, or one database for each folder on the PostgreSQL of `stack.py`."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

SERVER = os.environ.get("DATABASE_URL", "")
"""The URL of the stack's database from which others are made; empty on SQLite."""


def settings(folder: Path) -> dict[str, str]:
    """The environment variables of a process that uses the database of a folder."""
    return {"DATABASE_URL": f"{SERVER.rpartition('/')[0]}/{_name(folder)}"} if SERVER else {}


def create(folder: Path) -> None:
    """Create an empty database."""
    if SERVER:
        _order(f"CREATE DATABASE {_name(folder)}")


def copy(original: Path, folder: Path) -> None:
    """Replace a folder's database by a copy of another. Nothing may be connected to either."""
    if SERVER:
        _order(f"DROP DATABASE IF EXISTS {_name(folder)}")
        _order(f"CREATE DATABASE {_name(folder)} TEMPLATE {_name(original)}")
        return
    for path in folder.glob("balai.sqlite3*"):
        path.unlink()
    for path in original.glob("balai.sqlite3*"):
        shutil.copy(path, folder)


def move(folder: Path, target: Path) -> None:
    """Give a database to another folder. The caller moves the folder's files."""
    if SERVER:
        _order(f"ALTER DATABASE {_name(folder)} RENAME TO {_name(target)}")


def rows(folder: Path, query: str) -> list[Any]:
    """The rows of a query."""
    if SERVER:
        with psycopg.connect(settings(folder)["DATABASE_URL"]) as server:
            return server.execute(query).fetchall()
    with closing(sqlite3.connect(f"file:{folder / 'balai.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def change(folder: Path, statement: str) -> None:
    """Change rows while the servers run, on PostgreSQL."""
    with psycopg.connect(settings(folder)["DATABASE_URL"]) as server:
        server.execute(statement)


@contextmanager
def held(folder: Path, stream: str) -> Iterator[Callable[[], set[str]]]:
    """Lock a stream against all writers, on PostgreSQL; yields a function that names the waiting `PGAPPNAME`s."""
    waiting = (
        "SELECT application_name FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with psycopg.connect(settings(folder)["DATABASE_URL"]) as server:
        server.execute("SELECT seq FROM journal_stream WHERE name = %s FOR UPDATE", [stream])
        yield lambda: {name for (name,) in rows(folder, waiting)}


def _name(folder: Path) -> str:
    return f"hall_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def _order(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement)
