"""Session recordings by a real relay: who is recorded, the files, who may have them, and the effect of a kill."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import in_thread
from foundation.messages.projections import Audience
from streaming.session_recordings import files, published, services
from streaming.session_recordings.finishing_worker import FinishingWorker, _finished_file
from streaming.session_recordings.models import SessionRecording
from streaming.session_recordings.projections import _visible_rows, show_recording
from streaming.session_recordings.recording_supervisor import RecordingSupervisor
from streaming.signalling.media import Media
from tests.streaming.relay.cameras import Camera
from tests.streaming.relay.peers import until
from tests.streaming.relay.test_file_source import write_video
from tests.streaming.signalling.conftest import (
    Chair,
    camera_token,
    capacity,
    chair,
    data_dir,
    demo,
    media,
    peers,
    take,
)
from tests.support.assembly import Assembly

pytestmark = pytest.mark.real_time


__all__ = ["capacity", "chair", "data_dir", "demo", "media", "peers"]


@pytest.fixture
def recordings(settings: Settings, tmp_path: Path) -> Path:
    settings.RECORDINGS_DIR = tmp_path / "recordings"
    settings.RECORDINGS_FREE_MEGABYTES = 0
    return tmp_path / "recordings"


@pytest.fixture
async def recorder(recordings: Path, media: Media) -> AsyncIterator[RecordingSupervisor]:
    recorder = RecordingSupervisor(media)
    await recorder.start()
    yield recorder
    await recorder.stop()


async def connect_camera(media: Media, peers: AsyncExitStack, seat: Seat, session: str) -> Camera:
    """Publish a seat's camera and microphone, in real time."""
    camera = await peers.enter_async_context(Camera())
    await camera.accept(await media.resources.publish(camera_token(session, seat), "", await camera.offer()))
    return camera


async def the_recording() -> SessionRecording:
    return await in_thread(SessionRecording.objects.get)


def seen(path: Path) -> tuple[int, int, list[str]]:
    """The decoded pictures and sounds of a file (numbers), and the titles of its chapters."""
    with av.open(str(path)) as video_file:
        frames = list(video_file.decode(*video_file.streams.video, *video_file.streams.audio))
        titles = [chapter["metadata"]["title"] for chapter in video_file.chapters()]
    pictures = sum(isinstance(frame, av.VideoFrame) for frame in frames)
    return pictures, len(frames) - pictures, titles


async def test_a_turn_is_recorded_once_its_speaker_acknowledged_and_can_be_fetched(
    demo: str,
    media: Media,
    peers: AsyncExitStack,
    chair: Chair,
    recorder: RecordingSupervisor,
    recordings: Path,
) -> None:
    fiji = await take("fiji")
    delegate = Chair(demo, fiji)
    camera = await connect_camera(media, peers, fiji, demo)
    await delegate.do(type="floor.inscribe")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)

    await chair.do(type="session_recording.start")
    row = await the_recording()
    await camera.roll(_written(recorder, lambda recording: recording.unrecorded_sources))
    assert not files.raw_parts(row.folder)

    await delegate.do(type="session_recording.acknowledge", recording=str(row.pk))
    await camera.roll(_written(recorder, lambda recording: not recording.unrecorded_sources))
    await camera.roll_for(25)
    await chair.do(type="session_recording.stop", recording=str(row.pk))
    await camera.roll(lambda: not recorder._written)

    await in_thread(FinishingWorker().work_once)
    row = await the_recording()
    assert (row.state, row.problem, row.lost, row.skipped) == ("ready", "", 0, 0)
    (file,) = await in_thread(lambda: list(row.files.all()))
    assert (file.slot, file.name, file.chapters) == ("floor", "floor.webm", 1)
    pictures, sounds, titles = seen(recordings / row.folder / file.name)
    assert pictures > 20
    assert sounds > 40
    assert titles == ["Fiji"]
    assert not files.raw_folder(row.folder).exists()
    moderator, audience = chair.seat, await take("audience")
    given = await in_thread(ask, moderator, file.pk)
    fetched = await in_thread(fetch, given.json()["token"])
    assert fetched.content == (recordings / row.folder / file.name).read_bytes()
    for seat in (fiji, audience):
        assert (await in_thread(ask, seat, file.pk)).json()["code"] == "publication.not_published"


