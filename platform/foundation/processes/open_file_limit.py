"""How many files a process may have open, and who may read the files that it writes."""

import os
import resource
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

MAX_OPEN_FILES = 65536
OTHER_USERS = stat.S_IRWXG | stat.S_IRWXO


def raise_limit() -> int:
    """Raise the limit of open files as far as possible, and return it.

    A socket is a file, and the usual limit of 1,024 is less than a conference needs.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MAX_OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        return most
    return MAX_OPEN_FILES if soft == resource.RLIM_INFINITY else soft


def make_new_files_private() -> None:
    """Make all files that this process and its children create private to its user."""
    os.umask(OTHER_USERS)


def close_to_others(paths: Iterable[Path]) -> list[Path]:
    """Remove all permissions of other users from these paths and everything below them.

    Returns the paths that belong to another user and could not be changed.
    """
    open_still = []
    for path in _paths_below(paths):
        try:
            mode = path.stat().st_mode
            if mode & OTHER_USERS:
                path.chmod(stat.S_IMODE(mode) & ~OTHER_USERS)
        except FileNotFoundError:
            continue
        except PermissionError:
            open_still.append(path)
    return open_still


def _paths_below(paths: Iterable[Path]) -> Iterator[Path]:
    for top in paths:
        yield top
        for folder, folders, names in os.walk(top):
            yield from (path for name in (*folders, *names) if not (path := Path(folder, name)).is_symlink())
