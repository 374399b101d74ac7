"""Hashes passwords one at a time, on a thread with a low priority.

Hashing is expensive on purpose. Twenty at once, on the threads of their requests, slowed a command from 0.02 s to 0.8
s.
"""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

from foundation.refusals import Refusal

T = TypeVar("T")

MAX_WAITING = 20
"""The highest number of waiting requests. Further ones are refused, because a hash takes about 25 ms, and nobody should
wait long.
"""

NICENESS = 10


class LowPriorityThread:
    """A thread that runs one function at a time. At most `most` may wait or run."""

    def __init__(self, most: int) -> None:
        self._room = threading.BoundedSemaphore(most)
        self._thread = ThreadPoolExecutor(1, "passwords", initializer=_lower_priority)

    def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Run a function on the thread and return its result. Refuses `sign_in.busy`."""
        if not self._room.acquire(blocking=False):
            raise Refusal("sign_in.busy", "Many people sign in just now. Try again in a few seconds.")
        try:
            return self._thread.submit(function, *arguments).result()
        finally:
            self._room.release()


def _lower_priority() -> None:
    """Lower the priority of this thread. Linux has a niceness per thread. Elsewhere the priority does not change."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


_thread = LowPriorityThread(MAX_WAITING)


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with the parameters that OWASP recommends for a server: 19 MiB, two passes, a parallelism of one."""

    time_cost, memory_cost, parallelism = 2, 19 * 1024, 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password on the low-priority thread."""
        return _thread.run(super().encode, password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether a password matches a hash."""
        return _thread.run(super().verify, password, encoded)


class Pbkdf2Hasher(PBKDF2PasswordHasher):
    """Verifies passwords that were hashed before Argon2 was used. Each is hashed again with Argon2 when its owner signs
    in.
    """

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """Hash a password on the low-priority thread."""
        return _thread.run(super().encode, password, salt, iterations)
