"""Bodies of requests: what the server that receives them asks of the house that wants them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

FILE = "balai.file"
"""The extension of an HTTP scope that carries a `Body`."""

MOST_BODY = 64 * 1024
"""Octets of a body where no door says otherwise: as many as a message of the wire has."""


@dataclass(frozen=True)
class Head:
    """What is known of a request before its body comes; `length` where it says one."""

    method: str
    path: str
    authorization: str
    length: int | None


class Body(Protocol):
    """Takes a body as it comes. Both may raise a `Refusal`, after which it is discarded."""

    def write(self, octets: bytes) -> None:
        """Take what came next."""

    def discard(self) -> None:
        """It is not wanted, or was taken already: leave nothing behind."""


BodyOf = Callable[[Head], Body | int]
"""Where the body of a request goes, or how many octets it may have where the application reads it as usual.

May raise a `Refusal`. It runs in the event loop and asks no database."""


def no_files(head: Head) -> Body | int:
    """A house that takes none."""
    return MOST_BODY
