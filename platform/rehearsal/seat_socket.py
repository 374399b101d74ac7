"""A client of `balai.v1`: hello, follow, reconnect with the cursor and jitter, and repeat unanswered commands."""

import asyncio
import contextlib
import gzip
import json
import secrets
import time
import zlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from gzip import BadGzipFile
from random import Random
from typing import Any

from aiohttp import ClientError, ClientWebSocketResponse, ClientWSTimeout, WSMsgType

from rehearsal.api import ApiClient
from rehearsal.clock import Clock
from rehearsal.report import Report
from rehearsal.room import Frame, Stream

FIRST_RETRY, LAST_RETRY = 0.5, 8.0
PING_SECONDS, FIRST_PING_SECONDS = 25.0, 2.0
UNSEATED, WITHDRAWN, DRAINING = 4401, 4403, 4012
ANSWER_SECONDS = 20.0
_CLOSING = ClientWSTimeout(ws_close=2.0)
NOT_UNDERSTOOD = (ValueError, LookupError, TypeError, AttributeError, EOFError, zlib.error, BadGzipFile)
"""Exceptions raised for malformed frames."""

FrameHandler = Callable[[Frame], None]


class SeatSocket:
    """One seat's socket, with reconnects. `streams` are kept when a connection ends. `seat` returns a new token after
    the server refused the present one.

    `pause` waits for some seconds before a reconnect.
    """

    def __init__(
        self,
        api: ApiClient,
        report: Report,
        rng: Random,
        token: str,
        seat: Callable[[], Awaitable[str]],
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.streams: dict[str, Stream] = {}
        self.token = token
        self.heard: FrameHandler = lambda event: None
        self.live = False
        """Whether all followed streams are up to date."""
        self._api, self._report, self._rng, self._seat = api, report, rng, seat
        self._pause = pause
        self._socket: ClientWebSocketResponse | None = None
        self._answers: dict[str, tuple[str, asyncio.Future[str]]] = {}
        self._clock, self._live_since = Clock(), 0.0
        self._task: asyncio.Task[None] | None = None
        self._renew_at = float("inf")

    def open(self) -> None:
        """Connect, and stay connected until `close`."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Close the socket. The state of the streams is kept."""
        task, self._task, self.live = self._task, None, False
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def drop(self) -> None:
        """Break the connection without a Close frame and without a TCP FIN, as a failing network does."""
        if self._socket is not None and (transport := self._socket._response.connection) is not None:
            transport.transport.abort()  # type: ignore[union-attr]
        await self.close()

    async def send_command(self, stream: str, kind: str, fields: dict[str, Any]) -> str:
        """Send a command, and send it again after a reconnect. Returns "" if it was done, else the code of
        the refusal.
        """
        key = secrets.token_hex(8)
        frame = json.dumps({"id": key, "stream": stream, "command": {"type": kind, **fields}})
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._answers[key] = (frame, future)
        began = time.monotonic()
        try:
            if self.live and self._socket is not None:
                with contextlib.suppress(ClientError, ConnectionError):
                    await self._socket.send_str(frame)
            async with asyncio.timeout(ANSWER_SECONDS):
                code = await future
        except TimeoutError:
            code = "rehearsal.no_answer"
        finally:
            self._answers.pop(key, None)
        self._report.commands.append((time.monotonic() - began) * 1000)
        if code:
            self._report.refusals[code] += 1
        else:
            self._report.done[kind] += 1
        return code

    async def _run(self) -> None:
        attempt = 0
        while True:
            began = time.monotonic()
            code, reason = await self._run_connection()
            self.live, self._socket = False, None
            if code == WITHDRAWN:
                return
            if code == UNSEATED:
                with contextlib.suppress(Exception):
                    self.token = await self._seat()
            attempt = 0 if time.monotonic() - began > 2 * LAST_RETRY else attempt + 1
            longest = min(LAST_RETRY, FIRST_RETRY * 2**attempt)
            told = int(reason) / 1000 if code == DRAINING and reason.isdecimal() else 0.0
            await self._pause(told or self._rng.uniform(0.3, 1.0) * longest)

    async def _run_connection(self) -> tuple[int, str]:
        """Run one connection until it ends. Returns the close code (0 if there was none) and the server's reason."""
        began = time.monotonic()
        try:
            async with self._api.http.ws_connect(
                self._api.socket,
                protocols=["balai.v1"],
                origin=self._api.origin,
                max_msg_size=0,
                timeout=_CLOSING,
            ) as socket:
                self._report.connects.append((time.monotonic() - began) * 1000)
                self._socket, self._clock = socket, Clock()
                self._clock.note_request(time.time())
                await socket.send_str(json.dumps({"hello": self.token}))
                pinging = asyncio.create_task(self._ping(socket))
                try:
                    reason = await self._listen(socket)
                finally:
                    pinging.cancel()
                return socket.close_code or 0, reason
        except NOT_UNDERSTOOD:
            self._report.refusals["rehearsal.not_understood"] += 1
            return 0, ""
        except (ClientError, OSError, TimeoutError):
            self._report.failed_connects += 1
            return 0, ""

    async def _ping(self, socket: ClientWebSocketResponse) -> None:
        with contextlib.suppress(ClientError, ConnectionError):
            every = FIRST_PING_SECONDS
            while True:
                await asyncio.sleep(every * self._rng.uniform(0.8, 1.2))
                every = PING_SECONDS
                self._clock.note_request(time.time())
                await socket.send_str('{"ping":0}')
                if time.time() > self._renew_at:
                    await socket.send_str('{"renew":true}')

    async def _listen(self, socket: ClientWebSocketResponse) -> str:
        """Handle frames until the connection ends. Returns the server's reason for the close."""
        while True:
            message = await socket.receive()
            if message.type is WSMsgType.BINARY:
                await self._handle_frame(socket, json.loads(gzip.decompress(message.data)))
            elif message.type is WSMsgType.TEXT:
                await self._handle_frame(socket, json.loads(message.data))
            else:
                return message.extra or "" if message.type is WSMsgType.CLOSE else ""

    async def _handle_frame(self, socket: ClientWebSocketResponse, frame: Frame) -> None:
        if not isinstance(frame, dict):
            raise TypeError(frame)
        if "seat" in frame:
            await self._handle_seat_frame(socket, frame)
        elif "stream" in frame:
            await self._handle_stream_frame(socket, frame)
        elif "pong" in frame:
            self._clock.note_answer(_unix_time(frame["now"]), time.time())
        elif "done" in frame:
            self._resolve_answer(frame["done"], "")
        elif "refused" in frame:
            self._resolve_answer(frame["refused"], frame["code"])

    async def _handle_seat_frame(self, socket: ClientWebSocketResponse, frame: Frame) -> None:
        now = time.time()
        self._clock.note_answer(_unix_time(frame["now"]), now)
        if frame["token"]:
            self.token = frame["token"]
        self._renew_at = now + 0.8 * (_unix_time(frame["expires_at"]) - _unix_time(frame["now"]))
        if self.live:
            return
        for name, stream in self.streams.items():
            self._report.resumes += stream.cursor is not None
            await socket.send_str(json.dumps({"follow": name, "cursor": stream.cursor}))
        for text, _ in list(self._answers.values()):
            await socket.send_str(text)

    async def _handle_stream_frame(self, socket: ClientWebSocketResponse, frame: Frame) -> None:
        stream = self.streams.get(frame["stream"])
        if stream is None:
            return
        if not stream.apply(frame):
            self._report.gaps += 1
            await socket.send_str(json.dumps({"follow": frame["stream"], "cursor": stream.cursor}))
        elif frame.get("event"):
            now, at = time.time() + self._clock.ahead, _unix_time(frame["at"])
            if self.live and at >= self._live_since:
                self._report.events.append(max(0.0, now - at) * 1000)
            self.heard(frame["event"])
        elif frame.get("whole"):
            # The frame with own entities ends each answer to a follow. Earlier events do not count as late for others.
            was, self.live = self.live, all(other.seq >= 0 for other in self.streams.values())
            if self.live and not was:
                self._live_since = time.time() + self._clock.ahead

    def _resolve_answer(self, key: str, code: str) -> None:
        _, future = self._answers.get(key, ("", None))
        if future is not None and not future.done():
            future.set_result(code)


def _unix_time(stamp: str) -> float:
    return datetime.fromisoformat(stamp).timestamp()
