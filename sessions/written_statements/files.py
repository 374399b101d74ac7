"""Where files of statements lie: `DATA_DIR/written`, under names that nobody guesses."""

import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

ORPHANED = 3600
"""Seconds after which a file that no row names is one that an ended process left."""


def folder() -> Path:
    """Made at need."""
    path: Path = settings.DATA_DIR / "written"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(file: str) -> Path:
    """Where the file of a row is."""
    return folder() / file


@contextmanager
def arrived(octets: bytes) -> Iterator[Path]:
    """A file that came, for as long as the block looks at it; it is gone afterwards unless it was `kept`."""
    path = path_of(secrets.token_urlsafe(24))
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(octets)
        yield path
    finally:
        path.unlink(missing_ok=True)


def keep(path: Path, file: str) -> None:
    """Keep a file that came, under the name that its row has."""
    path.rename(path_of(file))


def remove(file: str) -> None:
    """Delete what no row names any more; "" is no file."""
    if file:
        path_of(file).unlink(missing_ok=True)


def sweep(named: Collection[str]) -> None:
    """Delete what a process left that was ended in the middle."""
    for path in folder().iterdir():
        if path.name not in named and time.time() - path.stat().st_mtime > ORPHANED:
            path.unlink(missing_ok=True)
