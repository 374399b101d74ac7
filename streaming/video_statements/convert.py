"""Converts a video statement into what the relay plays, in a subprocess: VP8 and Opus in WebM, a keyframe every 2 s.

`python -m streaming.video_statements.convert <from> <to> <length>` prints the seconds that are done, a line each.
`probe.py` has read the video before, but it is still not trusted: the same limits hold, with room for the encoder.
"""

import fractions
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from av.filter import Graph
from av.video.frame import PictureType

from foundation.processes import resource_limits
from streaming.video_statements.containers import container_of
from streaming.video_statements.probe import first_streams, open_video
from streaming.video_statements.rules import KEY_SECONDS, MAX_HEIGHT, MAX_WIDTH, SLACK

SECONDS, PER_VIDEO_SECOND = 60, 20
"""The limit of CPU time in seconds: a fixed part, and a part for each second of video."""
MEMORY, MAX_WRITTEN = 2 << 30, 1 << 30
PER_SECOND = 30
PICTURE_BITS, SOUND_BITS = 1_200_000, 64_000
RATE = 48000
TICK = fractions.Fraction(1, 1000)
TURNS: dict[int, list[tuple[str, str]]] = {
    90: [("transpose", "cclock")],
    180: [("hflip", ""), ("vflip", "")],
    270: [("transpose", "clock")],
}
"""The filters that turn a picture upright, by the rotation that a phone's file gives, in degrees counterclockwise."""
SPEED = {
    "deadline": "realtime",
    "cpu-used": "8",
    "lag-in-frames": "0",
    "auto-alt-ref": "0",
    "error-resilient": "1",
}


class PictureEncoder:
    """Turns frames upright, scales them, limits them to 30 a second, and encodes them with regular keyframes."""

    def __init__(self, video_file: Any, source: Any) -> None:
        self._source = source
        self._video_file = video_file
        self._stream: Any = None
        self._graph: Any = None
        self._shown: Any = None
        self._last = self._key = -KEY_SECONDS

    def encode(self, frame: Any) -> Iterator[Any]:
        """Encode one frame. Gives no packet if the frame comes too soon after the last one."""
        at = float(frame.pts * frame.time_base)
        if at - self._last < 0.9 / PER_SECOND:
            return
        fitted = self._fit_picture(frame)
        self._shown = self._shown or fitted
        yield from self.repeat_last_until(at)
        self._shown = fitted
        yield from self._encode_last_at(at)

    def repeat_last_until(self, moment: float) -> Iterator[Any]:
        """Until a moment, repeat the last picture for each keyframe that is due, because no other picture comes."""
        while self._shown is not None and moment - self._key > KEY_SECONDS + SLACK / 2:
            yield from self._encode_last_at(self._key + KEY_SECONDS)

    def _encode_last_at(self, at: float) -> Iterator[Any]:
        shown = self._shown
        shown.pts, shown.time_base = round(at / TICK), TICK
        due = at - self._key >= KEY_SECONDS - 1.5 / PER_SECOND
        shown.pict_type = PictureType.I if due else PictureType.NONE
        self._last, self._key = at, at if due else self._key
        yield from self.stream(shown.width, shown.height).encode(shown)

    def stream(self, width: int, height: int) -> Any:
        """Make the output stream when the first frame gives its size. Later calls return the same stream."""
        if self._stream is None:
            self._stream = self._video_file.add_stream("libvpx", rate=PER_SECOND)
            self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
            self._stream.time_base = self._stream.codec_context.time_base = TICK
            self._stream.bit_rate = PICTURE_BITS
            self._stream.codec_context.gop_size = int(PER_SECOND * KEY_SECONDS)
            self._stream.options = SPEED
            self._stream.codec_context.thread_count = 1
        return self._stream

    def _fit_picture(self, frame: Any) -> Any:
        if self._graph is None:
            self._graph = _filter_graph(frame, self._source)
        self._graph.push(frame)
        return self._graph.pull()


