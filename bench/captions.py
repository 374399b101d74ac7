"""How soon captions reach a thousand readers, and what speech recognition costs and how late it is.

    make bench-languages

The readers: sockets at a web process of Balai, which has one core and they another; a source writes final captions with
words that come between them. The worker: `manage.py captions` listens to phrases that espeak-ng spoke, which are
published to a whole Balai, and a reader hears of what it wrote; first with an engine of the vosk-server protocol that
only finds where phrases end, then with PocketSphinx. All traffic stays on 127.0.0.1. The figures go into
`bench/results/languages.json`. The machine's load is printed, because latencies depend on it.
"""

import argparse
import array
import asyncio
import contextlib
import fractions
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import aiohttp  # noqa: E402
import aioice.ice  # noqa: E402
import av  # noqa: E402
import report  # noqa: E402
import wire  # noqa: E402
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription  # noqa: E402
from relay_processes import wait_until  # noqa: E402
from websockets.asyncio.server import ServerConnection, serve  # noqa: E402
from websockets.exceptions import ConnectionClosedError  # noqa: E402
from wire_crowd import cpu_seconds  # noqa: E402

from tests.support.hall import Hall  # noqa: E402
from tests.support.speech import RATE, samples_of, speech_file  # noqa: E402

READERS, CAPTIONS, PACE = 1000, 60, 1.0
PHRASES, WARM_UP, SILENCE = 14, 2, 2.5
"""Phrases that are spoken, of which the first are not counted, and the seconds of silence after each."""
FRAME = RATE // 50
SPOKEN = "We welcome the report on digital diplomacy."
QUIET, PAUSE = 300, 0.5
"""The test engine's mean magnitude below which nobody speaks, and after how many seconds of it a phrase has ended."""


def readers(count: int) -> dict[str, float]:
    """From a source's command to each of the readers."""
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder) / "hall", PROCESS_TYPE="web")
        hall.prepare()
        serve = [sys.executable, "platform/manage.py", "serve", f"--port={hall.port}"]
        hall.start(*wire.on_core(0), *serve)
        try:
            orders = wire.orders_for(hall, count) | {
                "more_streams": [f"captions/{hall.session()}"],
                "captions": {"count": CAPTIONS, "pace": PACE},
            }
            path = Path(folder) / "orders.json"
            path.write_text(json.dumps(orders))
            found: dict[str, float] = wire.loaded("captions_crowd.py", str(path))
            return found
        finally:
            hall.stop()


class Phrases(MediaStreamTrack):
    """A phrase and a silence, again and again. `ends` are the times at which the last sound of each was sent."""

    kind = "audio"

    def __init__(self, samples: bytes) -> None:
        super().__init__()
        silence = bytes(2 * round(SILENCE * RATE))
        self._samples, self._spoken = samples + silence, len(samples)
        self._at = self._sent = 0
        self._began: float | None = None
        self.ends: list[float] = []

    async def recv(self) -> av.AudioFrame:
        """The next 20 ms."""
        self._began = time.monotonic() if self._began is None else self._began
        await asyncio.sleep(max(0.0, self._began + self._sent / RATE - time.monotonic()))
        octets = 2 * FRAME
        piece = self._samples[self._at : self._at + octets].ljust(octets, b"\0")
        before, self._at = self._at, self._at + octets
        if before < self._spoken <= self._at:
            self.ends.append(time.monotonic())
        if self._at >= len(self._samples):
            self._at = 0
        frame = av.AudioFrame(format="s16", layout="mono", samples=FRAME)
        frame.planes[0].update(piece)
        frame.sample_rate, frame.time_base, frame.pts = RATE, fractions.Fraction(1, RATE), self._sent
        self._sent += FRAME
        return frame


def voiced(samples: bytes) -> bool:
    """Whether somebody speaks in these samples."""
    heard = array.array("h", samples)[::8]
    return sum(map(abs, heard)) > QUIET * len(heard)


def until_the_last_word(samples: bytes) -> bytes:
    """Samples without the silence with which espeak-ng ends them."""
    at = range(0, len(samples), 2 * FRAME)
    return samples[: max(place for place in at if voiced(samples[place : place + 2 * FRAME])) + 2 * FRAME]


