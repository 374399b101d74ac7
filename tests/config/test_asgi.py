"""The services that start and stop with the process."""

import asyncio
import time
from pathlib import Path
from typing import Any

import psycopg.errors
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from config import asgi
from foundation.processes.shutdown import PARTS_STOPPED, Shutdown
from tests.foundation.test_database_log_filter import because
from tests.support.patience import PATIENCE


@pytest.fixture(autouse=True)
def a_database_that_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "check_database", lambda: None)


class Part:
    """Notes that it was stopped, and then may fail."""

    def __init__(self, stopped: list[str], name: str, fails: bool) -> None:
        self.stopped, self.name, self.fails = stopped, name, fails

    async def stop(self) -> None:
        """Stop."""
        self.stopped.append(self.name)
        if self.fails:
            raise OSError("the database is gone")


async def test_a_service_that_fails_to_stop_does_not_stop_the_others_from_stopping(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopped: list[str] = []
    parts = [Part(stopped, "first", False), Part(stopped, "second", True), Part(stopped, "third", False)]
    monkeypatch.setattr(asgi, "PARTS", {"": parts})

    await asgi.Lifespan().stop()

    assert stopped == ["third", "second", "first"]
    assert "Part did not stop as it should" in caplog.text


class Early(Part):
    """Needs a database that is not available yet."""

    def __init__(self, started: list[str], error: OperationalError) -> None:
        super().__init__([], "early", False)
        self.started, self.errors = started, [error] * 2

    async def start(self) -> None:
        """Start, at the third try."""
        if self.errors:
            raise self.errors.pop()
        self.started.append(self.name)


async def test_a_start_waits_for_the_database(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[str] = []
    gone = because(psycopg.errors.AdminShutdown("terminating connection"))
    monkeypatch.setattr(asgi, "PARTS", {"": [Early(started, gone), Early(started, gone)]})
    monkeypatch.setattr(asgi, "RETRY_SECONDS", 0.0)

    await asgi.Lifespan().start()

    assert started == ["early", "early"]
    assert caplog.text.count("Early waits to start") == 4


async def test_a_start_waits_until_the_database_can_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = [because(psycopg.errors.AdminShutdown("terminating connection"))]
    checked: list[str] = []

    def check() -> None:
        if gone:
            raise gone.pop()
        checked.append("now")

    monkeypatch.setattr(asgi, "check_database", check)
    monkeypatch.setattr(asgi, "PARTS", {"": []})
    monkeypatch.setattr(asgi, "RETRY_SECONDS", 0.0)
    await asgi.Lifespan().start()
    assert checked == ["now"]


async def test_a_start_does_not_wait_for_an_unusable_database(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Early([], because(psycopg.errors.UndefinedTable("no such table")))
    monkeypatch.setattr(asgi, "PARTS", {"": [wrong]})

    with pytest.raises(OperationalError, match="no such table"):
        await asgi.Lifespan().start()


async def test_a_file_that_is_no_database_of_balai_keeps_its_mode(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    other = tmp_path / "passwd"
    other.touch(mode=0o644)
    settings.DATA_DIR, settings.RECORDINGS_DIR = tmp_path / "data", tmp_path / "disk"
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": other}
    monkeypatch.setitem(settings.DATABASES, "default", database)

    def refuse() -> None:
        raise ImproperlyConfigured("no database of Balai")

    monkeypatch.setattr(asgi, "check_database", refuse)
    mode = other.stat().st_mode
    with pytest.raises(ImproperlyConfigured):
        await asgi.Lifespan().start()
    assert other.stat().st_mode == mode


async def test_a_start_makes_stored_files_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR, settings.RECORDINGS_DIR = tmp_path, tmp_path / "disk"
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "kept.sqlite3"}
    monkeypatch.setitem(settings.DATABASES, "default", database)
    ours = [
        *(f"kept.sqlite3{end}" for end in ("", "-wal", "-shm")),
        "video_statements/video",
        "disk/recording",
    ]
    for name in (*ours, "static/page"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    monkeypatch.setattr(asgi, "PARTS", {"": []})

    await asgi.Lifespan().start()

    open_still = [name for name in (*ours, "static/page") if (tmp_path / name).stat().st_mode & 0o077]
    assert open_still == ["static/page"]


class Hanging(Part):
    """A service that does not stop."""

    async def stop(self) -> None:
        """Wait without an end."""
        await asyncio.Event().wait()


async def test_a_service_that_hangs_does_not_delay_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopped: list[str] = []
    parts = [Part(stopped, "hub", False), Part(stopped, "other", False), Hanging(stopped, "hangs", False)]
    monkeypatch.setattr(asgi, "PARTS", {"": parts})
    late = Shutdown()
    late._since = time.monotonic() - PARTS_STOPPED
    monkeypatch.setattr(asgi, "stopping", late)

    async with asyncio.timeout(PATIENCE):
        await asgi.Lifespan().stop()

    assert stopped == ["other", "hub"]
    assert "Hanging did not stop in time" in caplog.text
