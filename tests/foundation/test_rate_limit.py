"""Rate limits."""

import pytest

from foundation import rate_limit
from foundation.rate_limit import RateLimiter


def test_each_key_has_a_bucket_of_its_own_that_fills_again() -> None:
    now = 100.0
    limiter = RateLimiter(2, 0.5, lambda: now)
    assert [limiter.take("a") for _ in range(3)] == [True, True, False]
    assert limiter.take("b")
    now += 2
    assert [limiter.take("a") for _ in range(2)] == [True, False]
    assert limiter.seconds == 2


def test_the_time_may_be_an_argument() -> None:
    limiter = RateLimiter(1, 1)
    assert [limiter.take("a", now) for now in (5.0, 5.5, 6.5)] == [True, False, True]


def test_the_longest_idle_key_is_forgotten_and_a_refused_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rate_limit, "MAX_KNOWN", 2)
    limiter = RateLimiter(1, 0)
    assert [limiter.take(key) for key in ("a", "b", "a", "c")] == [True, True, False, True]
    assert [limiter.take(key) for key in ("a", "c", "b")] == [False, False, True]


def test_forget_resets_all_keys() -> None:
    limiter = RateLimiter(1, 0)
    assert [limiter.take("a"), limiter.take("a")] == [True, False]
    limiter.forget_all()
    assert limiter.take("a")
