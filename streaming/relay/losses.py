"""The loss of sound from a publisher to its listeners. It tells the publisher's encoder how much FEC to add.

Pure. A browser sets its FEC by the loss that its receiver reports. The relay is that receiver, so the loss between
relay and listeners has to be added.
"""

from collections.abc import Collection
from math import ceil

QUANTILE = 0.9
"""Quantile of the listeners that counts. The worst tenth is left out, because FEC takes bits from everyone's sound."""
MOST = 0.2
"""The highest fraction lost that is reported to a publisher. Opus cannot protect against more.

The listener's browser conceals losses beyond it.
"""
WEIGHT = 0.25
"""Weight of a new report in the smoothed loss of a listener.

It is small, because a report is about few packets: there are fifty packets of sound a second.
"""


def smoothed_loss(before: float, reported: float) -> float:
    """The smoothed loss of one listener after this report. Packets that were resent in time do not count as lost."""
    return before + WEIGHT * (reported - before)


def loss_of_listeners(losses: Collection[float]) -> float:
    """The loss to protect against: the highest of a few listeners, the 90th percentile of many."""
    if not losses:
        return 0.0
    return min(MOST, sorted(losses)[ceil(QUANTILE * len(losses)) - 1])


def loss_over_both_hops(up: float, down: float) -> float:
    """The loss over two hops, each of which loses a share of what reaches it."""
    return 1 - (1 - up) * (1 - down)
