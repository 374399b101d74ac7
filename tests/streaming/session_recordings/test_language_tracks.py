"""The MP4s and the master file of an interpreted session: each track has its channel's tone, told apart by FFT."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from streaming.session_recordings.language_tracks import (
    SAMPLES,
    merged,
    samples_within,
    without,
)
from streaming.session_recordings.programme_mix import RecordedFile, make_programme
from streaming.session_recordings.rules import Language
from tests.streaming.session_recordings.test_programme_mix import flash

FLOOR = 440
CHANNELS = {"fr": 880, "es": 1320, "ru": 1760, "ar": 2200, "zh": 2640}
"""The tone of each channel, in Hz."""
NAMES = {"fr": "Français", "es": "Español", "ru": "Русский", "ar": "العربية", "zh": "中文"}
CODES = {"fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}
LANGUAGES = [Language(tag, NAMES[tag]) for tag in CHANNELS]


def tone(path: Path, hz: int, *, seconds: float = 4.0, pause: tuple[float, float] = (0, 0)) -> Path:
    """A file of one sound, as the relay writes a language channel, without the packets of a pause."""
    with av.open(str(path), "w") as file:
        sound = file.add_stream("libopus", rate=SAMPLES, layout="mono")
        for number in range(int(seconds * 50)):
            times = np.arange(number * 960, (number + 1) * 960) / SAMPLES
            wave = (8000 * np.sin(2 * np.pi * hz * times)).astype(np.int16)
            block = av.AudioFrame.from_ndarray(wave[None, :], format="s16", layout="mono")
            block.sample_rate, block.pts, block.time_base = SAMPLES, number * 960, Fraction(1, SAMPLES)
            file.mux([packet for packet in sound.encode(block) if not pause[0] <= number / 50 < pause[1]])
        file.mux(sound.encode(None))
    return path


def sound_of(path: Path, track: int = 0) -> np.ndarray:
    """The samples of a sound track."""
    with av.open(str(path)) as file:
        blocks = [block.to_ndarray()[0] for block in file.decode(file.streams.audio[track])]
    return np.concatenate(blocks)


def heard(samples: np.ndarray, begins: float, ends: float) -> set[int]:
    """The tones within a part of a sound, by FFT: those less than 30 dB below the loudest."""
    part = samples[int(begins * SAMPLES) : int(ends * SAMPLES)]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
    level = {
        hz: spectrum[round(hz * len(part) / SAMPLES) - 3 :][:7].max() for hz in (FLOOR, *CHANNELS.values())
    }
    return {hz for hz, loud in level.items() if loud > max(level.values()) / 30 and loud > 1}


@pytest.fixture
def recorded(tmp_path: Path) -> list[RecordedFile]:
    """Four seconds of the floor and of five channels, which were recorded from the 10th second on."""
    pictures = RecordedFile("hall", flash(tmp_path / "hall.webm"), 10.0)
    floor = RecordedFile("floor", tone(tmp_path / "floor.webm", FLOOR), 10.0)
    booths = [
        RecordedFile(f"language/{tag}", tone(tmp_path / f"language~{tag}.webm", hz), 10.0)
        for tag, hz in CHANNELS.items()
    ]
    return [pictures, floor, *booths]


def test_each_track_of_the_master_and_each_mp4_has_its_channels_tone(
    tmp_path: Path, recorded: list[RecordedFile]
) -> None:
    chapters = [{"begins": 10.0, "ends": 13.0, "title": "Fiji"}]
    made = [
        answer for answer in make_programme(tmp_path, recorded[1:], chapters, LANGUAGES) if "file" in answer
    ]
    mp4s = {"programme": "programme.mp4"} | {f"programme/{tag}": f"programme~{tag}.mp4" for tag in CHANNELS}
    names = {answer["slot"]: answer["file"]["name"] for answer in made}
    assert names == mp4s | {"master": "master.mkv"}
    assert {answer["file"]["chapters"] for answer in made} == {1}

    tones = {"programme": FLOOR} | {f"programme/{tag}": hz for tag, hz in CHANNELS.items()}
    for slot, hz in tones.items():
        assert heard(sound_of(tmp_path / names[slot]), 0.5, 3.5) == {hz}
    for track, hz in enumerate(tones.values()):
        assert heard(sound_of(tmp_path / "master.mkv", track), 0.5, 3.5) == {hz}


@pytest.mark.thorough
def test_tracks_are_titled_and_tagged_by_their_language(tmp_path: Path, recorded: list[RecordedFile]) -> None:
    list(make_programme(tmp_path, recorded, [], LANGUAGES))
    with av.open(str(tmp_path / "master.mkv")) as file:
        tracks = [(one.metadata.get("language"), one.metadata["title"]) for one in file.streams.audio]
        codecs = [one.codec_context.name for one in file.streams]
    assert tracks[1:] == [(CODES[tag], NAMES[tag]) for tag in CHANNELS]
    assert tracks[0][1] == "Floor"
    assert codecs == ["h264", *["aac"] * 6]
    with av.open(str(tmp_path / "programme~fr.mp4")) as file:
        (sound,) = file.streams.audio
        assert (sound.metadata["language"], sound.metadata["handler_name"]) == ("fra", "Français")


@pytest.mark.thorough
def test_the_pictures_of_all_files_are_the_same(tmp_path: Path, recorded: list[RecordedFile]) -> None:
    list(make_programme(tmp_path, recorded, [], LANGUAGES[:1]))

    def pictures(name: str) -> list[int]:
        with av.open(str(tmp_path / name)) as file:
            return [int(frame.to_ndarray(format="gray").sum()) for frame in file.decode(video=0)]

    assert pictures("programme.mp4") == pictures("programme~fr.mp4") == pictures("master.mkv")
    assert len(pictures("programme.mp4")) == 125, "each second that was begun"


@pytest.mark.thorough
def test_the_floor_is_heard_while_nobody_interprets_and_while_the_language_is_spoken(tmp_path: Path) -> None:
    floor = RecordedFile("floor", tone(tmp_path / "floor.webm", FLOOR, seconds=12), 0.0)
    # On duty from the second second on, with a pause of three seconds, and of one packet.
    booth = tone(tmp_path / "language~fr.webm", CHANNELS["fr"], seconds=9, pause=(3, 6))
    files = [floor, RecordedFile("language/fr", booth, 2.0)]
    list(make_programme(tmp_path, files, [], LANGUAGES[:1], [("fr", (9.0, 10.0)), ("es", (2.5, 4.0))]))
    samples = sound_of(tmp_path / "programme~fr.mp4")

    times = [(0, 1.9), (2.1, 4.9), (5.1, 7.9), (8.1, 8.9), (9.1, 9.9), (10.1, 10.9), (11.1, 11.9)]
    french = CHANNELS["fr"]
    assert [heard(samples, *time) for time in times] == [
        {FLOOR}, {french}, {FLOOR}, {french}, {FLOOR}, {french}, {FLOOR},
    ]  # fmt: skip


def test_an_interpreter_is_in_no_mix_and_a_signer_has_no_sound(
    tmp_path: Path, recorded: list[RecordedFile]
) -> None:
    signer = RecordedFile("sign", tone(tmp_path / "sign.webm", 3520), 10.0)
    list(make_programme(tmp_path, [*recorded[1:], signer], []))
    assert sorted(path.name for path in tmp_path.glob("*.mp4")) == ["programme.mp4"]
    assert heard(sound_of(tmp_path / "programme.mp4"), 0.5, 3.5) == {FLOOR}


def test_short_gaps_between_packets_are_silent_and_long_ones_are_the_floor() -> None:
    assert merged([0.0, 0.02, 0.04, 1.5, 5.0]) == [(0.0, 1.52), (5.0, 5.02)]
    assert without([(0.0, 4.0), (5.0, 6.0)], [(1.0, 2.0), (5.5, 9.0)]) == [(0.0, 1.0), (2.0, 4.0), (5.0, 5.5)]
    assert without([(0.0, 1.0)], [(0.0, 1.0)]) == []
    first = SAMPLES
    assert samples_within([(10.5, 11.5)], 10.0, first, SAMPLES).nonzero()[0].tolist() == list(
        range(SAMPLES // 2)
    )


@pytest.mark.parametrize(("tag", "code"), [("fr", "fra"), ("zh-Hans", "zho"), ("ase", "ase"), ("xx", "und")])
def test_a_language_has_a_code_of_three_letters(tag: str, code: str) -> None:
    assert Language(tag, "").code == code
