"""Background tasks of the hub. A failure is logged, and all tasks are cancelled together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

CANCEL_AGAIN_SECONDS = 0.2

logger = logging.getLogger(__name__)


class BackgroundTasks:
    """Tasks of one event loop. Call `start` on that loop first."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        """Use the running event loop for the tasks."""
        self.loop = asyncio.get_running_loop()

    def spawn(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Run a coroutine in the background. An exception is logged."""
        task = self.loop.create_task(work)
        self.running.add(task)
        task.add_done_callback(self._on_task_ended)
        return task

    def _on_task_ended(self, task: "asyncio.Task[Any]") -> None:
        self.running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("A task of the hub failed", exc_info=error)

    def repeat(self, seconds: float, *works: Callable[[], Awaitable[None]]) -> None:
        """Await the given functions every `seconds` seconds. An exception is logged, and the next round tries again."""
        self.spawn(self._repeat(seconds, *works))

    async def _repeat(self, seconds: float, *works: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            for work in works:
                try:
                    await work()
                except Exception:  # one that fails must not end the others, nor its own next run
                    logger.exception("%s failed; it is tried again in %s s", work.__qualname__, seconds)

    async def cancel_all(self) -> None:
        """Cancel all tasks, and cancel those that go on again until all have ended.

        A library may treat the cancellation as an error of its own and continue, as the Redis client does.
        """
        tasks = set(self.running)
        while tasks:
            for task in tasks:
                task.cancel()
            _, tasks = await asyncio.wait(tasks, timeout=CANCEL_AGAIN_SECONDS)
