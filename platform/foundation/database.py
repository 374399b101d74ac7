"""Access to the database from the event loop, and its two kinds of transaction."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async
from django.conf import settings
from django.db import OperationalError, connection, connections, transaction

P = ParamSpec("P")
T = TypeVar("T")

_writer = threading.Lock()

DEADLOCK = "40P01"
TRIES = 5


def share_connections() -> None:
    """From now on, take connections to PostgreSQL from a pool. A thread holds one only while it uses it.

    Management commands do not call this: they have one thread, and a pool does not say why it cannot connect.
    """
    if connection.vendor == "postgresql":
        most = settings.DATABASE_CONNECTIONS
        pool = {"min_size": min(2, most), "max_size": most, "timeout": 10}
        connections.settings["default"]["OPTIONS"]["pool"] = pool


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a function that uses the database on a thread, and not on the event loop."""
    result: T = await database_sync_to_async(function, thread_sensitive=False)(*args, **kwargs)
    return result


class OwnThread:
    """A thread with its own connection, so that its work does not wait behind many other commands."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that uses the database on this thread, and return its result."""
        call = database_sync_to_async(function, thread_sensitive=False, executor=self._executor)
        result: T = await call(*args, **kwargs)
        return result

    def close(self) -> None:
        """End the thread after the function that it runs now."""
        self._executor.submit(connections.close_all)
        self._executor.shutdown(wait=False)


@contextmanager
def write_transaction() -> Iterator[None]:
    """One transaction that writes.

    SQLite has one writer. The threads of this process wait for a lock, which gives each its turn. SQLite itself only
    polls the file: with four threads, one waited for 4 s (measured).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        # The caller already holds the file, because it is in a transaction. Waiting for the lock could deadlock.
        with transaction.atomic():
            yield
        return
    with _writer, transaction.atomic():
        yield


def retry_after_deadlock(function: Callable[P, T]) -> Callable[P, T]:
    """Repeat a transaction that PostgreSQL rolled back because of a deadlock (SQLSTATE 40P01).

    In a transaction of the caller nothing is repeated, because PostgreSQL rolled that back too.
    """

    @wraps(function)
    def until_done(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(0 if connection.in_atomic_block else TRIES - 1):
            try:
                return function(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
                    raise
        return function(*args, **kwargs)

    return until_done


@contextmanager
def read_transaction() -> Iterator[None]:
    """One read-only transaction: all reads see the database at the same moment, and no writer is blocked."""
    if connection.in_atomic_block:
        yield
        return
    begin = (
        "BEGIN DEFERRED"
        if connection.vendor == "sqlite"
        else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("COMMIT")
