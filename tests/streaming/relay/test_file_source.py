"""A video file as a source: real files, made here, played and never decoded."""

import asyncio
import fractions
import itertools
from collections import Counter
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from streaming.relay import MediaRefusal, Relay
from streaming.relay.file_source import PACKETS_AT_ONCE, PAYLOAD
from streaming.relay.media_file_reader import EncodedFrame, MediaFileReader
from streaming.relay.track import Track
from tests.streaming.relay.conftest import Listen
from tests.streaming.relay.peers import until

PICTURES = 25


def write_video(
    path: Path, *, seconds: float = 1.0, sound: bool = True, codec: str = "libvpx", rate: int = PICTURES
) -> Path:
    """A video of a moving bar and a tone, with `rate` pictures a second and a keyframe every second."""
    with av.open(str(path), "w") as container:
        video = container.add_stream(codec, rate=rate)
        video.width, video.height, video.pix_fmt = 160, 90, "yuv420p"
        video.options = {"deadline": "realtime", "auto-alt-ref": "0", "g": str(rate)}
        video.codec_context.thread_count = 1
        audio = container.add_stream("libopus", rate=48000) if sound else None
        for number in range(int(seconds * rate)):
            canvas = np.zeros((90, 160, 3), np.uint8)
            canvas[:, number * 3 % 150 :][:, :10] = 255
            frame = av.VideoFrame.from_ndarray(canvas, format="rgb24")
            frame.pts, frame.time_base = number, fractions.Fraction(1, rate)
            container.mux(video.encode(frame))
            if audio is not None:
                tone = (8000 * np.sin(np.arange(48000 // rate) / 20)).astype(np.int16).reshape(1, -1)
                sound_frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
                sound_frame.sample_rate, sound_frame.pts = 48000, number * (48000 // rate)
                container.mux(audio.encode(sound_frame))
        container.mux(video.encode())
        if audio is not None:
            container.mux(audio.encode())
    return path


@pytest.fixture(scope="module")
def video_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("videos") / "video.webm")


@pytest.fixture(scope="module")
def long_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("videos") / "long.webm", seconds=4)


async def test_a_video_is_seen_and_heard_in_real_time_to_its_end(
    relay: Relay, listen: Listen, video_file: Path
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "video")
    states: list[str] = []
    stage.on_change.append(lambda stage, source: states.append(source.state))
    listener = await listen(["floor"])
    loop, came = asyncio.get_running_loop(), dict[int, float]()

    source = await stage.play_file(str(video_file), source="video")
    picture, began = source.layers["video"][0], loop.time()
    assert source.kinds == {"audio", "video"}
    assert round(source.duration, 1) == 1.0

    def look() -> None:
        if picture.latest is not None:
            came.setdefault(picture.latest.timestamp, loop.time())

    await until(lambda: source.state == "gone", during=look)

    assert [round(PICTURES * (at - began)) for at in came.values()] == list(range(PICTURES))
    assert states == ["connecting", "connected", "gone"]
    assert stage.sources == {}
    await until(lambda: len({packet.timestamp for packet in listener.heard("floor", "video")}) == PICTURES)
    pictures = sorted({packet.timestamp for packet in listener.heard("floor", "video")})
    assert {after - before for before, after in pairwise(pictures)} <= set(range(3500, 3700))
    assert len(listener.heard("floor", "audio")) >= 48


async def test_a_video_pauses_resumes_and_is_stopped(relay: Relay, listen: Listen, video_file: Path) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "video")
    listener = await listen(["floor"])
    source = await stage.play_file(str(video_file), source="video", loop=True)
    await until(lambda: listener.heard("floor", "video"))

    source.pause()
    position, carried = source.position, source.stats().packets
    await asyncio.sleep(60)
    assert (source.position, source.stats().packets) == (position, carried)
    heard = len(listener.heard("floor", "audio"))
    source.resume()
    assert source.position == pytest.approx(position)
    await until(lambda: len(listener.heard("floor", "audio")) > heard)

    last, first = listener.heard("floor", "audio")[heard - 1 : heard + 1]
    assert ((first.timestamp - last.timestamp) & 0xFFFFFFFF) // 48000 == 60
    await source.stop()
    assert stage.sources == {}
    assert stage.slots == {"floor": "video"}


async def test_a_video_that_loops_goes_on_unbroken(relay: Relay, listen: Listen, tmp_path: Path) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "video")
    listener = await listen(["floor"])
    short = write_video(tmp_path / "short.webm", seconds=0.4)

    await stage.play_file(str(short), source="video", loop=True)
    await until(lambda: len({packet.timestamp for packet in listener.heard("floor", "video")}) > 25)

    for before, after in pairwise(listener.heard("floor", "video")):
        assert (after.sequence_number - before.sequence_number) & 0xFFFF == 1
        assert 0 <= (after.timestamp - before.timestamp) & 0xFFFFFFFF < 9000


