"""What the log says while the database cannot be had: a line for each thing that fails, once a minute, without a
traceback. PostgreSQL is gone, or the file of SQLite has no room.
"""

import logging
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

AGAIN_SECONDS = 60.0
GONE = ("08", "53", "57P")
"""Beginnings of SQLSTATE: no connection, no resources, the server stops or starts (PostgreSQL, appendix A)."""

GONE_OF_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_READONLY")
"""Beginnings of its errors' names (sqlite.org/rescode.html)."""

POOL = "psycopg.pool"
"""It tells of every try."""


class Outages(logging.Filter):
    """Of a handler. All else passes as it is."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is seconds of a clock that never runs back."""
        super().__init__()
        self._now = now
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Logging's call for each record."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name == POOL:
            said, why = "No connection", record.getMessage()
        elif error is not None and is_outage(error):
            said, why = record.getMessage(), str(error).strip()
        else:
            return True
        what, now = (record.name, said), self._now()
        if now - self._said.get(what, -AGAIN_SECONDS) < AGAIN_SECONDS:
            return False
        self._said = {each: at for each, at in self._said.items() if now - at < AGAIN_SECONDS} | {what: now}
        record.msg = "%s: the database does not answer (%s)"
        record.args = (said, why.partition("\n")[0])
        record.exc_info = record.exc_text = None
        return True


def is_outage(error: BaseException) -> bool:
    """Whether the database was not there, as against what it refused to do."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    if name := getattr(error.__cause__, "sqlite_errorname", ""):
        return bool(name.startswith(GONE_OF_SQLITE))
    state = getattr(error.__cause__, "sqlstate", "of Django")
    return state is None or state.startswith(GONE)


class Untraced(logging.Filter):
    """Of a logger. What strangers bring about is a line, and no trace of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Logging's call for each record."""
        record.exc_info = record.exc_text = None
        return True
