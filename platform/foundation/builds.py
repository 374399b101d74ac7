"""Builds of the front end, each in a folder of its own; the link `current` says which one new processes serve.

A process serves the build that it began with, and for a day the files of the one before, which open pages ask for. It
holds what it serves, so that no later build deletes it. `python -m foundation.builds FOLDER NAME` makes `NAME` current.
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
"""For how long a build is kept after another one became current."""


def serve(folder: Path, now: float) -> list[Path]:
    """The builds that a process serves, the current one first, held until it ends."""
    current = (folder / CURRENT).resolve()
    if not current.is_dir():
        return []
    builds = [current, *_kept(folder, current, now)]
    for build in builds:
        # The descriptor stays open: the kernel lets go of the lock with the process.
        fcntl.flock(_opened(build, os.O_RDONLY), fcntl.LOCK_SH)
    return builds


def switch(folder: Path, name: str, now: float) -> None:
    """Make another build current, in one step, and delete those that nobody needs any more."""
    before = folder / CURRENT
    if before.is_dir():
        os.utime(before, (now, now))
    link = folder / f"{CURRENT}.{name}"
    link.symlink_to(name)
    link.replace(before)
    kept = _kept(folder, folder / name, now)
    for build in _others(folder, folder / name):
        if build not in kept and not _is_held(build):
            shutil.rmtree(build)


def _kept(folder: Path, current: Path, now: float) -> list[Path]:
    """The one before, for a day."""
    before = _others(folder, current)[:1]
    return [build for build in before if now - _ended_at(build) < KEPT_SECONDS]


def _others(folder: Path, current: Path) -> list[Path]:
    """All but the current one; the one before it is first."""
    builds = [path.parent for path in folder.glob("*/index.html") if not path.parent.is_symlink()]
    return sorted((build for build in builds if build != current), key=_ended_at, reverse=True)


def _ended_at(build: Path) -> float:
    return build.stat().st_mtime


def _is_held(build: Path) -> bool:
    descriptor = os.open(build, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


if __name__ == "__main__":
    switch(Path(sys.argv[1]), sys.argv[2], time.time())
