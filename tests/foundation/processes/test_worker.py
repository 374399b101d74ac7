"""A background worker goes on if the database's connections break, and stops with the hall."""

import asyncio
import threading

import pytest
from django.db import connection

from foundation.processes import subprocesses
from foundation.processes.worker import Worker
from streaming.session_recordings.models import SessionRecording
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.real_time


class Counting(Worker):
    """Loses its connection at the first look, as if the database were restarted, and uses the database at each look."""

    name, poll_seconds = "counting", 0.05

    def __init__(self) -> None:
        super().__init__()
        self.looks, self.done = 0, threading.Event()

    def work_once(self) -> bool:
        self.looks += 1
        if self.looks == 1:
            connection.ensure_connection()
            connection.close_at = 0.0  # as on PostgreSQL, where each goes back to its pool; SQLite's is kept
            connection.connection.close()
        SessionRecording.objects.exists()
        self.done.set()
        return False


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
async def test_a_worker_uses_a_new_connection_after_the_former_was_lost() -> None:
    counting = Counting()
    await counting.start()
    try:
        assert counting.done.wait(PATIENCE)
    finally:
        await counting.stop()
    assert counting.looks > 1


class Watching(Worker):
    """Watches a process that says nothing for a minute."""

    name = "watching"

    def __init__(self) -> None:
        super().__init__()
        self.watches = threading.Event()

    def work_once(self) -> bool:
        slow = subprocesses.running_subprocess("timeit", "-n1", "-r1", "import time; time.sleep(60)")
        with slow as process, self.killed_on_stop(process):
            self.watches.set()
            assert process.stdout is not None
            process.stdout.read()
        return False


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
async def test_a_silent_subprocess_does_not_keep_the_server_from_stopping() -> None:
    watching = Watching()
    await watching.start()
    await asyncio.to_thread(watching.watches.wait)
    async with asyncio.timeout(PATIENCE):
        await watching.stop()
