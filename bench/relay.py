"""CPU of the packet relay for each listener, beside aiortc's MediaRelay, which decodes and encodes for each.

    .venv/bin/python bench/relay.py

One publisher sends a clip made beforehand (VP8 1 Mbit/s, 640x360, 30 pictures a second, and Opus); light
listeners do ICE, DTLS and SRTP and count packets. The process under test has one core to itself, publisher
and listeners the other; all traffic stays on 127.0.0.1. The runs of both relays take turns.
"""

import argparse
import asyncio
import contextlib
import fractions
import json
import os
import pickle
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aioice.ice
import av
import numpy as np
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay
from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtpPacket

sys.path.insert(0, str(Path(__file__).parent.parent))

from streaming.relay import Origin, Relay
from streaming.relay.vp8 import descriptor

COUNTS = (1, 5, 20)
WARM_UP, MEASURED = 2.5, 6.0
PICTURES_PER_SECOND = 30
WIDTH, HEIGHT, BITS_PER_SECOND, SECONDS = 640, 360, 1_000_000, 10
PAYLOAD = 1150
ROW = "{:<12}{:>10}{:>15.2f}{:>9.2f}{:>12.1f}{:>9.0f}"


def clip_path() -> Path:
    """The encoded clip, made once in the folder for temporary files."""
    path = Path(tempfile.gettempdir()) / f"balai-clip-{WIDTH}x{HEIGHT}-{BITS_PER_SECOND}.pickle"
    if not path.exists():
        clip = {"video": encode_pictures(), "audio": encode_sound()}
        path.write_bytes(pickle.dumps(clip))
    return path


def encode_pictures() -> list[bytes]:
    """Ten seconds of a noisy gradient that moves, at a constant bitrate."""
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.bit_rate, encoder.gop_size = BITS_PER_SECOND, PICTURES_PER_SECOND * SECONDS
    encoder.time_base, encoder.framerate = fractions.Fraction(1, PICTURES_PER_SECOND), PICTURES_PER_SECOND
    rate = str(BITS_PER_SECOND)
    encoder.options = {"deadline": "realtime", "cpu-used": "-6", "minrate": rate, "maxrate": rate}
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH * 2, 3))
    ramp = np.indices((HEIGHT, WIDTH * 2)).sum(0)[..., None] % 256
    canvas = (ramp * 0.8 + noise * 0.2).astype(np.uint8)
    pictures = []
    for number in range(PICTURES_PER_SECOND * SECONDS):
        left = int(WIDTH / 2 * (1 + np.sin(number / 25)))
        picture = np.ascontiguousarray(canvas[:, left : left + WIDTH])
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        pictures += [bytes(packet) for packet in encoder.encode(frame)]
    return pictures


