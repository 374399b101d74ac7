"""Stores files of statements in `DATA_DIR/written`, under names that cannot be guessed."""

import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

ORPHANED_SECONDS = 3600
"""Seconds after which a file without a row counts as left behind by a process that ended. It is deleted."""


def folder() -> Path:
    """The folder for files of statements. It is created if it is missing."""
    path: Path = settings.DATA_DIR / "written"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(file: str) -> Path:
    """The path of a stored file, by the name in its row."""
    return folder() / file


@contextmanager
def temporary_file(octets: bytes) -> Iterator[Path]:
    """A context that stores an upload as a file and yields its path. Afterwards the file is deleted, unless `keep_file`
    was called.
    """
    path = path_of(secrets.token_urlsafe(24))
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(octets)
        yield path
    finally:
        path.unlink(missing_ok=True)


def keep_file(path: Path, file: str) -> None:
    """Keep an uploaded file, under the name that its row has for it."""
    path.rename(path_of(file))


def remove_file(file: str) -> None:
    """Delete a file that no row of the database refers to any more. An empty name is skipped."""
    if file:
        path_of(file).unlink(missing_ok=True)


def delete_orphaned_files(named: Collection[str]) -> None:
    """Delete files that interrupted processes left behind. The files `named` in rows are kept."""
    for path in folder().iterdir():
        if path.name not in named and time.time() - path.stat().st_mtime > ORPHANED_SECONDS:
            path.unlink(missing_ok=True)
