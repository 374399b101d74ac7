"""The films of simulated speakers, packet by packet."""

import fcntl
import itertools
import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from foundation.films import KEYFRAME_SECONDS, Shot, film, hall_shots
from foundation.films.canvas import FOOT, PAPER
from foundation.films.hall_pictures import ROWS
from foundation.films.picture import draw_pictures
from foundation.films.voice import RATE, ROOM_DBOV, level_dbov, loudness, voice_samples
from streaming.relay.source import HEARD_DBOV

SECONDS = 5


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("films") / "fiji.webm"
    film.make_film(path, Shot("Fiji"), "SIMULATED", SECONDS)
    return path


def test_it_can_be_joined_every_two_seconds_and_has_no_frames_out_of_order(made: Path) -> None:
    with av.open(str(made)) as container:
        assert [stream.codec_context.name for stream in container.streams] == ["vp8", "opus"]
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        times = [float(packet.pts * packet.time_base) for packet in packets]  # type: ignore[operator]
        keys = [time for time, packet in zip(times, packets, strict=True) if packet.is_keyframe]
    assert times == sorted(times)
    assert max(np.diff([*keys, SECONDS])) <= KEYFRAME_SECONDS


@pytest.mark.parametrize("shot", [Shot("Fiji"), *hall_shots(["Japan"])])
def test_a_picture_that_did_not_change_is_not_encoded_again(shot: Shot, tmp_path: Path) -> None:
    path = tmp_path / "film.webm"
    film.make_film(path, shot, "SIMULATED", SECONDS)
    pictures = list(shot.pictures("SIMULATED", SECONDS))
    changed = {at for at in range(1, len(pictures)) if (pictures[at] != pictures[at - 1]).any()}
    keys = set(range(0, len(pictures), shot.per_second * KEYFRAME_SECONDS))
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
    at = [round(float(packet.pts * packet.time_base) * shot.per_second) for packet in packets]  # type: ignore[operator]
    assert at == sorted(keys | changed)
    assert {number for number, packet in zip(at, packets, strict=True) if packet.is_keyframe} == keys
    assert len(at) < len(pictures)


def test_most_of_a_speakers_pictures_and_all_sound_need_one_packet_each(made: Path) -> None:
    with av.open(str(made)) as container:
        pictures = [packet.size for packet in container.demux(video=0) if not packet.is_keyframe]
    with av.open(str(made)) as container:
        sound = [packet.size for packet in container.demux(audio=0) if packet.size]
    assert np.quantile(pictures, 0.9) < 1200
    assert max(sound) < 1200
    assert len(sound) <= SECONDS / 0.1 + 1


def test_it_is_small_and_as_long_as_it_says(made: Path) -> None:
    with av.open(str(made)) as container:
        assert container.duration is not None
        assert abs(container.duration / 1_000_000 - SECONDS) < 0.1
    assert made.stat().st_size * 8 / SECONDS < 100_000


def test_it_is_made_once(made: Path) -> None:
    before = made.stat().st_mtime_ns
    film.make_film(made, Shot("Fiji"), "SIMULATED", SECONDS)
    assert (made.stat().st_mtime_ns, list(made.parent.iterdir())) == (before, [made])


def test_the_mouth_moves_while_the_voice_is_heard_and_the_caption_stays() -> None:
    pictures = list(draw_pictures("Fiji", "SIMULATED", SECONDS))
    loud = loudness("Fiji", SECONDS, np.arange(len(pictures)) / 10)
    open_mouths = [int((picture[180:200, 290:350].sum(axis=2) < 350).sum()) for picture in pictures]
    assert open_mouths[int(np.argmax(loud))] > 4 * open_mouths[int(np.argmin(loud))]
    captions = [picture[FOOT : FOOT + 22, 400:] for picture in pictures]
    assert all((caption == captions[0]).all() for caption in captions)
    assert (captions[0] != PAPER).any()


