"""The interface of a conference-microphone system (FL2); `docs/microphones.md` says how to write one."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Unit(NamedTuple):
    """A microphone: the name by which the system knows it, and what stands on it."""

    id: str
    label: str


class Listener(Protocol):
    """The callbacks of a microphone system, called on the running loop. None raises or blocks."""

    def requested(self, unit: str) -> None:
        """Somebody pressed *request*."""
        ...

    def level(self, unit: str, dbov: int) -> None:
        """The audio level, 0 (loudest) to -127."""
        ...

    def is_open(self, unit: str, now: bool) -> None:
        """The microphone itself says that it is open, or closed; also when nobody asked it to."""
        ...


class MicrophoneSystem(Protocol):
    """A conference-microphone system. Each method may raise, hang or lie: Balai bounds it, says so, and goes on."""

    async def start(self, listener: Listener) -> None:
        """Connect, and tell the listener what happens from now on."""
        ...

    async def stop(self) -> None:
        """Close every microphone, and disconnect."""
        ...

    def units(self) -> Sequence[Unit]:
        """The microphones there are."""
        ...

    async def grant(self, unit: str) -> None:
        """Open a microphone; done again it changes nothing."""
        ...

    async def revoke(self, unit: str) -> None:
        """Close a microphone; done again it changes nothing."""
        ...
