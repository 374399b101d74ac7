"""Limits the sockets of one address that have not sent `hello` yet."""

from collections import Counter

MAX_PER_ADDRESS = 2000
"""The limit per address. It is more than a conference behind one address needs in the second after an outage."""


class UnauthenticatedLimit:
    """Counts the sockets without a `hello`, per client address."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()

    def enter(self, caller: str) -> bool:
        """Add a socket. Returns False if the address has reached its limit."""
        if self._waiting[caller] >= MAX_PER_ADDRESS:
            return False
        self._waiting[caller] += 1
        return True

    def leave(self, caller: str) -> None:
        """Remove a socket that said hello or closed."""
        self._waiting[caller] -= 1
        if not self._waiting[caller]:
            del self._waiting[caller]
