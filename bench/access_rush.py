"""People who all enter at once, in a process of their own: each loads the page, takes a seat, and follows.

    access_rush.py ORDERS.json

ORDERS: `port`; `people`; `arrive_s`, over which they arrive; `files`, what a browser loads for these pages; `code` of
the session; `streams` to follow. Each person is one kept-alive connection for HTTP and one WebSocket. Whoever is
refused for now (429, 503) asks again after a second. Prints as JSON the seconds until all follow, and how often one had
to ask again.
"""

import asyncio
import base64
import json
import os
import struct
import sys
import time
from pathlib import Path
from typing import Any

from wire_crowd import HANDSHAKE, allow_many_files

RETRY_S = 1.0
TIMEOUT_S = 300.0
SNAPSHOT, CLOSE, PING, PONG = 0x82, 0x88, 0x89, 0x8A
"""First octets of WebSocket frames (RFC 6455, 5.2)."""


class Person:
    """One person who enters the session."""

    def __init__(self, orders: dict[str, Any], rush: "Rush") -> None:
        self.orders, self.rush = orders, rush
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter

    async def enter(self) -> None:
        """Load the page and its files, take a seat, and follow the streams."""
        port = self.orders["port"]
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        await self.ask("GET", f"/join/{self.orders['code']}")
        for path in self.orders["files"]:
            await self.ask("GET", path)
        body = json.dumps({"code": self.orders["code"], "name": "", "place": "remote"})
        seat = json.loads(await self.ask("POST", "/api/v1/seats/join", body))
        self.writer.close()
        await self.follow(seat["token"])

    async def ask(self, method: str, path: str, body: str = "") -> bytes:
        """Send a request, again while it is refused for now. Returns the body of the successful answer."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.orders['port']}\r\nAccept-Encoding: gzip\r\n"
        )
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        while True:
            self.writer.write(f"{head}\r\n{body}".encode())
            status, answer = await self._answer()
            if status < 300:
                return answer
            assert status in (429, 503), (status, answer[:200])
            self.rush.again += 1
            await asyncio.sleep(RETRY_S)

    async def _answer(self) -> tuple[int, bytes]:
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status, length = int(head[9:12]), head.partition(b"content-length:")[2].split(b"\r\n")[0]
        if length:
            return status, await self.reader.readexactly(int(length))
        assert b"transfer-encoding: chunked" in head, head
        body = b""
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            body += (await self.reader.readexactly(size + 2))[:-2]
        await self.reader.readexactly(2)
        return status, body

    async def follow(self, token: str) -> None:
        """Connect, say hello, and follow until both streams are live. Then go on reading."""
        while not await self._followed(token):
            self.rush.again += 1
            await asyncio.sleep(RETRY_S)

    async def _followed(self, token: str) -> bool:
        port = self.orders["port"]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(HANDSHAKE.format(path="/ws", port=port, key=key).encode())
        if not (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101"):
            writer.close()
            return False
        self._send(writer, {"hello": token})
        waits = set(self.orders["streams"])
        while waits:
            first, payload = await self._message(reader, writer)
            if first == CLOSE:
                writer.close()
                return False
            if first == SNAPSHOT:
                continue
            frame = json.loads(payload)
            assert "refused" not in frame, frame
            if "seat" in frame:
                for stream in self.orders["streams"]:
                    self._send(writer, {"follow": stream, "cursor": None})
            elif "signals" not in frame and "event" not in frame:
                waits.discard(frame.get("stream"))
        self.rush.inside.append(asyncio.create_task(self._listen(reader, writer)))
        return True

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (await self._message(reader, writer))[0] != CLOSE:
            pass
        self.rush.dropped += 1

    @staticmethod
    def _send(writer: asyncio.StreamWriter, frame: dict[str, Any]) -> None:
        payload = json.dumps(frame).encode()
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0xFE, size)
        writer.write(head + bytes(4) + payload)

    @staticmethod
    async def _message(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[int, bytes]:
        """Read the next message, and answer pings that come before it."""
        while True:
            first, size = await reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await reader.readexactly(2), "big")
            elif size == 127:
                size = int.from_bytes(await reader.readexactly(8), "big")
            payload = await reader.readexactly(size)
            if first != PING:
                return first, payload
            writer.write(bytes([PONG, 0x80 | size]) + bytes(4) + payload)


class Rush:
    """All persons who enter, and their figures."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self.orders, self.again = orders, 0
        self.dropped = 0
        self.inside: list[asyncio.Task[None]] = []
        """A task for each person who has entered, which reads until the end."""
        self.took: list[float] = []

    async def one(self, wait: float) -> None:
        """Let one person enter after `wait` seconds."""
        await asyncio.sleep(wait)
        began = time.perf_counter()
        await Person(self.orders, self).enter()
        self.took.append(time.perf_counter() - began)

    async def all(self) -> dict[str, float]:
        """Let everyone enter. Returns the figures."""
        people, over = self.orders["people"], self.orders["arrive_s"]
        began = time.perf_counter()
        async with asyncio.timeout(TIMEOUT_S):
            await asyncio.gather(*(self.one(over * number / people) for number in range(people)))
        all_in = time.perf_counter() - began
        self.took.sort()
        for listening in self.inside:
            listening.cancel()
        return {
            "s": all_in,
            "one_p50_s": self.took[people // 2],
            "one_worst_s": self.took[-1],
            "asked_again": float(self.again),
            "dropped": float(self.dropped),
        }


if __name__ == "__main__":
    allow_many_files()
    print(json.dumps(asyncio.run(Rush(json.loads(Path(sys.argv[1]).read_text())).all())))
