"""How often a password may be tried: of an account from an address, of an account, and from an address. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_FAILURES = 3
"""Of one account from one address: who mistypes a password need not wait."""

LONGEST_DELAY = timedelta(minutes=1)
"""A stranger in the same network keeps the owner of an account out no longer than this."""


@dataclass(frozen=True)
class Bound:
    """So many failures at once, and then one in each interval."""

    burst: int
    interval: timedelta

    def wait(self, until: datetime, now: datetime) -> timedelta:
        """How long until one more may fail; `until` is when all that failed are forgotten."""
        return max(until - now - (self.burst - 1) * self.interval, timedelta())

    def after(self, until: datetime, now: datetime) -> datetime:
        """`until` after one more failure."""
        return max(until, now) + self.interval


ACCOUNT = Bound(30, timedelta(seconds=30))
"""Of one account, from all addresses together from which it has not signed in lately."""

ADDRESS = Bound(60, timedelta(seconds=10))
"""Of all accounts from one address; an account that has signed in from there lately is not held up by others."""


def delay(failures: int) -> timedelta:
    """How long one account has to wait at one address after so many failures in a row."""
    if failures < FREE_FAILURES:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 10)), LONGEST_DELAY)
