"""Hubs in this process, and helpers for them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from foundation.database import in_thread
from foundation.wire.background_tasks import BackgroundTasks
from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.fake_socket import FakeSocket


class IdleBackgroundTasks(BackgroundTasks):
    """Background tasks that never run."""

    async def _repeat(self, seconds: float, *works: Callable[[], Awaitable[None]]) -> None:
        await asyncio.Event().wait()


class ManualHub(Hub):
    """A hub without hints and background tasks: a test tells it what to do."""

    def __init__(self) -> None:
        super().__init__(IdleBackgroundTasks())

    def on_commit(self, stream: str, seq: int) -> None:
        """Ignore a hint."""

    async def wait_for_tasks(self) -> None:
        """Wait until begun tasks are done, without those of `start`, which never end."""
        while others := [task for task in self.tasks.running if task not in self._started]:
            await asyncio.wait(others)

    async def start(self) -> None:
        """Start as a hub does."""
        await super().start()
        self._started = set(self.tasks.running)


async def add_reader(hub: Hub, demo: Demo, key: str, *streams: str, cursor: str | None = None) -> FakeSocket:
    """A reader in a seat that follows some streams, by default the open session's."""
    sock = FakeSocket(demo.seat(key))
    hub.readers.add(sock)
    for stream in streams or (demo.stream,):
        await hub.follow(sock, stream, cursor)
    return sock


async def do(demo: Demo, key: str, kind: str, **fields: Any) -> int:
    """Run a command on a thread, as the consumer does; returns its sequence number."""
    return await in_thread(demo.do, key, kind, **fields)
