"""The clips of simulated delegations: one film per name, in one folder."""

import zlib
from collections.abc import Iterable
from pathlib import Path

from foundation.films.film import make_film

CAPTION = "SIMULATED"


def clip(folder: Path, name: str) -> Path:
    """Return the path of the clip for a name. The clip is made if it is missing, which blocks for a second or two."""
    path = clip_path(folder, name)
    make_film(path, name, CAPTION)
    return path


def clip_path(folder: Path, name: str) -> Path:
    """The path of the clip for a name, even if the clip is missing."""
    return folder / f"{zlib.crc32(name.encode()):08x}.webm"


def make_missing_clips(folder: Path, names: Iterable[str]) -> int:
    """Make the missing clips, one after the other. Returns how many were made. It blocks."""
    missing = [name for name in dict.fromkeys(names) if not clip_path(folder, name).exists()]
    for name in missing:
        clip(folder, name)
    return len(missing)
