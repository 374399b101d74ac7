"""Background work: one job at a time, on a thread that watches subprocesses."""

import asyncio
import logging
import subprocess
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)


class Worker(ABC):
    """Does jobs until it is stopped. An interrupted job is done again later."""

    name: str
    poll_seconds = 10.0
    """The interval, in seconds, at which it looks for work that other processes have added."""

    def __init__(self) -> None:
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    async def start(self) -> None:
        """Start the thread."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Stop the thread. An interrupted job is done again later."""
        self._stopping.set()
        self._wake.set()
        if (process := self._process) is not None:
            process.kill()  # it may print nothing for long, and a stopping server has only seconds
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def wake(self, **_: object) -> None:
        """Look for work now, without waiting for `poll_seconds`."""
        self._wake.set()

    @contextmanager
    def killed_on_stop(self, process: "subprocess.Popen[str]") -> Iterator[None]:
        """A context: if this worker is stopped meanwhile, the subprocess is killed."""
        self._process = process
        try:
            if self._stopping.is_set():
                process.kill()
            yield
        finally:
            self._process = None

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                self._work_until_done()
                self._wake.wait(self.poll_seconds)
        finally:
            connections.close_all()

    def _work_until_done(self) -> None:
        try:
            while not self._stopping.is_set() and self.work_once():
                pass
        except Exception:
            logger.exception("The %s failed; it looks again in %s s", self.name, self.poll_seconds)
        finally:
            # No request ends on this thread, so a dropped database connection would be kept for ever.
            close_old_connections()

    @abstractmethod
    def work_once(self) -> bool:
        """Do the oldest job. Returns False if there is none."""
