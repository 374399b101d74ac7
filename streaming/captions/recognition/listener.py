"""Listens to one slot of a session by WHEP, and gives its sound to an engine as 16-bit mono."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import av
from aiohttp import ClientSession
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError

from streaming.captions.recognition.engine import CHUNK_OCTETS, RATE

MAX_WAITING = 100
"""Chunks that wait for the engine. If it stalls, the oldest are dropped: that costs words, never memory."""


class SoundQueue:
    """The sound between the relay and the engine. Ends with the connection."""

    def __init__(self) -> None:
        self._chunks: asyncio.Queue[bytes] = asyncio.Queue(MAX_WAITING)
        self._ended = asyncio.Event()
        self._rest = b""

    def put(self, samples: bytes) -> None:
        """Add samples."""
        self._rest += samples
        while len(self._rest) >= CHUNK_OCTETS:
            if self._chunks.full():
                self._chunks.get_nowait()
            self._chunks.put_nowait(self._rest[:CHUNK_OCTETS])
            self._rest = self._rest[CHUNK_OCTETS:]

    def end(self) -> None:
        """No more samples come."""
        self._ended.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The chunks, until the sound has ended."""
        ended = asyncio.ensure_future(self._ended.wait())
        try:
            while not (self._ended.is_set() and self._chunks.empty()):
                taken = asyncio.ensure_future(self._chunks.get())
                await asyncio.wait({taken, ended}, return_when=asyncio.FIRST_COMPLETED)
                if not taken.done():
                    taken.cancel()
                    continue
                yield taken.result()
        finally:
            ended.cancel()


class WhepListener:
    """One connection to the relay, which receives sound."""

    def __init__(self, *, loopback: bool) -> None:
        config = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        self._peer = RTCPeerConnection(config)
        self._peer.addTransceiver("audio", direction="recvonly")
        self._peer.addTransceiver("video", direction="recvonly")
        self._peer.on("track", self._begin)
        self._loopback = loopback
        self._tasks: list[asyncio.Task[None]] = []
        self.sound = SoundQueue()

    async def open(self, http: ClientSession, url: str, token: str) -> None:
        """Connect to a WHEP endpoint. Raises `aiohttp.ClientError` if it refuses."""
        if self._loopback:
            self._gather_on_loopback()
        await self._peer.setLocalDescription(await self._peer.createOffer())
        headers = {"Content-Type": "application/sdp", "Authorization": f"Bearer {token}"}
        offer = self._peer.localDescription.sdp
        async with http.post(url, data=offer, headers=headers, raise_for_status=True) as answer:
            await self._peer.setRemoteDescription(RTCSessionDescription(await answer.text(), "answer"))

    def _gather_on_loopback(self) -> None:
        """Make aioice gather loopback as well, because Balai may run on this machine."""
        ice: Any = self._peer.getTransceivers()[0].receiver.transport.transport._connection
        gather = ice.get_component_candidates
        ice.get_component_candidates = lambda component, addresses, **rest: gather(
            component=component, addresses=[*addresses, "127.0.0.1"], **rest
        )

    def _begin(self, track: Any) -> None:
        if track.kind == "audio":
            self._tasks.append(asyncio.create_task(self._take(track)))

    async def _take(self, track: Any) -> None:
        resampler = av.AudioResampler("s16", "mono", RATE)
        try:
            while True:
                for frame in resampler.resample(await track.recv()):
                    self.sound.put(bytes(frame.planes[0])[: frame.samples * 2])
        except MediaStreamError:
            self.sound.end()

    async def close(self) -> None:
        """End the connection."""
        for task in self._tasks:
            task.cancel()
        self.sound.end()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await self._peer.close()
