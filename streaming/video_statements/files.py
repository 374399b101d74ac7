"""The files of video statements: those that are being uploaded, those that were handed in, and those that were left
behind.

Below `DATA_DIR/video_statements` the folder `arriving` has bodies of requests, and `uploads` the files of parties. A
file in use is locked, so that no process's sweep deletes it.
"""

import fcntl
import os
import re
import secrets
import shutil
import weakref
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from foundation.refusals import Refusal

RESERVE = 256 * 1024 * 1024
"""Octets of the disk that uploads leave free for the database."""
UPLOADS = "uploads"
PART = re.compile(r"\.part\d+\.webm$")
"""Suffix of the file that a conversion writes: the name of its source, and the number of the attempt."""


def folder(name: str) -> Path:
    """Return a folder below `DATA_DIR/video_statements`. It is made on first use."""
    path: Path = settings.DATA_DIR / "video_statements" / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(file: str) -> Path:
    """Return the path of a file. Rows and the relay name it relative to `DATA_DIR/video_statements`."""
    path: Path = settings.DATA_DIR / "video_statements" / file
    return path


def part_of(original: str, attempt: int) -> str:
    """Return the name of the file that an attempt to convert writes. Each attempt has its own."""
    return f"{original}.part{attempt}.webm"


def new_name(suffix: str) -> str:
    """Return a new file name that cannot be guessed."""
    return f"{UPLOADS}/{secrets.token_urlsafe(24)}{suffix}"


def remove_files(*files: str) -> None:
    """Delete files that no row of the database refers to any more. Empty names are ignored."""
    for file in filter(None, files):
        path_of(file).unlink(missing_ok=True)


def sweep(named: Collection[str]) -> None:
    """Delete files that killed processes left behind: unfinished uploads, and files that are not in `named`."""
    for path in folder("arriving").iterdir():
        _remove_unlocked(path)
    for path in folder(UPLOADS).iterdir():
        if f"{UPLOADS}/{PART.sub('', path.name)}" not in named:
            _remove_unlocked(path)


def _remove_unlocked(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        pass
    finally:
        os.close(descriptor)


class IncomingUpload:
    """A file that is being uploaded. Its size is limited. It is deleted unless `keep_as` is called."""

    def __init__(self, expected: int | None) -> None:
        """Make the file for an upload of `expected` octets. Refuses `video_statement.too_large`,
        `video_statement.no_room`.
        """
        self._most = int(settings.VIDEO_STATEMENT_MOST_MEGABYTES) * 1_000_000
        self.octets = 0
        self.has_come = False
        """Whether the whole file has arrived."""
        self._refusal: Refusal | None = None
        place = folder("arriving")
        self._check_size(expected or 0)
        if shutil.disk_usage(place).free < (expected or 0) + RESERVE:
            raise _no_room_refusal()
        self.path = place / secrets.token_hex(16)
        self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        self._end = weakref.finalize(self, _close_and_delete, self._descriptor, self.path)

    def _check_size(self, octets: int) -> None:
        if octets > self._most:
            raise Refusal(
                "video_statement.too_large",
                f"The file is too large: at most {settings.VIDEO_STATEMENT_MOST_MEGABYTES} MB. Export it smaller.",
            )

    def write(self, octets: bytes) -> None:
        """Write the next octets of the upload.

        Refuses `video_statement.too_large`, `video_statement.no_room`, and what was passed to `refuse`.
        """
        self.check()
        self.octets += len(octets)
        self._check_size(self.octets)
        rest = memoryview(octets)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            raise _no_room_refusal() from None

    def keep_as(self, file: str) -> None:
        """Keep the file under this name. It stays locked until `discard`."""
        folder(UPLOADS)
        self.path.rename(path_of(file))

    @property
    def is_open(self) -> bool:
        """Whether the upload was not discarded yet."""
        return self._end.alive

    @property
    def is_arriving(self) -> bool:
        """Whether octets of the upload are still expected."""
        return self.is_open and not self.has_come

    def refuse(self, refusal: Refusal) -> None:
        """Refuse a file that is still being uploaded: the next `write` raises this refusal, which its sender
        then gets.
        """
        if self.is_arriving:
            self._refusal = refusal
            self.discard()

    def check(self) -> None:
        """Raise the refusal that was passed to `refuse`, if there is one."""
        if self._refusal is not None:
            raise self._refusal

    def discard(self) -> None:
        """Delete the file unless it was taken, and release its lock."""
        self._end()


def _close_and_delete(descriptor: int, path: Path) -> None:
    os.close(descriptor)
    path.unlink(missing_ok=True)


def _no_room_refusal() -> Refusal:
    return Refusal(
        "video_statement.no_room",
        "There is no room for this file on the server. Tell the organiser, and send it later.",
    )
