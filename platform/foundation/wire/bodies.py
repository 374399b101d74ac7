"""Bodies of requests that are taken as files: what the server that receives them asks of the house that wants them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

FILE = "balai.file"
"""The extension of an HTTP scope that carries a `Body`."""


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


BodyOf = Callable[[Head], Body | None]
"""Where the body of a request goes; None for one that the application reads as usual. May raise a `Refusal`."""


def no_files(head: Head) -> Body | None:
    """A house that takes none."""
    return None
