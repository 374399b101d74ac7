"""Publishers of steady tones, and light listeners that know by its packets which tone they get."""

import asyncio
import functools
import random
import time
from collections.abc import Awaitable, Callable

import av
import numpy as np
import relay_peers
from aiortc import RTCSessionDescription

RATE, FRAME = 48_000, 960
TONES = {"floor": 220, "fr": 440, "es": 880, "en": 1320, "ar": 660, "ru": 1100, "fr-2": 550}
"""A tone for the floor, and for each booth, in Hz."""


@functools.cache
def frames(hertz: int, seconds: int = 2) -> list[bytes]:
    """A tone as Opus packets of 20 ms, without the encoder's first ones."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.format, encoder.layout, encoder.bit_rate = RATE, "s16", "mono", 64_000
    wave = (8000 * np.sin(2 * np.pi * hertz * np.arange(RATE * seconds) / RATE)).astype(np.int16)
    packets = []
    for at in range(0, len(wave), FRAME):
        frame = av.AudioFrame.from_ndarray(wave[at : at + FRAME].reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, at
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    return packets[10:]


@functools.cache
def tones_by_packet() -> dict[bytes, str]:
    """Which tone a packet is of."""
    return {packet: name for name, hertz in TONES.items() for packet in frames(hertz)}


class TonePublisher(relay_peers.Publisher):
    """Sends a tone in real time, without a picture."""

    def __init__(self, name: str) -> None:
        self.pc = relay_peers.connection()
        self.frames = frames(TONES[name])
        self.sequence = {"audio": random.randrange(0x8000)}

    async def offer(self) -> str:
        """Its SDP offer."""
        self.pc.addTransceiver("audio", direction="sendonly")
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return str(self.pc.localDescription.sdp)

    async def accept(self, answer: str) -> None:
        """Connect and begin to send."""
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        await relay_peers.connected(self.pc)
        self.lines = {transceiver.kind: transceiver for transceiver in self.pc.getTransceivers()}
        self.dtls = self.lines["audio"].sender.transport
        self.tasks = [asyncio.create_task(self._send_for_ever())]

    async def leave(self) -> None:
        """Stop sending, and close the connection."""
        for task in self.tasks:
            task.cancel()
        await self.pc.close()

    async def _send_for_ever(self) -> None:
        began, number = time.monotonic(), 0
        while True:
            await asyncio.sleep(max(0.0, began + number * 0.02 - time.monotonic()))
            payload = self.payload(self.frames[number % len(self.frames)])
            await self.send("audio", number * FRAME, payload, number == 0)
            number += 1

    def payload(self, frame: bytes) -> bytes:
        """What is sent of a frame."""
        return frame


class StampedPublisher(TonePublisher):
    """Sends a tone, and in the last eight bytes of each packet its send time in nanoseconds."""

    def payload(self, frame: bytes) -> bytes:
        """The frame, and the present time."""
        return frame + relay_peers.STAMP.pack(time.time_ns())


class LanguageListener(relay_peers.Listener):
    """Gets the floor (sound and picture) and, if it has a language, the sound of interpretation.

    While `on_tone` is set, it is called with the tone of each packet of the last sound, and when it arrived. While
    `measures_delay` is true, `delays` gets the milliseconds that each packet of a `StampedPublisher` was on its way.
    """

    def __init__(self, certificate: relay_peers.Certificate, *, interpreted: bool) -> None:
        super().__init__(certificate, 1)
        self.interpreted = interpreted
        self.on_tone: Callable[[str, float], None] | None = None
        self.measures_delay = False
        self._sound = b""

    async def prepare(self) -> None:
        """Make the offer beforehand."""
        for kind in ("audio", "video", *(("audio",) if self.interpreted else ())):
            self.pc.addTransceiver(kind, direction="recvonly").receiver.receive = relay_peers.receive_nothing
        await self.pc.setLocalDescription(await self.pc.createOffer())

    async def connect(self, negotiate: Callable[[str], Awaitable[str]]) -> None:
        """Offer and connect. Nothing need be sent yet."""
        answer = await negotiate(self.pc.localDescription.sdp)
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        audio, video, *_ = self.pc.getTransceivers()
        self.picture_types = {codec.payloadType for codec in video._codecs if codec.name != "rtx"}
        self.dtls = audio.receiver.transport
        self.dtls._handle_rtp_data = self.early
        await relay_peers.connected(self.pc)
        last = answer.split("m=audio")[-1]
        self._sound = int(last.split("a=ssrc:")[1].split(" ")[0]).to_bytes(4, "big")
        self.take_over()

    def count(self, size: int, now: int) -> None:
        """Count the packet in the buffer, and tell its tone, or note how long it was on its way."""
        if self.measures_delay and bytes(self.buffer[8:12]) == self._sound:
            plain = self.dtls._rx_srtp.unprotect(bytes(self.buffer[:size]))
            sent = relay_peers.STAMP.unpack(plain[-relay_peers.STAMP.size :])[0]
            self.delays.append((now - sent) / 1e6)
        if self.on_tone is not None and bytes(self.buffer[8:12]) == self._sound:
            plain = self.dtls._rx_srtp.unprotect(bytes(self.buffer[:size]))
            at = 12 + (4 + 4 * int.from_bytes(plain[14:16], "big") if plain[0] & 0x10 else 0)
            if tone := tones_by_packet().get(plain[at:]):
                self.on_tone(tone, time.monotonic())
        super().count(size, now)
