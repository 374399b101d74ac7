"""Connections to the relay: a publisher that sends a film, and a listener that counts packets.

They use aiortc without its codecs.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from aiohttp import ClientError
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.rtcrtpsender import RTCEncodedFrame

from rehearsal.api import ApiClient, ApiError, RelayConnection
from rehearsal.film import FilmTrack, Reel
from rehearsal.report import Media, Report

CLOSING_SECONDS = 5.0
RETRY_SECONDS = 2.0
SLOTS = "floor,chair,hall"

Connect = Callable[[str], Coroutine[Any, Any, RelayConnection]]


class Line:
    """A peer connection to the relay. `is_connected` is true while it is connected."""

    def __init__(self, api: ApiClient, *, loopback: bool) -> None:
        self._api, self._loopback = api, loopback
        self._answered: RelayConnection | None = None
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))

    @property
    def is_connected(self) -> bool:
        """Whether packets can flow."""
        return bool(self.pc.connectionState == "connected")

    @property
    def has_ended(self) -> bool:
        """Whether the connection has ended and must be opened again."""
        return self.pc.connectionState in ("failed", "closed")

    async def connect(self, through: Connect) -> None:
        """Send the offer and apply the answer. Raises `ApiError`."""
        if self._loopback:
            self._gather_on_loopback()
        await self.pc.setLocalDescription(await self.pc.createOffer())
        self._answered = await through(self.pc.localDescription.sdp)
        await self.pc.setRemoteDescription(RTCSessionDescription(self._answered.sdp, "answer"))

    def _gather_on_loopback(self) -> None:
        """Make aioice gather loopback as well, because Balai may run on this machine."""
        ice: Any = self.pc.getTransceivers()[0].sender.transport.transport._connection
        gather = ice.get_component_candidates
        ice.get_component_candidates = lambda component, addresses, **rest: gather(
            component=component, addresses=[*addresses, "127.0.0.1"], **rest
        )

    async def media(self) -> Media:
        """The figures of the connection so far."""
        return Media()

    async def close(self) -> None:
        """Delete the resource, then close the connection."""
        if self._answered is not None:
            with contextlib.suppress(Exception):
                await self._api.hang_up(self._answered)
        await self.drop()

    async def drop(self) -> None:
        """Close the connection, and do not tell the server."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                await self.pc.close()


class Publisher(Line):
    """A connection that sends a reel to the relay, or only some kinds of its media."""

    def __init__(
        self, api: ApiClient, reel: Reel, *, loopback: bool, kinds: Sequence[str] = ("audio", "video")
    ) -> None:
        super().__init__(api, loopback=loopback)
        for kind in kinds:
            track = FilmTrack(kind, reel)
            transceiver = self.pc.addTransceiver(track, direction="sendonly")
            codecs = RTCRtpSender.getCapabilities(kind).codecs
            wanted = {"audio": ("opus",), "video": ("VP8", "rtx")}[kind]
            transceiver.setCodecPreferences([codec for codec in codecs if codec.name in wanted])
            _send_audio_levels(transceiver.sender, track)

    async def media(self) -> Media:
        """The packets sent, and the relay's reports about them."""
        found = Media()
        for sender in self.pc.getSenders():
            for stat in (await sender.getStats()).values():
                if stat.type == "outbound-rtp":
                    found.packets += stat.packetsSent
                elif stat.type == "remote-inbound-rtp":
                    found.lost += max(0, stat.packetsLost)
                    if stat.roundTripTime is not None:
                        found.round_trip = stat.roundTripTime * 1000
        return found


def _send_audio_levels(sender: RTCRtpSender, track: FilmTrack) -> None:
    """Send the level of the sound in a header extension (RFC 6464).

    aiortc does so only for sound that it encoded itself.
    """
    encode = sender._next_encoded_frame

    async def with_level(codec: Any) -> RTCEncodedFrame | None:
        frame = await encode(codec)
        if frame is not None:
            frame.audio_level = track.level  # type: ignore[assignment]
        return frame

    sender._next_encoded_frame = with_level  # type: ignore[method-assign]


class ListeningLine(Line):
    """Counts the packets of every slot, and the missing sequence numbers."""

    def __init__(self, api: ApiClient, *, loopback: bool) -> None:
        super().__init__(api, loopback=loopback)
        self.heard = Media()
        self._last: dict[int, int] = {}
        for _ in SLOTS.split(","):
            for kind in ("audio", "video"):
                self.pc.addTransceiver(kind, direction="recvonly")
        for transceiver in self.pc.getTransceivers():
            receiver: Any = transceiver.receiver
            receiver.receive = _discard

    async def media(self) -> Media:
        """The packets received."""
        return self.heard

    async def connect(self, through: Connect) -> None:
        """Connect to the relay, and start to count packets."""
        await super().connect(through)
        transport: Any = self.pc.getTransceivers()[0].receiver.transport
        transport._handle_rtp_data = self._count_packet

    async def _count_packet(self, data: bytes, arrival_time_ms: int) -> None:
        number, ssrc = int.from_bytes(data[2:4], "big"), int.from_bytes(data[8:12], "big")
        ahead = (number - self._last.get(ssrc, number - 1)) & 0xFFFF
        self.heard.packets += 1
        if 0 < ahead < 0x8000:
            self.heard.lost += ahead - 1
            self._last[ssrc] = number


async def _discard(parameters: Any) -> None:
    """Replaces the method of aiortc's receiver that would decode packets. It does nothing."""


class ReconnectingLine:
    """One seat's connection to the relay, opened again after a loss. Its figures are those of all connections."""

    def __init__(self, connect: Callable[[str], Coroutine[Any, Any, Line]], report: Report) -> None:
        self._connect, self._report = connect, report
        self._line: Line | None = None
        self._earlier = Media()

    @property
    def is_open(self) -> bool:
        """Whether there is a connection that has not ended."""
        return self._line is not None and not self._line.has_ended

    async def open(self, token: str) -> None:
        """Open the connection. A failure is reported, followed by a pause, so that retries are not too quick."""
        await self.close()
        try:
            self._line = await self._connect(token)
        except (ApiError, ClientError, OSError, TimeoutError) as error:
            self._report.refusals[getattr(error, "code", "rehearsal.no_line")] += 1
            await asyncio.sleep(RETRY_SECONDS)

    async def close(self, *, quietly: bool = False) -> None:
        """Close the connection. With `quietly`, no request is sent to the server."""
        line, self._line = self._line, None
        if line is not None:
            self._earlier = self._earlier.with_later(await line.media())
            await (line.drop() if quietly else line.close())

    async def media(self) -> Media:
        """The figures of all connections so far."""
        return self._earlier.with_later(await self._line.media()) if self._line else self._earlier
