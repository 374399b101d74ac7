"""Makes one MP4 of a recording, in a subprocess: H.264 and AAC, the picture of the speaker, the sound of all.

`python -m streaming.session_recordings.programme_mix <json>` takes the target, the chapters, and the files, each with
slot, path and beginning. Times are seconds since the recording began. It prints lines of JSON: percentages, and at the
end the description of the file.

The picture is that of the slot `floor`, else of `chair`, else of `hall`, because only the holder is in the slot `floor`
(FL11). The sound is a mix of all slots, as everyone in the session heard it. So a chair that speaks to the holder is
heard.
"""

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import numpy.typing as npt

from foundation.processes import resource_limits
from streaming.session_recordings.files import PART
from streaming.session_recordings.recording_finisher import add_chapters, describe_file

SECONDS, MEMORY, MAX_WRITTEN = 24 * 3600, 3 << 30, 1 << 40
WIDTH, HEIGHT, RATE = 1280, 720, 25
PICTURE_BITS, SOUND_BITS = 1_500_000, 128_000
SAMPLES = 48_000
SHOWN = ("floor", "chair", "hall")
HELD = 2.0
"""Seconds for which a slot's last picture is shown if no other comes. After that, the next slot is shown."""
JUMP = SAMPLES // 100
"""A number of samples. Sound that is further than this from the place that its time gives is moved to that place.

Otherwise it follows the sound before it without a gap.
"""
NOBODY = "—"
"""The title of a chapter in which nobody has the floor. It is needed because chapters of MP4 files have no gaps between
them.
"""

Samples = npt.NDArray[np.int16]
Picture = npt.NDArray[np.uint8]


class RecordedFile(NamedTuple):
    """A file of one slot. `at` is when it begins, in seconds since the recording began."""

    slot: str
    path: Path
    at: float


def _decoded_frames(files: list[RecordedFile], kind: str) -> Iterator[tuple[float, Any]]:
    """The frames of one kind in a slot's files, with their times. A file that is damaged ends where the
    damage begins.
    """
    for file in sorted(files, key=lambda file: file.at):
        try:
            with av.open(str(file.path)) as video:
                for stream in [stream for stream in video.streams if stream.type == kind][:1]:
                    for frame in video.decode(stream):
                        if isinstance(frame, av.VideoFrame | av.AudioFrame) and frame.time is not None:
                            yield file.at + frame.time, frame
        except av.FFmpegError:
            continue


class SlotPictures:
    """The pictures of one slot. They are read in order, so each call has to ask for a later time than the one
    before.
    """

    def __init__(self, files: list[RecordedFile]) -> None:
        self._frames = _decoded_frames(files, "video")
        self._next = next(self._frames, None)
        self._now: tuple[float, Any] | None = None
        self._fitted: Picture | None = None

    def picture_at(self, moment: float) -> Picture | None:
        """The picture at a moment, or None if there was none for `HELD` seconds."""
        nearest = moment + 0.5 / RATE
        while self._next is not None and self._next[0] <= nearest:
            self._now, self._next, self._fitted = self._next, next(self._frames, None), None
        if self._now is None or moment - self._now[0] > HELD:
            return None
        if self._fitted is None:
            self._fitted = fit_picture(self._now[1])
        return self._fitted


