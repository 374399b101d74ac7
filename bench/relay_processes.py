"""The processes of a relay benchmark: each answers calls on a Unix socket, one line of JSON each way.

    relay_processes.py ROLE SOCKET CORE

One process is under test (`relay`, or aiortc's `mediarelay`), alone on its core. `publishers` and `listeners` have
another core.
"""

import asyncio
import contextlib
import functools
import gc
import itertools
import json
import os
import socket
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aioice.ice
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay

sys.path.insert(0, str(Path(__file__).parent.parent))

import languages_peers
import relay_peers

from streaming.relay import INTERPRETATION, Origin, Relay, StageRecorder

LONGEST_LINE = 1 << 22
PATIENCE = 120.0


async def call(path: str, do: str, **arguments: Any) -> Any:
    """Call a method of the process at this socket; returns its answer."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST_LINE)
        writer.write(json.dumps({"do": do, **arguments}).encode() + b"\n")
        line = await reader.readline()
        writer.close()
    if not line:
        raise ConnectionError(f"{do} was not answered")
    return json.loads(line)


def resident_kb() -> float:
    """The memory of this process in kB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line for line in lines if line.startswith("VmRSS")).split()[1])


async def wait_until(condition: Callable[[], bool]) -> None:
    """Poll until the condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 (what is waited for is another process, or tells nobody)
            await asyncio.sleep(0.05)


class Measured:
    """The calls to any process under test."""

    async def used(self) -> dict[str, float]:
        """CPU seconds and memory in kB so far."""
        gc.collect()
        return {"cpu": time.process_time(), "memory": resident_kb()}


class PacketRelay(Measured):
    """Balai's relay, with a slot for each publisher."""

    def __init__(self) -> None:
        self.relay = Relay(["127.0.0.1"])
        self.slots: list[str] = []

    async def publish(self, sdp: str) -> str:
        """Add a publisher in a slot of its own."""
        slot = f"slot-{len(self.slots)}"
        self.slots.append(slot)
        self.relay.stage("bench").assign(slot, slot)
        return (await self.relay.publish("bench", sdp, source=slot, origin=Origin())).sdp

    async def interpret(self, sdp: str, language: str) -> str:
        """Add an interpreter, in a language channel."""
        stage, source = self.relay.stage("bench"), f"interpreter/{language}"
        stage.assign(f"language/{language}", source)
        origin = Origin(is_booth=True)
        return (await self.relay.publish("bench", sdp, source=source, origin=origin)).sdp

    async def hand_over(self, language: str, to: str) -> None:
        """Put another interpreter into a channel."""
        self.relay.stage("bench").assign(f"language/{language}", f"interpreter/{to}")

    async def listen_in(self, sdp: str, language: str, floor: bool) -> str:
        """Add a listener of the first slot; with a language, also of that channel, and with or without the floor's
        sound.
        """
        slots = [*(self.slots[:1] or ["slot-0"]), *([INTERPRETATION] if language else [])]
        answer = await self.relay.listen("bench", sdp, slots=slots, origin=Origin())
        if language:
            own = slots[0] if floor else None
            self.relay.tune(answer.resource, {INTERPRETATION: f"language/{language}", slots[0]: own})
        return answer.sdp

    async def record(self, folder: str, leaves_out: list[str]) -> None:
        """Begin to record what is in the slots, without those whose names begin so."""
        self.folder = Path(folder)
        self.recording = StageRecorder(
            self.folder,
            begun=0.0,
            may_record=lambda source: True,
            leaves_out=frozenset(leaves_out),
            reserve=0,
            on_end=lambda problem: sys.exit(problem),
        )
        self.relay.stage("bench").add_recording(self.recording)

    async def end_recording(self) -> dict[str, int]:
        """End the recording. Returns the octets that were written, by slot."""
        await self.relay.stage("bench").remove_recording(self.recording)
        written: Counter[str] = Counter()
        for path in self.folder.iterdir():
            written[path.name.split(".")[0]] += path.stat().st_size
        return dict(written)

    async def settle(self) -> None:
        """Wait until all listeners that left are closed."""
        await wait_until(lambda: not self.relay.stage("bench").listeners)

    async def ports_and_users(self) -> list[tuple[int, str]]:
        """The port of each peer, and the user name that an ICE check needs there."""
        ices = [known.owner.peer._dtls.transport._connection for known in self.relay._resources.values()]
        return [(ice._protocols[0].local_candidate.port, ice.local_username) for ice in ices]

    async def listen(self, sdp: str, slots: int) -> str:
        """Add a listener of the first `slots` slots."""
        return (await self.relay.listen("bench", sdp, slots=self.slots[:slots], origin=Origin())).sdp


