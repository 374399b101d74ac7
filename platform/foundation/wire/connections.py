"""Counts open connections, in total and per address."""

from collections import Counter


class ConnectionCounter:
    """Counts connections per address.

    The address "" is used for a trusted proxy that has not sent a forwarded address yet.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._of: Counter[str] = Counter()
        self._all = 0

    def enter(self, address: str) -> bool:
        """Add a connection. Returns False if the limit is reached."""
        if self._all >= self._most or not self._has_room(address):
            return False
        self._change_counts(address, 1)
        return True

    def move(self, before: str, address: str) -> bool:
        """Assign a connection to another address. Changes nothing and returns False if that address is at its limit."""
        if before == address:
            return True
        if not self._has_room(address):
            return False
        self._change_counts(before, -1)
        self._change_counts(address, 1)
        return True

    def leave(self, address: str) -> None:
        """Remove a connection."""
        self._change_counts(address, -1)

    def _change_counts(self, address: str, more: int) -> None:
        self._all += more
        self._of[address] += more
        if not self._of[address]:
            del self._of[address]

    def _has_room(self, address: str) -> bool:
        return not address or self._of[address] < self._most_of_one