def fit_picture(frame: Any) -> Picture:
    """A picture, scaled to fit into the picture of the MP4, and centred."""
    scale = min(WIDTH / frame.width, HEIGHT / frame.height)
    width, height = max(2, int(frame.width * scale) // 2 * 2), max(2, int(frame.height * scale) // 2 * 2)
    small = frame.reformat(width=width, height=height, format="yuv420p").to_ndarray()
    canvas = black_picture()
    left, top = (WIDTH - width) // 4 * 2, (HEIGHT - height) // 4 * 2
    canvas[top : top + height, left : left + width] = small[:height]
    for plane in (0, 1):
        ours = canvas[HEIGHT + plane * HEIGHT // 4 :][: HEIGHT // 4].reshape(HEIGHT // 2, WIDTH // 2)
        theirs = small[height:].reshape(2, height // 2, width // 2)[plane]
        ours[top // 2 : top // 2 + height // 2, left // 2 : left // 2 + width // 2] = theirs
    return canvas


def black_picture() -> Picture:
    """A black picture, as planes of luma and chroma."""
    canvas = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    canvas[:HEIGHT] = 16
    return canvas


class SlotSound:
    """The sound of one slot. It is read in order, one second with each call."""

    def __init__(self, files: list[RecordedFile], begins: float) -> None:
        self._frames = _decoded_frames(files, "audio")
        self._resampler = av.AudioResampler(format="s16", layout="stereo", rate=SAMPLES)
        self._begins = begins
        self._place = 0
        self._left: Samples = np.zeros((0, 2), np.int16)
        self._over = False

    def add_to(self, mix: npt.NDArray[np.int32], first: int) -> None:
        """Add the slot's sound to `mix`, which begins at the sample `first`."""
        end = first + len(mix)
        while not self._over and self._place < end:
            start, stop = max(self._place, first), min(self._place + len(self._left), end)
            if stop > start:
                mix[start - first : stop - first] += self._left[start - self._place : stop - self._place]
            if self._place + len(self._left) > end:
                return
            self._read_next_frame()

    def _read_next_frame(self) -> None:
        following = next(self._frames, None)
        if following is None:
            self._over = True
            return
        at, frame = following
        after, place = self._place + len(self._left), round((at - self._begins) * SAMPLES)
        blocks = [block.to_ndarray().reshape(-1, 2) for block in self._resampler.resample(frame)]
        self._left = np.concatenate(blocks) if blocks else np.zeros((0, 2), np.int16)
        if abs(place - after) < JUMP:
            place = after
        self._left = self._left[max(0, after - place) :]  # drop what would overlap the end of the last sound
        self._place = max(place, after)


def make_programme(
    target: Path, files: list[RecordedFile], chapters: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Write the MP4. Yields the percentage that is done, and at the end the description of the file."""
    begins = min(file.at for file in files)
    ends = max(file.at + _duration(file.path) for file in files)
    of_slot = {slot: [file for file in files if file.slot == slot] for slot in {f.slot for f in files}}
    pictures = [SlotPictures(of_slot[slot]) for slot in SHOWN if slot in of_slot]
    sounds = [SlotSound(of_slot[slot], begins) for slot in sorted(of_slot)]
    unfinished = target.with_name(target.name + PART)
    with av.open(str(unfinished), "w", format="mp4", options={"movflags": "faststart"}) as video:
        within = [chapter for chapter in chapters if chapter["ends"] > begins and chapter["begins"] < ends]
        add_chapters(video, with_gaps_filled(within, begins, ends), begins, ends)
        streams = _Streams(video)
        for second in range(max(1, int(np.ceil(ends - begins)))):
            mix = np.zeros((SAMPLES, 2), np.int32)
            for sound in sounds:
                sound.add_to(mix, second * SAMPLES)
            streams.sound(np.clip(mix, -32768, 32767).astype(np.int16), second)
            for number in range(second * RATE, (second + 1) * RATE):
                streams.picture(_picture_at(pictures, begins + number / RATE), number)
            yield {"percent": min(99, int(100 * (second + 1) / max(1.0, ends - begins)))}
        streams.end()
    unfinished.rename(target)
    yield describe_file(target, begins, ends, len(within))


def with_gaps_filled(chapters: list[dict[str, Any]], begins: float, ends: float) -> list[dict[str, Any]]:
    """The chapters, with chapters titled `NOBODY` for the times in which nobody has the floor. Without
    chapters: none.
    """
    found, at = [], begins
    for chapter in chapters:
        if chapter["begins"] > at:
            found.append({"begins": at, "ends": chapter["begins"], "title": NOBODY})
        found.append(chapter)
        at = max(at, chapter["ends"])
    if chapters and at < ends:
        found.append({"begins": at, "ends": ends, "title": NOBODY})
    return found


def _picture_at(pictures: list[SlotPictures], moment: float) -> Picture:
    """The picture at `moment` of the first slot that has one. The other slots are read too, so that all are at the same
    time.
    """
    return next(
        (picture for picture in [each.picture_at(moment) for each in pictures] if picture is not None), BLANK
    )


BLANK = black_picture()


ENCODERS = ("libopenh264", "libx264")
"""The names of H.264 encoders, the preferred one first. PyAV's wheels have the second."""


class _Streams:
    """The streams of picture and sound in the MP4, with their encoders."""

    def __init__(self, video: Any) -> None:
        self._video = video
        encoder = next(name for name in ENCODERS if name in av.codecs_available)
        self._picture = video.add_stream(encoder, rate=RATE)
        if encoder == "libx264":
            self._picture.options = {"preset": "veryfast"}
        self._picture.width, self._picture.height, self._picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        self._picture.bit_rate = PICTURE_BITS
        self._picture.codec_context.gop_size = 2 * RATE
        self._picture.codec_context.thread_count = 1
        self._sound = video.add_stream("aac", rate=SAMPLES, layout="stereo")
        self._sound.bit_rate = SOUND_BITS
        self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLES, frame_size=1024)

    def sound(self, samples: Samples, second: int) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), "s16", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLES, second * SAMPLES, Fraction(1, SAMPLES)
        self._encode_sound(frame)

    def _encode_sound(self, frame: Any) -> None:
        for block in self._resampler.resample(frame):
            self._video.mux(self._sound.encode(block))

    def picture(self, planes: Picture, number: int) -> None:
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        self._video.mux(self._picture.encode(frame))

    def end(self) -> None:
        self._video.mux(self._picture.encode(None))
        self._encode_sound(None)
        self._video.mux(self._sound.encode(None))


def _duration(path: Path) -> float:
    with av.open(str(path)) as video:
        return (video.duration or 0) / 1_000_000


def main(given: str) -> None:
    """Make the MP4, and print the progress."""
    task = json.loads(given)
    files = [RecordedFile(slot, Path(path), at) for slot, path, at in task["files"]]
    target = Path(task["target"])
    resource_limits.limit_process(
        seconds=SECONDS, memory=MEMORY, most_written=MAX_WRITTEN, within=target.parent
    )
    av.logging.set_level(av.logging.PANIC)
    for said in make_programme(target, files, task["chapters"]):
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
