"""Fixtures for all tests of the proceedings."""

from collections import OrderedDict
from datetime import datetime

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from sessions.floor import entry_cache
from tests.support.assembly import Assembly


@pytest.fixture(autouse=True)
def no_kept_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries kept for an earlier test's session, which had the same number, would cost a query to find stale."""
    monkeypatch.setattr(entry_cache, "_kept", OrderedDict())


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The server's clock: the one moment in this list. A test changes it."""
    moments = [datetime.fromisoformat("2021-11-16T05:20:00+00:00")]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def chair(hall: Assembly) -> Seat:
    return hall.moderator()


@pytest.fixture
def fiji(hall: Assembly) -> Seat:
    return hall.delegate("Fiji")


@pytest.fixture
def chile(hall: Assembly) -> Seat:
    return hall.delegate("Chile")
