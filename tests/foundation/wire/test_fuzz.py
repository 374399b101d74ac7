"""Thousands of broken frames: the server goes on, nobody gets what they may not see, and no traceback is logged."""

import asyncio
import contextlib
import gzip
import json
import random
import socket
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from foundation.registry import registry
from tests.foundation.wire.mutations import Corpus
from tests.support.hall import Hall
from tests.support.own_site import connect, origin
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.tab import Tab
from tests.support.tier import THOROUGH

FRAMES, MANY, OF_A_SOCKET = 2_000 if THOROUGH else 700, 10_000, 180
"""A socket that sends more than 200 frames at once is closed."""
SEATS = ("audience", "fiji")
LAST = "the-last-of-a-socket"
SECRET = "a word that moderators alone may read"
JUNK, JUNK_SOCKETS = 300, 40


class Listener:
    """A seat's sockets, one after the other, and everything that they received."""

    def __init__(self, hall: Hall, token: str, streams: list[str]) -> None:
        self._url, self._token, self._streams = f"ws://127.0.0.1:{hall.port}/ws", token, streams
        self.heard: list[dict[str, Any]] = []

    async def send(self, frames: list[str | bytes]) -> None:
        """Send all frames, on a new socket if one is closed."""
        while frames:
            async with connect(self._url, subprotocols=["balai.v1"], max_size=None, compression=None) as ws:
                hearing = asyncio.create_task(self._hear(ws))
                await asyncio.gather(self._send(ws, frames), hearing)

    async def _send(self, ws: Any, frames: list[str | bytes]) -> None:
        with contextlib.suppress(ConnectionClosed):
            await ws.send(json.dumps({"hello": self._token}))
            for stream in self._streams:
                await ws.send(json.dumps({"follow": stream}))
            for _ in range(min(len(frames), OF_A_SOCKET)):
                await ws.send(frames.pop())
            await ws.send(json.dumps({"id": LAST, "stream": self._streams[0], "command": {}}))

    async def _hear(self, ws: Any) -> None:
        """Receive until the answer to the last frame, or the end."""
        with contextlib.suppress(ConnectionClosed):
            async for message in ws:
                content = gzip.decompress(message) if isinstance(message, bytes) else message
                self.heard.append(json.loads(content))
                if self.heard[-1].get("refused") == LAST:
                    return


def secrets_of(frame: dict[str, Any]) -> list[str]:
    """The parts of a frame that only moderators may see."""
    kinds = {view.entity for view in registry().projections if view.for_moderators}
    told = {*frame.get("entities", {}), *frame.get("put", {}), *frame.get("drop", {})}
    found = [kind for kind in told & kinds if frame.get("put", frame.get("entities", {})).get(kind)]
    found += ["a moderator's cursor"] if str(frame.get("cursor", "")).endswith(".m") else []
    return found + ([SECRET] if SECRET in json.dumps(frame) else [])


def junk(chance: random.Random) -> bytes:
    """Octets in place of a WebSocket frame, sometimes with a valid head."""
    first, length = chance.choice([0x81, 0x82, 0x01, 0x00, 0x88, 0x89, 0xF1, 0x8B]), chance.randrange(128)
    return bytes((first, 0x80 | length)) + chance.randbytes(chance.randrange(1, JUNK))


def talk_junk(hall: Hall, chance: random.Random) -> None:
    """A handshake, followed by octets that are no WebSocket frames."""
    with socket.create_connection(("127.0.0.1", hall.port), PATIENCE) as raw:
        head = (
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\nOrigin: {origin(f'ws://127.0.0.1:{hall.port}')}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: balai.v1\r\n"
            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        raw.sendall(head.encode())
        assert raw.recv(12) == b"HTTP/1.1 101"
        raw.sendall(junk(chance))


@pytest.mark.parametrize(("seed", "frames"), [(1, FRAMES), pytest.param(2, MANY, marks=pytest.mark.torture)])
async def test_broken_frames_break_and_reveal_nothing(tmp_path: Path, seed: int, frames: int) -> None:
    chance = random.Random(seed)
    hall = prepared(tmp_path / "data", PYTHONWARNINGS="error::RuntimeWarning")
    hall.start()
    try:
        session = f"session/{hall.session()}"
        async with Tab.of(hall, "moderator") as chair, Tab.of(hall, "chile") as chile:
            reader = await chair.follow(session)
            asked = await chile.do(session, "question.ask", text=SECRET)
            assert "done" in asked
            await chair.wait(lambda: SECRET in json.dumps(reader.entities))
            seats = {key: hall.seat(key) for key in SEATS}
            conference = f"conference/{seats['fiji']['seat']['conference'].removeprefix('conference/')}"
            ids = [key for rows in reader.entities.values() for key in rows]
            known = [*ids, *(seat["seat"]["person"] for seat in seats.values()), "en", "hall", "remote"]
            corpus = Corpus(chance, [session, conference], known)
            listeners = [Listener(hall, seat["token"], [session, conference]) for seat in seats.values()]
            share = frames // len(listeners)
            await asyncio.gather(*(each.send([corpus.mutated() for _ in range(share)]) for each in listeners))
            for _ in range(JUNK_SOCKETS):
                talk_junk(hall, chance)

            before = reader.seq
            question = next(iter(reader.entities["question"]))
            await chair.do(session, "question.dismiss", question=question, reason="Asked before")
            await chair.wait(lambda: reader.seq > before)
        heard = [frame for listener in listeners for frame in listener.heard]
        assert sum("refused" in frame for frame in heard) > frames / 3
        assert [leak for frame in heard for leak in secrets_of(frame)] == []
    finally:
        assert hall.stop() == 0
    assert "Traceback" not in hall.log()
    assert SECRET not in hall.log()