def encode_sound() -> list[bytes]:
    """Ten seconds of a tone, in packets of 20 ms."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.format, encoder.layout, encoder.bit_rate = 48000, "s16", "stereo", 48000
    samples = (8000 * np.sin(2 * np.pi * 440 * np.arange(48000 * SECONDS) / 48000)).astype(np.int16)
    packets = []
    for at in range(0, len(samples), 960):
        stereo = np.repeat(samples[at : at + 960], 2).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(stereo, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48000, at
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    return packets


# The peers


def connection() -> RTCPeerConnection:
    """A plain aiortc peer connection that asks no STUN server."""
    return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))


async def connected(pc: RTCPeerConnection) -> None:
    """Wait until ICE and DTLS are done."""
    changed = asyncio.Event()
    pc.on("connectionstatechange", changed.set)
    while pc.connectionState != "connected":
        await changed.wait()
        changed.clear()


class Publisher:
    """Sends the clip in real time, and begins it again when a keyframe is asked for."""

    def __init__(self) -> None:
        self.pc = connection()
        self.clip = pickle.loads(clip_path().read_bytes())
        self.at = {"audio": 0, "video": 0}
        self.sequence = {"audio": random.randrange(0x8000), "video": random.randrange(0x8000)}
        self.wanted_keyframe = -1.0
        self.picture = 0

    async def offer(self, message: dict[str, Any]) -> str:
        for kind in ("audio", "video"):
            self.pc.addTransceiver(kind, direction="sendonly")
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def accept(self, message: dict[str, Any]) -> None:
        await self.pc.setRemoteDescription(RTCSessionDescription(message["sdp"], "answer"))
        await connected(self.pc)
        self.lines = {transceiver.kind: transceiver for transceiver in self.pc.getTransceivers()}
        self.dtls = self.lines["audio"].sender.transport
        self.dtls._handle_rtcp_data = self.heard
        self.tasks = [
            asyncio.create_task(self.play("audio", 50, 960)),
            asyncio.create_task(self.play("video", 30, 3000)),
        ]

    async def heard(self, data: bytes) -> None:
        feedback = [packet for packet in RtcpPacket.parse(data) if isinstance(packet, RtcpPsfbPacket)]
        asked = any(packet.fmt == 1 for packet in feedback)
        if asked and time.monotonic() - self.wanted_keyframe > 0.5:
            self.wanted_keyframe, self.at["video"] = time.monotonic(), 0

    async def play(self, kind: str, rate: int, step: int) -> None:
        began, number, frames = time.monotonic(), 0, self.clip[kind]
        while True:
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            payloads = self.payloads(kind, frames[self.at[kind] % len(frames)])
            self.at[kind] += 1
            for payload in payloads:
                await self.send(kind, number * step, payload, payload is payloads[-1] and kind == "video")
            number += 1

    def payloads(self, kind: str, frame: bytes) -> list[bytes]:
        if kind == "audio":
            return [frame]
        self.picture += 1
        size = -(-len(frame) // -(-len(frame) // PAYLOAD))
        starts = range(0, len(frame), size)
        return [descriptor(self.picture & 0x7FFF, first=at == 0) + frame[at : at + size] for at in starts]

    async def send(self, kind: str, timestamp: int, payload: bytes, marker: bool) -> None:
        line = self.lines[kind]
        packet = RtpPacket(
            line._codecs[0].payloadType, int(marker), self.sequence[kind], timestamp & 0xFFFFFFFF
        )
        packet.ssrc, packet.payload = line.sender._ssrc, payload
        self.sequence[kind] = (self.sequence[kind] + 1) & 0xFFFF
        await self.dtls._send_rtp(packet.serialize())


async def receive_nothing(parameters: Any) -> None:
    """In place of aiortc's receive, which starts a decoder's thread."""


class Listener:
    """Counts what comes, stream by stream. Numbers begin in the lower half: none wraps in a run so short."""

    def __init__(self) -> None:
        self.pc = connection()
        self.seen: dict[int, set[int]] = {}
        self.pictures: set[int] = set()
        self.octets = 0

    async def offer(self) -> str:
        for kind in ("audio", "video"):
            self.pc.addTransceiver(kind, direction="recvonly").receiver.receive = receive_nothing
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def accept(self, sdp: str) -> None:
        await self.pc.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
        audio, video = self.pc.getTransceivers()
        self.video_types = {codec.payloadType for codec in video._codecs if codec.name != "rtx"}
        self.dtls = audio.receiver.transport
        self.dtls._handle_rtp_data = self.heard
        await connected(self.pc)

    async def heard(self, data: bytes, arrival_time_ms: int) -> None:
        sequence, ssrc = int.from_bytes(data[2:4], "big"), int.from_bytes(data[8:12], "big")
        self.seen.setdefault(ssrc, set()).add(sequence)
        self.octets += len(data)
        if data[1] & 0x7F in self.video_types:
            self.pictures.add(int.from_bytes(data[4:8], "big"))

    def lost(self) -> tuple[int, int]:
        """Packets expected and packets missing since the mark."""
        expected = sum(max(seen) - min(seen) + 1 for seen in self.seen.values())
        return expected, expected - sum(map(len, self.seen.values()))

    def mark(self) -> None:
        self.seen, self.pictures, self.octets = {}, set(), 0


class Listeners:
    """All listeners of a run, in one process."""

    def __init__(self) -> None:
        self.all: list[Listener] = []

    async def offer(self, message: dict[str, Any]) -> str:
        self.all.append(Listener())
        return await self.all[-1].offer()

    async def accept(self, message: dict[str, Any]) -> None:
        await self.all[-1].accept(message["sdp"])

    async def mark(self, message: dict[str, Any]) -> None:
        for listener in self.all:
            listener.mark()

    async def counts(self, message: dict[str, Any]) -> dict[str, float]:
        losses = [listener.lost() for listener in self.all]
        return {
            "expected": sum(expected for expected, _ in losses),
            "lost": sum(lost for _, lost in losses),
            "pictures": sum(len(listener.pictures) for listener in self.all) / len(self.all),
            "kilobits": sum(listener.octets for listener in self.all) / len(self.all) / 125,
        }


class PacketRelay:
    """Balai's relay."""

    def __init__(self) -> None:
        self.relay = Relay(["127.0.0.1"])
        self.relay.stage("bench").assign("floor", "clip")

    async def publish(self, message: dict[str, Any]) -> str:
        return (await self.relay.publish("bench", message["sdp"], source="clip", origin=Origin())).sdp

    async def listen(self, message: dict[str, Any]) -> str:
        return (await self.relay.listen("bench", message["sdp"], slots=["floor"], origin=Origin())).sdp


