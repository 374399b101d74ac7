"""An event loop whose time passes only while it is idle. Waiting for hours takes moments, on a busy machine too.

Sockets and threads are real. The next timer is due at once if no datagram is waiting and no thread works for the loop.
While such a loop runs, `time.monotonic` and `time.time` follow it. Waiting for another process needs real time.
"""

import asyncio
import selectors
import time
from collections.abc import Callable
from concurrent.futures import Executor
from time import monotonic
from time import time as unix
from typing import Any

GRACE, LONG = 0.001, 0.05
"""Real seconds to wait for a datagram to ourselves, before a short and before a long step of time.

Linux delivers it before `sendto` returns, unless it is a real-time kernel.
"""
BUSY = 0.01
"""Real seconds between two looks while a thread works."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time begins at the machine's, and is never behind it."""

    def __init__(self) -> None:
        self._now = monotonic()
        self._ahead = unix() - self._now
        self.threads = 0
        super().__init__(_Selector(self))
        time.monotonic, time.time = self.time, lambda: self.time() + self._ahead

    def close(self) -> None:
        super().close()
        time.monotonic, time.time = monotonic, unix

    def time(self) -> float:
        if not self.is_running():
            self._now = max(self._now, monotonic())
        return self._now

    def block_for(self, seconds: float) -> None:
        """Let time pass with nothing done, as if the machine had suspended the process."""
        self._now += seconds

    def run_in_executor(self, executor: Executor | None, func: Callable[..., Any], *args: Any) -> Any:
        future = super().run_in_executor(executor, func, *args)
        self.threads += 1
        future.add_done_callback(self._thread_is_done)
        return future

    async def shutdown_default_executor(self, *limit: float | None) -> None:
        """Wait for its threads without the limit that Python 3.12 and later set: virtual time would pass it at once."""
        await super().shutdown_default_executor()

    def _thread_is_done(self, future: asyncio.Future[Any]) -> None:
        self.threads -= 1


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if self._loop.threads:
            return super().select(BUSY)
        events = super().select(GRACE if timeout > LONG else 0)
        if not events:
            self._loop.block_for(timeout)
        return events
