"""An executor for the loops of tests, whose threads leave no connection to the database open.

A thread keeps its connection. Those of the server end with its process, and those of a test with the test's loop.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class DatabaseThreads(ThreadPoolExecutor):
    """Threads whose connections are closed when all of them have ended."""

    def __init__(self) -> None:
        super().__init__(initializer=self._remember_connection)
        self._connections: list[BaseDatabaseWrapper] = []

    def _remember_connection(self) -> None:
        connection = connections["default"]
        connection.inc_thread_sharing()
        self._connections.append(connection)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait, cancel_futures=cancel_futures)
        while wait and self._connections:
            self._connections.pop().close()


def with_database_threads(loop: asyncio.AbstractEventLoop) -> asyncio.AbstractEventLoop:
    """The loop, with such threads for what it runs in its default executor."""
    loop.set_default_executor(DatabaseThreads())
    return loop
