"""A socket as the hub sees it, in this process. It takes ready frames and keeps a browser's store of them."""

import asyncio
import gzip
import json
import math
import struct
import uuid
from collections.abc import Callable, Iterator

from foundation.accounts.seats import Seat
from foundation.messages.protocol import Device
from tests.support.patience import PATIENCE
from tests.support.store import EntityReader, Frame


class FakeSocket:
    """A `foundation.wire.feed.Reader`. `gaps` counts frames whose `after` it had not reached."""

    def __init__(self, seat: Seat) -> None:
        self.id, self.seat = uuid.uuid4().hex, seat
        self.ends_at = math.inf
        self.device: Device | None = None
        self.lost = False
        self.aside: set[str] = set()
        self.readers: dict[str, EntityReader] = {}
        self.frames: list[Frame] = []
        self.closed: int | None = None
        self.gaps = 0
        self._news = asyncio.Event()

    def send_ready(self, frame: bytes) -> bool:
        """Called by the hub."""
        for payload in unframed(frame):
            self._take(json.loads(payload))
        self._news.set()
        return True

    def close_soon(self, code: int) -> None:
        """Called by the hub."""
        self.closed = code
        self._news.set()

    def _take(self, frame: Frame) -> None:
        self.frames.append(frame)
        if "stream" in frame and not self.readers.setdefault(frame["stream"], EntityReader()).apply(frame):
            self.gaps += 1

    def of(self, stream: str) -> EntityReader:
        """Its store of a stream."""
        return self.readers[stream]

    def events(self, stream: str) -> list[Frame]:
        """The event frames of a stream, in order of arrival."""
        return [frame for frame in self.frames if "after" in frame and frame["stream"] == stream]

    async def wait(self, true: Callable[[], bool]) -> None:
        """Wait until a condition holds for the frames so far."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                self._news.clear()
                await self._news.wait()


def unframed(data: bytes) -> Iterator[bytes]:
    """The payloads of consecutive unmasked WebSocket messages (RFC 6455, 5.2)."""
    at = 0
    while at < len(data):
        first, size = data[at], data[at + 1]
        at += 2
        if size == 126:
            (size,), at = struct.unpack_from("!H", data, at), at + 2
        elif size == 127:
            (size,), at = struct.unpack_from("!Q", data, at), at + 8
        payload, at = data[at : at + size], at + size
        yield gzip.decompress(payload) if first == 0x82 else payload
