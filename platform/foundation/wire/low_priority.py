"""The lane of a crowd's commands, such as votes and all of guests: it keeps nobody else waiting."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from foundation.database import OwnThread

P = ParamSpec("P")
T = TypeVar("T")
ASIDE_SECONDS = 0.25
"""For how long at most they stand aside at a stretch: what waits for a lock keeps no vote."""


class LowPriorityQueue:
    """One thread, on which commands are done in the order in which they came.

    A thousand votes at once wait for each other here, and not the chair's next command for them. And none begins
    while an event is made, or its frames leave: a loop that writes to a thousand sockets lets go of the interpreter at
    each of them, and would have it back only when a vote lets go.
    """

    def __init__(self) -> None:
        self._thread = OwnThread()
        self._free = threading.Event()
        self._free.set()
        self._ahead, self._until = 0, 0.0
        """How many events go first, and until when."""

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that uses the database, in its turn."""

        def in_turn() -> T:
            self._free.wait(max(0.0, self._until - time.monotonic()))
            return function(*args, **kwargs)

        return await self._thread.run(in_turn)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """On the loop: the crowd stands aside meanwhile."""
        if not self._ahead:
            self._until = time.monotonic() + ASIDE_SECONDS
        self._ahead += 1
        self._free.clear()
        try:
            yield
        finally:
            self._ahead -= 1
            if not self._ahead:
                self._free.set()

    def close(self) -> None:
        """End after what is done now."""
        self._thread.close()
