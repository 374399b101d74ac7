"""How many connections stand, in all and of one address."""

from collections import Counter


class Connections:
    """Counts them by the address that each belongs to; "" is a proxy of ours that has not said whose it carries."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._of: Counter[str] = Counter()
        self._all = 0

    def enter(self, address: str) -> bool:
        """One more stands; False where there is no room for it."""
        if self._all >= self._most or not self._has_room(address):
            return False
        self._add(address, 1)
        return True

    def move(self, before: str, address: str) -> bool:
        """One belongs to another address now; False where that has too many, and it stays where it was."""
        if before == address:
            return True
        if not self._has_room(address):
            return False
        self._add(before, -1)
        self._add(address, 1)
        return True

    def leave(self, address: str) -> None:
        """One is gone."""
        self._add(address, -1)

    def _add(self, address: str, more: int) -> None:
        self._all += more
        self._of[address] += more
        if not self._of[address]:
            del self._of[address]

    def _has_room(self, address: str) -> bool:
        return not address or self._of[address] < self._most_of_one
