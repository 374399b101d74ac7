"""Draws lots in a way that anybody can repeat and verify."""

import hashlib
from collections.abc import Iterable


def draw(seed: str, items: Iterable[str]) -> list[str]:
    """Draw lots: sort the items by the SHA-256 of the seed, a colon and the item."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}:{item}".encode()).hexdigest())
