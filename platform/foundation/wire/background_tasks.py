"""What the hub does beside its readers: tasks of which none fails silently, and which end together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

CANCEL_AGAIN_SECONDS = 0.2

logger = logging.getLogger(__name__)


class BackgroundTasks:
    """Tasks of one loop. `start` is called on it first."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        """Begin on this loop."""
        self.loop = asyncio.get_running_loop()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run work in the background; what it raises is logged."""
        task = self.loop.create_task(work)
        self.running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self.running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("A task of the hub failed", exc_info=error)

    def repeat(self, seconds: float, *works: Callable[[], Awaitable[None]]) -> None:
        """Do works again and again, so many seconds after they were done; one that fails is logged."""
        self.spawn(self._repeat(seconds, *works))

    async def _repeat(self, seconds: float, *works: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            for work in works:
                try:
                    await work()
                except Exception:
                    logger.exception("%s failed; it is tried again in %s s", work.__qualname__, seconds)

    async def end(self) -> None:
        """Cancel all of them; again where a library took that for an error of its own, as Redis' client does."""
        tasks = set(self.running)
        while tasks:
            for task in tasks:
                task.cancel()
            _, tasks = await asyncio.wait(tasks, timeout=CANCEL_AGAIN_SECONDS)
