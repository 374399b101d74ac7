"""Reads all packets of a file and prints its facts, in a subprocess: `python -m streaming.video_statements.probe`.

The file is not trusted: the container is chosen by its content, only listed decoders are used, and the process has
limits of time, memory and files. It imports no Django and writes nothing.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer
from av.packet import Packet

from foundation.processes import resource_limits
from foundation.refusals import Refusal
from streaming.video_statements.containers import Container, container_of
from streaming.video_statements.rules import PICTURES, SOUNDS, Facts

FORMATS: dict[Container, str] = {"webm": "matroska", "mp4": "mp4"}
FAMILIES: dict[Container, str] = {"webm": "matroska,webm", "mp4": "mov,mp4,m4a,3gp,3g2,mj2"}
"""The names of FFmpeg's demuxers for each container."""
DECODERS = "vp8,libvpx,vp9,libvpx-vp9,h264,hevc,opus,libopus,vorbis,aac"
SECONDS, MEMORY = 60, 1 << 30
HOLE = 10.0
"""Seconds. A longer gap between packets of sound counts as a loss, and not as silence."""
BASELINE = 66
CONSTRAINED = 0x40


def open_video(path: Path, container: Container) -> InputContainer:
    """Open a video only with the demuxer of its container and the listed decoders. A playlist or a URL is
    never opened.
    """
    options = {
        "protocol_whitelist": "file",
        "codec_whitelist": DECODERS,
        "format_whitelist": FAMILIES[container],
    }
    return av.open(str(path), "r", format=FORMATS[container], options=options)


def first_streams(video_file: InputContainer) -> tuple[Any, Any]:
    """The first stream of pictures and the first stream of sound. A cover picture does not count as a stream of
    pictures.
    """
    covers = av.stream.Disposition.attached_pic
    pictures = [stream for stream in video_file.streams.video if not stream.disposition & covers]
    return next(iter(pictures), None), next(iter(video_file.streams.audio), None)


def codec_of(stream: Any) -> str:
    """The name of a stream's codec. It does not depend on the library that decodes it."""
    return "" if stream is None else str(stream.codec_context.codec.canonical_name)


