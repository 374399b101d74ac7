"""What starts and stops with the process."""

import pytest

from config import asgi


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
