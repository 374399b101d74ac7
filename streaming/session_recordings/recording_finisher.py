"""Joins the relay's files of one slot, in a subprocess: WebM files into one WebM, each H.264 file into a Matroska file.

`python -m streaming.session_recordings.recording_finisher <json>` with the slot, the folder to write to, the paths of
the parts in order, and the chapters on the recording's time. It prints a line of JSON for each file that it made, and
one at the end. Packets are copied. If a process was killed, the file that it was writing is read as far as possible.
"""

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import av

from foundation.processes import resource_limits
from streaming.session_recordings.files import PART
from streaming.slot_file_names import file_stem

TICK = Fraction(1, 1000)
SECONDS, MEMORY, MAX_WRITTEN = 3600, 2 << 30, 1 << 40
TOLD_EVERY = 30.0


class RelayFile(NamedTuple):
    """What is known of a file that the relay wrote: its first and last moments in seconds, and the format of its
    picture.
    """

    path: Path
    begins: float
    ends: float
    has_sound: bool
    size: tuple[int, int] | None
    codec: str
    parameters: bytes


def inspect_file(path: Path) -> RelayFile | None:
    """Read all packets of a file that the relay wrote, and decode its first picture to find its size. None if it is
    empty.
    """
    times: list[float] = []
    has_sound, size, codec, parameters = False, None, "", b""
    try:
        with av.open(str(path)) as video_file:
            for packet in video_file.demux():
                if packet.pts is None or packet.time_base is None:
                    continue
                times.append(float(packet.pts * packet.time_base))
                has_sound = has_sound or packet.stream.type == "audio"
                if packet.stream.type == "video" and size is None:
                    context: Any = packet.stream.codec_context
                    codec, parameters = context.name, context.extradata or b""
                    frames: Any = packet.decode()
                    size = (frames[0].width, frames[0].height) if frames else None
    except av.FFmpegError:
        pass  # The rest of the file is damaged or missing.
    return RelayFile(path, min(times), max(times), has_sound, size, codec, parameters) if times else None


def _suffix_and_parameters(part: RelayFile) -> tuple[str, bytes]:
    return (".mkv", part.parameters) if part.codec == "h264" else (".webm", b"")


def join_slot(
    slot: str, folder: Path, parts: list[RelayFile], chapters: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Join the files of a slot, and write the finished ones. Yields each finished file, and the progress in between."""
    # H.264 with other parameter sets would not play in the same file; everything else does.
    ordered = sorted(parts, key=lambda part: (_suffix_and_parameters(part), part.begins))
    count: dict[str, int] = {}
    for (suffix, _), group in groupby(ordered, key=_suffix_and_parameters):
        count[suffix] = count.get(suffix, 0) + 1
        stem = file_stem(slot) if count[suffix] == 1 else f"{file_stem(slot)}-{count[suffix]}"
        yield from _join_parts(folder / f"{stem}{suffix}", list(group), chapters)


def _join_parts(
    target: Path, parts: list[RelayFile], chapters: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    begins, ends = min(part.begins for part in parts), max(part.ends for part in parts)
    unfinished = target.with_name(target.name + PART)
    form = "matroska" if target.suffix == ".mkv" else "webm"
    with av.open(str(unfinished), "w", format=form) as video_file:
        count = add_chapters(video_file, chapters, begins, ends)
        streams = dict(_output_streams(video_file, parts))
        told = begins
        last = dict.fromkeys(streams, -1)
        for packet, at in _packets_of_parts(parts):
            kind = packet.stream.type
            packet.stream = streams[kind]
            packet.time_base = TICK
            packet.pts = packet.dts = last[kind] = max(last[kind] + 1, round((at - begins) * 1000))
            video_file.mux_one(packet)
            if at - told > TOLD_EVERY:
                told = at
                yield {"at": at}
    unfinished.rename(target)
    yield describe_file(target, begins, ends, count)


def describe_file(target: Path, begins: float, ends: float, chapters: int) -> dict[str, Any]:
    """The description of a finished file."""
    octets = target.stat().st_size
    about = {"at": begins, "seconds": ends - begins, "octets": octets, "chapters": chapters}
    return {"file": {"name": target.name} | about}


def add_chapters(video_file: Any, chapters: list[dict[str, Any]], begins: float, ends: float) -> int:
    """Add those chapters to a file that are within its time, and return their number. Times are those of the
    recording.
    """
    within = [c for c in chapters if c["ends"] > begins and c["begins"] < ends]
    video_file.set_chapters(
        [_chapter_for_pyav(number, c, begins, ends) for number, c in enumerate(within, start=1)]
    )
    return len(within)


def _chapter_for_pyav(number: int, chapter: dict[str, Any], begins: float, ends: float) -> Any:
    """A chapter in the form in which PyAV takes it."""
    first, last = max(chapter["begins"], begins) - begins, min(chapter["ends"], ends) - begins
    return {
        "id": number,
        "start": round(first * 1000),
        "end": round(last * 1000),
        "time_base": TICK,
        "metadata": {"title": chapter["title"]},
    }


def _output_streams(video_file: Any, parts: list[RelayFile]) -> Iterator[tuple[str, Any]]:
    """The output streams for those kinds, sound or picture, that occur. The picture is as large as the largest in the
    parts.
    """
    if any(part.has_sound for part in parts):
        yield "audio", video_file.add_stream("libopus", rate=48000, layout="stereo")
    pictures = [part for part in parts if part.size]
    if pictures:
        width, height = max((part.size for part in pictures if part.size), key=lambda size: size[0] * size[1])
        if pictures[0].codec == "h264":
            with av.open(str(pictures[0].path)) as source:
                stream = video_file.add_stream_from_template(source.streams.video[0], opaque=True)
            stream.width, stream.height = width, height
        else:
            stream = video_file.add_mux_stream("vp8", width=width, height=height)
        stream.time_base = TICK
        yield "video", stream


def _packets_of_parts(parts: list[RelayFile]) -> Iterator[tuple[Any, float]]:
    for part in parts:
        try:
            with av.open(str(part.path)) as video_file:
                for packet in video_file.demux():
                    if packet.pts is None or packet.time_base is None:
                        continue
                    if packet.stream.type == "video" and part.size is None:
                        continue
                    yield packet, float(packet.pts * packet.time_base)
        except av.FFmpegError:
            continue


def main(given: str) -> None:
    """Join the files, and print what was made."""
    task = json.loads(given)
    folder = Path(task["folder"])
    resource_limits.limit_process(seconds=SECONDS, memory=MEMORY, most_written=MAX_WRITTEN, within=folder)
    av.logging.set_level(av.logging.PANIC)
    parts = [part for path in task["parts"] if (part := inspect_file(Path(path))) is not None]
    for said in join_slot(task["slot"], folder, parts, task["chapters"]):
        _print_answer(said)
    _print_answer({"end": True})


def _print_answer(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
