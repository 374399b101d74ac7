"""Reads WebM or MP4 files as encoded frames and never decodes them. It blocks: use a thread."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer

from streaming.relay.errors import MediaRefusal

CODECS = {"vp8": ("video", "VP8"), "h264": ("video", "H264/42e0"), "opus": ("audio", "opus")}
"""Kind and name, as tracks have it. Of H.264 the profile that every browser decodes (RFC 7742, section 6.2)."""
ANNEX_B = "h264_mp4toannexb"
# A file may end a little before its header says: the last frame's own length is not always written.
SLACK = 1.0


class EncodedFrame(NamedTuple):
    """One encoded frame: "audio" or "video", seconds from the file's beginning, and its bytes.

    Of H.264 they are a byte stream with start codes, parameter sets before each keyframe.
    """

    kind: str
    at: float
    data: bytes
    starts: bool = False
    """Whether one can begin with it: a keyframe, or sound where there is no picture."""


class MediaFileReader:
    """An open file, read forwards from its beginning."""

    def __init__(self, path: str) -> None:
        """Open a file and look through it once; refuses `media.file_unreadable`."""
        self.path = path
        try:
            self.duration = _look_through(path)
            self._container = av.open(path)
        except (av.FFmpegError, OSError, ValueError) as error:
            raise _unreadable("it cannot be opened, or ends too early") from error
        self.codecs = dict(_codecs(self._container))
        self._frames = _frames(self._container)

    def read(self, count: int) -> list[EncodedFrame]:
        """The next frames, `count` at most; none at the end. Refuses a file that broke since it was opened."""
        try:
            return list(islice(self._frames, count))
        except (av.FFmpegError, OSError) as error:
            raise _unreadable("it broke off while it played") from error

    def skip(self, seconds: float) -> float:
        """Go on to the last place before a moment at which one can begin; gives where that is."""
        kept: list[EncodedFrame] = []
        try:
            for frame in self._frames:
                kept = [frame] if frame.starts else [*kept, frame]
                if frame.at >= seconds:
                    break
        except (av.FFmpegError, OSError) as error:
            raise _unreadable("it broke off while it was looked through") from error
        self._frames = chain(kept, self._frames)
        return kept[0].at if kept else 0.0

    def rewind(self) -> None:
        """Go back to the beginning."""
        self._container.seek(0)
        self._frames = _frames(self._container)

    def close(self) -> None:
        """Close the file."""
        self._container.close()


def _unreadable(why: str) -> MediaRefusal:
    return MediaRefusal("media.file_unreadable", f"The recording cannot be played: {why}. Upload it again.")


def _codecs(container: InputContainer) -> Iterator[tuple[str, str]]:
    for stream in container.streams:
        name = stream.codec_context.name if stream.type in ("audio", "video") else ""
        if name.removeprefix("lib") not in CODECS:
            raise _unreadable("only VP8 or H.264 pictures and Opus sound can be played as they are")
        yield CODECS[name.removeprefix("lib")]


def _frames(container: InputContainer) -> Iterator[EncodedFrame]:
    filters = {
        stream.index: BitStreamFilterContext(ANNEX_B, stream)
        for stream in container.streams.video
        if stream.codec_context.name == "h264"
    }
    pictureless = not container.streams.video
    for packet in container.demux():
        if packet.pts is None or packet.time_base is None:
            continue
        kind = "video" if packet.stream.type == "video" else "audio"
        at = max(0.0, float(packet.pts * packet.time_base))
        starts = pictureless or (kind == "video" and packet.is_keyframe)  # a filter empties the packet
        for whole in _filtered(packet, filters.get(packet.stream.index)):
            yield EncodedFrame(kind, at, bytes(whole), starts)


def _filtered(packet: Any, by: BitStreamFilterContext | None) -> list[Any]:
    return [packet] if by is None else by.filter(packet)


def _look_through(path: str) -> float:
    """Read all of a file; its length in seconds. `ValueError` when it is empty or shorter than it says."""
    with av.open(path) as container:
        kinds = [kind for kind, _ in _codecs(container)]
        if not kinds or len(kinds) > len(set(kinds)):
            raise _unreadable("it must have one sound, one picture, or one of each")
        times = [frame.at for frame in _frames(container)]
        said = (container.duration or 0) / 1_000_000
        if not times or max(times) + SLACK < said:
            raise ValueError("The file ends before its header says.")
        return max(*times, said)
