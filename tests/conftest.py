"""What every test has in common."""

import signal

import pytest

from foundation import clock

# What a script runs in its background is told to ignore Ctrl-C, and so would be each server that a test stops by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def a_clock_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals of tests that live in another time put no later test ahead."""
    monkeypatch.setattr(clock, "_clock", clock.Clock())
