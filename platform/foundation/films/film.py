"""Writes a film to a file. It blocks for about a second: call it on a thread, or make the films at set-up."""

import fcntl
import fractions
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.frame import PictureType
from av.video.stream import VideoStream

from foundation.films.canvas import HEIGHT, WIDTH, Pixels
from foundation.films.shot import Shot
from foundation.films.voice import RATE, Sound

KEYFRAME_SECONDS = 2
"""Seconds between two keyframes. A new listener may wait that long for a picture, because a file cannot make a keyframe
on request.
"""

_SOUND_MILLISECONDS = 100
"""The duration of an Opus packet. It needs a fifth of the packets of the usual 20 ms, each with a picture's time."""


def make_film(path: Path, shot: Shot, caption: str, seconds: int = 24) -> None:
    """Write a WebM file of a shot (VP8 and Opus) if it does not exist.

    If two processes want the same film, the second waits for the first.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part.webm")
    with unfinished.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if path.exists():
            unfinished.unlink(missing_ok=True)
            return
        _write_film(unfinished, shot, caption, seconds)
        unfinished.rename(path)


def _write_film(path: Path, shot: Shot, caption: str, seconds: int) -> None:
    with av.open(str(path), "w") as container:
        video, audio = _add_video_stream(container, shot.per_second), _add_audio_stream(container)
        chunk, keyframe_every = RATE // shot.per_second, shot.per_second * KEYFRAME_SECONDS
        sound = shot.samples(seconds)
        shown: Pixels | None = None
        for number, pixels in enumerate(shot.pictures(caption, seconds)):
            is_keyframe = number % keyframe_every == 0
            # A picture that did not change is not encoded again: the one before it is shown for longer.
            if is_keyframe or not np.array_equal(pixels, shown):
                container.mux(video.encode(_video_frame(pixels, number, shot.per_second, is_keyframe)))
                shown = pixels
            container.mux(
                audio.encode(_audio_frame(sound[number * chunk : (number + 1) * chunk], number * chunk))
            )
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _add_video_stream(container: av.container.OutputContainer, per_second: int) -> VideoStream:
    stream = container.add_stream("libvpx", rate=per_second)
    stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    stream.bit_rate = 30_000 * per_second
    stream.gop_size = 10_000  # `_write_film` places the keyframes, because unchanged pictures are left out
    stream.options = {
        "deadline": "realtime",
        "cpu-used": "8",
        "lag-in-frames": "0",
        "auto-alt-ref": "0",
        "qmin": "20",  # a drawing looks the same with 4, and most of its pictures then need two packets
    }
    stream.codec_context.thread_count = 1  # with several threads, so small a picture takes four times the CPU
    return stream


def _add_audio_stream(container: av.container.OutputContainer) -> AudioStream:
    stream = container.add_stream("libopus", rate=RATE, layout="mono")
    stream.bit_rate = 20_000
    stream.options = {"frame_duration": str(_SOUND_MILLISECONDS), "application": "voip"}
    return stream


def _video_frame(pixels: Pixels, number: int, per_second: int, is_keyframe: bool) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    frame.pict_type = PictureType.I if is_keyframe else PictureType.NONE
    frame.pts, frame.time_base = number, fractions.Fraction(1, per_second)
    return frame


def _audio_frame(samples: Sound, at: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, at, fractions.Fraction(1, RATE)
    return frame
