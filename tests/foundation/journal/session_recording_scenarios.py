"""The scenarios of session recordings; see `scenarios.py`."""

from streaming.session_recordings import services
from streaming.session_recordings.models import SessionRecording
from streaming.session_recordings.services import FinishedFile
from tests.support.watched import Watched


def session_recording_start(w: Watched) -> None:
    w.do("moderator", "session_recording.start")


def session_recording_acknowledge(w: Watched) -> None:
    w.do("fiji", "session_recording.acknowledge", recording=_running(w))


def session_recording_stop(w: Watched) -> None:
    w.do("moderator", "session_recording.stop", recording=_running(w))


def session_recording_make_programme(w: Watched) -> None:
    w.do("moderator", "session_recording.make_programme", recording=ready(w))


def session_recording_delete(w: Watched) -> None:
    w.do("moderator", "session_recording.delete", recording=ready(w))


def _running(w: Watched) -> str:
    w.do("moderator", "session_recording.start")
    return str(SessionRecording.objects.get(state="running").pk)


def ready(w: Watched) -> str:
    """A recording that was stopped and finished; returns its number."""
    recording = _running(w)
    w.do("moderator", "session_recording.stop", recording=recording)
    with w.checked():
        services.store_finished_files(
            int(recording), [FinishedFile("floor", "floor.webm", 0.0, 60.0, 4_000_000, 2)]
        )
    return recording