class Transcoder:
    """aiortc's MediaRelay: one decoder, and an encoder for each listener."""

    def __init__(self) -> None:
        self.relay, self.tracks, self.pcs = MediaRelay(), {}, []

    async def publish(self, message: dict[str, Any]) -> str:
        pc = self.connection()
        pc.on("track", lambda track: self.tracks.update({track.kind: track}))
        return await self.answer(pc, message["sdp"])

    async def listen(self, message: dict[str, Any]) -> str:
        pc = self.connection()
        for track in self.tracks.values():
            pc.addTrack(self.relay.subscribe(track))
        return await self.answer(pc, message["sdp"])

    def connection(self) -> RTCPeerConnection:
        self.pcs.append(connection())
        return self.pcs[-1]

    async def answer(self, pc: RTCPeerConnection, sdp: str) -> str:
        await pc.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        await pc.setLocalDescription(await pc.createAnswer())
        return pc.localDescription.sdp


ROLES = {"publisher": Publisher, "listeners": Listeners, "relay": PacketRelay, "mediarelay": Transcoder}


# Processes that answer one line of JSON with another


async def serve(role: str) -> None:
    """Be one of the processes: answer requests from standard input until it ends."""
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    actor, loop = ROLES[role](), asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=1 << 22)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        message = json.loads(line)
        do = message["do"]
        print(
            json.dumps(time.process_time() if do == "cpu" else await getattr(actor, do)(message)), flush=True
        )
    os._exit(0)


class Child:
    """One of the processes, seen from the one that measures."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def do(self, what: str, **message: Any) -> Any:
        self.process.stdin.write(json.dumps({"do": what, **message}).encode() + b"\n")
        line = await asyncio.wait_for(self.process.stdout.readline(), 30)
        if not line:
            raise ConnectionError("The process ended.")
        return json.loads(line)


@contextlib.asynccontextmanager
async def child(role: str, core: int) -> AsyncIterator[Child]:
    """Start a process on one core, and end it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, __file__, "--role", role, "--core", str(core)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=1 << 22,
    )
    try:
        yield Child(process)
    finally:
        process.kill()
        await process.wait()


async def run(role: str, count: int) -> dict[str, float]:
    """One run: for each listener, milliseconds of CPU a second, loss in percent, pictures a second."""
    last = (os.cpu_count() or 1) - 1
    async with (
        child(role, 0) as relay,
        child("publisher", last) as publisher,
        child("listeners", last) as listeners,
    ):
        await publisher.do("accept", sdp=await relay.do("publish", sdp=await publisher.do("offer")))
        for _ in range(count):
            await listeners.do("accept", sdp=await relay.do("listen", sdp=await listeners.do("offer")))
        await asyncio.sleep(WARM_UP)
        await listeners.do("mark")
        began, cpu = time.monotonic(), await relay.do("cpu")
        await asyncio.sleep(MEASURED)
        used, elapsed = await relay.do("cpu") - cpu, time.monotonic() - began
        counts = await listeners.do("counts")
    return {
        "ms": used / elapsed / count * 1000,
        "loss": 100 * counts["lost"] / max(1, counts["expected"]),
        "pictures": counts["pictures"] / elapsed,
        "kilobits": counts["kilobits"] / elapsed,
    }


async def measure() -> None:
    """All runs, a table, and the report."""
    import report

    clip_path()
    figures: dict[str, float] = {}
    print(f"{'relay':<12}{'listeners':>10}{'ms CPU/s each':>15}{'loss %':>9}{'pictures/s':>12}{'kbit/s':>9}")
    for count in COUNTS:
        for role in ("relay", "mediarelay"):
            try:
                found = await run(role, count)
            except (ConnectionError, TimeoutError) as error:
                print(f"{role:<12}{count:>10}   did not survive: {type(error).__name__}")
                continue
            print(
                ROW.format(role, count, found["ms"], found["loss"], found["pictures"], found["kilobits"]),
                flush=True,
            )
            figures[f"{role}_ms_per_listener_{count}"] = found["ms"]
            figures[f"{role}_loss_percent_{count}"] = found["loss"]
            figures[f"{role}_pictures_per_second_{count}"] = found["pictures"]
            figures[f"{role}_kilobits_per_second_{count}"] = found["kilobits"]
    ratio = figures["relay_ms_per_listener_5"] / figures["mediarelay_ms_per_listener_5"]
    report.write("relay", figures, {"cpu_vs_mediarelay": ratio})
    print(f"At 5 listeners MediaRelay takes {1 / ratio:.0f} times the CPU.")


def main() -> None:
    """Measure, or be one of the processes of a measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--role", choices=ROLES, help=argparse.SUPPRESS)
    parser.add_argument("--core", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role:
        os.sched_setaffinity(0, {options.core})
        asyncio.run(serve(options.role))
    else:
        asyncio.run(measure())


if __name__ == "__main__":
    main()
