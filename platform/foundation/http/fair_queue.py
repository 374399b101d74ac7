"""A fair queue: decides who is served next when only a few can be served at a time."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

TURN = "balai.turn"
"""The name of an extension of the HTTP scope. It holds a function that ends a request's turn early. A view calls that
function before it does nothing but wait.
"""


class FairQueue:
    """Serves at most `at_once` requests at once.

    Callers whose requests wait take turns, so that many requests of one caller delay only that caller.
    """

    def __init__(self, at_once: int = 1) -> None:
        self._free = at_once
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, caller: str) -> AsyncIterator[None]:
        """Wait for a turn, and hold it within this block."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(caller)
        try:
            yield
        finally:
            self._give_turn_to_next()

    async def _wait(self, caller: str) -> None:
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(caller, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.cancelled():
                self._remove(caller, mine)
            elif mine.exception() is None:
                # The turn was given to it already.
                self._give_turn_to_next()
            raise

    def _remove(self, caller: str, waiting: asyncio.Future[None]) -> None:
        """Remove a waiting request from its caller's queue. It may have been removed already."""
        queue = self._waiting.get(caller, deque())
        with suppress(ValueError):
            queue.remove(waiting)
        if not queue:
            self._waiting.pop(caller, None)

    def _give_turn_to_next(self) -> None:
        while self._waiting:
            caller, queue = next(iter(self._waiting.items()))
            first = queue[0]
            self._waiting.move_to_end(caller)
            self._remove(caller, first)
            # A request that was cancelled a moment ago is still in the queue.
            if not first.done():
                first.set_result(None)
                return
        self._free += 1
