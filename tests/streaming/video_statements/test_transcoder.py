"""Conversion (FL4): real files in the real subprocess; progress, retries, and giving up."""

import asyncio
import threading
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from sessions.models import Party
from streaming.models import VideoStatement
from streaming.video_statements import convert, files, services, subprocesses
from streaming.video_statements.rules import KEY_SECONDS, SLACK, needs_converting
from streaming.video_statements.transcoder import Transcoder
from tests.streaming.video_statements.conftest import Make, hand_in, left
from tests.support.assembly import Assembly
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.django_db
AAC = {"picture": "h264-b", "sound": "aac", "seconds": 5, "gop": 5}


@pytest.fixture
def handed_in(hall: Assembly, fiji: Seat, made: Make) -> VideoStatement:
    """A video statement that has to be converted."""
    assert hand_in(fiji, made("aac.mp4", **AAC).read_bytes()).json()["state"] == "converting"
    return VideoStatement.objects.get(party=fiji.party)


def party(seat: Seat) -> Party:
    return Party.objects.get(pk=seat.party)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks: Any) -> Any:
    """Run the callbacks after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_FL4_a_file_is_converted_into_what_the_relay_plays(
    hall: Assembly, fiji: Seat, folder: Path, handed_in: VideoStatement, at_once: Any
) -> None:
    with at_once():
        assert Transcoder().work_once()

    row = VideoStatement.objects.get(party=fiji.party)
    assert (row.state, row.percent, row.original, party(fiji).video_statement_file) == (
        "ready",
        100,
        "",
        row.file,
    )
    assert party(fiji).video_statement_seconds == row.seconds > 0
    assert left(folder) == [Path(row.file).name]
    facts = subprocesses.probe(files.path_of(row.file))
    assert not needs_converting(facts)
    assert facts.seconds == pytest.approx(5, abs=0.2)
    assert (facts.width, facts.height) == (160, 90)
    told = hall.events(hall.conference.stream)
    assert (told[0], told[-1]) == ("video_statement.received", "video_statement.ready")
    assert 1 <= told.count("video_statement.progressed") <= 10
    assert not Transcoder().work_once()


@pytest.mark.parametrize(
    "times",
    [
        pytest.param(
            tuple(each / 10 for each in range(0, 90, 7)), id="0.7 s apart", marks=pytest.mark.thorough
        ),
        pytest.param((0, 0.5, 1, 6.3, 6.4), id="with a hole", marks=pytest.mark.thorough),
        pytest.param((2.5, 8), id="late"),
        pytest.param((0,), id="a single picture", marks=pytest.mark.thorough),
    ],
)
def test_FL4_a_video_whose_frames_are_far_apart_is_converted_with_its_last_picture_repeated(
    made: Make, tmp_path: Path, times: tuple[float, ...]
) -> None:
    source, target = made("screen.mp4", seconds=9, times=times, picture="h264"), tmp_path / "made.webm"
    assert needs_converting(subprocesses.probe(source))
    for _ in convert.convert(source, target):
        pass
    facts = subprocesses.probe(target)
    assert not needs_converting(facts)
    with av.open(str(target)) as video_file:
        shown = [
            (float(packet.pts * packet.time_base), packet.is_keyframe)
            for packet in video_file.demux(video=0)
            if packet.size
        ]
    assert {round(time, 1) for time in times} <= {round(at, 1) for at, _ in shown}
    keys = [at for at, is_key in shown if is_key]
    assert keys[0] == pytest.approx(0, abs=0.05)
    assert max(after - before for before, after in pairwise([*keys, 9])) <= KEY_SECONDS + SLACK


def test_a_file_that_cannot_be_converted_is_deleted_and_its_party_told(
    hall: Assembly, fiji: Seat, folder: Path, handed_in: VideoStatement, at_once: Any
) -> None:
    octets = bytearray(files.path_of(handed_in.original).read_bytes())
    octets[len(octets) // 4 :] = bytes(len(octets) - len(octets) // 4)
    files.path_of(handed_in.original).write_bytes(octets)

    with at_once():
        Transcoder().work_once()

    row = VideoStatement.objects.get(party=fiji.party)
    assert (row.state, row.problem) == ("failed", "video_statement.not_converted")
    assert (party(fiji).video_statement_file, party(fiji).video_statement_coming, left(folder)) == (
        "",
        False,
        [],
    )
    assert hall.events(hall.conference.stream)[-1] == "video_statement.failed"


def test_work_of_a_killed_server_is_retried_a_limited_number_of_times(
    fiji: Seat, folder: Path, handed_in: VideoStatement, monkeypatch: pytest.MonkeyPatch, at_once: Any
) -> None:
    start = clock.now()
    for attempt in range(services.MAX_ATTEMPTS):
        monkeypatch.setattr(clock, "now", lambda hours=attempt: start + timedelta(hours=hours))
        assert services.next_job() is not None
        assert services.next_job() is None, "another process leaves it alone meanwhile"
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=9))
    with at_once():
        assert services.next_job() is None
    assert VideoStatement.objects.get(party=fiji.party).problem == "video_statement.not_converted"
    assert left(folder) == []


def test_the_partial_file_of_a_killed_server_is_deleted_with_the_next_attempt(
    fiji: Seat, folder: Path, handed_in: VideoStatement, monkeypatch: pytest.MonkeyPatch, at_once: Any
) -> None:
    killed = services.next_job()
    assert killed is not None
    files.path_of(killed.part_file).write_bytes(b"half of it")
    later = clock.now() + services.LEASE * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    with at_once():
        assert Transcoder().work_once()
    row = VideoStatement.objects.get(party=fiji.party)
    assert (row.state, left(folder)) == ("ready", [Path(row.file).name])


def test_work_of_a_killed_or_hung_server_is_taken_over_within_ten_seconds(
    fiji: Seat, folder: Path, handed_in: VideoStatement, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, first = clock.now(), services.next_job()
    assert first is not None
    later = start + timedelta(seconds=10 - Transcoder.poll_seconds)
    monkeypatch.setattr(clock, "now", lambda: later)
    second = services.next_job()
    assert second is not None
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.part_file != second.part_file, "no two write the same file"

    files.path_of(first.part_file).write_bytes(b"its own")
    assert not services.store_progress(first, 50)
    services.renew_lease(first)
    services.release_job(first)
    services.store_failure(first, "video_statement.not_converted")
    services.store_converted(first, subprocesses.probe(files.path_of(handed_in.original)))
    row = VideoStatement.objects.get(party=fiji.party)
    assert (row.state, row.attempts, row.leased_until) == ("converting", 2, later + services.LEASE)
    assert left(folder) == [Path(row.original).name]
    assert services.store_progress(second, 50)
    assert party(fiji).video_statement_percent == 50


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_a_claim_is_renewed_while_the_subprocess_is_silent(
    fiji: Seat, folder: Path, handed_in: VideoStatement, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed, renew, progressed = threading.Event(), services.renew_lease, services.store_progress

    def count(job: services.ConversionJob) -> None:
        renew(job)
        renewed.set()

    def wait(job: services.ConversionJob, percent: int) -> bool:
        assert renewed.wait(PATIENCE)
        return progressed(job, percent)

    monkeypatch.setattr(services, "RENEW_SECONDS", 0.01)
    monkeypatch.setattr(services, "renew_lease", count)
    monkeypatch.setattr(services, "store_progress", wait)
    assert Transcoder().work_once()
    assert VideoStatement.objects.get(party=fiji.party).state == "ready"


def test_a_conversion_that_was_replaced_meanwhile_is_dropped(
    fiji: Seat, folder: Path, handed_in: VideoStatement, made: Make, at_once: Any
) -> None:
    job = services.next_job()
    assert job is not None
    with at_once():
        hand_in(fiji, made("a.webm").read_bytes())
    row = VideoStatement.objects.get(party=fiji.party)
    assert not services.store_progress(job, 50)
    services.store_converted(job, subprocesses.probe(files.path_of(row.file)))
    services.store_failure(job, "video_statement.not_converted")
    assert VideoStatement.objects.get(party=fiji.party) == row
    assert left(folder) == [Path(row.file).name]


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_a_server_that_stops_releases_its_work_to_the_next(
    fiji: Seat, folder: Path, handed_in: VideoStatement, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, halfway, progressed = Transcoder(), threading.Event(), services.store_progress

    def note(job: services.ConversionJob, percent: int) -> bool:
        halfway.set()
        assert first._stopping.wait(30)
        return progressed(job, percent)

    monkeypatch.setattr(services, "store_progress", note)
    abandoned = folder / "arriving" / "abandoned"
    abandoned.write_bytes(b"half a video")
    (folder / "uploads" / "of-nobody.webm").write_bytes(b"nobody's")

    async def start_and_stop() -> None:
        await first.start()
        await asyncio.to_thread(halfway.wait, 30)
        await first.stop()

    asyncio.run(start_and_stop())
    row = VideoStatement.objects.get(party=fiji.party)
    assert (row.state, row.attempts, row.leased_until) == ("converting", 0, None)
    assert left(folder) == [Path(row.original).name]

    assert Transcoder().work_once()
    assert VideoStatement.objects.get(party=fiji.party).state == "ready"


def test_a_file_in_use_by_another_process_is_not_swept(folder: Path) -> None:
    body = files.IncomingUpload(None)
    files.sweep(set())
    assert left(folder) == [body.path.name]
    body.discard()
    files.sweep(set())
    assert left(folder) == []
