"""Spreads the reconnection of the sockets that a draining server closes. Pure."""

A_SECOND = 1000
"""How many sockets reconnect per second."""
LEAST_SPREAD = 1.0


def span(sockets: int, away: float) -> tuple[float, float]:
    """The seconds from now between which the sockets reconnect.

    For `away` seconds there may be no process to accept them.

    A large crowd waits until then. Whoever finds no process tries again after a growing delay, so a thousand that try
    after one second take longer than if they had waited for three. A few sockets connect sooner if they try at once.
    """
    first = away if sockets > A_SECOND else 0.0
    return first, first + max(LEAST_SPREAD, sockets / A_SECOND)
