"""Hints: nobody waits for a channel layer that does not answer, and it is logged once."""

import asyncio
import contextlib
from typing import Any

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer

from foundation.wire import notifications
from tests.support.hall import free_port
from tests.support.patience import PATIENCE


class Absent:
    """The channel layer of an unavailable Redis. `often` is set after three tries."""

    def __init__(self) -> None:
        self._layer = RedisPubSubChannelLayer(hosts=[f"redis://127.0.0.1:{free_port()}/0"])
        self.tried, self.often = 0, asyncio.Event()

    async def new_channel(self, prefix: str) -> Any:
        """As in the channel layer."""
        self.tried += 1
        if self.tried == 3:
            self.often.set()
        return await self._layer.new_channel(prefix)

    async def group_add(self, group: str, channel: str) -> None:
        """As in the channel layer."""
        await self._layer.group_add(group, channel)


async def test_an_unavailable_redis_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    layer = Absent()
    monkeypatch.setattr(notifications, "get_channel_layer", lambda: layer)
    monkeypatch.setattr(notifications, "RETRY_SECONDS", 0.01)
    hearing = asyncio.create_task(notifications.Notifications(print, print).receive())
    async with asyncio.timeout(PATIENCE):
        await layer.often.wait()
    hearing.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await hearing
    said = [record for record in caplog.records if record.name == notifications.logger.name]
    assert ["Connect call failed" in record.getMessage() for record in said] == [True]
    assert said[0].exc_info is None
