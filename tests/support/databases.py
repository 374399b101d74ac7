"""The databases of halls: SQLite's file in a hall's folder, or one for each folder on the PostgreSQL of `stack.py`."""

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
"""The database on the stack from which others are made; empty on SQLite."""


def settings(folder: Path) -> dict[str, str]:
    """What a process is told of the database of a folder."""
    return {"DATABASE_URL": f"{SERVER.rpartition('/')[0]}/{_name(folder)}"} if SERVER else {}


def create(folder: Path) -> None:
    """An empty one."""
    if SERVER:
        _order(f"CREATE DATABASE {_name(folder)}")


def copy(original: Path, folder: Path) -> None:
    """One with the contents of another, in place of what there was. Nobody is connected to either."""
    if SERVER:
        _order(f"DROP DATABASE IF EXISTS {_name(folder)}")
        _order(f"CREATE DATABASE {_name(folder)} TEMPLATE {_name(original)}")
        return
    for path in folder.glob("balai.sqlite3*"):
        path.unlink()
    for path in original.glob("balai.sqlite3*"):
        shutil.copy(path, folder)


def move(folder: Path, target: Path) -> None:
    """It belongs to another folder from now on: what is in the folder itself is the caller's to move."""
    if SERVER:
        _order(f"ALTER DATABASE {_name(folder)} RENAME TO {_name(target)}")


def rows(folder: Path, query: str) -> list[Any]:
    """What a query finds."""
    if SERVER:
        with psycopg.connect(settings(folder)["DATABASE_URL"]) as server:
            return server.execute(query).fetchall()
    with closing(sqlite3.connect(f"file:{folder / 'balai.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def change(folder: Path, statement: str) -> None:
    """Change rows behind the back of those who serve, on PostgreSQL."""
    with psycopg.connect(settings(folder)["DATABASE_URL"]) as server:
        server.execute(statement)


@contextmanager
def held(folder: Path, stream: str) -> Iterator[Callable[[], set[str]]]:
    """Nobody else writes to a stream meanwhile, on PostgreSQL; gives who waits for a lock, by `PGAPPNAME`."""
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
