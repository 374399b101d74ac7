"""A rehearsal's socket with a server that is not Balai, or fails."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from rehearsal.api import ApiClient
from rehearsal.report import Report
from rehearsal.room import Stream
from rehearsal.seat_socket import FIRST_RETRY, SeatSocket

NOW = "2021-11-16T05:20:00.000Z"
STREAM = "session/1"

Serve = Callable[[web.WebSocketResponse], Awaitable[object]]


class Server:
    """Serves each connection as the test says; later ones like the last."""

    def __init__(self, *serves: Serve) -> None:
        self.serves, self.connections = serves, 0
        app = web.Application()
        app.router.add_get("/ws", self._serve)
        self.server = TestServer(app)

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=["balai.v1"])
        await socket.prepare(request)
        number, self.connections = self.connections, self.connections + 1
        await self.serves[min(number, len(self.serves) - 1)](socket)
        await socket.close()
        return socket


async def as_a_balai(socket: web.WebSocketResponse) -> None:
    """Answers hello, sends an empty session, and executes every command."""
    async for message in socket:
        frame = json.loads(message.data)
        if "hello" in frame:
            await socket.send_json({"seat": {}, "token": None, "now": NOW, "expires_at": NOW})
        elif "follow" in frame:
            await socket.send_json({"stream": STREAM, "seq": 1, "cursor": "c", "entities": {}})
            await socket.send_json({"stream": STREAM, "seq": 1, "whole": True, "mine": {}, "drop": {}})
        elif "id" in frame:
            await socket.send_json({"done": frame["id"], "seq": 2})


async def until_asked_and_gone(socket: web.WebSocketResponse) -> None:
    """Like a Balai that dies at the first command."""
    async for message in socket:
        if "id" in json.loads(message.data):
            return
        if "hello" in json.loads(message.data):
            await socket.send_json({"seat": {}, "token": None, "now": NOW, "expires_at": NOW})
        else:
            await socket.send_json({"stream": STREAM, "seq": 1, "cursor": "c", "entities": {}})
            await socket.send_json({"stream": STREAM, "seq": 1, "whole": True, "mine": {}, "drop": {}})


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@contextlib.asynccontextmanager
async def socket_to(
    server: Server, http: ClientSession, report: Report, pauses: list[float] | None = None
) -> AsyncIterator[SeatSocket]:
    """Pauses are noted and skipped, so that it reconnects at once."""

    async def again() -> str:
        return "token"

    async def pause(seconds: float) -> None:
        await asyncio.sleep(0)
        if pauses is not None:
            pauses.append(seconds)

    async with server.server:
        api = ApiClient(http, str(server.server.make_url("/")))
        socket = SeatSocket(api, report, Random(1), "token", again, pause=pause)
        socket.streams = {STREAM: Stream()}
        socket.open()
        try:
            yield socket
        finally:
            await socket.close()


@pytest.mark.parametrize(
    "garbage",
    [
        "<html>Bad gateway</html>",
        "[1, 2]",
        "7",
        '{"seat": {}}',
        '{"seat": {}, "token": null, "now": "noon", "expires_at": 4}',
        '{"stream": "session/1", "after": 0}',
        b"no gzip",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff",
    ],
)
async def test_malformed_frames_end_the_connection_and_it_reconnects(
    garbage: str | bytes, http: ClientSession
) -> None:
    async def talks_nonsense(socket: web.WebSocketResponse) -> None:
        await (socket.send_str(garbage) if isinstance(garbage, str) else socket.send_bytes(garbage))
        async for _ in socket:
            pass

    report, server = Report(), Server(talks_nonsense, as_a_balai)
    async with socket_to(server, http, report) as socket:
        assert await socket.send_command(STREAM, "question.ask", {"text": "Why?"}) == ""
    assert report.refusals == {"rehearsal.not_understood": 1}


async def test_a_command_is_sent_again_after_the_server_died(http: ClientSession) -> None:
    report, server = Report(), Server(until_asked_and_gone, as_a_balai)
    async with socket_to(server, http, report) as socket:
        assert await socket.send_command(STREAM, "question.ask", {"text": "Why?"}) == ""
    assert server.connections == 2


async def test_a_server_that_drains_says_when_to_come_back(http: ClientSession) -> None:
    async def drains(socket: web.WebSocketResponse) -> None:
        await socket.close(code=4012, message=b"300")

    async def says_nothing(socket: web.WebSocketResponse) -> None:
        await socket.close(code=4012, message=b"The server drains")

    pauses: list[float] = []
    report, server = Report(), Server(drains, says_nothing, as_a_balai)
    async with socket_to(server, http, report, pauses) as told:
        assert await told.send_command(STREAM, "question.ask", {"text": "Why?"}) == ""
    assert server.connections == 3
    # The first pause as told, the later ones random.
    assert (pauses[0], len(pauses), 0.3 <= pauses[1] / (FIRST_RETRY * 4) <= 1) == (0.3, 2, True)
