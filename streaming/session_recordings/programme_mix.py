"""Makes an MP4 of a recording, in a subprocess: H.264 and AAC, the picture of the speaker, the sound of all.

`python -m streaming.session_recordings.programme_mix <json>` takes the folder, the chapters, the languages, the
times in which each language was spoken, and the files, each with slot, path and beginning. Times are seconds since the
recording began. It prints lines of JSON: percentages, and at the end the description of each file.

If the session was interpreted, it makes an MP4 for each language too, because browsers cannot choose a track, and a
master file (Matroska) with one sound track for each language. The picture is encoded once and is the same in all
(`language_tracks.py` has the sound of a language).

The picture is that of the slot `floor`, else of `chair`, else of `hall`, because only the holder is in the slot `floor`
(FL11). The sound is a mix of all slots, as everyone in the session heard it. So a chair that speaks to the holder is
heard. Interpreters are in no mix.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import numpy.typing as npt
from av.stream import Disposition

from foundation.processes import resource_limits
from streaming.session_recordings.files import PART
from streaming.session_recordings.language_tracks import (
    SAMPLES,
    Interval,
    merged,
    packet_times,
    samples_within,
    without,
)
from streaming.session_recordings.recording_finisher import add_chapters, describe_file
from streaming.session_recordings.rules import Language
from streaming.slot_file_names import file_stem

SECONDS, MEMORY, MAX_WRITTEN = 24 * 3600, 3 << 30, 1 << 40
WIDTH, HEIGHT, RATE = 1280, 720, 25
PICTURE_BITS, SOUND_BITS = 1_500_000, 128_000
PROGRAMME, MASTER, LANGUAGE, SIGN = "programme", "master", "language", "sign"
FLOOR = Language("", "Floor")
"""The sound that everyone in the session heard, as a track."""
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


class LanguageSound:
    """The sound of a language: the interpreter where one was recorded and the language was not spoken,
    else the floor.
    """

    def __init__(self, files: list[RecordedFile], begins: float, spoken: Iterable[Interval]) -> None:
        self._sound = SlotSound(files, begins)
        self._begins = begins
        ordered = sorted(files, key=lambda file: file.at)
        times = (file.at + time for file in ordered for time in packet_times(str(file.path)))
        self._interpreted = without(merged(times), spoken)

    def instead_of(self, floor: Samples, first: int) -> Samples:
        """The sound of the language in place of `floor`, the floor's sound from the sample `first` on."""
        own = np.zeros(floor.shape, np.int32)
        self._sound.add_to(own, first)
        heard = samples_within(self._interpreted, self._begins, first, len(floor))
        return np.where(heard[:, None], _clipped(own), floor)


def _clipped(mix: npt.NDArray[np.int32]) -> Samples:
    return np.clip(mix, -32768, 32767).astype(np.int16)


def make_programme(
    folder: Path,
    files: list[RecordedFile],
    chapters: list[dict[str, Any]],
    languages: Sequence[Language] = (),
    spoken: Iterable[tuple[str, Interval]] = (),
) -> Iterator[dict[str, Any]]:
    """Write the MP4, and with `languages` the others and the master file. `spoken` is when which language was spoken.

    Yields the percentage that is done, and at the end the description of each file with its slot.
    """
    begins = min(file.at for file in files)
    ends = max(file.at + _duration(file.path) for file in files)
    of_slot = {slot: [file for file in files if file.slot == slot] for slot in {f.slot for f in files}}
    pictures = [SlotPictures(of_slot[slot]) for slot in SHOWN if slot in of_slot]
    mixed = [slot for slot in sorted(of_slot) if slot != SIGN and slot.split("/")[0] != LANGUAGE]
    sounds = [SlotSound(of_slot[slot], begins) for slot in mixed]
    times = list(spoken)
    interpreted = [
        LanguageSound(
            of_slot.get(f"{LANGUAGE}/{language.tag}", []),
            begins,
            [when for tag, when in times if tag == language.tag],
        )
        for language in languages
    ]
    within = [chapter for chapter in chapters if chapter["ends"] > begins and chapter["begins"] < ends]
    whole = folder / f"{PROGRAMME}.mp4{PART}"
    with av.open(str(whole), "w", format="mp4", options={"movflags": "faststart"}) as container:
        add_chapters(container, with_gaps_filled(within, begins, ends), begins, ends)
        streams = _Streams(container, [FLOOR, *languages])
        for second in range(max(1, int(np.ceil(ends - begins)))):
            mix = np.zeros((SAMPLES, 2), np.int32)
            for sound in sounds:
                sound.add_to(mix, second * SAMPLES)
            floor = _clipped(mix)
            in_languages = [sound.instead_of(floor, second * SAMPLES) for sound in interpreted]
            streams.sound([floor, *in_languages], second)
            for number in range(second * RATE, (second + 1) * RATE):
                streams.picture(_picture_at(pictures, begins + number / RATE), number)
            yield {"percent": min(99, int(100 * (second + 1) / max(1.0, ends - begins)))}
        streams.end()
    for slot, target in _split_tracks(whole, folder, languages).items():
        yield {"slot": slot} | describe_file(target, begins, ends, len(within))


