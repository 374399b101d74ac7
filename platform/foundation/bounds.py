"""Bounds of a process that reads what a stranger sent: time, memory, files, and no longer than its parent lives."""

import os
import resource
import threading

NICENESS = 10
MOST_FILES = 64


def bind(*, seconds: int, memory: int, writes: int) -> None:
    """Bind this process: CPU seconds, octets of memory, and octets of any file it writes."""
    os.nice(NICENESS)
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, writes),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Our standard input is a pipe that the parent never writes to: it ends where the parent does."""
    while os.read(0, 1):
        pass
    os._exit(1)
