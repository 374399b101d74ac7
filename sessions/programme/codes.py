"""The code by which people come into a session: six characters, typed or scanned."""

import secrets
import unicodedata

ALPHABET = "CDFGHJKMNPQRTVWX3479"
"""No vowels, so that no code is a word; of characters that look alike (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B) one at most."""

LENGTH = 6


def make() -> str:
    """A code of its own kind: one of 64 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def plain(typed: str) -> str:
    """A code as it is kept, of one typed in any case, in groups, or with the digits of another script."""
    characters = unicodedata.normalize("NFKC", typed).upper()
    return "".join(_digit(each) for each in characters if each.isalnum())


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
