"""The clip of a benchmark's publishers: VP8 at 1 Mbit/s, 640x360, 30 pictures a second, and Opus."""

import fractions
import pickle
import tempfile
from pathlib import Path

import av
import numpy as np

PICTURES_PER_SECOND = 30
WIDTH, HEIGHT, BITS_PER_SECOND, SECONDS = 640, 360, 1_000_000, 10


def clip_path() -> Path:
    """The encoded clip, made once in the folder for temporary files."""
    path = Path(tempfile.gettempdir()) / f"balai-clip-{WIDTH}x{HEIGHT}-{BITS_PER_SECOND}.pickle"
    if not path.exists():
        clip = {"video": encode_pictures(), "audio": encode_sound()}
        path.write_bytes(pickle.dumps(clip))
    return path


def encode_pictures() -> list[bytes]:
    """Ten seconds of a moving, noisy gradient at a constant bitrate."""
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.bit_rate, encoder.gop_size = BITS_PER_SECOND, PICTURES_PER_SECOND * SECONDS
    encoder.time_base, encoder.framerate = fractions.Fraction(1, PICTURES_PER_SECOND), PICTURES_PER_SECOND
    rate = str(BITS_PER_SECOND)
    encoder.options = {"deadline": "realtime", "cpu-used": "-6", "minrate": rate, "maxrate": rate}
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH * 2, 3))
    ramp = np.indices((HEIGHT, WIDTH * 2)).sum(0)[..., None] % 256
    canvas = (ramp * 0.8 + noise * 0.2).astype(np.uint8)
    pictures = []
    for number in range(PICTURES_PER_SECOND * SECONDS):
        left = int(WIDTH / 2 * (1 + np.sin(number / 25)))
        picture = np.ascontiguousarray(canvas[:, left : left + WIDTH])
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        pictures += [bytes(packet) for packet in encoder.encode(frame)]
    return pictures


def encode_sound() -> list[bytes]:
    """Ten seconds of a tone, in packets of 20 ms."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.format, encoder.layout, encoder.bit_rate = 48000, "s16", "stereo", 48000
    samples = (8000 * np.sin(2 * np.pi * 440 * np.arange(48000 * SECONDS) / 48000)).astype(np.int16)
    packets = []
    for at in range(0, len(samples), 960):
        stereo = np.repeat(samples[at : at + 960], 2).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(stereo, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48000, at
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    return packets
