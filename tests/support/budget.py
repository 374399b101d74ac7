"""A plugin of `make quick` (`-p tests.support.budget`): skips tests that would start after QUICK_S seconds."""

import os
import time

import pytest

SECONDS = float(os.environ["QUICK_S"])
_first: list[float] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Skip a test that starts too late. Those nearest to the change run first."""
    now = time.monotonic()
    _first.append(now)
    if now - _first[0] > SECONDS:
        pytest.skip(f"after {SECONDS:.0f} s; `make test` runs it")
