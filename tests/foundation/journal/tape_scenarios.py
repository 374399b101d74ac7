"""The scenarios of tapes, as those of `scenarios.py`."""

from streaming.session_recordings import services
from streaming.session_recordings.models import Tape
from streaming.session_recordings.services import Made
from tests.support.watched import Watched


def tape_start(w: Watched) -> None:
    w.do("moderator", "tape.start")


def tape_acknowledge(w: Watched) -> None:
    w.do("fiji", "tape.acknowledge", tape=_running(w))


def tape_stop(w: Watched) -> None:
    w.do("moderator", "tape.stop", tape=_running(w))


def tape_make_programme(w: Watched) -> None:
    w.do("moderator", "tape.make_programme", tape=ready(w))


def tape_delete(w: Watched) -> None:
    w.do("moderator", "tape.delete", tape=ready(w))


def _running(w: Watched) -> str:
    w.do("moderator", "tape.start")
    return str(Tape.objects.get(state="running").pk)


def ready(w: Watched) -> str:
    """A tape that was stopped and finished; returns its number."""
    tape = _running(w)
    w.do("moderator", "tape.stop", tape=tape)
    with w.checked():
        services.finished(int(tape), [Made("floor", "floor.webm", 0.0, 60.0, 4_000_000, 2)])
    return tape
