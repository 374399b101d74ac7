"""When those come back whose sockets a draining server closes: not all at once, nor before anyone is there. Pure."""

A_SECOND = 1000
"""How many sockets a second come back to the other processes, or to the next one."""
LEAST_SPREAD = 1.0


def span(sockets: int, away: float) -> tuple[float, float]:
    """Between how many seconds from now they come back; for `away` seconds nobody may be there to take them.

    A crowd waits that long. Of those who find nobody each comes again after a while of its own, longer at each time: a
    thousand who come after a second take longer than if they had waited for three. Few are there sooner if they try.
    """
    first = away if sockets > A_SECOND else 0.0
    return first, first + max(LEAST_SPREAD, sockets / A_SECOND)
