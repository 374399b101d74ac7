"""What every test has in common."""

import pytest

from foundation import clock


@pytest.fixture(autouse=True)
def a_clock_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals of tests that live in another time put no later test ahead."""
    monkeypatch.setattr(clock, "_clock", clock.Clock())
