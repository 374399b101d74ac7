"""Simulated microphones for the demo: they obey commands and report a level while they are open."""

import asyncio
import math
from collections.abc import Sequence

from streaming.microphones.adapter import MicrophoneCallbacks, Unit

UNITS = 12
LEVEL_SECONDS = 0.5


class Simulated:
    """Simulated microphones, numbered from 1. `press` presses the *request* button of one."""

    def __init__(self) -> None:
        self._open: set[str] = set()
        self._callbacks: MicrophoneCallbacks | None = None
        self._hum: asyncio.Task[None] | None = None

    async def start(self, callbacks: MicrophoneCallbacks) -> None:
        """Start to report levels to `callbacks`."""
        self._callbacks = callbacks
        self._hum = asyncio.create_task(self._report_levels(callbacks))

    async def stop(self) -> None:
        """Close every microphone."""
        self._open.clear()
        if self._hum is not None:
            self._hum.cancel()
            await asyncio.gather(self._hum, return_exceptions=True)

    def units(self) -> Sequence[Unit]:
        """All microphones."""
        return [Unit(str(number), f"Microphone {number}") for number in range(1, UNITS + 1)]

    async def grant(self, unit: str) -> None:
        """Open a microphone."""
        self._set_open(unit, True)

    async def revoke(self, unit: str) -> None:
        """Close a microphone."""
        self._set_open(unit, False)

    def press(self, unit: str) -> None:
        """Press the *request* button of a microphone."""
        if self._callbacks is not None:
            self._callbacks.requested(unit)

    def _set_open(self, unit: str, now: bool) -> None:
        (self._open.add if now else self._open.discard)(unit)
        if self._callbacks is not None:
            self._callbacks.state_reported(unit, now)

    async def _report_levels(self, callbacks: MicrophoneCallbacks) -> None:
        loop = asyncio.get_running_loop()
        while True:
            for unit in sorted(self._open):
                callbacks.level_reported(unit, -30 + round(10 * math.sin(3 * loop.time())))
            await asyncio.sleep(LEVEL_SECONDS)