def _split_tracks(whole: Path, folder: Path, languages: Sequence[Language]) -> dict[str, Path]:
    """Make an MP4 of each sound track of a file, and a master file of all, without encoding. Returns them by slot.

    If there is one track, the file is the MP4 itself.
    """
    programme = folder / f"{PROGRAMME}.mp4"
    if not languages:
        whole.rename(programme)
        return {PROGRAMME: programme}
    slots = {f"{PROGRAMME}/{language.tag}": language for language in languages}
    targets = {PROGRAMME: programme} | {slot: folder / f"{file_stem(slot)}.mp4" for slot in slots}
    tracks = dict(zip(targets, [FLOOR, *languages], strict=True))
    targets[MASTER] = folder / f"{MASTER}.mkv"
    unfinished = {
        slot: target.with_name(f"{target.stem}-track{target.suffix}{PART}")
        for slot, target in targets.items()
    }
    with av.open(str(whole)) as source, ExitStack() as stack:
        outputs: dict[int, list[tuple[Any, Any]]] = {stream.index: [] for stream in source.streams}
        for number, (slot, path) in enumerate(unfinished.items()):
            form = "matroska" if slot == MASTER else "mp4"
            options = {} if slot == MASTER else {"movflags": "faststart"}
            container = stack.enter_context(av.open(str(path), "w", format=form, options=options))
            container.set_chapters(source.chapters())
            sounds = source.streams.audio if slot == MASTER else source.streams.audio[number : number + 1]
            for stream in (source.streams.video[0], *sounds):
                copied = container.add_stream_from_template(stream)
                outputs[stream.index].append((container, copied))
                if stream.type == "audio":
                    language = tracks.get(slot) or [FLOOR, *languages][stream.index - 1]
                    _name_track(copied, language, is_default=stream is sounds[0])
        for packet in source.demux():
            if packet.dts is not None:
                for container, copied in outputs[packet.stream.index]:
                    container.mux_one(_copy_of(packet, copied))
    for slot, target in targets.items():
        unfinished[slot].rename(target)
    # This process may delete nothing: the one that started it deletes what is left unfinished.
    return targets


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
    """The streams of a file, with their encoders: a picture, and a sound for each track."""

    def __init__(self, container: Any, tracks: Sequence[Language]) -> None:
        self._container = container
        encoder = next(name for name in ENCODERS if name in av.codecs_available)
        self._picture = container.add_stream(encoder, rate=RATE)
        if encoder == "libx264":
            self._picture.options = {"preset": "veryfast"}
        self._picture.width, self._picture.height, self._picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        self._picture.bit_rate = PICTURE_BITS
        self._picture.codec_context.gop_size = 2 * RATE
        self._picture.codec_context.thread_count = 1
        self._sounds = []
        for _ in tracks:
            sound = container.add_stream("aac", rate=SAMPLES, layout="stereo")
            sound.bit_rate = SOUND_BITS
            resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLES, frame_size=1024)
            self._sounds.append((sound, resampler))

    def sound(self, tracks: Sequence[Samples], second: int) -> None:
        """Add a second of each track."""
        for (stream, resampler), samples in zip(self._sounds, tracks, strict=True):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), "s16", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLES, second * SAMPLES, Fraction(1, SAMPLES)
            self._encode_sound(stream, resampler, frame)

    def _encode_sound(self, stream: Any, resampler: Any, frame: Any) -> None:
        for block in resampler.resample(frame):
            self._container.mux(stream.encode(block))

    def picture(self, planes: Picture, number: int) -> None:
        """Add a picture."""
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        self._container.mux(self._picture.encode(frame))

    def end(self) -> None:
        """Write what the encoders hold back."""
        self._container.mux(self._picture.encode(None))
        for stream, resampler in self._sounds:
            self._encode_sound(stream, resampler, None)
            self._container.mux(stream.encode(None))


def _name_track(stream: Any, language: Language, *, is_default: bool) -> None:
    """Tag a sound track with its language and its name. Matroska shows its title, MP4 the name of its handler."""
    stream.metadata["language"] = language.code
    stream.metadata["title"] = stream.metadata["handler_name"] = language.name
    stream.disposition = Disposition.default if is_default else Disposition(0)


def _copy_of(packet: Any, stream: Any) -> Any:
    copy: Any = av.Packet(bytes(packet))
    copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
    copy.duration, copy.is_keyframe = packet.duration, packet.is_keyframe
    copy.stream = stream
    return copy


def _duration(path: Path) -> float:
    with av.open(str(path)) as video:
        return (video.duration or 0) / 1_000_000


def main(given: str) -> None:
    """Make the files, and print the progress."""
    task = json.loads(given)
    files = [RecordedFile(slot, Path(path), at) for slot, path, at in task["files"]]
    folder = Path(task["folder"])
    languages = [Language(tag, name) for tag, name in task["languages"]]
    spoken = [(tag, (begins, ends)) for tag, begins, ends in task["spoken"]]
    resource_limits.limit_process(seconds=SECONDS, memory=MEMORY, most_written=MAX_WRITTEN, within=folder)
    av.logging.set_level(av.logging.PANIC)
    for said in make_programme(folder, files, task["chapters"], languages, spoken):
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
