"""Shortens the log while the database is unavailable: one line per failing operation and minute, without a traceback.

The database is unavailable if PostgreSQL does not answer, or if the disk of the SQLite file is full.
"""

import errno
import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError

REPEAT_SECONDS = 60.0
OUTAGE_STATES = ("08", "53", "57P")
"""Prefixes of SQLSTATE: no connection, no resources, the server stops or starts (PostgreSQL, appendix A)."""

OUTAGE_ERRORS_OF_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_READONLY")
"""Prefixes of SQLite's error names (sqlite.org/rescode.html)."""

POOL_LOGGER = "psycopg.pool"
"""This logger writes a record for every attempt to connect."""


class OutageFilter(logging.Filter):
    """A filter for a logging handler. It shortens the records that report an unavailable database, and passes all
    others.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` returns seconds of a monotonic clock."""
        super().__init__()
        self._now = now
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by `logging` for each record. Returns False for a repetition within `REPEAT_SECONDS`."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name == POOL_LOGGER:
            said, why = "No connection", record.getMessage()
        elif error is not None and is_outage(error):
            said, why = record.getMessage(), str(error).strip()
        else:
            return True
        what, now = (record.name, said), self._now()
        if now - self._said.get(what, -REPEAT_SECONDS) < REPEAT_SECONDS:
            return False
        self._said = {each: at for each, at in self._said.items() if now - at < REPEAT_SECONDS} | {what: now}
        record.msg = "%s: the database does not answer (%s)"
        record.args = (said, why.partition("\n")[0])
        record.exc_info = record.exc_text = None
        return True


def is_outage(error: BaseException) -> bool:
    """Whether the error says that the database was unavailable, and not that it refused a statement."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    if name := getattr(error.__cause__, "sqlite_errorname", ""):
        return bool(name.startswith(OUTAGE_ERRORS_OF_SQLITE))
    state = getattr(error.__cause__, "sqlstate", "of Django")
    return state is None or state.startswith(OUTAGE_STATES)


DISK_FULL_STATE = "53100"
"""PostgreSQL's SQLSTATE `disk_full`."""

DISK_FULL_ERRORS_OF_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")
"""SQLite's names where the file cannot grow. The second is that of a quota, or of a limit on the size of files."""

DISK_FULL_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_disk_full(error: BaseException) -> bool:
    """Whether something was not written because the disk, or a quota, is full."""
    if isinstance(error, OSError):
        return error.errno in DISK_FULL_ERRNOS
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    name, state = getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", "")
    return name in DISK_FULL_ERRORS_OF_SQLITE or state == DISK_FULL_STATE


class TracebackFilter(logging.Filter):
    """A filter for a logger: removes the traceback from errors that strangers can cause."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by `logging` for each record."""
        record.exc_info = record.exc_text = None
        return True
