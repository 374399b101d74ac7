"""Those who opened a socket and have not said who they are: not too many at one address."""

from collections import Counter

MOST = 2000
"""Of one address: more than a conference behind it has in the second after an outage."""


class UnauthenticatedLimit:
    """Counts them by the caller's address."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()

    def enter(self, caller: str) -> bool:
        """One more waits; False where too many of that address do."""
        if self._waiting[caller] >= MOST:
            return False
        self._waiting[caller] += 1
        return True

    def leave(self, caller: str) -> None:
        """One of them said who it is, or went."""
        self._waiting[caller] -= 1
        if not self._waiting[caller]:
            del self._waiting[caller]
