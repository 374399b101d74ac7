"""What starts and stops with the process."""

import asyncio
import time

import pytest

from config import asgi
from foundation.wire.stopping import PARTS_STOPPED, Stopping


class Part:
    """Notes that it was stopped, and then may fail."""

    def __init__(self, stopped: list[str], name: str, fails: bool) -> None:
        self.stopped, self.name, self.fails = stopped, name, fails

    async def stop(self) -> None:
        """Stop."""
        self.stopped.append(self.name)
        if self.fails:
            raise OSError("the database is gone")


async def test_a_part_that_does_not_stop_keeps_no_other_from_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopped: list[str] = []
    parts = [Part(stopped, "first", False), Part(stopped, "second", True), Part(stopped, "third", False)]
    monkeypatch.setattr(asgi, "PARTS", {"": parts})

    await asgi.Lifespan().stop()

    assert stopped == ["third", "second", "first"]
    assert "Part did not stop as it should" in caplog.text


class Hanging(Part):
    """Never ends by itself."""

    async def stop(self) -> None:
        """Wait for what does not come."""
        await asyncio.Event().wait()


async def test_a_part_that_hangs_keeps_no_other_from_its_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopped: list[str] = []
    parts = [Part(stopped, "hub", False), Part(stopped, "other", False), Hanging(stopped, "hangs", False)]
    monkeypatch.setattr(asgi, "PARTS", {"": parts})
    late = Stopping()
    late._since = time.monotonic() - PARTS_STOPPED
    monkeypatch.setattr(asgi, "stopping", late)

    async with asyncio.timeout(10):
        await asgi.Lifespan().stop()

    assert stopped == ["other", "hub"]
    assert "Hanging did not stop in time" in caplog.text
