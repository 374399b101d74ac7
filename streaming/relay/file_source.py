"""A media file as a source: a video statement on the floor, or a video before a session."""

from __future__ import annotations

import asyncio
import logging
import math
import random
import time

from streaming.relay import h264, rtcp, vp8
from streaming.relay.clock import SourceClock
from streaming.relay.codecs import CLOCK_RATES
from streaming.relay.errors import MediaRefusal
from streaming.relay.media_file_reader import EncodedFrame, MediaFileReader
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.source import Origin, Source
from streaming.relay.track import Track

logger = logging.getLogger(__name__)

READ_AHEAD = 64
PAYLOAD = 1150
PACKETS_AT_ONCE = 64
"""Packets of one frame that are sent without a pause."""
# Seconds until a pause, or the end of one, is noticed.
PAUSE_POLL_SECONDS = 0.1


class FileSource(Source):
    """Plays a WebM or MP4 file in real time.

    It cannot make a keyframe on request, so files should have one every 2 seconds.
    """

    def __init__(
        self,
        reader: MediaFileReader,
        identity: str,
        origin: Origin,
        packet_writer: PacketWriter,
        *,
        loop: bool,
        start: float,
    ) -> None:
        super().__init__(identity, origin)
        clock = SourceClock()
        self._tracks = {
            kind: Track(kind, codec, clock, packet_writer, None) for kind, codec in reader.codecs.items()
        }
        self.layers = {kind: (track,) for kind, track in self._tracks.items()}
        self._reader = reader
        self._loops = loop
        self._start = start
        self._loop = asyncio.get_running_loop()
        self._playing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._reading: asyncio.Future[list[EncodedFrame]] | None = None
        self._began = self._zero = self._stopped_at = 0.0
        self._sequences = {kind: random.randrange(0x8000) for kind in reader.codecs}
        self._picture = 0
        self._played_out = False
        self._broke: MediaRefusal | None = None

    @classmethod
    async def open(
        cls,
        path: str,
        identity: str,
        origin: Origin,
        packet_writer: PacketWriter,
        *,
        loop: bool,
        at: float = 0.0,
    ) -> FileSource:
        """Open a file, to play from the keyframe before `at` (seconds). Refuses `media.file_unreadable`."""
        reader = await asyncio.to_thread(MediaFileReader, path)
        start = await asyncio.to_thread(reader.skip, at) if at else 0.0
        return cls(reader, identity, origin, packet_writer, loop=loop, start=start)

    @property
    def duration(self) -> float:
        """The duration of the file, in seconds."""
        return self._reader.duration

    @property
    def position(self) -> float:
        """The playback position, in seconds."""
        now = self._loop.time() if self._playing.is_set() else self._stopped_at
        return max(0.0, now - self._zero)

    def play(self) -> None:
        """Begin to play at the position with which the file was opened."""
        now = self._began = self._loop.time()
        self._zero = now - self._start
        for track in self.tracks:
            # Both streams begin at timestamp 0 now. Timestamps follow the clock, through pauses too.
            track.clock.note_sender_report(rtcp.ntp_timestamp(time.time()), 0, time.time())
        self._stopped_at = now
        self._playing.set()
        self._task = asyncio.create_task(self._run(), name="file source")
        self.set_state("connected")

    def pause(self) -> None:
        """Pause until `resume`."""
        if self._playing.is_set():
            self._stopped_at = self._loop.time()
            self._playing.clear()

    def resume(self) -> None:
        """Continue to play from where it was paused."""
        if not self._playing.is_set() and self.state == "connected":
            self._zero += self._loop.time() - self._stopped_at
            self._playing.set()

    async def wait_until_over(self) -> bool:
        """Wait until it stops. Returns whether it reached its end.

        Refuses `media.file_unreadable` if the file broke off.
        """
        if self._task is not None:
            await asyncio.wait([self._task])
        if self._broke is not None:
            raise self._broke
        return self._played_out

    async def stop(self) -> None:
        """Stop playing before the end of the file."""
        await self.close()

    async def close(self) -> None:
        """Close the file. None of its packets is sent after this returns."""
        await super().close()
        if self._task is None:
            self._reader.close()
        elif self._task is not asyncio.current_task():
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        try:
            while await self._play_through() and self._loops:
                await asyncio.to_thread(self._reader.rewind)
                self._zero += self._reader.duration
            self._played_out = True
        except MediaRefusal as refusal:
            self._broke = refusal
            logger.warning("%s: %s", self.id, refusal.message)
        finally:
            if self._reading is not None:
                # Closing the file under a thread that reads it would crash.
                await asyncio.wait([self._reading])
            self._reader.close()
            await super().close()

    async def _play_through(self) -> bool:
        """Play from the present position to the end. Returns whether any frame was played."""
        played = False
        while frames := await self._read():
            for frame in frames:
                await self._wait_for(frame)
                await self._send_frame(frame)
                played = True
        return played

    async def _read(self) -> list[EncodedFrame]:
        self._reading = self._loop.run_in_executor(None, self._reader.read, READ_AHEAD)
        return await asyncio.shield(self._reading)

    async def _wait_for(self, frame: EncodedFrame) -> None:
        while True:
            await self._playing.wait()
            early = self._zero + frame.at - self._loop.time()
            if early <= 0:
                return
            await asyncio.sleep(min(early, PAUSE_POLL_SECONDS))

    async def _send_frame(self, frame: EncodedFrame) -> None:
        """Send a frame in parts. Between two parts the event loop can serve others."""
        track = self._tracks[frame.kind]
        elapsed = self._zero - self._began + frame.at
        timestamp = round(elapsed * CLOCK_RATES[frame.kind]) & 0xFFFFFFFF
        payloads = self._payloads(frame)
        for first in range(0, len(payloads), PACKETS_AT_ONCE):
            if first:
                await asyncio.sleep(0)
                await self._playing.wait()
            now = self.last_packet_at = self._loop.time()
            for number, payload in enumerate(payloads[first : first + PACKETS_AT_ONCE], start=first + 1):
                marker = frame.kind == "video" and number == len(payloads)
                track.add_packet(self._next_sequence(frame.kind), timestamp, marker, payload, now)
            track.flush(now)

    def _next_sequence(self, kind: str) -> int:
        self._sequences[kind] = (self._sequences[kind] + 1) & 0xFFFF
        return self._sequences[kind]

    def _payloads(self, frame: EncodedFrame) -> list[bytes]:
        """The payloads of a frame. Sound has one.

        A picture is split into equal parts, because packets of one size are sent in one call.
        """
        if frame.kind == "audio":
            return [frame.data]
        if self._tracks["video"].codec != "VP8":
            return h264.rtp_payloads(frame.data)
        self._picture = (self._picture + 1) & 0x7FFF
        size = math.ceil(len(frame.data) / math.ceil(len(frame.data) / PAYLOAD)) if frame.data else 1
        starts = range(0, len(frame.data), size)
        return [vp8.descriptor(self._picture, first=at == 0) + frame.data[at : at + size] for at in starts]
