"""The MP4 of a recording: the begins of its chapters, and the sync of sound and picture (ITU-R BT.1359)."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from streaming.session_recordings.language_tracks import SAMPLES
from streaming.session_recordings.programme_mix import RecordedFile, make_programme, with_gaps_filled

FLASH = 1.001
"""When a white picture and a tone begin, in seconds: just after a picture of the MP4."""
EARLIEST, LATEST = -0.045, 0.125
"""Seconds that sound may come before its picture, and after it."""


def flash(path: Path, *, lost: tuple[int, ...] = (), seconds: float = 1.6) -> Path:
    """A video of ten pictures a second, black then white, with a tone from there on; some packets are lost."""
    with av.open(str(path), "w") as video_file:
        picture = video_file.add_stream("libvpx", rate=10)
        picture.width, picture.height, picture.pix_fmt = 64, 36, "yuv420p"
        picture.time_base = picture.codec_context.time_base = Fraction(1, 1000)
        picture.options = {"deadline": "realtime", "lag-in-frames": "0", "auto-alt-ref": "0"}
        sound = video_file.add_stream("libopus", rate=SAMPLES, layout="mono")
        for number in range(int(seconds * 10)):
            at = number / 10 + 0.001
            frame = av.VideoFrame.from_ndarray(
                np.full((36, 64, 3), 255 if at >= FLASH else 0, np.uint8), format="rgb24"
            )
            frame.pts, frame.time_base = round(at * 1000), Fraction(1, 1000)
            video_file.mux(picture.encode(frame))
        for number in range(int(seconds * 50)):
            times = np.arange(number * 960, (number + 1) * 960) / SAMPLES
            tone = np.where(times >= FLASH, 20000 * np.sin(times * 6000), 0).astype(np.int16)
            block = av.AudioFrame.from_ndarray(tone[None, :], format="s16", layout="mono")
            block.sample_rate, block.pts, block.time_base = SAMPLES, number * 960, Fraction(1, SAMPLES)
            video_file.mux([packet for packet in sound.encode(block) if number not in lost])
        video_file.mux([*picture.encode(None), *sound.encode(None)])
    return path


def flashes(path: Path) -> tuple[float, float]:
    """When the picture of an MP4 turns white, and when its tone begins."""
    with av.open(str(path)) as video_file:
        seen = next(
            frame.time
            for frame in video_file.decode(video=0)
            if frame.to_ndarray(format="gray")[300:420, 600:700].mean() > 128
        )
    with av.open(str(path)) as video_file:
        for block in video_file.decode(audio=0):
            loud = np.flatnonzero(np.abs(block.to_ndarray()[0]) > 0.1)
            if len(loud):
                return float(seen or 0), float(block.time or 0) + loud[0] / SAMPLES
    raise AssertionError("there is no tone")


@pytest.mark.parametrize(
    "lost",
    [
        pytest.param((), id="whole", marks=pytest.mark.thorough),
        pytest.param((10,), id="a packet lost", marks=pytest.mark.thorough),
        pytest.param((10, 20, 30, 40), id="four lost"),
    ],
)
def test_sound_and_picture_of_the_programme_are_in_sync(tmp_path: Path, lost: tuple[int, ...]) -> None:
    video_file = flash(tmp_path / "floor.webm", lost=lost)
    target = tmp_path / "programme.mp4"
    for _ in make_programme(tmp_path, [RecordedFile("floor", video_file, 10.0)], []):
        pass
    seen, heard = flashes(target)
    assert EARLIEST <= heard - seen <= LATEST


def test_chapters_of_the_programme_begin_where_their_turns_did(tmp_path: Path) -> None:
    chapters = [
        {"begins": 10.5, "ends": 11.0, "title": "Fiji"},
        {"begins": 11.0, "ends": 11.25, "title": "Chile"},
        {"begins": 11.5, "ends": 30.0, "title": "Peru"},
    ]
    target = tmp_path / "programme.mp4"
    *_, last = make_programme(
        tmp_path, [RecordedFile("floor", flash(tmp_path / "floor.webm"), 10.0)], chapters
    )
    assert last["file"]["chapters"] == 3
    with av.open(str(target)) as video_file:
        found = [(c["metadata"]["title"], float(c["start"] * c["time_base"])) for c in video_file.chapters()]
    assert found == [("—", 0), ("Fiji", 0.5), ("Chile", 1), ("—", 1.25), ("Peru", 1.5)]


def test_a_programme_without_turns_has_no_chapters_and_after_the_last_turn_nobody_has_the_floor() -> None:
    assert with_gaps_filled([], 10.0, 12.0) == []
    fiji = {"begins": 10.0, "ends": 11.0, "title": "Fiji"}
    assert with_gaps_filled([fiji], 10.0, 12.0) == [fiji, {"begins": 11.0, "ends": 12.0, "title": "—"}]
