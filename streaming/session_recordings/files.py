"""The files of session recordings, and the lock of the process that works on one.

Each recording has a folder below `RECORDINGS_DIR`: `raw` has what the relay wrote, the folder itself the finished
files. The process that writes or finishes a recording holds its lock. The kernel releases the lock if the process dies.
"""

import fcntl
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from streaming.slot_file_names import slot_of_stem

PART = ".part"
"""The suffix of the name of a file that is not finished."""


def new_folder_name() -> str:
    """A folder name that cannot be guessed."""
    return secrets.token_urlsafe(24)


def folder_of(folder: str) -> Path:
    """The folder of a recording."""
    path: Path = settings.RECORDINGS_DIR / folder
    return path


def raw_folder(folder: str) -> Path:
    """The folder with the files that the relay writes for a recording."""
    return folder_of(folder) / "raw"


def raw_parts(folder: str) -> dict[str, list[Path]]:
    """The files that the relay wrote for a recording, by slot, oldest first (`relay/matroska_writer.py`).

    Their names are `<slot>.<milliseconds>` with `.webm`, or `.mkv` for H.264 (`slot_file_names.py`).
    """
    found: dict[str, list[Path]] = {}
    raw = raw_folder(folder)
    for path in sorted(raw.iterdir()) if raw.is_dir() else []:
        found.setdefault(slot_of_stem(path.name.split(".")[0]), []).append(path)
    return found


def reserve() -> int:
    """Octets of the disk that recordings leave free."""
    return int(settings.RECORDINGS_FREE_MEGABYTES) * 1_000_000


def free_octets() -> int:
    """The free octets of the disk on which recordings are stored."""
    settings.RECORDINGS_DIR.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(settings.RECORDINGS_DIR).free


def is_full() -> bool:
    """Whether less than the reserve is free."""
    return free_octets() < reserve()


def remove_unfinished(folder: str) -> None:
    """Delete unfinished files. The caller holds the recording's lock."""
    for path in folder_of(folder).glob(f"*{PART}"):
        path.unlink()


def remove_recording(folder: str) -> None:
    """Delete a recording's folder."""
    shutil.rmtree(folder_of(folder), ignore_errors=True)


def remove_raw_files(folder: str) -> None:
    """Delete what the relay wrote, once the finished files exist."""
    shutil.rmtree(raw_folder(folder), ignore_errors=True)


@dataclass(frozen=True)
class RecordingLock:
    """The lock of a recording, which a process holds while it writes or finishes the recording."""

    descriptor: int

    def release(self) -> None:
        """Release the lock of the recording."""
        os.close(self.descriptor)


def lock_recording(folder: str) -> RecordingLock | None:
    """Lock the recording in a folder. Returns None if another process has locked it."""
    path = folder_of(folder)
    path.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return RecordingLock(descriptor)
