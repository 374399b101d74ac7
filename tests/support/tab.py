"""A browser's tab without a browser: the real socket, and a store by the frames' rules."""

import asyncio
import gzip
import json
import secrets
from collections.abc import Callable
from ssl import SSLContext
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.support.hall import Hall
from tests.support.own_site import connect
from tests.support.patience import PATIENCE
from tests.support.store import EntityReader, Frame


class Tab:
    """One seat at one hall; an asynchronous context manager that says hello and closes the socket.

    `frames` are all frames so far, in order; `readers` the followed streams; `seat` the last seat frame.
    """

    def __init__(
        self,
        hall: Hall,
        token: str | None,
        readers: dict[str, EntityReader] | None = None,
        url: str = "",
        trust: SSLContext | None = None,
        device: Frame | None = None,
    ) -> None:
        """With `token` None the tab does not say hello. `readers` of a former tab resume from their cursors.

        `url` is for another address than the hall's on loopback, `trust` for one with TLS, `device` is the browser's
        name for its machine.
        """
        self.url, self.trust = url or f"ws://127.0.0.1:{hall.port}/ws", trust
        self.hall, self.token, self.device = hall, token, device
        self.readers = readers if readers is not None else {}
        self.frames: list[Frame] = []
        self.seat: Frame = {}
        self.socket: ClientConnection
        self._news = asyncio.Condition()
        self._listening: asyncio.Task[None]

    @classmethod
    def of(cls, hall: Hall, key: str) -> "Tab":
        """A tab in one of the demo's seats."""
        return cls(hall, hall.seat(key)["token"])

    async def __aenter__(self) -> Self:
        self.socket = await connect(
            self.url,
            ssl=self.trust,
            subprotocols=["balai.v1"],
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            ping_timeout=None,
        )
        self._listening = asyncio.create_task(self._listen())
        if self.token is not None:
            await self.send_frame(hello=self.token, device=self.device)
        for stream, reader in self.readers.items():
            await self.send_frame(follow=stream, cursor=reader.cursor)
        return self

    async def __aexit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()
        await self._listening

    def abort(self) -> None:
        """Abort the socket, as if the browser's process were killed."""
        self.socket.transport.abort()

    async def send_frame(self, **frame: Any) -> None:
        """Send a frame."""
        await self.socket.send(json.dumps(frame))

    async def follow(self, stream: str) -> EntityReader:
        """Follow a stream from its beginning; returns when the snapshot has arrived."""
        reader = self.readers.setdefault(stream, EntityReader())
        before = reader.snapshots
        await self.send_frame(follow=stream)
        await self.wait(lambda: reader.snapshots > before)
        return reader

    async def do(self, stream: str, kind: str, /, id: str = "", **fields: Any) -> Frame:
        """Send a command and wait for its answer, done or refused."""
        id = id or secrets.token_hex(8)
        start = len(self.frames)
        await self.send_frame(id=id, stream=stream, command={"type": kind, **fields})
        return await self.frame(lambda f: id in (f.get("done"), f.get("refused")), start)

    async def frame(self, matches: Callable[[Frame], bool], start: int = 0) -> Frame:
        """The first frame from number `start` on that matches; waits for it."""
        found: list[Frame] = []

        def look() -> bool:
            found[:] = [frame for frame in self.frames[start:] if matches(frame)]
            return bool(found)

        await self.wait(look)
        return found[0]

    async def wait(self, true: Callable[[], bool]) -> None:
        """Wait until a condition holds for the frames so far."""
        async with self._news, asyncio.timeout(PATIENCE):
            await self._news.wait_for(true)

    async def closed(self) -> int:
        """Wait for the end of the socket; returns the close code."""
        async with asyncio.timeout(PATIENCE):
            await self.socket.wait_closed()
            await self._listening
        assert self.socket.close_code is not None
        return self.socket.close_code

    async def _listen(self) -> None:
        try:
            async for message in self.socket:
                raw = gzip.decompress(message) if isinstance(message, bytes) else message
                await self._take(json.loads(raw))
        except ConnectionClosed:
            pass
        async with self._news:
            self._news.notify_all()

    async def _take(self, frame: Frame) -> None:
        self.frames.append(frame)
        if "seat" in frame:
            self.seat = frame
        reader = self.readers.get(frame.get("stream", ""))
        if reader is not None and not reader.apply(frame):
            await self.send_frame(follow=frame["stream"], cursor=reader.cursor)
        async with self._news:
            self._news.notify_all()


async def ask_question(chair: Tab, delegate: Tab, stream: str, text: str) -> str:
    """A delegate asks, and the chair shows the question to everyone. Returns its number."""
    questions = chair.readers[stream].entities["question"]
    assert "done" in await delegate.do(stream, "question.ask", text=text)
    await chair.wait(lambda: text in [row["text"] for row in questions.values()])
    number = next(number for number, row in questions.items() if row["text"] == text)
    assert "done" in await chair.do(stream, "question.approve", question=number)
    return number
