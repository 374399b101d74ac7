"""The demo's data for halls: made once a run, copied for each hall."""

import fcntl
from pathlib import Path

from django.conf import settings

from tests.support import databases
from tests.support.demo import without_film
from tests.support.hall import Hall, copied


def prepared(folder: Path, **environment: str) -> Hall:
    """A hall on the demo's data in `folder`, not yet started."""
    # One run of all tests uses one DATA_DIR and both stacks, one after the other.
    original = settings.DATA_DIR / ("prepared-on-postgresql" if databases.SERVER else "prepared")
    with (settings.DATA_DIR / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not original.exists():
            _make(original)
        copied(original, folder)
    return Hall(folder, **environment)


def _make(folder: Path) -> None:
    unfinished = folder.with_suffix(".part")
    without_film(unfinished)
    Hall(unfinished).prepare()
    databases.move(unfinished, folder)
    unfinished.rename(folder)
