"""FFmpeg's `whip` muxer, through PyAV: publishes H.264 and Opus until standard input ends, or for two minutes.

    python tests/streaming/relay/ffmpeg.py ENDPOINT [OPTION=VALUE ...]

It runs in a process of its own, because its handshake holds Python's lock.
"""

import sys
import time
from fractions import Fraction
from threading import Thread
from typing import Any

import av
import numpy as np

RATE, PICTURES, MAX_SECONDS = 48000, 20, 120
ENCODER = {"preset": "ultrafast", "profile": "baseline", "tune": "zerolatency"}


def publish(endpoint: str, options: dict[str, str]) -> None:
    """Send a black picture and silence in real time."""
    with av.open(endpoint, "w", format="whip", options=options) as out:
        picture: Any = out.add_stream("libx264", rate=PICTURES, options=ENCODER)
        picture.width, picture.height, picture.pix_fmt, picture.gop_size = 160, 90, "yuv420p", PICTURES
        sound: Any = out.add_stream("libopus", rate=RATE, layout="stereo")
        samples = RATE // PICTURES
        ended = Thread(target=sys.stdin.read, daemon=True)
        ended.start()
        for number in range(MAX_SECONDS * PICTURES):
            if not ended.is_alive():
                break
            shown = av.VideoFrame.from_ndarray(np.zeros((90, 160, 3), np.uint8), format="rgb24")
            shown.pts, shown.time_base = number, Fraction(1, PICTURES)
            heard = av.AudioFrame.from_ndarray(np.zeros((1, samples * 2), np.int16), layout="stereo")
            heard.sample_rate, heard.pts, heard.time_base = RATE, number * samples, Fraction(1, RATE)
            out.mux(picture.encode(shown))
            out.mux(sound.encode(heard))
            time.sleep(1 / PICTURES)


if __name__ == "__main__":
    publish(sys.argv[1], dict(argument.split("=", 1) for argument in sys.argv[2:]))
