"""The interface between Balai and a system of conference microphones (FL2). `docs/microphones.md` says how to implement
it.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Unit(NamedTuple):
    """A microphone: its name in the system, and its label."""

    id: str
    label: str


class MicrophoneCallbacks(Protocol):
    """What a microphone system calls, on the running loop, when something happens. No callback raises an error or
    blocks.
    """

    def requested(self, unit: str) -> None:
        """Note that someone pressed *request*."""
        ...

    def level_reported(self, unit: str, dbov: int) -> None:
        """Note an audio level in dBov, 0 (loudest) to -127."""
        ...

    def state_reported(self, unit: str, is_open: bool) -> None:
        """Note that a microphone reports that it is open or closed now, whether or not Balai told it to."""
        ...


class MicrophoneSystem(Protocol):
    """A system of conference microphones, as Balai uses it.

    Balai continues to work if a method raises an error or hangs, or if the reported state of a microphone is wrong.
    """

    async def start(self, callbacks: MicrophoneCallbacks) -> None:
        """Connect, and call the callbacks from now on."""
        ...

    async def stop(self) -> None:
        """Close every microphone, and disconnect."""
        ...

    def units(self) -> Sequence[Unit]:
        """The microphones of the system."""
        ...

    async def grant(self, unit: str) -> None:
        """Open a microphone. Idempotent."""
        ...

    async def revoke(self, unit: str) -> None:
        """Close a microphone. Idempotent."""
        ...
