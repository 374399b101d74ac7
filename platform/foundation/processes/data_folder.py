"""The folder of a hall's data: it must be writable, and `make run` opens one hall in it at a time.

Imports only the standard library: `tools/may_run.py` reads it before any package is installed.
"""

import fcntl
import os
from pathlib import Path


def make_folder(name: str, path: Path) -> str:
    """Make a folder if it is missing. Returns the sentence that says why it cannot be used, or ""."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return f"{name} is {path}, which cannot be made ({error.strerror}). Name a folder of this user's."
    if not os.access(path, os.W_OK | os.X_OK):
        return f"{name} is {path}, where this user cannot write. Give it the folder, or name another."
    return ""


def hold_folder(path: Path) -> str:
    """Lock the folder until this process ends. Returns the sentence that says that another process holds it, or ""."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return (
            f"Another hall runs on the data in {path}. Stop it first, or open this one on a folder of its own: "
            "make run DATA_DIR=/somewhere/else"
        )
    return ""
