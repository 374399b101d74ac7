"""The demo's recorded statement: a moving waveform and a soft tone, made here. No face and no voice of anyone."""

import fractions
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT, PER_SECOND = 320, 180, 15
RATE = 48_000
PAPER, NAVY = (251, 250, 247), (20, 33, 61)


def make(path: Path, seconds: int = 30) -> None:
    """Write a WebM file (VP8 and Opus, a keyframe each second) that the relay plays as it is; once."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part.webm")
    with av.open(str(unfinished), "w") as container:
        video = container.add_stream("libvpx", rate=PER_SECOND)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.bit_rate = 200_000
        video.gop_size = PER_SECOND
        video.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
        audio = container.add_stream("libopus", rate=RATE)
        audio.bit_rate = 32_000
        for picture, sound in zip(_pictures(seconds), _sounds(seconds), strict=True):
            container.mux(video.encode(picture))
            container.mux(audio.encode(sound))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    unfinished.rename(path)


def _loudness(moment: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Swells like sentences, with pauses between them; 0 to 1."""
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 3.1 * moment)
    sentences = np.clip(np.sin(2 * np.pi * 0.21 * moment) + 0.5, 0, 1)
    return np.asarray(syllables * sentences)


def _pictures(seconds: int) -> Iterator[av.VideoFrame]:
    columns = np.arange(WIDTH)
    rows = np.arange(HEIGHT)[:, None]
    for number in range(seconds * PER_SECOND):
        moments = number / PER_SECOND + (columns - WIDTH) / 120
        heights = 4 + 60 * _loudness(np.maximum(moments, 0.0))
        bars = (np.abs(rows - HEIGHT // 2) < heights) & (columns % 6 < 3)
        pixels = np.where(bars[:, :, None], NAVY, PAPER).astype(np.uint8)
        pixels[-6:, : int(WIDTH * number / (seconds * PER_SECOND))] = NAVY
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
        frame.pts, frame.time_base = number, fractions.Fraction(1, PER_SECOND)
        yield frame


def _sounds(seconds: int) -> Iterator[av.AudioFrame]:
    samples = RATE // PER_SECOND
    for number in range(seconds * PER_SECOND):
        moment = (np.arange(samples) + number * samples) / RATE
        tone = np.sin(2 * np.pi * 174 * moment) + 0.4 * np.sin(2 * np.pi * 348 * moment)
        wave = np.asarray(6_000 * _loudness(moment) * tone, dtype=np.int16)
        frame = av.AudioFrame.from_ndarray(wave[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, number * samples, fractions.Fraction(1, RATE)
        yield frame
