"""A publisher with a real encoder: its media can be decoded, and it sends keyframes on request."""

import asyncio
import fractions
from collections.abc import Callable
from time import monotonic
from typing import Any

import av
import numpy as np
from av.video.frame import PictureType

from streaming.relay import h264
from streaming.relay.vp8 import descriptor
from tests.streaming.relay.peers import FakePublisher
from tests.support.patience import PATIENCE

PICTURE = fractions.Fraction(1, 25)
LARGEST = 900
ENCODERS: dict[str, tuple[str, dict[str, str]]] = {
    "VP8": ("libvpx", {"deadline": "realtime", "lag-in-frames": "0", "error-resilient": "1"}),
    "H264": ("libx264", {"profile": "baseline", "tune": "zerolatency", "x264-params": "repeat-headers=1"}),
}


class Camera(FakePublisher):
    """Sends a moving picture of its own size, and a tone. Call `roll` instead of `say` and `show`."""

    def __init__(self, *, size: tuple[int, int] = (160, 90), tone: int = 440, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._size, self._tone = size, tone
        name, options = ENCODERS[self.codec]
        pictures: Any = av.CodecContext.create(name, "w")
        pictures.width, pictures.height = size
        pictures.pix_fmt, pictures.time_base, pictures.framerate = "yuv420p", PICTURE, 25
        pictures.options, pictures.gop_size, pictures.thread_count = options, 1000, 1
        self._pictures = pictures
        self._sounds: Any = av.CodecContext.create("libopus", "w")
        self._sounds.sample_rate, self._sounds.layout, self._sounds.format = 48000, "mono", "s16"
        self._shown = self._said = self._answered = 0
        self._due: float | None = None

    async def roll(
        self, until: Callable[[], Any], *, lose: Callable[[int], bool] = lambda number: False
    ) -> None:
        """Send in the loop's time until a condition holds; `lose(number)` drops a picture's first packet."""
        loop = asyncio.get_running_loop()
        self._due = self._due or loop.time()
        end = monotonic() + PATIENCE
        while not until():
            assert monotonic() < end, "The condition did not come true in time."
            for _ in range(2):
                if "audio" in self.sequence:
                    await self._say()
            if self.transceivers("video"):
                await self._show(lose(self._shown))
            self._due += 0.04
            await asyncio.sleep(max(0.0, self._due - loop.time()))

    async def roll_for(self, pictures: int) -> None:
        """Send this many pictures, 25 a second."""
        last = self._shown + pictures
        await self.roll(lambda: self._shown >= last)

    async def _say(self) -> None:
        if not self.transceivers("audio"):
            return
        wave = np.sin(2 * np.pi * self._tone * (np.arange(960) + self._said * 960) / 48000) * 8000
        frame = av.AudioFrame.from_ndarray(wave.astype(np.int16).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48000, self._said * 960
        self._said += 1
        for packet in self._sounds.encode(frame):
            await self._send("audio", "opus", bytes(packet), marker=0, skip=False)
        self.timestamp["audio"] += 960

    async def _show(self, lose: bool) -> None:
        width, height = self._size
        canvas = np.full((height, width, 3), 40, np.uint8)
        canvas[:, self._shown * 3 % width :][:, :10] = 255
        frame = av.VideoFrame.from_ndarray(canvas, format="rgb24").reformat(format="yuv420p")
        frame.pts, frame.time_base = self._shown, PICTURE
        asked = self.asked_for_keyframe > self._answered
        self._answered = self.asked_for_keyframe
        frame.pict_type = PictureType.I if asked else PictureType.NONE
        self._shown += 1
        for packet in self._pictures.encode(frame):
            await self._send_picture(bytes(packet), lose)
        self.timestamp["video"] += 3600
        self.picture = (self.picture + 1) & 0x7FFF

    async def _send_picture(self, data: bytes, lose: bool) -> None:
        if self.codec == "H264":
            payloads = h264.rtp_payloads(data)
        else:
            starts = range(0, len(data), LARGEST)
            payloads = [descriptor(self.picture, first=at == 0) + data[at : at + LARGEST] for at in starts]
        for number, payload in enumerate(payloads):
            marker = int(number == len(payloads) - 1)
            await self._send("video", self.codec, payload, marker=marker, skip=lose and number == 0)

    def _mark(self, kind: str) -> bytes:
        """No mark, because a decoder would fail on it."""
        return b""
