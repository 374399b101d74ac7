"""The clips of a rehearsal: one film per shot, in one folder."""

import zlib
from collections.abc import Iterable
from pathlib import Path

from foundation.films.film import make_film
from foundation.films.shot import Shot

CAPTION = "SIMULATED"


def clip(folder: Path, shot: Shot) -> Path:
    """Return the path of the clip of a shot. The clip is made if it is missing, which blocks for a second or two."""
    path = clip_path(folder, shot)
    make_film(path, shot, CAPTION)
    return path


def clip_path(folder: Path, shot: Shot) -> Path:
    """The path of the clip of a shot, even if the clip is missing."""
    return folder / f"{zlib.crc32(shot.key.encode()):08x}.webm"


def make_missing_clips(folder: Path, shots: Iterable[Shot]) -> int:
    """Make the missing clips, one after the other. Returns how many were made. It blocks."""
    missing = [shot for shot in dict.fromkeys(shots) if not clip_path(folder, shot).exists()]
    for shot in missing:
        clip(folder, shot)
    return len(missing)
