"""Exports that were asked for: made once, whole or not at all, and found by every process, also after a kill."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from foundation.processes.subprocesses import environment
from foundation.refusals import Refusal
from sessions.exports import jobs
from sessions.exports.content import Document, Paragraph, text
from sessions.exports.worker import ExportWorker
from tests.sessions.exports import files
from tests.support.patience import PATIENCE

SUBJECT = "outcome-1"


def wait(condition: Callable[[], object]) -> None:
    """Wait until a condition holds. Fails if it does not for `PATIENCE` seconds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "The condition did not come true in time."
        time.sleep(0.01)  # between two looks at the condition


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "exports"


@pytest.fixture
def worker() -> ExportWorker:
    return ExportWorker()


def document(words: str = "We will share.") -> Document:
    return Document("Message", "ICDD/1", "en", "2021-11-16", "ICDD", blocks=(Paragraph(text(words), "1"),))


def ask(words: str = "We will share.", kind: jobs.Kind = "docx", form: str = "clean") -> jobs.Job:
    return jobs.request_export(SUBJECT, form, kind, document(words))


def code(call: object) -> str:
    with pytest.raises(Refusal) as refused:
        call()  # type: ignore[operator]
    return refused.value.code


def leftovers(folder: Path) -> set[str]:
    """The names of files that are neither whole nor the content."""
    return {path.name for path in folder.glob("*/*")} - {"document.json", "file", "lock", "step"}


def test_an_export_is_made_in_the_background(worker: ExportWorker) -> None:
    asked = ask(kind="pdf")
    assert (asked.state, asked.percent, asked.ahead, asked.form, asked.kind) == (
        "waiting",
        0,
        0,
        "clean",
        "pdf",
    )
    assert code(lambda: jobs.octets_of(SUBJECT, asked.id)) == "exports.not_ready"
    assert (worker.work_once(), worker.work_once()) == (True, False)
    done = jobs.find(SUBJECT, asked.id)
    octets = jobs.octets_of(SUBJECT, asked.id)
    assert (done.state, done.percent, done.octets) == ("done", 100, len(octets))
    assert "We will share." in files.text(octets)


def test_the_same_content_is_made_once_and_other_content_again(worker: ExportWorker, folder: Path) -> None:
    first = ask()
    worker.work_once()
    octets = jobs.octets_of(SUBJECT, first.id)
    assert ask() == jobs.find(SUBJECT, first.id)
    assert worker.work_once() is False
    others = {ask("Other.").id, ask(kind="pdf").id, ask(form="bracketed").id}
    assert (len(others), first.id in others) == (3, False)
    shutil.rmtree(folder)
    ask()
    worker.work_once()
    assert jobs.octets_of(SUBJECT, first.id) == octets


def test_the_oldest_export_is_made_first(worker: ExportWorker) -> None:
    first, second = ask("One."), ask("Two.")
    assert (first.ahead, second.ahead) == (0, 1)
    worker.work_once()
    assert [jobs.find(SUBJECT, each.id).state for each in (first, second)] == ["done", "waiting"]


def test_an_export_of_another_subject_is_unknown() -> None:
    asked = ask()
    for subject, job in (("outcome-2", asked.id), (SUBJECT, "clean-1-pdf"), (SUBJECT, "..")):
        assert code(lambda subject=subject, job=job: jobs.find(subject, job)) == "exports.unknown"  # type: ignore[misc]


def test_two_workers_make_an_export_once(worker: ExportWorker, folder: Path) -> None:
    asked = ask()
    with jobs.lock_job(folder / f"{SUBJECT}-{asked.id}") as ours:
        assert (ours, worker.work_once()) == (True, False)
    assert worker.work_once() is True


def test_a_full_disk_leaves_nothing_and_the_export_can_be_asked_for_again(
    worker: ExportWorker, folder: Path
) -> None:
    asked = ask()
    worker.program = "tests.sessions.exports.short_of_room"
    assert worker.work_once() is True
    failed = jobs.find(SUBJECT, asked.id)
    assert (failed.state, failed.problem, failed.octets) == ("failed", "no_room", 0)
    assert leftovers(folder) == {"problem"}
    assert worker.work_once() is False
    worker.program = ExportWorker.program
    assert ask().state == "waiting"
    worker.work_once()
    assert jobs.find(SUBJECT, asked.id).state == "done"


def test_a_process_that_is_killed_leaves_nothing(worker: ExportWorker, folder: Path) -> None:
    asked = ask()
    worker.program = "tests.sessions.exports.broken"
    worker.work_once()
    failed = jobs.find(SUBJECT, asked.id)
    assert (failed.state, failed.problem) == ("failed", "broken")
    assert leftovers(folder) == {"problem"}


SERVER = """
import django
django.setup()
from sessions.exports.worker import ExportWorker
worker = ExportWorker()
worker.program = "tests.sessions.exports.endless"
worker.work_once()
"""


def test_after_a_kill_of_the_server_the_export_is_made(worker: ExportWorker, folder: Path) -> None:
    asked = ask()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        env={
            **os.environ,
            **environment(),
            "DATA_DIR": str(folder.parent),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
    )
    try:
        wait(lambda: jobs.find(SUBJECT, asked.id).state == "running" or server.poll() is not None)
        assert server.poll() is None
        assert worker.work_once() is False
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
    wait(worker.work_once)
    assert jobs.find(SUBJECT, asked.id).state == "done"
    assert leftovers(folder) == set()


def test_a_worker_that_is_stopped_leaves_the_export_for_the_next(worker: ExportWorker, folder: Path) -> None:
    asked = ask()
    worker.program = "tests.sessions.exports.endless"
    asyncio.run(worker.start())
    wait(lambda: list(folder.glob("*/part")))
    asyncio.run(worker.stop())
    assert jobs.find(SUBJECT, asked.id).state == "running"
    again = ExportWorker()
    again.work_once()
    assert jobs.find(SUBJECT, asked.id).state == "done"


def test_there_is_a_limit_of_waiting_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MAX_UNFINISHED", 2)
    first = ask("1")
    ask("2")
    assert code(lambda: ask("3")) == "exports.crowded"
    assert ask("1") == first


def test_without_room_an_export_is_refused(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, jobs.RESERVE - 1))
    assert code(ask) == "exports.no_room"
    assert list(folder.iterdir()) == []


def test_a_disk_that_fills_while_an_export_is_asked_for_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def full(path: Path, *args: object, **kwargs: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert code(ask) == "exports.no_room"
    assert list(folder.iterdir()) == []


def test_an_old_export_is_deleted(worker: ExportWorker, folder: Path) -> None:
    old, new = ask("Old."), ask("New.")
    past = time.time() - jobs.KEPT_SECONDS - 1
    os.utime(folder / f"{SUBJECT}-{old.id}", (past, past))
    (folder / ".left").mkdir()
    os.utime(folder / ".left", (past, past))
    worker.work_once()
    assert [path.name for path in folder.iterdir()] == [f"{SUBJECT}-{new.id}"]
