"""Where the files of recordings lie, and which process works on them.

Each recording has a folder below `RECORDINGS_DIR`: `raw` has what the relay wrote, the folder itself what was made of
it. Who writes or finishes a recording holds a lock on it, which ends with its process, however that ends.
"""

import fcntl
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

PART = ".part"
"""How a file is named while it is made, after its name."""


def new_name() -> str:
    """The name of a folder that nobody guesses."""
    return secrets.token_urlsafe(24)


def folder_of(recording: str) -> Path:
    """The folder of a recording."""
    path: Path = settings.RECORDINGS_DIR / recording
    return path


def raw_of(recording: str) -> Path:
    """The folder into which the relay writes."""
    return folder_of(recording) / "raw"


def raw_parts(recording: str) -> dict[str, list[Path]]:
    """What the relay wrote, by slot, in order: names are `slot.milliseconds.webm` (`relay/matroska_writer.py`)."""
    found: dict[str, list[Path]] = {}
    raw = raw_of(recording)
    for path in sorted(raw.iterdir()) if raw.is_dir() else []:
        found.setdefault(path.name.split(".")[0], []).append(path)
    return found


def reserve() -> int:
    """Octets that stay free, whatever is recorded."""
    return int(settings.RECORDINGS_FREE_MEGABYTES) * 1_000_000


def free() -> int:
    """Octets that are free where recordings lie."""
    settings.RECORDINGS_DIR.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(settings.RECORDINGS_DIR).free


def is_full() -> bool:
    """Whether less is free than has to stay so."""
    return free() < reserve()


def remove_unfinished(recording: str) -> None:
    """Delete what was begun to be made, by whoever holds the recording's lock."""
    for path in folder_of(recording).glob(f"*{PART}"):
        path.unlink()


def remove(recording: str) -> None:
    """Delete a recording's folder."""
    shutil.rmtree(folder_of(recording), ignore_errors=True)


def remove_raw(recording: str) -> None:
    """Delete what the relay wrote, once all was made of it."""
    shutil.rmtree(raw_of(recording), ignore_errors=True)


@dataclass(frozen=True)
class Hold:
    """A lock on a recording."""

    descriptor: int

    def let_go(self) -> None:
        """Another one may work on it."""
        os.close(self.descriptor)


def hold(recording: str) -> Hold | None:
    """Work on a recording alone; None where another does."""
    folder = folder_of(recording)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Hold(descriptor)
