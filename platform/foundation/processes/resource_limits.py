"""Bounds of a process that reads what a stranger sent: time, memory, files, and no longer than its parent lives."""

import os
import resource
import threading
from collections.abc import Iterable
from pathlib import Path

from foundation.processes.confinement import Unconfined, confine

NICENESS = 10
MOST_FILES = 64
UNCONFINED = "UNCONFINED"
"""The variable by which a parent says that a process may go on where it cannot be confined."""


def bind(
    *,
    seconds: int,
    memory: int,
    most_written: int = 0,
    reads: Iterable[Path] = (),
    writes: Iterable[Path] = (),
    within: Path | None = None,
) -> None:
    """Bind this process, before it opens a stranger's file.

    CPU seconds, octets of memory, octets of any file it writes; the files that it reads and writes, and a folder in
    which it may do both. Those it writes exist already. Raises `Unconfined`.
    """
    os.nice(NICENESS)
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, most_written),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))
    try:
        confine(reads, writes, within)
    except Unconfined:
        if not os.environ.get(UNCONFINED):
            raise
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Our standard input is a pipe that the parent never writes to: it ends where the parent does."""
    while os.read(0, 1):
        pass
    os._exit(1)
