"""Tapes of real packets: files that play, in spite of switches, silences, losses, slow disks, full ones and kills."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import av
import pytest

from streaming.relay import Origin, Relay, Tape
from streaming.relay.source import Source
from tests.streaming.relay.cameras import Camera
from tests.streaming.relay.test_files import write_film

Shoot = Callable[..., Coroutine[Any, Any, Camera]]
Record = Callable[..., Tape]


class Seen(NamedTuple):
    """What a decoder makes of a file: seconds of its pictures and sounds, and the sizes of pictures in order."""

    pictures: list[float]
    sounds: list[float]
    sizes: list[tuple[int, int]]


def see(path: Path) -> Seen:
    seen = Seen([], [], [])
    with av.open(str(path)) as film:
        for frame in film.decode():
            assert frame.time is not None
            if isinstance(frame, av.VideoFrame):
                seen.pictures.append(frame.time)
                if (frame.width, frame.height) not in seen.sizes[-1:]:
                    seen.sizes.append((frame.width, frame.height))
            else:
                seen.sounds.append(frame.time)
    return seen


def gaps(moments: list[float]) -> list[float]:
    """Seconds from each to the next."""
    return [b - a for a, b in pairwise(moments)]


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.fixture
async def shoot(relay: Relay, peers: AsyncExitStack) -> Shoot:
    """Connect a camera: `await shoot("ana", size=(320, 180))`."""

    async def connect(source: str, **kwargs: Any) -> Camera:
        camera = await peers.enter_async_context(Camera(**kwargs))
        answer = await relay.publish("session/1", await camera.offer(), source=source, origin=Origin(source))
        await camera.accept(answer)
        return camera

    return connect


@pytest.fixture
async def record(relay: Relay, tmp_path: Path) -> AsyncIterator[Record]:
    """Begin a tape of the stage in `tmp_path/tape`."""
    tapes = []

    def begin(**kwargs: Any) -> Tape:
        given: dict[str, Any] = {
            "begun": 0.0,
            "takes": lambda source: True,
            "leaves_out": frozenset({"programme"}),
            "reserve": 0,
            "on_end": lambda problem: pytest.fail(problem),
        }
        tape = Tape(tmp_path / "tape", **(given | kwargs))
        relay.stage("session/1").add_tape(tape)
        tapes.append(tape)
        return tape

    yield begin
    for tape in tapes:
        await relay.stage("session/1").remove_tape(tape)


async def test_a_slot_is_one_film_across_a_switch_to_a_larger_picture(
    relay: Relay, shoot: Shoot, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await shoot("ana"), await shoot("ben", size=(320, 180))
    stage.assign("floor", "ana")
    stage.assign("programme", "ana")
    tape = record(begun=100.0)

    await ana.roll_for(20)
    stage.assign("floor", "ben")
    await asyncio.gather(ben.roll_for(20), ana.roll_for(20))
    await stage.remove_tape(tape)

    (path,) = files(tmp_path / "tape")
    slot, at, suffix = path.name.split(".")
    assert (slot, suffix) == ("floor", "webm")
    late = ana.late + ben.late
    assert 99_900 < int(at) < 100_300 + late * 1000
    seen = see(path)
    assert seen.sizes == [(160, 90), (320, 180)]
    assert 100 < seen.pictures[0] < 100.3 + late
    assert 101 < seen.pictures[-1] < 101.7 + late
    assert 101 < seen.sounds[-1] < 101.7 + late
    assert seen.pictures == sorted(seen.pictures)
    assert ana.asked_for_keyframe
    assert ben.asked_for_keyframe


async def test_another_codec_begins_another_file_which_is_matroska(
    relay: Relay, shoot: Shoot, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await shoot("ana"), await shoot("ben", codec="H264")
    stage.assign("hall", "ana")
    tape = record()

    await ana.roll_for(15)
    stage.assign("hall", "ben")
    await ben.roll_for(20)
    await stage.remove_tape(tape)

    webm, matroska = files(tmp_path / "tape")
    assert (webm.suffix, matroska.suffix) == (".webm", ".mkv")
    assert see(webm).sizes == see(matroska).sizes == [(160, 90)]
    assert len(see(matroska).pictures) > 10
    assert see(matroska).pictures[0] - see(webm).pictures[-1] < 0.5 + ana.late + ben.late


async def test_who_may_not_be_taped_is_not_and_begins_when_it_may(
    relay: Relay, shoot: Shoot, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana = await shoot("ana")
    stage.assign("floor", "ana")
    allowed: set[str] = set()

    def takes(source: Source) -> bool:
        return source.id in allowed

    tape = record(takes=takes)
    await ana.roll_for(12)
    assert tape.untaken == {"ana"}

    began = tape.time_of(asyncio.get_running_loop().time())
    allowed.add("ana")
    tape.reconsider()
    await ana.roll_for(18)
    assert tape.untaken == frozenset()
    await stage.remove_tape(tape)

    (path,) = files(tmp_path / "tape")
    assert -ana.late <= see(path).sounds[0] - began < 0.3 + ana.late
    assert -ana.late <= see(path).pictures[0] - began < 0.4 + ana.late


async def test_a_picture_with_a_hole_goes_on_with_a_keyframe_that_was_asked_for(
    relay: Relay, shoot: Shoot, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana = await shoot("ana")
    stage.assign("floor", "ana")
    tape = record()
    await ana.roll_for(18)
    asked = ana.asked_for_keyframe
    # Nobody sends it again: the camera answers no NACK.
    hole = ana._shown
    await ana.roll(lambda: tape.lost and ana.asked_for_keyframe > asked, lose=lambda number: number == hole)
    await ana.roll_for(13)
    await stage.remove_tape(tape)

    assert tape.lost == 1
    seen = see(files(tmp_path / "tape")[0])
    holes = gaps(seen.pictures)
    assert [gap for gap in holes if gap > 0.2]
    assert len([gap for gap in holes if gap > 0.2 + ana.late]) <= 1
    assert max(gaps(seen.sounds)) < 0.1 + ana.late


async def test_a_disk_that_is_slow_loses_pictures_and_no_sound_and_holds_nobody(
    relay: Relay, shoot: Shoot, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.tapes.MOST_BEHIND", 16_000)
    stage = relay.stage("session/1")
    ana = await shoot("ana")
    stage.assign("floor", "ana")
    tape = record()
    await ana.roll_for(10)

    with _stuck(tape):
        await ana.roll(lambda: tape.skipped > 5)
    skipped = tape.skipped
    await ana.roll(lambda: tape.behind == 0)
    gone_on = tape.time_of(asyncio.get_running_loop().time())
    await ana.roll_for(15)
    await stage.remove_tape(tape)

    seen = see(files(tmp_path / "tape")[0])
    assert skipped <= tape.skipped
    assert seen.pictures[-1] > gone_on - ana.late
    assert len(seen.sounds) == ana._said


class _stuck:
    """The thread of a tape writes nothing for a while, as with a disk that does not answer."""

    def __init__(self, tape: Tape) -> None:
        self._slot = tape._spool._slots["floor"]

    def __enter__(self) -> None:
        self._go, self._take = threading.Event(), self._slot.take

        def wait(batch: Any) -> None:
            self._go.wait(10)
            self._take(batch)

        self._slot.take = wait  # type: ignore[method-assign]

    def __exit__(self, *exc: object) -> None:
        self._slot.take = self._take  # type: ignore[method-assign]
        self._go.set()


KILLED = """
import asyncio, sys
from pathlib import Path
from streaming.relay import Relay, Tape

