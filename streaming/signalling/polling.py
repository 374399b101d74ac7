"""Base classes that poll what relays carry, and notify subscribers."""

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable

from foundation.database import OwnThread
from streaming.relay import Relay
from streaming.signalling.slot_assignment import Publication

POLL_SECONDS = 0.5

logger = logging.getLogger(__name__)


class Poller(ABC):
    """Calls `_poll` twice a second, and at once after `poll_soon`.

    If `_poll` raises an error, it is logged and polling goes on.

    Its database queries go through `_thread`, so that a crowd of commands does not delay them.
    """

    def __init__(self) -> None:
        self._wake = asyncio.Event()

    async def start(self) -> None:
        """Begin to poll."""
        self._thread = OwnThread()
        self._task = asyncio.create_task(self._poll_for_ever())

    async def stop(self) -> None:
        """Stop polling."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._thread.close()

    def poll_soon(self) -> None:
        """Poll now, because a line came or went."""
        self._wake.set()

    async def _poll_for_ever(self) -> None:
        while True:
            try:
                await self._poll()
            except Exception:
                logger.exception("The %s failed; it polls again in %s s", type(self).__name__, POLL_SECONDS)
            # Not `wait_for`: in Python 3.11 it can lose a cancellation that comes as it ends.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._wake.wait()
            self._wake.clear()

    @abstractmethod
    async def _poll(self) -> None:
        """Poll once, and notify."""


class RelayPoller(Poller):
    """Polls this process's relay. `lines(stream)` returns the persons' sources at a stage of it."""

    def __init__(self, relay: Relay, lines: Callable[[str], list[Publication]]) -> None:
        super().__init__()
        self._relay, self._lines = relay, lines
