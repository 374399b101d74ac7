"""Recordings of real packets: files that play after switches, silences, losses, slow and full disks, and kills."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any, NamedTuple

import av
import pytest

from streaming.relay import Origin, Relay, StageRecorder, recorder, rtcp
from streaming.relay.frame_assembler import Batch
from streaming.relay.rtp import packet_template
from streaming.relay.source import Source
from tests.streaming.relay.cameras import Camera
from tests.streaming.relay.test_file_source import PICTURES, write_video
from tests.support.hall import ROOT
from tests.support.patience import PATIENCE

ConnectCamera = Callable[..., Coroutine[Any, Any, Camera]]
Record = Callable[..., StageRecorder]


class Seen(NamedTuple):
    """A decoded file: times of its pictures and sounds in seconds, and the sizes of its pictures in order."""

    pictures: list[float]
    sounds: list[float]
    sizes: list[tuple[int, int]]


def see(path: Path) -> Seen:
    seen = Seen([], [], [])
    with av.open(str(path)) as video:
        for frame in video.decode():
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


def moments(times: list[float]) -> list[int]:
    """Times in milliseconds."""
    return [round(1000 * time) for time in times]


def each(step: int, first: int, last: int) -> list[int]:
    """Times from the first to the last, in milliseconds."""
    return list(range(first, last + step, step))


def caught_up(recording: StageRecorder) -> bool:
    """Wait until all is written. The writer's thread runs in real time, while virtual time waits."""
    end = monotonic() + PATIENCE
    while recording.octets_behind:
        assert monotonic() < end, "What waits for the disk is not written in time."
        time.sleep(0.001)
    return True


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.fixture
async def connect_camera(relay: Relay, peers: AsyncExitStack) -> ConnectCamera:
    """Connect a camera: `await shoot("ana", size=(320, 180))`."""

    async def connect(source: str, **kwargs: Any) -> Camera:
        camera = await peers.enter_async_context(Camera(**kwargs))
        answer = await relay.publish("session/1", await camera.offer(), source=source, origin=Origin(source))
        await camera.accept(answer)
        return camera

    return connect


@pytest.fixture
async def record(relay: Relay, tmp_path: Path) -> AsyncIterator[Record]:
    """Begin a recording of the stage in `tmp_path/recording`."""
    recordings = []

    def begin(**kwargs: Any) -> StageRecorder:
        given: dict[str, Any] = {
            "begun": 0.0,
            "may_record": lambda source: True,
            "leaves_out": frozenset({"programme"}),
            "reserve": 0,
            "on_end": lambda problem: pytest.fail(problem),
        }
        recording = StageRecorder(tmp_path / "recording", **(given | kwargs))
        relay.stage("session/1").add_recording(recording)
        recordings.append(recording)
        return recording

    yield begin
    for recording in recordings:
        await relay.stage("session/1").remove_recording(recording)