class Transcoder(Measured):
    """aiortc's MediaRelay: one decoder, and an encoder for each listener."""

    def __init__(self) -> None:
        self.relay, self.tracks, self.pcs = MediaRelay(), {}, []

    async def publish(self, sdp: str) -> str:
        """Add the publisher."""
        pc = self.connection()
        pc.on("track", lambda track: self.tracks.update({track.kind: track}))
        return await self.answer(pc, sdp)

    async def listen(self, sdp: str, slots: int) -> str:
        """Add a listener."""
        pc = self.connection()
        for track in self.tracks.values():
            pc.addTrack(self.relay.subscribe(track))
        return await self.answer(pc, sdp)

    def connection(self) -> RTCPeerConnection:
        self.pcs.append(relay_peers.connection())
        return self.pcs[-1]

    async def answer(self, pc: RTCPeerConnection, sdp: str) -> str:
        await pc.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        await pc.setLocalDescription(await pc.createAnswer())
        return pc.localDescription.sdp


class Publishers:
    """The publishers, each in a slot of its own."""

    def __init__(self) -> None:
        self.all: list[relay_peers.Publisher] = []

    async def publish(self, to: str) -> None:
        """Add a publisher."""
        publisher = relay_peers.Publisher()
        self.all.append(publisher)
        await publisher.accept(await call(to, "publish", sdp=await publisher.offer()))

    async def interpret(self, to: str, language: str) -> None:
        """Add an interpreter, who sends a tone."""
        publisher = languages_peers.TonePublisher(language)
        self.all.append(publisher)
        answer = await call(to, "interpret", sdp=await publisher.offer(), language=language)
        await publisher.accept(answer)


class Listeners:
    """The listeners."""

    def __init__(self) -> None:
        self.listeners = relay_peers.Listeners()

    async def join(self, to: str, number: int, slots: int, together: int) -> dict[str, float]:
        """Add listeners."""

        async def negotiate(sdp: str) -> str:
            return str(await call(to, "listen", sdp=sdp, slots=slots))

        return await self.listeners.join(negotiate, number, slots, together)

    async def tune_in(self, to: str, number: int, channels: list[str], floor: bool) -> None:
        """Add listeners that hear the channels in turn, or the floor alone if there are none."""
        for at in range(number):
            language = channels[at % len(channels)] if channels else ""
            listener = languages_peers.LanguageListener(
                self.listeners.certificate, interpreted=bool(language)
            )
            await listener.prepare()
            offer = functools.partial(call, to, "listen_in", language=language, floor=floor)
            await listener.connect(lambda sdp, offer=offer: offer(sdp=sdp))
            self.listeners.all.append(listener)

    async def leave(self) -> None:
        """Remove all."""
        await self.listeners.leave()

    async def mark(self) -> None:
        """Forget all counts, and count from now on."""
        self.listeners.mark()

    async def counts(self) -> dict[str, float]:
        """The counts since the last `mark`."""
        return self.listeners.counts() | {"cpu": time.process_time()}


class Strangers:
    """Senders without any connection."""

    async def flood(self, ports: list[int], data: str, rate: int, seconds: float) -> int:
        """Send hexadecimal `data` to all ports in turn from fifty addresses; returns how often it was sent."""
        with contextlib.ExitStack() as stack:
            open_one = functools.partial(socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
            mine = itertools.cycle([stack.enter_context(open_one()) for _ in range(50)])
            there, datagram = itertools.cycle(("127.0.0.1", port) for port in ports), bytes.fromhex(data)
            sent, began = 0, time.monotonic()
            while (elapsed := time.monotonic() - began) < seconds:
                while sent < elapsed * rate:
                    next(mine).sendto(datagram, next(there))
                    sent += 1
                await asyncio.sleep(0.002)
        return sent


ROLES = {
    "relay": PacketRelay,
    "mediarelay": Transcoder,
    "publishers": Publishers,
    "listeners": Listeners,
    "strangers": Strangers,
}


async def serve(role: str, path: str) -> None:
    """Answer calls until the process is ended."""
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    actor = ROLES[role]()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        message = json.loads(await reader.readline())
        found = await getattr(actor, message.pop("do"))(**message)
        writer.write(json.dumps(found).encode() + b"\n")
        writer.close()

    await asyncio.start_unix_server(answer, path, limit=LONGEST_LINE)
    await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def process(role: str, path: str, core: int) -> AsyncIterator[str]:
    """Start a process on one core, yield its socket, and end it."""
    started = await asyncio.create_subprocess_exec(*(sys.executable, __file__, role, path, str(core)))
    try:
        await wait_until(lambda: started.returncode is not None or Path(path).exists())
        if started.returncode is not None:
            raise ConnectionError(f"The process {role} did not start.")
        yield path
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[3])})
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
