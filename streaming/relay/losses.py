"""Loss of a voice from its publisher to its listeners, which tells the publisher's encoder how much FEC to add.

Pure. A browser gives its sound error correction by the fraction that receivers report; ours ends at the relay, and
the listeners' own lines lose too.
"""

from collections.abc import Collection
from math import ceil

AMONG = 0.9
"""Of ten listeners the worst is left out: protection takes its bits from the sound that all hear."""
MOST = 0.2
"""Beyond this Opus has no more protection to give; the line is then for the listener's browser to conceal."""
WEIGHT = 0.25
"""Of a new report in what is known of a listener: a second has fifty packets."""


def known(before: float, reported: float) -> float:
    """The loss of one listener after this report. Packets that were sent again in time do not count."""
    return before + WEIGHT * (reported - before)


def of_listeners(losses: Collection[float]) -> float:
    """The loss to protect against: the highest of a few listeners, the 90th percentile of many."""
    if not losses:
        return 0.0
    return min(MOST, sorted(losses)[ceil(AMONG * len(losses)) - 1])


def on_the_whole_way(up: float, down: float) -> float:
    """The loss over two hops, each of which loses a share of what reaches it."""
    return 1 - (1 - up) * (1 - down)
