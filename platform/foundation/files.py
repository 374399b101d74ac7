"""How many files a process may have open."""

import resource

MOST = 65536


def allow_many() -> None:
    """A socket is a file, and the usual soft limit of 1,024 is less than a conference."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
