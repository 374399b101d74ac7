"""What came on sockets is read a little of each in turn: a burst of thousands of frames stops the loop for nobody."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

SECONDS = 0.003
"""For how long frames are read each time the loop goes round. One takes some 50 µs."""

logger = logging.getLogger(__name__)


class Source(Protocol):
    """A socket on which something came."""

    def read_some(self) -> bool:
        """Read a few frames; False where nothing is left that could be read now."""

    def fail(self) -> None:
        """End it: it could not be read."""


class FairReader:
    """Reads from all sources on which something came, in the order in which it did. Belongs to a loop."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._waiting: OrderedDict[Source, None] = OrderedDict()
        self._is_soon = False

    def come(self, source: Source) -> None:
        """Something came."""
        self._waiting.setdefault(source)
        self._soon()

    def _soon(self) -> None:
        if self._waiting and not self._is_soon:
            self._is_soon = True
            asyncio.get_running_loop().call_soon(self._go_round)

    def _go_round(self) -> None:
        self._is_soon = False
        until = self._now() + SECONDS
        while self._waiting:
            source, _ = self._waiting.popitem(last=False)
            if _read(source):
                self._waiting[source] = None
            if self._now() >= until:
                break
        self._soon()


def _read(source: Source) -> bool:
    try:
        return source.read_some()
    except Exception:
        logger.exception("What came on a socket could not be read; it ends")
        source.fail()
        return False
