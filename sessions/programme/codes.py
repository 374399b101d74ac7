"""The code by which people join a session: six characters, typed or scanned."""

import secrets
import unicodedata

ALPHABET = "CDFGHJKMNPQRTVWX3479"
"""The characters of codes. There are no vowels, so that no code is a word. Of similar characters (0 O, 1 I L, 2 Z, 5 S,
6 G, 8 B) at most one is used.
"""

LENGTH = 6


def make_code() -> str:
    """Make a new code: one of 64 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def stored_code(typed: str) -> str:
    """A typed code in the stored form. It may be typed in any case, with separators, or with digits of
    another script.
    """
    characters = unicodedata.normalize("NFKC", typed).upper()
    return "".join(_ascii_digit(each) for each in characters if each.isalnum())


def _ascii_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