async def main(film, folder):
    relay = Relay(["127.0.0.1"])
    stage = relay.stage("session/1")
    stage.assign("floor", "film")
    tape = Tape(Path(folder), begun=0.0, takes=lambda source: True, leaves_out=frozenset(), reserve=0, on_end=print)
    stage.add_tape(tape)
    await stage.play_file(film, source="film", loop=True)
    while True:
        print(tape.time_of(asyncio.get_running_loop().time()), flush=True)
        await asyncio.sleep(0.1)

asyncio.run(main(*sys.argv[1:]))
"""


def _tape_until(
    seconds: float, film: Path, folder: Path, preexec: Callable[[], None] | None = None
) -> tuple["subprocess.Popen[str]", list[str]]:
    """A process that tapes, and what it said by then; a word that is no number ends the wait."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(film), str(folder)],
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=preexec,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if not said[-1][0].isdigit() or float(said[-1]) > seconds:
            break
    return process, said


def test_a_killed_process_leaves_files_that_play_to_their_last_second_or_two(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.webm", seconds=2.0)

    process, said = _tape_until(3.0, film, tmp_path / "tape")
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert process.returncode == -signal.SIGKILL
    (path,) = files(tmp_path / "tape")
    seen = see(path)
    assert seen.pictures[-1] > float(said[-1]) - 2
    assert seen.sounds[-1] > float(said[-1]) - 2


def test_a_full_disk_ends_the_tape_and_what_was_written_plays(tmp_path: Path) -> None:
    """A process that may write no file larger than 25 kB meets what a full disk answers, in mid-file."""
    film = write_film(tmp_path / "film.webm", seconds=2.0)

    process, said = _tape_until(
        14.0, film, tmp_path / "tape", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (25_000, 25_000))
    )
    process.kill()
    process.communicate()

    assert said[-1] == "disk_full"
    (path,) = files(tmp_path / "tape")
    assert path.stat().st_size <= 25_000
    seen = see(path)
    assert seen.pictures[-1] > 0.5
    assert seen.sounds[-1] > 0.5


async def test_a_disk_with_too_little_room_ends_the_tape_before_it_is_full(
    relay: Relay, shoot: Shoot, record: Record, tmp_path: Path
) -> None:
    ended: list[str] = []
    stage = relay.stage("session/1")
    ana = await shoot("ana")
    stage.assign("floor", "ana")

    record(reserve=1 << 60, on_end=ended.append)
    await ana.roll(lambda: ended)

    assert ended == ["disk_full"]
    assert stage.sources["ana"].connected
    assert all(not track.heads for track in stage.sources["ana"].tracks)
