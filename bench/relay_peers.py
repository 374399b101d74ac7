"""Publishers and listeners for a benchmark of the relay: light peers that do ICE, DTLS and SRTP and decode nothing."""

import asyncio
import gc
import pickle
import random
import statistics
import struct
import time
from collections.abc import Awaitable, Callable
from typing import Any

import relay_clip
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtpPacket

from streaming.relay.connection import Certificate
from streaming.relay.vp8 import descriptor

PAYLOAD = 1150
STAMP = struct.Struct("!Q")
SAMPLED = 16
"""One of this many packets of a picture's stream is decrypted to read its send time."""
PATIENCE = 30.0

Offer = Callable[[str], Awaitable[str]]


def connection(certificate: Certificate | None = None) -> RTCPeerConnection:
    """A plain aiortc peer connection that asks no STUN server."""
    pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
    if certificate is not None:
        pc._RTCPeerConnection__certificates = [certificate]
    return pc


async def connected(pc: RTCPeerConnection) -> None:
    """Wait until ICE and DTLS are done."""
    changed = asyncio.Event()
    pc.on("connectionstatechange", changed.set)
    while pc.connectionState != "connected":
        await asyncio.wait_for(changed.wait(), PATIENCE)
        changed.clear()


SHORTEST_BETWEEN_KEYFRAMES = 0.3
"""Seconds between two keyframes at least, as in libwebrtc's encoder."""


class Publisher:
    """Sends the clip in real time, and restarts it when a keyframe is asked for.

    The last eight bytes of each picture packet are its send time in nanoseconds.
    """

    def __init__(self) -> None:
        self.pc = connection()
        self.clip = pickle.loads(relay_clip.clip_path().read_bytes())
        self.at = {"audio": 0, "video": 0}
        self.sequence = {"audio": random.randrange(0x8000), "video": random.randrange(0x8000)}
        self.wanted_keyframe = -1.0
        self.picture = 0

    async def offer(self) -> str:
        """Its SDP offer."""
        for kind in ("audio", "video"):
            self.pc.addTransceiver(kind, direction="sendonly")
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def accept(self, answer: str) -> None:
        """Connect and begin to send."""
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))
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
        if asked and time.monotonic() - self.wanted_keyframe > SHORTEST_BETWEEN_KEYFRAMES:
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
        if kind == "video":
            payload = payload[: -STAMP.size] + STAMP.pack(time.time_ns())
        packet.ssrc, packet.payload = line.sender._ssrc, payload
        self.sequence[kind] = (self.sequence[kind] + 1) & 0xFFFF
        await self.dtls._send_rtp(packet.serialize())


async def receive_nothing(parameters: Any) -> None:
    """Replaces aiortc's receive, which would start a decoder's thread."""


class Stream:
    """The packets of one SSRC since the last `mark`."""

    __slots__ = ("first", "highest", "octets", "pictures", "received", "timestamp")

    def __init__(self, sequence: int) -> None:
        self.first = self.highest = sequence
        self.received = self.octets = self.pictures = 0
        self.timestamp = b""

    def add(self, sequence: int, timestamp: bytes, size: int) -> None:
        """Note a packet, by the low 16 bits of its number."""
        ahead = (sequence - self.highest) & 0xFFFF
        if ahead < 0x8000:
            self.highest += ahead
        self.received += 1
        self.octets += size
        if timestamp != self.timestamp:
            self.timestamp = timestamp
            self.pictures += 1

    @property
    def lost(self) -> int:
        """How many packets never arrived."""
        return self.highest - self.first + 1 - self.received


