"""Spreads the reconnection of the sockets that a draining server closes. Pure."""

A_SECOND = 1000
"""How many sockets reconnect per second."""
LEAST_SPREAD = 1.0


def span(sockets: int, away: float) -> tuple[float, float]:
    """The period in which the closed sockets reconnect: its start and its end, in seconds from now.

    For `away` seconds there may be no process to accept them. A large crowd waits for that time: a client that finds no
    process tries again after a growing delay, which takes longer than to wait. A few sockets connect sooner if they try
    at once.
    """
    first = away if sockets > A_SECOND else 0.0
    return first, first + max(LEAST_SPREAD, sockets / A_SECOND)
