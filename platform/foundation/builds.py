"""Builds of the front end, each in its own folder. The link `current` names the build that new processes serve.

A process serves the build that was current at its start, and for a day the files of the previous build, which open
pages still request. A lock on what it serves keeps later builds from deleting it. `python -m foundation.builds FOLDER
NAME` makes `NAME` current.
"""

import fcntl
import os
import shutil
import sys
import time
from pathlib import Path

CURRENT = "current"
_opened = os.open
KEPT_SECONDS = 24 * 3600
"""How long a build is kept after another one became current."""


def lock_builds(folder: Path, now: float) -> list[Path]:
    """Lock the front end's builds that this process serves, until the process ends.

    Returns their folders, the current one first.
    """
    current = (folder / CURRENT).resolve()
    if not current.is_dir():
        return []
    builds = [current, *_previous_build(folder, current, now)]
    for build in builds:
        # The descriptor stays open: the kernel releases the lock when the process ends.
        fcntl.flock(_opened(build, os.O_RDONLY), fcntl.LOCK_SH)
    return builds


def switch_build(folder: Path, name: str, now: float) -> None:
    """Make another build current, atomically, and delete builds that are no longer needed."""
    before = folder / CURRENT
    if before.is_dir():
        os.utime(before, (now, now))
    link = folder / f"{CURRENT}.{name}"
    link.symlink_to(name)
    link.replace(before)
    kept = _previous_build(folder, folder / name, now)
    for build in _other_builds(folder, folder / name):
        if build not in kept and not _is_locked(build):
            shutil.rmtree(build)


def _previous_build(folder: Path, current: Path, now: float) -> list[Path]:
    """The previous build, if it was current less than `KEPT_SECONDS` ago. Otherwise no build."""
    before = _other_builds(folder, current)[:1]
    return [build for build in before if now - _ended_at(build) < KEPT_SECONDS]


def _other_builds(folder: Path, current: Path) -> list[Path]:
    """All builds in the folder except the current one, the latest first."""
    builds = [path.parent for path in folder.glob("*/index.html") if not path.parent.is_symlink()]
    return sorted((build for build in builds if build != current), key=_ended_at, reverse=True)


def _ended_at(build: Path) -> float:
    return build.stat().st_mtime


def _is_locked(build: Path) -> bool:
    descriptor = os.open(build, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


if __name__ == "__main__":
    switch_build(Path(sys.argv[1]), sys.argv[2], time.time())
