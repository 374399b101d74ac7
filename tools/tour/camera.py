"""A camera for Chromium that shows a nameplate in place of its test pattern."""

from pathlib import Path

import av

from foundation.films.canvas import HEIGHT, WIDTH
from foundation.films.picture import PER_SECOND, draw_pictures

SECONDS = 12


def film(folder: Path, name: str) -> Path:
    """A motion JPEG for `--use-file-for-fake-video-capture`: a demo's speaker without a face."""
    path = folder / f"{name}.mjpeg"
    with av.open(str(path), "w", format="mjpeg") as reel:
        stream = reel.add_stream("mjpeg", rate=PER_SECOND)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        stream.options = {"q": "3"}
        for picture in draw_pictures(name, "DEMO", SECONDS):
            reel.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        reel.mux(stream.encode(None))
    return path
