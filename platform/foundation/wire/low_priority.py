"""A queue for commands that thousands may send at the same time: votes, and all commands of guests."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from foundation.database import OwnThread

P = ParamSpec("P")
T = TypeVar("T")
MAX_PAUSE_SECONDS = 0.25
"""The longest pause of the queue in seconds. A lock that is held longer does not delay votes further."""


class LowPriorityQueue:
    """One thread that runs commands in the order in which they came.

    A thousand votes wait for each other here, and the chair's next command does not wait for them. No vote starts while
    an event is made or its frames are written. Otherwise the event loop, which releases the interpreter lock (GIL) at
    each of a thousand writes, would have to wait for a vote each time.
    """

    def __init__(self) -> None:
        self._thread = OwnThread()
        self._free = threading.Event()
        self._free.set()
        self._ahead, self._until = 0, 0.0
        """The number of pauses that have not ended, and the time at which commands no longer wait for them."""

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that uses the database when its turn comes."""

        def run_when_free() -> T:
            self._free.wait(max(0.0, self._until - time.monotonic()))
            return function(*args, **kwargs)

        return await self._thread.run(run_when_free)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Start no queued command within this block. It is used on the event loop."""
        if not self._ahead:
            self._until = time.monotonic() + MAX_PAUSE_SECONDS
        self._ahead += 1
        self._free.clear()
        try:
            yield
        finally:
            self._ahead -= 1
            if not self._ahead:
                self._free.set()

    def close(self) -> None:
        """Stop after the command that runs now."""
        self._thread.close()
