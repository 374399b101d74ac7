"""The commands that run in this process. When the server stops, no new command begins, and the running ones are
awaited.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class RunningCommands:
    """Counts the running commands."""

    def __init__(self) -> None:
        self.draining = False
        """True if no more commands may start."""
        self._number = 0
        self._ended = asyncio.Event()

    @contextmanager
    def count_running(self) -> Iterator[None]:
        """Count a command as running within this block."""
        self._number += 1
        try:
            yield
        finally:
            self._number -= 1
            self._ended.set()

    async def drain(self) -> None:
        """Start no more commands. Returns when the running ones are answered."""
        self.draining = True
        while self._number:
            self._ended.clear()
            await self._ended.wait()
