"""Small videos of every kind that parties hand in, made here: a moving bar and a tone."""

import fractions
from pathlib import Path
from typing import Any

import av
import numpy as np

RATE, PICTURES = 48000, 20
ENCODERS = {
    "vp8": ("libvpx", {"deadline": "realtime", "cpu-used": "8", "auto-alt-ref": "0", "lag-in-frames": "0"}),
    "vp9": ("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}),
    "h264": ("libx264", {"preset": "ultrafast", "profile": "baseline", "tune": "zerolatency"}),
    "h264-b": ("libx264", {"preset": "ultrafast", "profile": "main", "bf": "2", "x264-params": "scenecut=0"}),
    "mpeg4": ("mpeg4", {}),
}
SOUNDS = {"opus": "libopus", "aac": "aac", "mp3": "libmp3lame", "vorbis": "libvorbis"}


def video(
    path: Path,
    *,
    picture: str = "vp8",
    sound: str = "opus",
    seconds: float = 2.0,
    gop: float = 1.0,
    width: int = 160,
    height: int = 90,
    noise: bool = False,
    times: tuple[float, ...] = (),
) -> Path:
    """Write a file; "" as picture or sound leaves it out. With `noise` its pictures are hard to compress.

    With `times` it has pictures only at these seconds, like a screen recording.
    """
    shown = {round(time * PICTURES) for time in times} or set(range(int(seconds * PICTURES)))
    with av.open(str(path), "w") as video_file:
        pictures = _pictures(video_file, picture, gop, width, height) if picture else None
        sounds = video_file.add_stream(SOUNDS[sound], rate=RATE, layout="mono") if sound else None
        for number in range(int(seconds * PICTURES)):
            if pictures is not None and number in shown:
                video_file.mux(pictures.encode(_bar(number, width, height, noise)))
            if sounds is not None:
                video_file.mux(sounds.encode(_tone(number)))
        for stream in (pictures, sounds):
            if stream is not None:
                video_file.mux(stream.encode(None))
    return path


def repeat(source: Path, target: Path, times: int) -> None:
    """Write a file that plays `source` so many times, one after the other, without encoding it again."""
    with av.open(str(target), "w") as written:
        streams: dict[int, Any] = {}
        begins = 0.0
        for _ in range(times):
            with av.open(str(source)) as film:
                for stream in film.streams:
                    if stream.index not in streams:
                        streams[stream.index] = written.add_stream_from_template(stream)
                for packet in film.demux():
                    if packet.dts is None or packet.pts is None:
                        continue
                    later = round(begins / packet.time_base)
                    packet.dts, packet.pts = packet.dts + later, packet.pts + later
                    packet.stream = streams[packet.stream.index]
                    written.mux(packet)
                begins += (film.duration or 0) / av.time_base


def _pictures(video_file: Any, name: str, gop: float, width: int, height: int) -> Any:
    encoder, options = ENCODERS[name]
    stream = video_file.add_stream(encoder, rate=PICTURES)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.gop_size = int(gop * PICTURES)
    stream.options = options
    stream.codec_context.thread_count = 1
    return stream


def _bar(number: int, width: int, height: int, noise: bool) -> av.VideoFrame:
    canvas = np.zeros((height, width, 3), np.uint8)
    if noise:
        canvas = np.random.default_rng(number).integers(0, 255, canvas.shape, np.uint8)
    at = number * 4 % (width - 20)
    canvas[:, at : at + 20] = 255
    frame = av.VideoFrame.from_ndarray(canvas, format="rgb24")
    frame.pts, frame.time_base = number, fractions.Fraction(1, PICTURES)
    return frame


def _tone(number: int) -> av.AudioFrame:
    chunk = RATE // PICTURES
    wave = 8000 * np.sin(np.arange(number * chunk, (number + 1) * chunk) / 20)
    frame = av.AudioFrame.from_ndarray(wave.astype(np.int16)[None, :], format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, number * chunk, fractions.Fraction(1, RATE)
    return frame
