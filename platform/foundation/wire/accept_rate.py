"""Limits how many connections a listening port accepts in one turn of the event loop."""

from typing import Any

MAX_ACCEPTS = 5


def limit_accepts(port: Any) -> None:
    """Limit how many connections Twisted accepts in one turn of the loop.

    While many clients connect, Twisted accepts more connections at each turn, in the end hundreds. Such a turn takes as
    long as hundreds of handshakes, and a command needs a dozen turns.
    """
    accept = port.doRead

    def read() -> None:
        port.numberAccepts = min(port.numberAccepts, MAX_ACCEPTS)
        accept()

    vars(port)["doRead"] = read
