"""Hubs in this process, and what tests do with them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from foundation.database import in_thread
from foundation.wire.background_tasks import BackgroundTasks
from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.ear import Ear


class Still(BackgroundTasks):
    """Nothing is done by the clock."""

    async def _repeat(self, seconds: float, *works: Callable[[], Awaitable[None]]) -> None:
        await asyncio.Event().wait()


class Quiet(Hub):
    """Hears no hint of its own and does nothing by the clock: what it is to do, a test tells it."""

    def __init__(self) -> None:
        super().__init__(Still())

    def hear(self, stream: str, seq: int) -> None:
        """Lost."""

    async def settled(self) -> None:
        """Wait until what was begun is done; the tasks that wait for ever are those of `start`."""
        while others := [task for task in self.tasks.running if task not in self._started]:
            await asyncio.wait(others)

    async def start(self) -> None:
        """As a hub starts."""
        await super().start()
        self._started = set(self.tasks.running)


async def sit(hub: Hub, demo: Demo, key: str, *streams: str, cursor: str | None = None) -> Ear:
    """A reader in a seat that follows some streams, the open session's where none is given."""
    ear = Ear(demo.seat(key))
    hub.join(ear)
    for stream in streams or (demo.stream,):
        await hub.follow(ear, stream, cursor)
    return ear


async def do(demo: Demo, key: str, kind: str, **fields: Any) -> int:
    """Do a command on a thread, as the consumer does; returns its number."""
    return await in_thread(demo.do, key, kind, **fields)
