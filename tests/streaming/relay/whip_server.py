"""A minimal HTTP server over a relay for the browser test: WHIP and WHEP, and one empty page."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from streaming.relay import Origin, Relay

PAGE = b"<!doctype html><title>relay</title><body>"
REPLY = "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"


Between = Callable[[str, str], Awaitable[str]]


async def _as_it_is(path: str, answer: str) -> str:
    return answer


@asynccontextmanager
async def serve_whip(relay: Relay, stage: str, between: Between = _as_it_is) -> AsyncIterator[str]:
    """Serve on loopback; yields the address. `between` may put a proxy before a peer ("/whip" or "/whep")."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: *(\d+)", head, re.I)
        body = (await reader.readexactly(int(length[1]) if length else 0)).decode()
        content, kind = await _respond(relay, stage, head.split(" ")[1], body, between)
        status = "200 OK" if kind == "text/html" else "201 Created"
        writer.write(REPLY.format(status=status, kind=kind, size=len(content)).encode() + content)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())


async def _respond(relay: Relay, stage: str, target: str, body: str, between: Between) -> tuple[bytes, str]:
    url = urlsplit(target)
    query = parse_qs(url.query)
    if url.path == "/whip":
        source = query["source"][0]
        answer = await relay.publish(stage, body, source=source, origin=Origin(source))
    elif url.path == "/whep":
        answer = await relay.listen(stage, body, slots=query["slots"][0].split(","), origin=Origin())
    else:
        return PAGE, "text/html"
    return (await between(url.path, answer.sdp)).encode(), "application/sdp"
