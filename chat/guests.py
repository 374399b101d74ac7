"""Guests who vote and answer: who has just come, and when moderators are told of many at one address. Pure."""

from datetime import datetime, timedelta

NEWCOMER_FOR = timedelta(minutes=1)
"""A guest is a newcomer for this long after taking a seat. Votes and answers of newcomers have a stricter limit."""

MANY_OF_ONE_ADDRESS = 10
"""Moderators are told how many votes or answers came from guests at one address, if there are at least this many."""


def is_newcomer(taken_at: int, now: datetime) -> bool:
    """Whether a seat was taken less than `NEWCOMER_FOR` ago. `taken_at` is in seconds of Unix time."""
    return now.timestamp() - taken_at < NEWCOMER_FOR.total_seconds()
