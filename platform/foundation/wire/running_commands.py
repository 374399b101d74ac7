"""The commands that run in this process: a server that stops begins none, and waits for these."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class RunningCommands:
    """Counts them."""

    def __init__(self) -> None:
        self.draining = False
        """Whether no command begins any more."""
        self._number = 0
        self._ended = asyncio.Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        """While a command runs."""
        self._number += 1
        try:
            yield
        finally:
            self._number -= 1
            self._ended.set()

    async def drain(self) -> None:
        """Begin no command any more; returns when those that run are done and answered."""
        self.draining = True
        while self._number:
            self._ended.clear()
            await self._ended.wait()
