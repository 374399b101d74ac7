"""The log while PostgreSQL is unavailable."""

import contextlib
import errno
import io
import logging
import sqlite3

import psycopg
import pytest
from django.db import OperationalError

from foundation.database_log_filter import REPEAT_SECONDS, OutageFilter, is_disk_full
from tests.support.hall import free_port


def gone() -> OperationalError:
    """Django's error when nothing listens."""
    with pytest.raises(psycopg.OperationalError) as nobody:
        psycopg.connect(f"postgres://127.0.0.1:{free_port()}/balai")
    return because(nobody.value)


def because(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


class Log:
    """A logger with the filter and a clock of the test."""

    def __init__(self) -> None:
        self.seconds, self.text = 0.0, io.StringIO()
        handler = logging.StreamHandler(self.text)
        handler.addFilter(OutageFilter(lambda: self.seconds))
        self.logger = logging.Logger("hub")
        self.logger.addHandler(handler)

    def tell(self, what: str, error: Exception) -> None:
        self.logger.error("%s failed", what, exc_info=error)

    def lines(self) -> list[str]:
        return self.text.getvalue().splitlines()


def test_an_outage_is_one_line_per_operation_and_minute() -> None:
    log, error = Log(), gone()
    for _ in range(30):
        log.tell("check_heads", error)
        log.tell("renew", error)
        log.seconds += 2
    log.tell("renew", error)
    starts = [line.partition(": the database does not answer (connection failed")[0] for line in log.lines()]
    assert starts == ["check_heads failed", "renew failed", "renew failed"]
    assert log.seconds == REPEAT_SECONDS


def test_the_retries_of_the_pool_are_one_line() -> None:
    log = Log()
    log.logger.name = "psycopg.pool"
    for number in range(3):
        log.logger.warning("error connecting in %r: refused %d\n\tIs the server running?", "pool-1", number)
    assert log.lines() == [
        "No connection: the database does not answer (error connecting in 'pool-1': refused 0)"
    ]


def test_a_server_that_stops_is_an_outage() -> None:
    log = Log()
    log.tell("renew", because(psycopg.errors.AdminShutdown("terminating connection")))
    assert log.lines() == ["renew failed: the database does not answer (terminating connection)"]


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no outage"),
        because(psycopg.errors.DeadlockDetected("deadlock detected")),
        OperationalError("no such column"),
    ],
)
def test_other_errors_keep_their_traceback(error: Exception) -> None:
    log = Log()
    log.tell("renew", error)
    log.tell("renew", error)
    assert log.lines().count("renew failed") == 2
    assert len(log.lines()) > 2


def test_a_full_disk_under_sqlite_is_a_line_too() -> None:
    log = Log()
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as full:
            database.execute("CREATE TABLE a (b)")
        with pytest.raises(sqlite3.OperationalError) as wrong:
            database.execute("SELECT this")
    for _ in range(2):
        log.tell("flush", because(full.value))
    assert log.lines() == ["flush failed: the database does not answer (database or disk is full)"]
    log.tell("flush", because(wrong.value))
    assert "no such column: this" in log.lines()[-1]
    assert "Traceback (most recent call last):" in log.lines()


def test_a_full_disk_is_told_from_other_faults() -> None:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as full:
        full.execute("CREATE TABLE kept (text)")
        full.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as no_page:
            full.execute("INSERT INTO kept VALUES (zeroblob(100000))")
    assert is_disk_full(because(no_page.value))
    assert is_disk_full(because(psycopg.errors.DiskFull("could not extend file")))
    assert is_disk_full(OSError(errno.ENOSPC, "No space left on device"))
    for other in (because(psycopg.errors.DeadlockDetected()), OSError(errno.EPIPE, ""), ValueError(), gone()):
        assert not is_disk_full(other)
