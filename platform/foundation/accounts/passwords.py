"""How passwords are hashed: one at a time in this process, on a thread of its own that gives way to all others.

Hashing is meant to be dear. Twenty at once, on the threads of their requests, slowed a command from 0.02 s to 0.8 s.
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

MOST_WAITING = 20
"""Who comes after these is refused: a hash takes some 25 ms, and nobody should wait long."""

NICENESS = 10


class Aside:
    """A thread on which one thing is done after another; `most` may wait for it or be done."""

    def __init__(self, most: int) -> None:
        self._room = threading.BoundedSemaphore(most)
        self._thread = ThreadPoolExecutor(1, "passwords", initializer=_give_way)

    def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What the function gives, in its turn. Refuses `sign_in.busy`."""
        if not self._room.acquire(blocking=False):
            raise Refusal("sign_in.busy", "Many people sign in just now. Try again in a few seconds.")
        try:
            return self._thread.submit(function, *arguments).result()
        finally:
            self._room.release()


def _give_way() -> None:
    """On Linux a thread has a niceness of its own; where it has none, it stays as it is."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


_aside = Aside(MOST_WAITING)


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with the parameters that OWASP gives for a server: 19 MiB, two passes, one lane."""

    time_cost, memory_cost, parallelism = 2, 19 * 1024, 1

    def encode(self, password: str, salt: str) -> str:
        """The hash of a password."""
        return _aside.run(super().encode, password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether a password is that of a hash."""
        return _aside.run(super().verify, password, encoded)


class Pbkdf2Hasher(PBKDF2PasswordHasher):
    """For passwords that were hashed before Argon2 was used: each is hashed anew when its owner signs in."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash of a password."""
        return _aside.run(super().encode, password, salt, iterations)
