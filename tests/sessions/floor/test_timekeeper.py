"""The timekeeper continues after errors."""

import asyncio
import threading

import pytest

from sessions.floor import services, timekeeper
from tests.support.patience import PATIENCE


async def test_what_goes_wrong_in_one_session_keeps_no_other_from_its_time(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticked, done = [], threading.Event()
    asked = iter([RuntimeError("no database"), [4, 5]])

    def due() -> list[int]:
        answer = next(asked, [])
        if isinstance(answer, RuntimeError):
            raise answer
        return answer

    def tick(session: int) -> None:
        ticked.append(session)
        if session == 4:
            raise RuntimeError("a broken session")
        done.set()

    monkeypatch.setattr(timekeeper, "TICK_SECONDS", 0)
    monkeypatch.setattr(services, "sessions_due", due)
    monkeypatch.setattr(services, "apply_time", tick)
    task = asyncio.create_task(timekeeper.apply_time_everywhere())
    assert await asyncio.to_thread(done.wait, PATIENCE)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert ticked == [4, 5]
    assert [record.message for record in caplog.records] == [
        "The timekeeper failed; it looks again in 0 s",
        "The timekeeper failed in session 4; it looks again in 0 s",
    ]
