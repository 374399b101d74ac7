"""A few frames of each socket are read in turn."""

import asyncio

import pytest

from foundation.wire.fair_reading import TURN_SECONDS, FairReader


class Clock:
    """A clock that moves with each frame that is read."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Socket:
    """A socket with so many frames, each of which takes so long to read. `read` notes all reads."""

    def __init__(self, name: str, frames: int, read: list[str], clock: Clock, seconds: float = 0.0) -> None:
        self.name, self.frames, self.read, self.clock, self.seconds = name, frames, read, clock, seconds
        self.failed = False

    def read_some(self) -> bool:
        self.frames -= 1
        self.clock.seconds += self.seconds
        self.read.append(self.name)
        if self.frames < 0:
            raise ValueError("no frame")
        return self.frames > 0

    def fail(self) -> None:
        self.failed = True


async def test_sockets_are_read_in_turns_without_blocking_the_loop() -> None:
    read: list[str] = []
    clock = Clock()
    reading = FairReader(clock)
    for name, frames in (("flood", 3), ("crowd", 2), ("chair", 1)):
        reading.add(Socket(name, frames, read, clock, seconds=TURN_SECONDS))
    for rounds in range(1, 7):
        await asyncio.sleep(0)
        assert len(read) == rounds
    assert read == ["flood", "crowd", "chair", "flood", "crowd", "flood"]


async def test_a_failed_read_closes_only_its_socket(caplog: pytest.LogCaptureFixture) -> None:
    read: list[str] = []
    clock = Clock()
    reading = FairReader(clock)
    broken, whole = Socket("broken", 0, read, clock), Socket("whole", 2, read, clock)
    for socket in (broken, whole, broken):
        reading.add(socket)
    await asyncio.sleep(0)
    assert (read, broken.failed, whole.failed) == (["broken", "whole", "whole"], True, False)
    assert "could not be read" in caplog.text
