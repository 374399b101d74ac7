"""How many callers a listening port takes in one turn of the loop."""

from typing import Any

TOGETHER = 5


def few_at_a_time(port: Any) -> None:
    """Bound what Twisted takes at a time: of a crowd more at each turn of the loop, in the end hundreds.

    A turn would last as long as hundreds of handshakes, and a command takes a dozen turns.
    """
    accept = port.doRead

    def read() -> None:
        port.numberAccepts = min(port.numberAccepts, TOGETHER)
        accept()

    vars(port)["doRead"] = read
