"""Other rates than those of `limits.LIMITS`."""

import pytest

from foundation import limits
from foundation.limits import Rate


def limit(monkeypatch: pytest.MonkeyPatch, name: str, **at_once: int) -> None:
    """Let each key, by what it is, act so many times under a limit, and then not for a long time."""
    rates = {of: Rate(most, 1e-6) for of, most in at_once.items()}
    monkeypatch.setattr(limits.LIMITS[name], "rates", limits.LIMITS[name].rates | rates)