@contextlib.asynccontextmanager
async def engine() -> AsyncIterator[str]:
    """An engine of the vosk-server protocol at the yielded address. It hears words come, and where a phrase ends."""

    async def chunks(socket: ServerConnection) -> AsyncIterator[bytes]:
        with contextlib.suppress(ConnectionClosedError):  # the worker is ended by a signal
            async for chunk in socket:
                assert isinstance(chunk, bytes)
                yield chunk

    async def recognise(socket: ServerConnection) -> None:
        await socket.recv()
        spoken = quiet = 0.0
        async for chunk in chunks(socket):
            length = len(chunk) / 2 / RATE
            if voiced(chunk):
                spoken, quiet = spoken + length, 0.0
            elif spoken:
                quiet += length
            words = SPOKEN.split()[: int(spoken * 2.5)]
            if quiet >= PAUSE:
                await socket.send(json.dumps({"result": [], "text": " ".join(words)}))
                spoken = quiet = 0.0
            else:
                await socket.send(json.dumps({"partial": " ".join(words)}))

    async with serve(recognise, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@contextlib.asynccontextmanager
async def spoken(hall: Hall, http: aiohttp.ClientSession, track: Phrases) -> AsyncIterator[None]:
    """Publish phrases as the hall's mix."""
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    peer.addTransceiver(track, direction="sendonly")
    await peer.setLocalDescription(await peer.createOffer())
    bearer = {"Authorization": f"Bearer {hall.seat('operator')['token']}"}
    path = f"{hall.url}/api/v1/sessions/{hall.session()}/media-token"
    async with http.post(path, json={"action": "publish", "feed": "hall"}, headers=bearer) as answer:
        given = await answer.json()
    headers = {"Content-Type": "application/sdp", "Authorization": f"Bearer {given['token']}"}
    async with http.post(hall.url + given["url"], data=peer.localDescription.sdp, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        await peer.setRemoteDescription(RTCSessionDescription(await answer.text(), "answer"))
    try:
        yield
    finally:
        await peer.close()


async def read(hall: Hall, http: aiohttp.ClientSession, came: list[float]) -> None:
    """Follow the captions as a page does, and note when each final one came."""
    token, stream = (await asyncio.to_thread(hall.guests, 1))[0], f"captions/{hall.session()}"
    async with http.ws_connect(f"{hall.url}/ws", protocols=["balai.v1"], origin=hall.url) as socket:
        await socket.send_json({"hello": token})
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith('{"seat"'):
                await socket.send_json({"follow": stream, "cursor": None})
            elif message.type is aiohttp.WSMsgType.TEXT and '"caption.written"' in message.data:
                came.append(time.monotonic())


def family(pid: int) -> list[int]:
    """A process and those that it started."""
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [one for child in path.read_text().split() for one in family(int(child))]
    return found


def used(pid: int) -> float:
    """CPU seconds of a process and those that it started."""
    return sum(map(cpu_seconds, family(pid)))


async def worker(folder: str, name: str, words: bytes) -> dict[str, float]:
    """From the end of each phrase to its final text at a reader, and the CPU of the worker."""
    hall, track, came = Hall(Path(folder) / name), Phrases(words), list[float]()
    await asyncio.to_thread(hall.prepare)
    await asyncio.to_thread(hall.start)
    try:
        async with aiohttp.ClientSession() as http, engine() as vosk, spoken(hall, http, track):
            reading = asyncio.create_task(read(hall, http, came))
            process = await asyncio.create_subprocess_exec(
                sys.executable, "platform/manage.py", "captions", "--session", hall.session(), "--url", hall.url,
                "--engine", vosk if name == "vosk" else "sphinx",
                cwd=ROOT, env=hall.environment, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                await wait_until(lambda: len(came) >= WARM_UP)
                first, began, before = len(track.ends), time.monotonic(), used(process.pid)
                await wait_until(lambda: len(track.ends) >= first + PHRASES)
                cpu, elapsed = used(process.pid) - before, time.monotonic() - began
                await asyncio.sleep(SILENCE)
            finally:
                process.terminate()
                await process.wait()
                reading.cancel()
    finally:
        await asyncio.to_thread(hall.stop)
    ends = track.ends[first : first + PHRASES]
    waits = [last_within(came, end, end + SILENCE) for end in ends]
    late = sorted(1000 * wait for wait in waits if wait is not None)
    return {
        f"captions_{name}_cores": cpu / elapsed,
        f"captions_{name}_phrase_to_text_median_ms": statistics.median(late),
        f"captions_{name}_phrase_to_text_longest_ms": late[-1],
        f"captions_{name}_phrases_without_text": len(waits) - len(late),
    }


def last_within(moments: list[float], begins: float, ends: float) -> float | None:
    """How long after the begin the last of the moments came, or None if none did."""
    found = [moment - begins for moment in moments if begins <= moment < ends]
    return found[-1] if found else None


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["readers", "vosk", "sphinx"], help="one part")
    parser.add_argument("--readers", type=int, default=READERS, help="who read the captions")
    given = parser.parse_args()
    only = given.only
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        if only in (None, "readers"):
            figures |= readers(given.readers)
        speech = until_the_last_word(samples_of(speech_file(SPOKEN, Path(folder) / "speech.wav"), silence=0))
        for name in ("vosk", "sphinx"):
            if only in (None, name):
                figures |= asyncio.run(worker(folder, name, speech))
    for key, value in figures.items():
        print(f"{key:44} {value:9.3f}")
    print("load of the machine:", *(f"{one:.1f}" for one in os.getloadavg()))
    print(report.merge("languages", figures).relative_to(ROOT))


if __name__ == "__main__":
    main()