class PacketReader:
    """Reads the packets of a video once and collects its facts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            self._container = container_of(file, path.stat().st_size)
        self._keys: list[float] = []
        self._last_picture = self._last_sound = self._end = 0.0
        self._turned = self._reordered = False
        self._pictures = self._sounds = 0
        self._width = self._height = 0
        self._second = _HighestRate()

    def read_facts(self) -> Facts:
        """Read the whole file and return its facts. Refuses what `container_of` does, and `video_statement.corrupt`."""
        try:
            with open_video(self._path, self._container) as video_file:
                picture, sound = first_streams(video_file)
                if codec_of(picture) in PICTURES and codec_of(sound) in SOUNDS:
                    self._read_packets(video_file, picture, sound)
                return self._facts(video_file, picture, sound)
        except (av.FFmpegError, ValueError, IndexError) as error:
            raise _corrupt_refusal() from error

    def _read_packets(self, video_file: InputContainer, picture: Any, sound: Any) -> None:
        units = _NalUnitCheck(picture)
        picture.codec_context.skip_frame = "NONKEY"
        picture.codec_context.thread_count = 1
        for packet in video_file.demux(picture, sound):
            if packet.is_corrupt:
                raise _corrupt_refusal()
            self._second.add(packet)
            if packet.stream is sound:
                self._read_sound(packet)
            else:
                units.check(packet)
                self._read_picture(packet)
        if not self._pictures or not self._sounds:
            raise _corrupt_refusal()

    def _read_sound(self, packet: Any) -> None:
        for _ in packet.decode():
            self._sounds += 1
        if packet.pts is None:
            return
        at = float(packet.pts * packet.time_base)
        if at - self._last_sound > HOLE:
            raise _corrupt_refusal()
        self._last_sound = max(self._last_sound, at)
        self._note_end(packet, at)

    def _read_picture(self, packet: Any) -> None:
        for frame in packet.decode():
            self._pictures += 1
            # Each keyframe may have its own size.
            self._width, self._height = max(self._width, frame.width), max(self._height, frame.height)
            self._turned = self._turned or bool(frame.rotation)
        if packet.pts is None:
            return
        at = float(packet.pts * packet.time_base)
        self._reordered = self._reordered or at < self._last_picture
        self._last_picture = max(self._last_picture, at)
        if packet.is_keyframe:
            self._keys.append(at)
        self._note_end(packet, at)

    def _note_end(self, packet: Any, at: float) -> None:
        self._end = max(self._end, at + float((packet.duration or 0) * packet.time_base))

    def _facts(self, video_file: InputContainer, picture: Any, sound: Any) -> Facts:
        size = picture.codec_context if picture is not None else None
        said = (video_file.duration or 0) / 1_000_000
        if self._pictures and self._end + HOLE < said:
            raise _corrupt_refusal()
        return Facts(
            container=self._container,
            picture=codec_of(picture),
            sound=codec_of(sound),
            seconds=round(self._end, 3),
            octets=self._path.stat().st_size,
            most_octets=self._second.most_octets,
            most_packets=self._second.most_packets,
            width=max(self._width, size.width if size else 0),
            height=max(self._height, size.height if size else 0),
            key_gap=round(
                max(_keyframe_gaps(self._keys, max(self._last_picture, self._last_sound)), default=self._end),
                3,
            ),
            reordered=self._reordered,
            turned=self._turned,
            channels=sound.codec_context.channels if sound is not None else 0,
            tracks=len(video_file.streams),
            baseline=codec_of(picture) != "h264" or _is_baseline(picture),
        )


class _HighestRate:
    """Counts the octets and packets that a played video would send in each second, and keeps the highest counts."""

    def __init__(self) -> None:
        self._at = self._octets = self._packets = 0
        self.most_octets = self.most_packets = 0

    def add(self, packet: Any) -> None:
        """Count a packet in the second in which it is sent. A packet that comes late in the file is sent at once."""
        at = self._at if packet.pts is None else int(packet.pts * packet.time_base)
        if at > self._at:
            self._at, self._octets, self._packets = at, 0, 0
        self._octets += packet.size
        self._packets += 1
        self.most_octets = max(self.most_octets, self._octets)
        self.most_packets = max(self.most_packets, self._packets)


class _NalUnitCheck:
    """Finds damage in the pictures of an MP4: FFmpeg's filter reads the length of each NAL unit, and fails if it is
    wrong.
    """

    def __init__(self, picture: Any) -> None:
        sized = codec_of(picture) in ("h264", "hevc")
        name = f"{codec_of(picture)}_mp4toannexb"
        self._filter = BitStreamFilterContext(name, picture) if sized else None

    def check(self, packet: Any) -> None:
        """Raise `av.FFmpegError` if the packet is damaged."""
        if self._filter is not None and packet.size:
            for _ in self._filter.filter(_copy_packet(packet)):
                pass


def _copy_packet(packet: Any) -> Any:
    """A copy of a packet, because a filter consumes its packet."""
    copy: Any = Packet(bytes(packet))
    copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
    copy.is_keyframe = packet.is_keyframe
    return copy


def _keyframe_gaps(keys: list[float], end: float) -> Iterator[float]:
    if keys:
        yield keys[0]
        yield end - keys[-1]
    yield from (after - before for before, after in pairwise(keys))


def _is_baseline(picture: Any) -> bool:
    """Whether the parameter sets of an MP4's pictures (avcC box) have a baseline profile (ISO 14496-15, 5.3.3.1)."""
    record = bytes(picture.codec_context.extradata or b"")
    return len(record) > 3 and record[1] == BASELINE and bool(record[2] & CONSTRAINED)


def _corrupt_refusal() -> Refusal:
    return Refusal(
        "video_statement.corrupt",
        "The file is damaged and cannot be played to its end. Export it again, then send it.",
    )


def main(path: str) -> None:
    """Print the facts, or the refusal, as one line of JSON."""
    resource_limits.limit_process(seconds=SECONDS, memory=MEMORY, reads=[Path(path)])
    av.logging.set_level(av.logging.PANIC)
    try:
        answer: dict[str, Any] = asdict(PacketReader(Path(path)).read_facts())
    except Refusal as refusal:
        answer = {"refused": [refusal.code, refusal.message]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
