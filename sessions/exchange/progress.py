"""The progress of running imports. It is not stored in the database, because only the present value matters."""

import threading
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

SECONDS = 600
"""Seconds after which an import is forgotten if its process died."""


@dataclass(frozen=True)
class Progress:
    """The number of written rows, and the number of all rows. Both are 0 if no import runs."""

    done: int = 0
    rows: int = 0


_here: dict[int, Progress] = {}
_lock = threading.Lock()


def read(conference: int) -> Progress:
    """The progress of the import of a conference, in whichever process it runs."""
    if settings.REDIS_URL:
        return Progress(*(cache.get(_key(conference)) or (0, 0)))
    # Without Redis there is one process. Its database may have one writer, which is the import itself.
    with _lock:
        return _here.get(conference, Progress())


def write(conference: int, progress: Progress) -> None:
    """Store the progress. `Progress()` ends it."""
    if settings.REDIS_URL:
        cache.set(_key(conference), (progress.done, progress.rows), SECONDS)
        return
    with _lock:
        if progress == Progress():
            _here.pop(conference, None)
        else:
            _here[conference] = progress


def _key(conference: int) -> str:
    return f"exchange/{conference}"