def _written(recorder: RecordingSupervisor, so: Callable[[Any], Any]) -> Callable[[], bool]:
    def check() -> bool:
        recordings = [written.recording for written in recorder._written.values()]
        return any(recording is not None and so(recording) for recording in recordings)

    return check


def ask(seat: Seat, file: int) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    return Client().post(f"/api/v1/session-recordings/files/{file}/token", headers=headers)


def fetch(token: str) -> Any:
    return Client().get(
        "/media/session-recording", headers={"Authorization": f"Bearer {token}", "Range": "bytes=0-"}
    )


async def test_a_process_that_comes_after_one_that_was_killed_goes_on_with_its_recording(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, recordings: Path
) -> None:
    """The former process's file is cut off in the middle; both are joined into one file."""
    operator = await take("operator")
    camera = await peers.enter_async_context(Camera())
    hall = replace(camera_token(demo, operator), feed="hall")
    await camera.accept(await media.resources.publish(hall, "", await camera.offer()))
    await chair.do(type="session_recording.start")
    former = RecordingSupervisor(media)
    await former.start()
    await camera.roll(_written(former, lambda recording: recording._put > 15_000))
    row = await the_recording()
    await former.stop()
    (before,) = files.raw_folder(row.folder).iterdir()
    before.write_bytes(before.read_bytes()[:-700])

    later = RecordingSupervisor(media)
    await later.start()
    await camera.roll(_written(later, lambda recording: recording._put > 15_000))
    await chair.do(type="session_recording.stop", recording=str(row.pk))
    await camera.roll(lambda: not later._written)
    await later.stop()

    assert len(list(files.raw_folder(row.folder).iterdir())) == 2
    await in_thread(FinishingWorker().work_once)
    (file,) = await in_thread(lambda: list(row.files.all()))
    assert file.slot == "hall"
    pictures, sounds, titles = seen(recordings / row.folder / file.name)
    assert pictures > 15
    assert sounds > 30
    assert titles == []


async def test_a_full_disk_ends_the_recording_and_the_session_goes_on(
    demo: str, media: Media, chair: Chair, recorder: RecordingSupervisor, settings: Settings
) -> None:
    await chair.do(type="session_recording.start")
    row = await the_recording()
    await in_thread(services.end_after_problem, row.pk, "disk_full")
    await until(lambda: not recorder._written)

    row = await the_recording()
    assert (row.state, row.problem) == ("finishing", "disk_full")
    settings.RECORDINGS_FREE_MEGABYTES = 1 << 40
    assert (await chair.do(type="session_recording.start")).model_dump()[
        "code"
    ] == "session_recording.no_room"
    assert (await chair.do(type="session.suspend")).model_dump().keys() == {"done", "seq"}


