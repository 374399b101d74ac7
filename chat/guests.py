"""Guests who vote, answer and react: how fast, and when moderators are told of many at one address."""

from datetime import datetime

from foundation import limits
from foundation.accounts.seats import Seat

MANY_OF_ONE_ADDRESS = 10
"""Moderators are told how many votes or answers came from guests at one address, if there are at least this many."""


def check_pace(limit: str, seat: Seat, now: datetime) -> None:
    """Limit guests of one network address, newcomers more strictly. Refuses what `limits.LIMITS` says."""
    is_newcomer = now.timestamp() - seat.taken_at < limits.NEWCOMER_FOR.total_seconds()
    limits.check(limit, newcomers=seat.network if is_newcomer else "", guests=seat.network)
