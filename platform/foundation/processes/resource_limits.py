"""Limits a process that reads a file from a stranger: time, memory and files. It ends when its parent ends."""

import os
import resource
import threading
from collections.abc import Iterable
from pathlib import Path

from foundation.processes.confinement import UnconfinedError, confine

NICENESS = 10
MAX_FILES = 64
UNCONFINED = "UNCONFINED"
"""The environment variable with which a parent allows a child process to go on if it cannot be confined."""


def limit_process(
    *,
    seconds: int,
    memory: int,
    most_written: int = 0,
    reads: Iterable[Path] = (),
    writes: Iterable[Path] = (),
    within: Path | None = None,
) -> None:
    """Limit this process, before it opens a stranger's file.

    `seconds` limits the CPU time, `memory` the octets of memory, and `most_written` the octets of each file that it
    writes. It may open only the files `reads` and `writes`, and may read and write in the folder `within`. The files
    `writes` must exist. Raises `UnconfinedError`.
    """
    os.nice(NICENESS)
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, most_written),
        (resource.RLIMIT_NOFILE, MAX_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))
    try:
        confine(reads, writes, within)
    except UnconfinedError:
        if not os.environ.get(UNCONFINED):
            raise
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Exit when standard input ends. It is a pipe to which the parent never writes, so it ends when the parent ends."""
    while os.read(0, 1):
        pass
    os._exit(1)
