"""Hints between the hubs of several processes, over the channel layer.

A hint only says that something changed. A lost one does no harm, because each hub also reads the database from time to
time. Nobody waits for a channel layer that does not answer.
"""

import asyncio
import logging
import uuid
from collections.abc import Callable
from typing import Any

from channels.layers import get_channel_layer

from foundation.wire.signals import ChangedSignal

GROUP = "hub"
RETRY_SECONDS = 2.0

logger = logging.getLogger(__name__)


class Notifications:
    """Sends hints to other processes, and receives theirs. Its methods run on the event loop.

    `on_head(stream, seq)` and `on_signal_changed(signal)` are called with the hints of other processes.
    """

    def __init__(
        self, on_head: Callable[[str, int], None], on_signal_changed: Callable[[ChangedSignal], None]
    ) -> None:
        self._on_head, self._on_signal_changed = on_head, on_signal_changed
        self._me = uuid.uuid4().hex
        self._heads: dict[str, int] = {}
        self._signals: set[ChangedSignal] = set()
        self._some = asyncio.Event()
        self._carried = self._heard = True

    def send_head(self, stream: str, seq: int) -> None:
        """Tell the other processes that a stream has reached the number `seq`."""
        self._heads[stream] = seq
        self._some.set()

    def send_changed_signal(self, changed: ChangedSignal) -> None:
        """Tell the other processes that a signal changed."""
        self._signals.add(changed)
        self._some.set()

    async def send(self) -> None:
        """Send hints until cancelled. Hints that arrive while a message is sent go together into the next message."""
        layer = get_channel_layer()
        while True:
            await self._some.wait()
            self._some.clear()
            message = {"heads": list(self._heads.items()), "signals": list(self._signals)}
            self._heads, self._signals = {}, set()
            try:
                await layer.group_send(GROUP, {"type": "hub.hint", "from": self._me, **message})
                self._carried = True
            except Exception as error:
                if self._carried:
                    logger.warning("No hint reaches other processes (%s); they look by themselves", error)
                self._carried = False

    async def receive(self) -> None:
        """Receive hints until cancelled. After an error a new channel is made."""
        layer = get_channel_layer()
        while True:
            try:
                channel = await layer.new_channel("hub")
                await layer.group_add(GROUP, channel)
                self._heard = True
                while True:
                    self._handle_message(await layer.receive(channel))
            except Exception as error:
                if self._heard:
                    logger.warning(
                        "No hint of other processes is heard (%s); this one looks by itself", error
                    )
                self._heard = False
                await asyncio.sleep(RETRY_SECONDS)

    def _handle_message(self, message: dict[str, Any]) -> None:
        if message.get("from") == self._me:
            return
        try:
            for stream, seq in message["heads"]:
                self._on_head(stream, seq)
            for stream, signal, person in message["signals"]:
                self._on_signal_changed((stream, signal, person))
        except Exception:
            logger.exception("A hint was not understood")