async def test_a_silent_video_has_a_picture_alone(relay: Relay, tmp_path: Path) -> None:
    silent = write_video(tmp_path / "silent.webm", seconds=0.2, sound=False)

    source = await relay.stage("session/1").play_file(str(silent), source="video")

    assert source.kinds == {"video"}


async def test_a_video_replaces_a_video(relay: Relay, video_file: Path) -> None:
    stage = relay.stage("session/1")
    first = await stage.play_file(str(video_file), source="video")

    second = await stage.play_file(str(video_file), source="video")

    await until(lambda: first.state == "gone")
    assert stage.sources == {"video": second}


def cut(video_file: Path, to: Path, kept: int) -> Path:
    """The first octets of a video; -1 is a third of it."""
    whole = video_file.read_bytes()
    to.write_bytes(whole[: kept if kept >= 0 else len(whole) // 3])
    return to


@pytest.mark.parametrize("kept", [0, 3, 200, -1])
async def test_a_broken_or_cut_video_is_refused(
    relay: Relay, long_video: Path, tmp_path: Path, kept: int
) -> None:
    broken = cut(long_video, tmp_path / "broken.webm", kept)

    with pytest.raises(MediaRefusal) as refused:
        await relay.stage("session/1").play_file(str(broken), source="video")

    assert refused.value.code == "media.file_unreadable"
    assert relay.stage("session/1").sources == {}


async def test_a_missing_video_or_one_of_another_codec_is_refused(relay: Relay, tmp_path: Path) -> None:
    other = write_video(tmp_path / "other.webm", seconds=0.2, codec="libvpx-vp9")

    for path in (tmp_path / "missing.webm", other):
        with pytest.raises(MediaRefusal) as refused:
            await relay.stage("session/1").play_file(str(path), source="video")
        assert refused.value.code == "media.file_unreadable"


async def test_a_video_that_breaks_off_while_it_plays_is_gone(
    relay: Relay, video_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read, calls = MediaFileReader.read, itertools.count()

    def break_off(reel: MediaFileReader, count: int) -> list[EncodedFrame]:
        if next(calls):
            raise MediaRefusal("media.file_unreadable", "It broke off.")
        return read(reel, 5)

    monkeypatch.setattr(MediaFileReader, "read", break_off)
    stage = relay.stage("session/1")

    source = await stage.play_file(str(video_file), source="video")
    await until(lambda: source.state == "gone")

    assert stage.sources == {}
    assert "video: It broke off." in caplog.text


async def test_a_video_goes_on_from_the_keyframe_before_a_moment(relay: Relay, long_video: Path) -> None:
    loop = asyncio.get_running_loop()
    source = await relay.stage("session/1").play_file(str(long_video), source="video", at=2.5)
    began = loop.time()
    assert source.position == pytest.approx(2.0)
    assert await source.wait_until_over()
    assert loop.time() - began == pytest.approx(2.0, abs=0.05), "it was played at its own pace"


@pytest.mark.parametrize("sound", [True, False])
def test_where_a_video_can_begin(tmp_path: Path, sound: bool) -> None:
    reel = MediaFileReader(str(write_video(tmp_path / "video.webm", seconds=3.0, sound=sound)))
    assert reel.skip(1.9) == pytest.approx(1.0, abs=0.05)
    assert reel.read(1)[0].starts
    assert reel.skip(99.0) == pytest.approx(2.0, abs=0.05)
    reel.close()


async def test_others_are_served_while_a_large_picture_leaves(
    relay: Relay, video_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many packets leave in each turn of the loop."""
    loop, left, turn = asyncio.get_running_loop(), Counter[int](), itertools.count()
    flush, now = Track.flush, [next(turn)]

    def next_turn() -> None:
        now[0] = next(turn)
        loop.call_soon(next_turn)

    def counted(track: Track, at: float) -> None:
        left[now[0]] += len(track._pending)
        flush(track, at)

    frames = iter([[EncodedFrame("video", 0.0, bytes(500 * PAYLOAD), True)], []])
    monkeypatch.setattr(MediaFileReader, "read", lambda reel, count: next(frames))
    monkeypatch.setattr(Track, "flush", counted)
    source = await relay.stage("session/1").play_file(str(video_file), source="video")
    next_turn()
    assert await source.wait_until_over()
    assert (sum(left.values()), max(left.values())) == (500, PACKETS_AT_ONCE)