@pytest.mark.parametrize("name", ["Fiji", "United Kingdom of Great Britain and Northern Ireland"])
def test_the_words_stay_within_their_margins_and_off_each_other(name: str) -> None:
    (first, *_) = draw_pictures(name, "SIMULATED · VIDEO STATEMENT", 1)
    foot = first[FOOT:]
    assert (foot[:, :16] == PAPER).all()
    assert (foot[:, -16:] == PAPER).all()
    blank = "".join("-" if (column == PAPER).all() else "#" for column in foot.swapaxes(0, 1))
    assert len([words for words in blank.split("-" * 24) if "#" in words]) == 2


def test_the_voice_is_quiet_pauses_and_ends_in_silence() -> None:
    sound = voice_samples("Fiji", SECONDS)
    assert len(sound) == SECONDS * RATE
    assert 2_000 < np.abs(sound).max() < 6_000
    assert np.abs(sound[-RATE // 2 :]).max() == 0
    loud = loudness("Fiji", SECONDS, np.linspace(0, SECONDS, 1000))
    assert (loud >= 0).all()
    assert (loud <= 1).all()
    assert (loud == 0).any()


def test_two_speakers_sound_unlike_and_one_always_the_same() -> None:
    assert (voice_samples("Fiji", 2) == voice_samples("Fiji", 2)).all()
    assert (voice_samples("Fiji", 2) != voice_samples("Chile", 2)).any()


def test_the_level_follows_the_voice() -> None:
    levels = [level_dbov("Fiji", SECONDS, at / 10) for at in range(SECONDS * 10)]
    assert min(levels) == -90
    assert -30 < max(levels) < -10


@pytest.mark.parametrize("shot", hall_shots(["Japan", "Brunei Darussalam"])[:3])
def test_a_hall_is_cheap_and_each_of_its_pictures_is_marked(shot: Shot, tmp_path: Path) -> None:
    path = tmp_path / "hall.webm"
    film.make_film(path, shot, "SIMULATED", SECONDS)
    assert path.stat().st_size * 8 / SECONDS < 120_000
    pictures = list(shot.pictures("SIMULATED", SECONDS))
    captions = [picture[FOOT : FOOT + 22, 400:-16] for picture in pictures]
    assert all((caption == captions[0]).all() for caption in captions)
    assert (captions[0] != PAPER).any()
    assert len({picture[:FOOT].tobytes() for picture in pictures}) > 3, "something moves"


def test_the_hall_is_quiet_while_nobody_speaks_and_no_voice() -> None:
    whole, podium, seat = hall_shots(["Japan"])
    moments = [at / 10 for at in range(SECONDS * 10)]
    assert {shot.level_dbov(SECONDS, at) for shot in (whole, podium) for at in moments} == {ROOM_DBOV}
    assert ROOM_DBOV < HEARD_DBOV
    spoken = [seat.level_dbov(SECONDS, at) for at in moments]
    assert (min(spoken), max(spoken) > -30) == (ROOM_DBOV, True)
    sound = whole.samples(SECONDS).astype(float)
    assert 20 * np.log10(np.sqrt(np.mean(sound**2)) / 32_767) == pytest.approx(ROOM_DBOV, abs=1)


def test_no_nameplate_of_the_hall_covers_another() -> None:
    for row in ROWS:
        plates = sorted(row.plate(x) for x in row.places())
        assert all(left[2] <= right[0] for left, right in itertools.pairwise(plates))


@pytest.mark.thorough
def test_two_processes_that_want_the_same_film_make_it_once(tmp_path: Path) -> None:
    path = tmp_path / "fiji.webm"
    make = (
        "import pathlib, sys; from foundation.films import Shot, film; "
        "film.make_film(pathlib.Path(sys.argv[1]), Shot('Fiji'), 'SIMULATED', 1)"
    )
    with path.with_suffix(".part.webm").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = [
            subprocess.Popen(
                [sys.executable, "-c", make, str(path)], env=os.environ | {"PYTHONPATH": "platform"}
            )
            for _ in range(2)
        ]
    assert [process.wait() for process in waiting] == [0, 0]
    assert list(tmp_path.iterdir()) == [path]
    with av.open(str(path)) as container:
        assert container.duration is not None
        assert round(container.duration / 1_000_000) == 1
