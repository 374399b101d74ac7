"""Reads WebM or MP4 files as encoded frames and never decodes them. It blocks: use a thread."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer

from streaming.relay.errors import MediaRefusal

CODECS = {"vp8": ("video", "VP8"), "h264": ("video", "H264/42e0"), "opus": ("audio", "opus")}
"""Kind and codec name, as tracks use them, by PyAV's name.

For H.264: the profile that all browsers decode (RFC 7742, section 6.2).
"""
ANNEX_B = "h264_mp4toannexb"
# Seconds. A file may end a little before its header says: not every one has the last frame's duration.
SLACK = 1.0


class EncodedFrame(NamedTuple):
    """One encoded frame: "audio" or "video", seconds from the file's beginning, and its bytes.

    H.264 is a byte stream with start codes, with parameter sets before each keyframe.
    """

    kind: str
    at: float
    data: bytes
    starts: bool = False
    """Whether playback can begin with it: a keyframe, or any sound if there is no picture."""


class MediaFileReader:
    """An open file, read forwards from its beginning."""

    def __init__(self, path: str) -> None:
        """Open a file and read it through once. Refuses `media.file_unreadable`."""
        self.path = path
        try:
            self.duration = _check_file(path)
            self._container = av.open(path)
        except (av.FFmpegError, OSError, ValueError) as error:
            raise _unreadable_refusal("it cannot be opened, or ends too early") from error
        self.codecs = dict(_codecs(self._container))
        self._frames = _frames(self._container)

    def read(self, count: int) -> list[EncodedFrame]:
        """Read the next frames, at most `count`, or no frame at the end. Refuses `media.file_unreadable`."""
        try:
            return list(islice(self._frames, count))
        except (av.FFmpegError, OSError) as error:
            raise _unreadable_refusal("it broke off while it played") from error

    def skip(self, seconds: float) -> float:
        """Skip to the last frame before `seconds` at which playback can begin. Returns its time."""
        kept: list[EncodedFrame] = []
        try:
            for frame in self._frames:
                kept = [frame] if frame.starts else [*kept, frame]
                if frame.at >= seconds:
                    break
        except (av.FFmpegError, OSError) as error:
            raise _unreadable_refusal("it broke off while it was looked through") from error
        self._frames = chain(kept, self._frames)
        return kept[0].at if kept else 0.0

    def rewind(self) -> None:
        """Go back to the beginning of the file."""
        self._container.seek(0)
        self._frames = _frames(self._container)

    def close(self) -> None:
        """Close the file."""
        self._container.close()


def _unreadable_refusal(why: str) -> MediaRefusal:
    return MediaRefusal("media.file_unreadable", f"The video cannot be played: {why}. Upload it again.")


def _codecs(container: InputContainer) -> Iterator[tuple[str, str]]:
    for stream in container.streams:
        name = stream.codec_context.name if stream.type in ("audio", "video") else ""
        if name.removeprefix("lib") not in CODECS:
            raise _unreadable_refusal("only VP8 or H.264 pictures and Opus sound can be played as they are")
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
        for whole in _filter_packet(packet, filters.get(packet.stream.index)):
            yield EncodedFrame(kind, at, bytes(whole), starts)


def _filter_packet(packet: Any, by: BitStreamFilterContext | None) -> list[Any]:
    return [packet] if by is None else by.filter(packet)


def _check_file(path: str) -> float:
    """Read the whole file, and return its duration in seconds. Raises `ValueError` if the file is empty or
    was cut off.
    """
    with av.open(path) as container:
        kinds = [kind for kind, _ in _codecs(container)]
        if not kinds or len(kinds) > len(set(kinds)):
            raise _unreadable_refusal("it must have one sound, one picture, or one of each")
        times = [frame.at for frame in _frames(container)]
        said = (container.duration or 0) / 1_000_000
        if not times or max(times) + SLACK < said:
            raise ValueError("The file ends before its header says.")
        return max(*times, said)
