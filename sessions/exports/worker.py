"""Makes the files of exports, one at a time, in subprocesses."""

import time
from contextlib import suppress
from pathlib import Path

from foundation.processes.subprocesses import output_lines, running_subprocess
from foundation.processes.worker import Worker
from sessions.exports import jobs

SWEEP_SECONDS = 60.0
STEPS = frozenset(jobs.PERCENT)


class ExportWorker(Worker):
    """The worker of a process, which makes the files of exports. It makes one at a time, and none that another process
    is making.
    """

    name = "export worker"
    poll_seconds = 1.0
    program = "sessions.exports.build"

    def __init__(self) -> None:
        super().__init__()
        self._swept = 0.0

    def work_once(self) -> bool:
        """Make the oldest export. Returns False if there is none."""
        if time.monotonic() - self._swept > SWEEP_SECONDS:
            jobs.delete_old_exports()
            self._swept = time.monotonic()
        for place in jobs.unfinished():
            with jobs.lock_job(place) as ours:
                # Another process may have made it since the list was read.
                if ours and place in jobs.unfinished():
                    self._build_file(place)
                    return True
        return False

    def _build_file(self, place: Path) -> None:
        (place / "part").unlink(missing_ok=True)
        _write_note(place / "step", "started")
        kind = place.name.rpartition("-")[2]
        last = ""
        with (
            running_subprocess(self.program, place, kind, trusted=True) as process,
            self.killed_on_stop(process),
        ):
            for line in output_lines(process):
                last = line.strip()
                if last in STEPS:
                    _write_note(place / "step", last)
        if last == "done":
            (place / "part").rename(place / "file")
        elif not self._stopping.is_set():
            for left in ("part", "step"):
                (place / left).unlink(missing_ok=True)
            _store_problem(place, "no_room" if last == "no_room" else "broken")


def _write_note(path: Path, text: str) -> None:
    """Write a short text to a file. If the disk is full, it is not written, and nobody sees the progress."""
    with suppress(OSError):
        path.write_text(text, encoding="utf-8")


def _store_problem(place: Path, problem: str) -> None:
    """Store why an export has no file. If the disk is too full for that, delete the export, so that it can be started
    again.
    """
    try:
        (place / "problem").write_text(problem, encoding="utf-8")
    except OSError:
        for path in place.iterdir():
            path.unlink(missing_ok=True)
        place.rmdir()


export_worker = ExportWorker()
