"""The interface between the server, which receives request bodies, and the application, which stores some of them as
files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

FILE = "balai.file"
"""The name of the extension of an HTTP scope that carries a `Body`."""

MAX_BODY = 64 * 1024
"""The most octets of a body, unless the hook allows more for its URL. It equals the limit of a WebSocket message."""


@dataclass(frozen=True)
class Head:
    """What is known about a request before its body arrives. `length` is None if the client declares no length."""

    method: str
    path: str
    authorization: str
    length: int | None


class Body(Protocol):
    """Takes a request's body part by part. If a method raises a `Refusal`, the body is discarded."""

    def write(self, octets: bytes) -> None:
        """Take the next part of the body."""

    def discard(self) -> None:
        """Delete what was written. Called if the body is refused, and at the end of a request.

        By then the application has moved what it keeps.
        """


BodyOf = Callable[[Head], Body | int]
"""Decides where the body of a request goes, or how many octets it may have if the application reads it as usual.

May raise a `Refusal`. It runs in the event loop, so it does not query the database.
"""


def no_files(head: Head) -> Body | int:
    """The hook of a server that accepts no uploads."""
    return MAX_BODY
