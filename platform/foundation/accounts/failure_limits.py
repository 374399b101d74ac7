"""How often a password may be tried: per account and address, per account, and per address. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_FAILURES = 3
"""From this many wrong passwords in a row on there is a delay, per account and address. Fewer may be typing errors."""

LONGEST_DELAY = timedelta(minutes=1)
"""The longest delay: a stranger in the same network can keep the owner of an account from signing in for this long."""


@dataclass(frozen=True)
class FailureLimit:
    """A limit on failures: `burst` failures at once, and then one more per interval."""

    burst: int
    interval: timedelta

    def time_to_wait(self, until: datetime, now: datetime) -> timedelta:
        """How long the caller has to wait at the time `now` until another attempt is allowed. After `until`, no failure
        counts any more.
        """
        return max(until - now - (self.burst - 1) * self.interval, timedelta())

    def until_after_failure(self, until: datetime, now: datetime) -> datetime:
        """The time after which no failure counts any more, once there is one more. `until` is that time before it."""
        return max(until, now) + self.interval


ACCOUNT_LIMIT = FailureLimit(30, timedelta(seconds=30))
"""The limit of an account, over all addresses from which it has not signed in lately."""

ADDRESS_LIMIT = FailureLimit(60, timedelta(seconds=10))
"""The limit of an address, over all accounts. An account that has signed in from there lately is exempt."""


def delay_after_failures(failures: int) -> timedelta:
    """How long an account has to wait at an address after so many failures in a row."""
    if failures < FREE_FAILURES:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 10)), LONGEST_DELAY)
