"""A plugin of `make quick` (`-p tests.support.budget`): what is not begun within QUICK_S seconds is left out."""

import os
import time

import pytest

SECONDS = float(os.environ["QUICK_S"])
_first: list[float] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Leave out what comes too late after the first test; the nearest to the change are begun first."""
    now = time.monotonic()
    _first.append(now)
    if now - _first[0] > SECONDS:
        pytest.skip(f"after {SECONDS:.0f} s; `make test` runs it")
