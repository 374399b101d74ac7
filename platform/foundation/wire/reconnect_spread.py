"""Spreads the reconnection of the sockets that a draining server closes. Pure."""

RECONNECTS_PER_SECOND = 1000
"""How many sockets reconnect per second."""
MIN_SPREAD_SECONDS = 1.0


def reconnect_period(sockets: int, away: float) -> tuple[float, float]:
    """The period in which the closed sockets reconnect: its start and its end, in seconds from now.

    For `away` seconds there may be no process to accept them. Many sockets wait for that time: a client that finds no
    process tries again after growing delays, which take longer. A few sockets try at once, because they then connect
    sooner.
    """
    first = away if sockets > RECONNECTS_PER_SECOND else 0.0
    return first, first + max(MIN_SPREAD_SECONDS, sockets / RECONNECTS_PER_SECOND)
