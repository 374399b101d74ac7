"""Limits how many connections a listening port accepts in one turn of the event loop."""

from typing import Any

MAX_ACCEPTS = 5


def limit_accepts(port: Any) -> None:
    """Limit how many connections Twisted accepts in one turn of the loop.

    Twisted accepts more at each turn when a crowd comes, in the end hundreds. Such a turn lasts as long as hundreds of
    handshakes, and a command takes a dozen turns.
    """
    accept = port.doRead

    def read() -> None:
        port.numberAccepts = min(port.numberAccepts, MAX_ACCEPTS)
        accept()

    vars(port)["doRead"] = read
