"""Readings shared by all who ask at the same time: a thousand readers that come back cost a few queries."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
MOST = 500
PAUSE_SECONDS = 0.1
"""After a reading that several waited for: while a crowd comes, readings grow with its seconds and not its heads."""


class BatchLoader(Generic[K, V]):
    """Whoever asks while one reading is under way is answered by the next, which begins after it was asked.

    `read(keys)` answers for each of them; `MOST` at a time. What it raises, all who asked it get. Belongs to a loop.
    """

    def __init__(
        self,
        read: Callable[[Collection[K]], Awaitable[Mapping[K, V]]],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._read, self._pause = read, pause
        self._asked: dict[K, asyncio.Future[V]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def get(self, key: K) -> V:
        """What is read for a key, not before now."""
        loop = asyncio.get_running_loop()
        answer = self._asked.get(key)
        if answer is None:
            answer = self._asked[key] = loop.create_future()
        if self._reading is None:
            self._reading = loop.create_task(self._run())
        return await asyncio.shield(answer)

    async def _run(self) -> None:
        while self._asked:
            keys = list(self._asked)[:MOST]
            asked = {key: self._asked.pop(key) for key in keys}
            try:
                found = await self._read(keys)
                for key, answer in asked.items():
                    answer.set_result(found[key])
            except Exception as error:
                for answer in asked.values():
                    if not answer.done():
                        answer.set_exception(error)
                        answer.exception()  # where nobody waits any more, nobody misses it
            if 1 < len(keys) < MOST:
                await self._pause(PAUSE_SECONDS)
        self._reading = None