async def test_a_slot_is_one_video_across_a_switch_to_a_larger_picture(
    relay: Relay, connect_camera: ConnectCamera, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await connect_camera("ana"), await connect_camera("ben", size=(320, 180))
    stage.assign("floor", "ana")
    stage.assign("programme", "ana")
    recording = record(begun=100.0)

    await ana.roll_for(20)
    stage.assign("floor", "ben")
    await asyncio.gather(ben.roll_for(20), ana.roll_for(20))
    await stage.remove_recording(recording)

    (path,) = files(tmp_path / "recording")
    seen = see(path)
    assert path.name == "floor.000099980.webm", "two sounds came at once, the first of them 20 ms old"
    assert seen.sizes == [(160, 90), (320, 180)]
    assert moments(seen.pictures) == each(40, 100_000, 101_560)
    assert moments(seen.sounds[1:]) == each(20, 100_000, 101_560)
    assert ana.asked_for_keyframe
    assert ben.asked_for_keyframe


async def test_a_packet_that_was_read_late_is_where_its_sender_says(
    relay: Relay, connect_camera: ConnectCamera, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = relay.stage("session/1")
    await connect_camera("ana")
    stage.assign("floor", "ana")
    recording, batches = record(begun=100.0), list[Batch]()
    monkeypatch.setattr(recording, "write_batch", batches.append)
    monkeypatch.setattr(recorder, "time", SimpleNamespace(time=lambda: 5000.0))
    (sound,) = stage.sources["ana"].layers["audio"]
    (follower,) = sound.recorders
    sound.clock.note_sender_report(rtcp.ntp_timestamp(4999.5), 48_000, 4999.5)

    word = packet_template(b"word", marker=False, sequence=1, timestamp=48_000, joinable=True)
    follower.take([word], asyncio.get_running_loop().time() - 0.3)

    (batch,) = batches
    assert (batch.now, batch.at) == (pytest.approx(99.7), pytest.approx(99.5)), (
        "half a second ago it was said"
    )


async def test_another_codec_begins_another_file_which_is_matroska(
    relay: Relay, connect_camera: ConnectCamera, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await connect_camera("ana"), await connect_camera("ben", codec="H264")
    stage.assign("hall", "ana")
    recording = record()

    await ana.roll_for(15)
    stage.assign("hall", "ben")
    await ben.roll_for(20)
    await stage.remove_recording(recording)

    webm, matroska = files(tmp_path / "recording")
    assert (webm.suffix, matroska.suffix) == (".webm", ".mkv")
    assert see(webm).sizes == see(matroska).sizes == [(160, 90)]
    assert moments(see(webm).pictures) == each(40, 0, 560)
    assert moments(see(matroska).pictures) == each(40, 600, 1360)


async def test_a_language_has_a_file_of_its_sound_and_the_signer_one_of_the_picture(
    relay: Relay, connect_camera: ConnectCamera, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await connect_camera("ana"), await connect_camera("ben")
    stage.assign("language/fr", "ana")
    stage.assign("programme/fr", "ana")
    stage.assign("sign", "ben")
    recording = record()

    await asyncio.gather(ana.roll_for(80), ben.roll_for(80))
    await stage.remove_recording(recording)

    french, sign = files(tmp_path / "recording")
    assert [path.name.split(".")[0] for path in (french, sign)] == ["language~fr", "sign"]
    assert (see(french).sizes, bool(see(french).sounds)) == ([], True)
    assert (see(sign).sizes, see(sign).sounds) == ([(160, 90)], [])


async def test_a_source_is_recorded_from_the_moment_it_may_be(
    relay: Relay, connect_camera: ConnectCamera, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana = await connect_camera("ana")
    stage.assign("floor", "ana")
    allowed: set[str] = set()

    def may_record(source: Source) -> bool:
        return source.id in allowed

    recording = record(may_record=may_record)
    await ana.roll_for(12)
    assert recording.unrecorded_sources == {"ana"}

    assert round(recording.recording_time(), 3) == 0.48
    allowed.add("ana")
    recording.check_sources_again()
    await ana.roll_for(18)
    assert recording.unrecorded_sources == frozenset()
    await stage.remove_recording(recording)

    (path,) = files(tmp_path / "recording")
    assert moments(see(path).sounds[1:]) == each(20, 480, 1160)
    assert moments(see(path).pictures) == each(40, 520, 1160), "it sent the keyframe with the next picture"


async def test_a_picture_with_a_hole_goes_on_with_a_keyframe_that_was_asked_for(
    relay: Relay, connect_camera: ConnectCamera, record: Record, tmp_path: Path
) -> None:
    stage = relay.stage("session/1")
    ana = await connect_camera("ana")
    stage.assign("floor", "ana")
    recording = record()
    await ana.roll_for(18)
    asked = ana.asked_for_keyframe
    # It is never retransmitted: the camera answers no NACK.
    hole = ana._shown
    await ana.roll(
        lambda: caught_up(recording) and recording.times_frozen and ana.asked_for_keyframe > asked,
        lose=lambda number: number == hole,
    )
    await ana.roll_for(13)
    await stage.remove_recording(recording)

    assert recording.times_frozen == 1
    seen = see(files(tmp_path / "recording")[0])
    assert [gap > 0.05 for gap in gaps(seen.pictures)].count(True) == 1
    assert moments(seen.sounds[2:]) == each(20, 20, 20 * (len(seen.sounds) - 2))


async def test_a_slow_disk_loses_pictures_but_no_sound_and_delays_nobody(
    relay: Relay,
    connect_camera: ConnectCamera,
    record: Record,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("streaming.relay.recorder.MAX_BEHIND", 16_000)
    stage = relay.stage("session/1")
    ana = await connect_camera("ana")
    stage.assign("floor", "ana")
    recording = record()
    await ana.roll_for(10)

    with _stuck(recording):
        await ana.roll(lambda: recording.skipped > 5)
    skipped = recording.skipped
    assert caught_up(recording)
    gone_on = recording.recording_time()
    await ana.roll_for(15)
    await stage.remove_recording(recording)

    seen = see(files(tmp_path / "recording")[0])
    assert skipped <= recording.skipped
    assert seen.pictures[-1] > gone_on
    assert len(seen.sounds) == ana._said


class _stuck:
    """The thread of a recording hangs for a while, like on a disk that does not answer."""

    def __init__(self, recording: StageRecorder) -> None:
        self._slot = recording._writer._slots["floor"]

    def __enter__(self) -> None:
        self._go, self._take = threading.Event(), self._slot.write_batch

        def wait(batch: Any) -> None:
            self._go.wait(10)
            self._take(batch)

        self._slot.write_batch = wait  # type: ignore[method-assign]

    def __exit__(self, *exc: object) -> None:
        self._slot.write_batch = self._take  # type: ignore[method-assign]
        self._go.set()


RECORDING = """
import asyncio, sys, time
from pathlib import Path
from streaming.relay import Relay, StageRecorder
from tests.support.virtual_time import VirtualLoop

async def main(video, folder, seconds):
    stage = Relay(["127.0.0.1"]).stage("session/1")
    stage.assign("floor", "video")
    recording = StageRecorder(
        Path(folder), begun=0.0, may_record=lambda source: True, leaves_out=frozenset(), reserve=0,
        on_end=lambda problem: print(problem, flush=True),
    )
    stage.add_recording(recording)
    source = await stage.play_file(video, source="video", loop=True)
    await asyncio.sleep(float(seconds))
    source.pause()
    while recording.octets_behind and recording._writer.is_alive():
        time.sleep(0.001)
    await asyncio.sleep(0)
    print("written", flush=True)
    sys.stdin.read()

asyncio.Runner(loop_factory=VirtualLoop).run(main(*sys.argv[1:]))
"""


def _recording(
    seconds: int, video: Path, folder: Path, preexec: Callable[[], None] | None = None
) -> tuple["subprocess.Popen[str]", list[str]]:
    """A process that has written this much of a video and still has the files open; and its output so far."""
    process = subprocess.Popen(
        [sys.executable, "-c", RECORDING, str(video), str(folder), str(seconds)],
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=preexec,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if said[-1] == "written":
            break
    return process, said


def test_a_killed_process_leaves_files_that_play_to_their_last_second_or_two(tmp_path: Path) -> None:
    video = write_video(tmp_path / "video.webm", seconds=2.0)

    process, said = _recording(4, video, tmp_path / "recording")
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert (said, process.returncode) == (["written"], -signal.SIGKILL)
    (path,) = files(tmp_path / "recording")
    seen = see(path)
    assert len(seen.pictures) > (4 - 2) * PICTURES
    assert len(seen.sounds) > (4 - 2) * 50


def test_a_full_disk_ends_the_recording_and_what_was_written_plays(tmp_path: Path) -> None:
    """A process limited to files of 25 kB gets the same error as on a full disk, in mid-file."""
    video = write_video(tmp_path / "video.webm", seconds=2.0)

    process, said = _recording(
        14, video, tmp_path / "recording", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (25_000, 25_000))
    )
    process.kill()
    process.communicate()

    assert said == ["disk_full", "written"]
    (path,) = files(tmp_path / "recording")
    assert path.stat().st_size <= 25_000
    seen = see(path)
    assert len(seen.pictures) > PICTURES // 2
    assert len(seen.sounds) > 50 // 2


async def test_a_disk_with_too_little_room_ends_the_recording_before_it_is_full(
    relay: Relay, connect_camera: ConnectCamera, record: Record, tmp_path: Path
) -> None:
    ended: list[str] = []
    stage = relay.stage("session/1")
    ana = await connect_camera("ana")
    stage.assign("floor", "ana")

    record(reserve=1 << 60, on_end=ended.append)
    await ana.roll(lambda: ended)

    assert ended == ["disk_full"]
    assert stage.sources["ana"].connected
    assert all(not track.recorders for track in stage.sources["ana"].tracks)
