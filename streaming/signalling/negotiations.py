"""Whose offer is answered next: it takes 4 to 18 ms of the loop that carries everybody's packets and commands."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from foundation.refusals import Refusal

MOST_WAITING = 256
"""They take some five seconds. Whose answer takes longer is better off to come again."""
AGAIN_SECONDS = 5


class Negotiations:
    """One at a time. Those who wait take turns by address, so that who sends many offers holds up its own.

    Where too many wait, the last one of the address with most of them is refused.
    """

    def __init__(self) -> None:
        self._is_busy = False
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """The turn to answer one offer. Refuses `media.busy`."""
        if self._is_busy:
            await self._wait(address)
        self._is_busy = True
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, address: str) -> None:
        self._make_room(address)
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.cancelled():
                self._remove(address, mine)
            elif mine.exception() is None:
                # It had the turn by then.
                self._pass_on()
            raise

    def _make_room(self, address: str) -> None:
        if sum(map(len, self._waiting.values())) < MOST_WAITING:
            return
        crowd = max(self._waiting, key=lambda each: len(self._waiting[each]), default=address)
        if crowd == address or len(self._waiting[crowd]) <= len(self._waiting.get(address, ())) + 1:
            raise _busy()
        last = self._waiting[crowd][-1]
        self._remove(crowd, last)
        last.set_exception(_busy())

    def _remove(self, address: str, waiting: asyncio.Future[None]) -> None:
        queue = self._waiting[address]
        queue.remove(waiting)
        if not queue:
            del self._waiting[address]

    def _pass_on(self) -> None:
        self._is_busy = bool(self._waiting)
        if self._is_busy:
            address, queue = next(iter(self._waiting.items()))
            first = queue[0]
            self._waiting.move_to_end(address)
            self._remove(address, first)
            first.set_result(None)


def _busy() -> Refusal:
    return Refusal(
        "media.busy",
        "Many people are connecting just now. Your page tries again by itself in a moment.",
        retry_after=AGAIN_SECONDS,
    )
