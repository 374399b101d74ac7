"""Answers many requests for the same data with one query."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
MAX_KEYS = 500
PAUSE_SECONDS = 0.1
"""The pause after a read that several callers waited for. It limits the reads per second, for any number of callers."""


class BatchLoader(Generic[K, V]):
    """Collects the keys that are asked for while a read runs, and reads them together afterwards.

    A value is always read after it was asked for. `read(keys)` returns a value for each key. At most `MAX_KEYS` keys
    are passed at once. If `read` raises an exception, all callers that asked for one of the keys get it. An instance
    belongs to one event loop.
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
        """The value of a key, read after this call."""
        loop = asyncio.get_running_loop()
        answer = self._asked.get(key)
        if answer is None:
            answer = self._asked[key] = loop.create_future()
        if self._reading is None:
            self._reading = loop.create_task(self._run())
        return await asyncio.shield(answer)

    async def _run(self) -> None:
        while self._asked:
            keys = list(self._asked)[:MAX_KEYS]
            asked = {key: self._asked.pop(key) for key in keys}
            try:
                found = await self._read(keys)
                for key, answer in asked.items():
                    answer.set_result(found[key])
            except Exception as error:
                for answer in asked.values():
                    if not answer.done():
                        answer.set_exception(error)
                        answer.exception()  # marks the exception as retrieved, in case nobody waits for it any more
            if 1 < len(keys) < MAX_KEYS:
                await self._pause(PAUSE_SECONDS)
        self._reading = None
