"""The delays after wrong passwords."""

from datetime import UTC, datetime, timedelta

from foundation.accounts.failure_limits import (
    ACCOUNT_LIMIT,
    ADDRESS_LIMIT,
    FailureLimit,
    delay_after_failures,
)

NOW = datetime(2021, 11, 16, 9, tzinfo=UTC)


def test_the_delay_grows_and_ends_at_a_minute() -> None:
    seconds = [delay_after_failures(failures).total_seconds() for failures in range(12)]
    assert seconds == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert delay_after_failures(10**9) == timedelta(minutes=1)


def test_a_limit_allows_its_burst_and_then_one_per_interval() -> None:
    bound, until = FailureLimit(3, timedelta(seconds=30)), NOW
    for _ in range(3):
        assert bound.time_to_wait(until, NOW) == timedelta()
        until = bound.until_after_failure(until, NOW)
    assert bound.time_to_wait(until, NOW) == timedelta(seconds=30)
    assert bound.time_to_wait(until, NOW + timedelta(seconds=29)) == timedelta(seconds=1)
    later = NOW + timedelta(seconds=30)
    assert bound.time_to_wait(until, later) == timedelta()
    assert bound.time_to_wait(bound.until_after_failure(until, later), later) == timedelta(seconds=30)
    assert bound.time_to_wait(until, NOW + timedelta(days=1)) == timedelta()


def test_strangers_have_few_tries_a_day() -> None:
    assert timedelta(days=1) / ACCOUNT_LIMIT.interval + ACCOUNT_LIMIT.burst == 2910
    assert timedelta(days=1) / ADDRESS_LIMIT.interval + ADDRESS_LIMIT.burst == 8700
