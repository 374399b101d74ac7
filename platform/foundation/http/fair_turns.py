"""Whose turn is next, where few can be served at a time and anyone may ask."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

TURN = "balai.turn"
"""The extension of an HTTP scope by which a view that only waits from now on ends its turn."""


class FairQueue:
    """Serves so many at once. Those who wait take turns by caller, so that who asks much holds up its own."""

    def __init__(self, at_once: int = 1) -> None:
        self._free = at_once
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, caller: str) -> AsyncIterator[None]:
        """A turn for as long as the block lasts; it waits for one."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(caller)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, caller: str) -> None:
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(caller, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.cancelled():
                self._remove(caller, mine)
            elif mine.exception() is None:
                # It had the turn by then.
                self._pass_on()
            raise

    def _remove(self, caller: str, waiting: asyncio.Future[None]) -> None:
        """One waits no more; whoever went may have been passed over by now."""
        queue = self._waiting.get(caller, deque())
        with suppress(ValueError):
            queue.remove(waiting)
        if not queue:
            self._waiting.pop(caller, None)

    def _pass_on(self) -> None:
        while self._waiting:
            caller, queue = next(iter(self._waiting.items()))
            first = queue[0]
            self._waiting.move_to_end(caller)
            self._remove(caller, first)
            # Who went a moment ago is still here: nobody told it so far.
            if not first.done():
                first.set_result(None)
                return
        self._free += 1
