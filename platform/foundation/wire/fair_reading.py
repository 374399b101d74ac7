"""Reads a few frames of each socket in turn, so that a burst on one socket does not block the event loop."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

TURN_SECONDS = 0.003
"""How long frames may be read in one turn of the loop. Reading a frame takes about 50 µs."""

logger = logging.getLogger(__name__)


class Source(Protocol):
    """A socket that has data to read."""

    def read_some(self) -> bool:
        """Read a few frames. Returns False if nothing more can be read now."""

    def fail(self) -> None:
        """Close the socket after a read failed."""


class FairReader:
    """Reads from all sources that have data, each in its turn. Belongs to an event loop."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._waiting: OrderedDict[Source, None] = OrderedDict()
        self._is_soon = False

    def add(self, source: Source) -> None:
        """Add a source that has data."""
        self._waiting.setdefault(source)
        self._schedule_round()

    def _schedule_round(self) -> None:
        if self._waiting and not self._is_soon:
            self._is_soon = True
            asyncio.get_running_loop().call_soon(self._read_in_turn)

    def _read_in_turn(self) -> None:
        self._is_soon = False
        until = self._now() + TURN_SECONDS
        while self._waiting:
            source, _ = self._waiting.popitem(last=False)
            if _read_or_fail(source):
                self._waiting[source] = None
            if self._now() >= until:
                break
        self._schedule_round()


def _read_or_fail(source: Source) -> bool:
    try:
        return source.read_some()
    except Exception:
        logger.exception("A socket could not be read; it is closed")
        source.fail()
        return False
