"""Exports that were asked for. Each is a folder in `DATA_DIR/exports`: every process finds it, also after a kill.

The name of a folder says what is exported, in which form, and the digest of the content: the same content is exported
once. The folder holds `document.json` and, later, the last `step` of the work, and the `file` or why there is none
(`problem`). A file is whole when it appears, because it is renamed. The process that makes it holds a lock on `lock`,
which the kernel ends with the process.
"""

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

from foundation.refusals import Refusal
from foundation.version import __version__
from sessions.exports.content import Document, as_json
from sessions.exports.pdf_file import LAYOUT

Kind = Literal["docx", "pdf"]
State = Literal["waiting", "running", "done", "failed"]

TYPES: dict[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
KEPT_SECONDS = 3600
"""Seconds for which an export is kept. It holds names of persons, and can be made again."""
MAX_UNFINISHED = 30
"""The highest number of exports that wait or run."""
RESERVE = 256 << 20
"""Octets of the disk that exports leave free for the database."""
PERCENT = {"started": 10, "writing": 30, "saving": 90}
_NAME = re.compile(r"(?P<form>[a-z]+)-[0-9a-f]{40}-(?P<kind>docx|pdf)")


@dataclass(frozen=True)
class Job:
    """An export. `ahead` is how many exports are made before it. `problem` says why it failed: `no_room` or
    `broken`.
    """

    id: str
    form: str
    kind: Kind
    state: State
    percent: int
    ahead: int
    problem: str
    octets: int


def folder() -> Path:
    """The folder of all exports. It is made if it is missing."""
    path: Path = settings.DATA_DIR / "exports"
    path.mkdir(parents=True, exist_ok=True)
    return path


def request_export(subject: str, form: str, kind: Kind, document: Document) -> Job:
    """Start an export of a subject, such as `outcome-4`, or return the one that exists. One that failed is tried again.

    Refuses `exports.crowded`, `exports.no_room`.
    """
    written = as_json(document)
    made_by = f"{__version__}\0{LAYOUT.read_text()}\0{kind}\0"
    digest = hashlib.sha256((made_by + written).encode()).hexdigest()[:40]
    job = f"{form}-{digest}-{kind}"
    place = folder() / f"{subject}-{job}"
    with suppress(FileNotFoundError):
        (place / "problem").unlink()
    if place.exists():
        os.utime(place)
    else:
        _make_folder(place, written)
    return find(subject, job)


def _make_folder(place: Path, written: str) -> None:
    if len(unfinished()) >= MAX_UNFINISHED:
        raise Refusal("exports.crowded", "Many exports are being made. Ask again in a minute.")
    if shutil.disk_usage(folder()).free < RESERVE:
        raise no_room_refusal()
    arriving = folder() / f".{secrets.token_hex(16)}"
    try:
        arriving.mkdir(mode=0o700)
        (arriving / "document.json").write_text(written, encoding="utf-8")
        arriving.rename(place)
    except OSError:
        # Somebody else asked for the same at this moment, or the disk is full.
        if not place.exists():
            raise no_room_refusal() from None
    finally:
        shutil.rmtree(arriving, ignore_errors=True)


def no_room_refusal() -> Refusal:
    """The refusal `exports.no_room`: the disk is full."""
    return Refusal(
        "exports.no_room",
        "There is no room for this file on the server. Tell whoever runs it, and ask again.",
    )


def find(subject: str, job: str) -> Job:
    """An export of a subject, by its name. Refuses `exports.unknown`."""
    named = _NAME.fullmatch(job)
    place = folder() / f"{subject}-{job}"
    if named is None or not place.is_dir():
        raise _unknown_refusal()
    problem, step = _read_text(place / "problem"), _read_text(place / "step")
    octets = _file_size(place / "file")
    state: State = "done" if octets else "failed" if problem else "running" if step else "waiting"
    percent = 100 if octets else PERCENT.get(step, 0)
    ahead = _jobs_ahead(place) if state == "waiting" else 0
    kind: Kind = "pdf" if named["kind"] == "pdf" else "docx"
    return Job(job, named["form"], kind, state, percent, ahead, problem, octets)


def octets_of(subject: str, job: str) -> bytes:
    """The octets of an exported file. Refuses `exports.unknown`, `exports.not_ready`."""
    found = find(subject, job)
    if found.state != "done":
        raise Refusal("exports.not_ready", "This export is not made yet. Look at its state, and try again.")
    try:
        return (folder() / f"{subject}-{job}" / "file").read_bytes()
    except FileNotFoundError:
        raise _unknown_refusal() from None


def _unknown_refusal() -> Refusal:
    return Refusal("exports.unknown", "There is no such export any more. Ask for it again.")


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def unfinished() -> list[Path]:
    """The folders of exports that wait or run, the oldest first."""
    places = []
    for place in folder().iterdir():
        with suppress(FileNotFoundError):
            if (
                not place.name.startswith(".")
                and not _file_size(place / "file")
                and not (place / "problem").exists()
            ):
                places.append(((place / "document.json").stat().st_mtime_ns, place))
    return [place for _, place in sorted(places)]


def _jobs_ahead(place: Path) -> int:
    waiting = unfinished()
    return waiting.index(place) if place in waiting else 0


@contextmanager
def lock_job(place: Path) -> Iterator[bool]:
    """A context that locks an export. Yields False if another process holds the lock, or if the export was deleted."""
    try:
        descriptor = os.open(place / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)


def delete_old_exports() -> None:
    """Delete exports that are older than `KEPT_SECONDS`, and what interrupted processes left behind."""
    for place in folder().iterdir():
        with suppress(FileNotFoundError):
            if time.time() - place.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(place, ignore_errors=True)