def _filter_graph(frame: Any, source: Any) -> Any:
    turned = frame.rotation % 360
    aspect = float(source.sample_aspect_ratio or 1)
    wide, high = max(2, round(frame.width * aspect)), frame.height
    if turned in (90, 270):
        wide, high = high, wide
    shrink = min(1.0, MAX_WIDTH / wide, MAX_HEIGHT / high)
    size = f"{max(2, int(wide * shrink) // 2 * 2)}:{max(2, int(high * shrink) // 2 * 2)}"
    graph = Graph()
    steps = [graph.add_buffer(template=source)]
    for name, arguments in [*TURNS.get(turned, []), ("scale", size), ("setsar", "1"), ("format", "yuv420p")]:
        steps.append(graph.add(name, arguments) if arguments else graph.add(name))
    graph.link_nodes(*steps, graph.add("buffersink")).configure()
    return graph


class SoundEncoder:
    """Resamples sound for Opus, and encodes it."""

    def __init__(self, video_file: Any) -> None:
        self._stream = video_file.add_stream("libopus", rate=RATE, layout="stereo")
        self._stream.bit_rate = SOUND_BITS
        self._resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE, frame_size=RATE // 50)

    def encode(self, frame: Any) -> Iterator[Any]:
        """Encode one frame of sound. None means the end: the remaining packets are returned."""
        for samples in self._resampler.resample(frame):
            yield from self._stream.encode(samples)
        if frame is None:
            yield from self._stream.encode(None)


def convert(source: Path, target: Path) -> Iterator[float]:
    """Convert `source` and write `target`. Yields from time to time how many seconds are done."""
    with source.open("rb") as file:
        container = container_of(file, source.stat().st_size)
    with open_video(source, container) as video_file, av.open(str(target), "w", format="webm") as made:
        picture, sound = first_streams(video_file)
        assert picture is not None, "the video was probed"
        assert sound is not None, "the video was probed"
        picture.codec_context.thread_count = 1
        pictures, sounds = PictureEncoder(made, picture), SoundEncoder(made)
        waiting: list[Any] = []
        ends = 0.0
        frames: Iterator[Any] = video_file.decode(picture, sound)
        for frame in frames:
            if frame.pts is None:
                continue
            at = float(frame.pts * frame.time_base)
            if isinstance(frame, av.VideoFrame):
                packets = [*pictures.encode(frame)]
            else:
                # In a file the pictures may come a little after the sound of the same time.
                ends = max(ends, at + frame.samples / frame.sample_rate)
                packets = [*sounds.encode(frame), *pictures.repeat_last_until(at - KEY_SECONDS)]
            waiting = _mux_when_ready(made, [*waiting, *packets], pictures)
            yield at
        rest = [*pictures.repeat_last_until(ends), *pictures.stream(0, 0).encode(None), *sounds.encode(None)]
        _mux_when_ready(made, [*waiting, *rest], pictures)


def _mux_when_ready(video_file: Any, packets: list[Any], pictures: PictureEncoder) -> list[Any]:
    """Write packets. Those of one kind wait until the streams of both kinds exist, because the file's header describes
    both.
    """
    if pictures._stream is None:
        return packets
    video_file.mux(packets)
    return []


def main(source: str, target: str, seconds: str) -> None:
    """Convert `source` and write `target`. Prints a line for each second that is done."""
    Path(target).touch(mode=0o600)
    resource_limits.limit_process(
        seconds=SECONDS + PER_VIDEO_SECOND * int(seconds),
        memory=MEMORY,
        most_written=MAX_WRITTEN,
        reads=[Path(source)],
        writes=[Path(target)],
    )
    av.logging.set_level(av.logging.PANIC)
    told = 0.0
    for done in convert(Path(source), Path(target)):
        if done - told >= 1:
            told = done
            sys.stdout.write(f"{done:.0f}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:4])
