"""How many files a process may have open, and who else may read those that it writes."""

import os
import resource
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST = 65536
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def allow_many() -> int:
    """As many as may be; gives how many. A socket is a file, and the usual limit of 1,024 is less than a conference."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        return most
    return MOST if soft == resource.RLIM_INFINITY else soft


def keep_private() -> None:
    """Whatever this process and its children make is its user's alone."""
    os.umask(OTHERS)


def close_to_others(paths: Iterable[Path]) -> list[Path]:
    """Take from all others what they may do with these, and with all below them.

    Gives those that are another user's and stay open.
    """
    open_still = []
    for path in _all_below(paths):
        try:
            mode = path.stat().st_mode
            if mode & OTHERS:
                path.chmod(stat.S_IMODE(mode) & ~OTHERS)
        except FileNotFoundError:
            continue
        except PermissionError:
            open_still.append(path)
    return open_still


def _all_below(paths: Iterable[Path]) -> Iterator[Path]:
    for top in paths:
        yield top
        for folder, folders, names in os.walk(top):
            yield from (path for name in (*folders, *names) if not (path := Path(folder, name)).is_symlink())
