"""What stands at the doors: each connection, and whose it is."""

from dataclasses import dataclass

from streaming.signalling.tickets import Ticket


@dataclass(frozen=True)
class Call:
    """One WHIP or WHEP resource: whose it is, in which order it came, from which address, and when it ends by itself.

    `until` is the loop's time in seconds, or None.
    """

    ticket: Ticket
    order: int
    address: str
    until: float | None = None
