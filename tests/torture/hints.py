"""Redis's channel layer with a network that loses, doubles and delays what is sent to all, while a file says so."""

import asyncio
import os
import random
from pathlib import Path
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer

SIGN = Path(os.environ["TORTURE_HINTS"])
"""Hints fail while this file is there."""
ALL = SIGN.with_suffix(".all")
"""All are lost while this one is."""
LOST, DOUBLED, LATEST = 0.4, 0.3, 1.5
"""Shares of hints, and the seconds by which the last comes late: those sent after it are there before it."""


def _fails() -> bool:
    return SIGN.exists()


class FailingLayer(RedisPubSubChannelLayer):  # type: ignore[misc] # channels_redis is untyped
    """What hubs say to each other goes through it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._late: set[asyncio.Task[None]] = set()

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send as it should be, or not at all, or later, or twice."""
        if not _fails():
            await self._get_layer().group_send(group, message)
            return
        if random.random() < LOST or ALL.exists():
            return
        for _ in range(1 + (random.random() < DOUBLED)):
            task = asyncio.create_task(self._later(group, message))
            self._late.add(task)
            task.add_done_callback(self._late.discard)

    async def _later(self, group: str, message: dict[str, Any]) -> None:
        await asyncio.sleep(random.random() * LATEST)
        if ALL.exists() or not _fails():
            return  # what is late at the end is lost
        await self._get_layer().group_send(group, message)