async def test_a_recording_held_by_a_hung_process_ends_and_everyone_is_told(
    demo: str, media: Media, chair: Chair, recorder: RecordingSupervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[files.RecordingLock] = []
    monkeypatch.setattr("streaming.session_recordings.recording_supervisor.PATIENCE", 0.2)
    take_lock = files.lock_recording

    def after_another(recording: str) -> files.RecordingLock | None:
        if not held and (other := take_lock(recording)):
            held.append(other)
        return take_lock(recording)

    monkeypatch.setattr(files, "lock_recording", after_another)
    await chair.do(type="session_recording.start")
    states: list[str] = []

    async def look() -> None:
        recorder.poll_soon()
        states.append((await the_recording()).state)

    await until(lambda: "finishing" in states, during=look)
    row = await the_recording()
    assert (row.state, row.problem) == ("finishing", "write_failed")
    assert not recorder._written
    held[0].release()


async def test_a_recorded_session_stays_on_its_relay_without_connections(
    demo: str, media: Media, chair: Chair, recorder: RecordingSupervisor
) -> None:
    assert f"session/{demo}" not in media._busy_streams()
    await chair.do(type="session_recording.start")
    await until(lambda: media.relay.stage(f"session/{demo}").is_recorded)

    assert f"session/{demo}" in media._busy_streams()


async def test_a_recording_that_ends_by_itself_is_told_once_the_database_is_back(
    demo: str, media: Media, chair: Chair, recorder: RecordingSupervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell, asked = services.end_after_problem, 0

    def end_after_problem(*args: Any) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise OperationalError("gone")
        tell(*args)

    def gone(*args: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(services, "end_after_problem", end_after_problem)
    monkeypatch.setattr(services, "note_gaps", gone)
    await chair.do(type="session_recording.start")
    await until(lambda: any(written.recording for written in recorder._written.values()))
    (written,) = recorder._written.values()
    assert written.recording is not None
    written.recording._end_recording("disk_full")

    await until(lambda: not recorder._written)
    row = await the_recording()
    assert (row.state, row.problem) == ("finishing", "disk_full")
    lock = files.lock_recording(row.folder)
    assert lock is not None
    lock.release()


@pytest.fixture
def hall(db: None, recordings: Path) -> Assembly:
    return Assembly()


def _videos(hall: Assembly, recordings: Path) -> SessionRecording:
    """A finished recording: two seconds of the floor, then two of the hall, with a sound each."""
    chair = hall.moderator()
    hall.done(chair, "session_recording.start")
    row = SessionRecording.objects.get()
    hall.done(chair, "session_recording.stop", recording=str(row.pk))
    folder = recordings / row.folder
    folder.mkdir(parents=True)
    for name in ("floor.webm", "hall.webm"):
        write_video(folder / name, seconds=2.0)
    services.store_finished_files(
        row.pk,
        [
            services.FinishedFile("floor", "floor.webm", 10.0, 2.0, 1, 0),
            services.FinishedFile("hall", "hall.webm", 12.0, 2.0, 1, 0),
        ],
    )
    hall.done(chair, "session_recording.make_programme", recording=str(row.pk))
    return row


@pytest.mark.thorough
def test_an_mp4_of_the_programme_is_made_in_the_background(hall: Assembly, recordings: Path) -> None:
    row = _videos(hall, recordings)

    assert FinishingWorker().work_once()
    assert not FinishingWorker().work_once()

    row.refresh_from_db()
    assert (row.programme, row.percent) == ("ready", 100)
    file = row.files.get(slot="programme")
    with av.open(str(recordings / row.folder / file.name)) as video_file:
        codecs = {
            video_file.streams.video[0].codec_context.name,
            video_file.streams.audio[0].codec_context.name,
        }
        frames = list(video_file.decode(video=0))
    assert codecs == {"h264", "aac"}
    assert round(file.seconds) == 4, "two seconds of each"
    brightest = [frame.to_ndarray(format="gray").max() for frame in frames[5:95:10]]
    assert min(brightest) > 150, "the floor's picture, then the hall's"


@pytest.fixture
def written(hall: Assembly, recordings: Path) -> SessionRecording:
    """A stopped recording: two seconds of the floor, as the relay wrote them."""
    chair = hall.moderator()
    hall.done(chair, "session_recording.start")
    row = SessionRecording.objects.get()
    hall.done(chair, "session_recording.stop", recording=str(row.pk))
    files.raw_folder(row.folder).mkdir(parents=True)
    write_video(files.raw_folder(row.folder) / "floor.000001500.webm", seconds=2.0)
    return row


def names(row: SessionRecording) -> list[str]:
    return sorted(path.name for path in files.folder_of(row.folder).iterdir())


def test_a_disk_that_is_nearly_full_is_not_filled_by_joining(
    written: SessionRecording, settings: Settings
) -> None:
    settings.RECORDINGS_FREE_MEGABYTES = 1 << 40

    assert FinishingWorker().work_once()

    written.refresh_from_db()
    (file,) = written.files.all()
    assert (written.state, file.slot, file.name, file.at) == ("ready", "floor", "floor.000001500.webm", 1.5)
    assert names(written) == ["floor.000001500.webm", "lock"]


def test_a_disk_that_gets_full_while_a_recording_is_joined_loses_nothing(
    written: SessionRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = files.raw_folder(written.folder) / "floor.000001500.webm"
    raw.unlink()
    write_video(raw, seconds=70.0, rate=1)
    free = iter([1 << 40])
    monkeypatch.setattr(files, "free_octets", lambda: next(free, -1))

    assert FinishingWorker().work_once()

    assert [file.name for file in written.files.all()] == ["floor.000001500.webm"]
    assert names(written) == ["floor.000001500.webm", "lock"]


def test_files_that_cannot_be_joined_after_several_attempts_are_listed_unchanged(
    written: SessionRecording,
) -> None:
    SessionRecording.objects.update(attempts=services.MAX_ATTEMPTS)

    assert FinishingWorker().work_once()
    assert not FinishingWorker().work_once()

    assert [file.name for file in written.files.all()] == ["floor.000001500.webm"]


def test_more_recordings_cost_a_moderators_screen_no_more_queries(
    written: SessionRecording, django_assert_num_queries: Any
) -> None:
    def shown() -> int:
        return len([show_recording(row, Audience.MODERATORS) for row in _visible_rows(written.session_id)])

    with django_assert_num_queries(3):
        assert shown() == 1
    for number in range(3):
        SessionRecording.objects.create(
            session=written.session, folder=str(number), state="ready", started_at=written.started_at
        )
    with django_assert_num_queries(3):
        assert shown() == 4


def test_an_mp4_that_cannot_be_made_is_reported_as_failed(hall: Assembly, recordings: Path) -> None:
    row = _videos(hall, recordings)
    for path in (recordings / row.folder).glob("*.webm"):
        path.write_bytes(b"no video")

    assert FinishingWorker().work_once()

    row.refresh_from_db()
    assert row.programme == "failed"
    assert not list((recordings / row.folder).glob("*.mp4"))


def test_a_recording_that_is_deleted_leaves_no_file(
    hall: Assembly, recordings: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = _videos(hall, recordings)
    services.programme_failed(row.pk)
    folder = recordings / row.folder

    with django_capture_on_commit_callbacks(execute=True):
        hall.done(hall.moderator("Secretary"), "session_recording.delete", recording=str(row.pk))

    row.refresh_from_db()
    assert (row.state, row.files.count()) == ("deleted", 0)
    assert not folder.exists()


def test_a_participant_acknowledges_once_and_others_not_at_all(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    hall.done(chair, "session_recording.start")
    row = SessionRecording.objects.get()

    hall.done(fiji, "session_recording.acknowledge", recording=str(row.pk))
    assert (
        hall.code(fiji, "session_recording.acknowledge", recording=str(row.pk))
        == "session_recording.acknowledged"
    )
    assert (
        hall.code(hall.person("Nobody"), "session_recording.acknowledge", recording=str(row.pk))
        == "wire.forbidden"
    )

    said = row.acknowledgements.order_by("pk").values_list("person", flat=True)
    assert list(said) == [chair.person, fiji.person]
    assert services.running_recordings()[0].acknowledged == {chair.person, fiji.person}


def test_a_file_named_by_a_subprocess_must_be_in_the_recordings_folder() -> None:
    said = {"name": "../../balai.sqlite3", "at": 0.0, "seconds": 1.0, "octets": 1, "chapters": 0}
    assert _finished_file("floor", said).name == "balai.sqlite3"


@pytest.mark.thorough
def test_an_interpreted_session_has_an_mp4_a_language_and_a_master_file(
    hall: Assembly, recordings: Path
) -> None:
    chair = hall.moderator()
    hall.done(chair, "session_recording.start")
    row = SessionRecording.objects.get()
    hall.done(chair, "session_recording.stop", recording=str(row.pk))
    raw = files.raw_folder(row.folder)
    raw.mkdir(parents=True)
    for stem in ("floor", "language~fr", "language~es"):
        write_video(raw / f"{stem}.000001500.webm", seconds=2.0)
    assert FinishingWorker().work_once()
    assert set(row.files.values_list("slot", flat=True)) == {"floor", "language/fr", "language/es"}

    hall.done(chair, "session_recording.make_programme", recording=str(row.pk))
    assert FinishingWorker().work_once()

    made = {file.slot: (file.name, file.language) for file in row.files.exclude(name__endswith=".webm")}
    assert made == {
        "programme": ("programme.mp4", ""),
        "programme/es": ("programme~es.mp4", "es"),
        "programme/fr": ("programme~fr.mp4", "fr"),
        "master": ("master.mkv", ""),
    }
    (shown,) = published.PART.read(hall.session)
    names = {file["slot"]: file["language_name"] for file in shown["files"]}
    assert (names["programme/fr"], names["language/es"], names["master"]) == ("Français", "Español", "")
