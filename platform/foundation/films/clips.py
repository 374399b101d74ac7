"""The clips of simulated delegations: a film each in one folder, under the name on its plate."""

import zlib
from collections.abc import Iterable
from pathlib import Path

from foundation.films.film import make

CAPTION = "SIMULATED"


def clip(folder: Path, name: str) -> Path:
    """The clip of a name, made where it is not there yet; that takes a second or two, and blocks."""
    path = path_of(folder, name)
    make(path, name, CAPTION)
    return path


def path_of(folder: Path, name: str) -> Path:
    """Where the clip of a name lies."""
    return folder / f"{zlib.crc32(name.encode()):08x}.webm"


def clips(folder: Path, names: Iterable[str]) -> int:
    """Make the clips that are not there yet, one after the other; returns how many those were. It blocks."""
    missing = [name for name in dict.fromkeys(names) if not path_of(folder, name).exists()]
    for name in missing:
        clip(folder, name)
    return len(missing)