class Listener:
    """Reads its socket itself once connected, and counts by the headers, which SRTP does not encrypt."""

    def __init__(self, certificate: Certificate, slots: int) -> None:
        self.pc = connection(certificate)
        self.slots = slots
        self.streams: dict[bytes, Stream] = {}
        self.delays: list[float] = []
        self.seen = asyncio.Event()
        self.buffer = bytearray(2048)

    async def prepare(self) -> None:
        """Make the offer beforehand, because its cost in this process is not part of a join."""
        for _ in range(self.slots):
            for kind in ("audio", "video"):
                self.pc.addTransceiver(kind, direction="recvonly").receiver.receive = receive_nothing
        await self.pc.setLocalDescription(await self.pc.createOffer())

    async def join(self, negotiate: Offer) -> float:
        """Offer, connect, and wait for the first picture packet; returns the seconds."""
        began = time.monotonic()
        answer = await negotiate(self.pc.localDescription.sdp)
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        audio, video, *_ = self.pc.getTransceivers()
        self.picture_types = {codec.payloadType for codec in video._codecs if codec.name != "rtx"}
        self.dtls = audio.receiver.transport
        self.dtls._handle_rtp_data = self.early
        await connected(self.pc)
        self.take_over()
        await asyncio.wait_for(self.seen.wait(), PATIENCE)
        return time.monotonic() - began

    async def early(self, data: bytes, arrival_time_ms: int) -> None:
        """Take a packet that came before the socket was taken over."""
        if data[1] & 0x7F in self.picture_types:
            self.seen.set()

    def take_over(self) -> None:
        """Read the socket instead of aioice, which gets all that is not media."""
        pair = self.dtls.transport._connection._nominated[1]
        self.protocol = pair.protocol
        self.sock = self.protocol.transport.get_extra_info("socket").dup()
        self.fd = self.protocol.transport.get_extra_info("socket").fileno()
        loop = asyncio.get_running_loop()
        loop._remove_reader(self.fd)
        loop.add_reader(self.sock.fileno(), self.readable)

    def readable(self) -> None:
        """Take all waiting packets."""
        buffer, now = self.buffer, time.time_ns()
        while True:
            try:
                size, address = self.sock.recvfrom_into(buffer)
            except BlockingIOError:
                return
            if not 127 < buffer[0] < 192:
                self.protocol.datagram_received(bytes(buffer[:size]), address)
            elif not 192 <= buffer[1] < 224:
                self.count(size, now)

    def count(self, size: int, now: int) -> None:
        """Count the packet in the buffer; note the latency of some."""
        buffer = self.buffer
        sequence = buffer[2] << 8 | buffer[3]
        ssrc = bytes(buffer[8:12])
        stream = self.streams.get(ssrc)
        if stream is None:
            stream = self.streams[ssrc] = Stream(sequence)
        stream.add(sequence, bytes(buffer[4:8]), size)
        if buffer[1] & 0x7F in self.picture_types:
            self.seen.set()
            if sequence % SAMPLED == 0:
                plain = self.dtls._rx_srtp.unprotect(bytes(buffer[:size]))
                self.delays.append((now - STAMP.unpack(plain[-STAMP.size :])[0]) / 1e6)

    async def leave(self) -> None:
        """Close, as a tab does."""
        asyncio.get_running_loop().remove_reader(self.sock.fileno())
        self.sock.close()
        await self.pc.close()


class Listeners:
    """All listeners of a run, in one process."""

    def __init__(self) -> None:
        self.all: list[Listener] = []
        self.certificate = Certificate.generateCertificate()

    async def join(self, negotiate: Offer, number: int, slots: int, together: int) -> dict[str, Any]:
        """Add `number` listeners, `together` at a time; returns the ms that each `took`, and how many came a second."""
        turn = asyncio.Semaphore(together)
        took: list[float] = []
        coming = [Listener(self.certificate, slots) for _ in range(number)]
        self.all += coming
        for listener in coming:
            await listener.prepare()

        async def one(listener: Listener) -> None:
            async with turn:
                took.append(await listener.join(negotiate))

        began = time.monotonic()
        await asyncio.gather(*map(one, coming))
        elapsed = time.monotonic() - began
        return {"took": [1000 * seconds for seconds in took], "rate": number / elapsed}

    async def leave(self) -> None:
        """Close the connections of all listeners."""
        leaving, self.all = self.all, []
        for listener in leaving:
            await listener.leave()
        gc.collect()

    def mark(self) -> None:
        """Forget all counts, and count from now on."""
        for listener in self.all:
            listener.streams, listener.delays = {}, []

    def counts(self) -> dict[str, float]:
        """The counts since the last `mark`."""
        streams = [stream for listener in self.all for stream in listener.streams.values()]
        pictures = [s for s in streams if s.octets / max(1, s.received) > 400]
        delays = [delay for listener in self.all for delay in listener.delays] or [0.0]
        return {
            "expected": sum(stream.received + stream.lost for stream in streams),
            "lost": sum(stream.lost for stream in streams),
            "pictures": sum(s.pictures for s in pictures) / max(1, len(pictures)),
            "kilobits": sum(s.octets for s in streams) / max(1, len(self.all)) / 125,
            "p50": quantile(delays, 50),
            "p99": quantile(delays, 99),
        }


def quantile(values: list[float], percent: int) -> float:
    """A percentile of some values."""
    return (
        values[0]
        if len(values) == 1
        else statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
    )
