"""Alphabetical order in a language: the Unicode Collation Algorithm, with the language's own letters (CLDR)."""

import unicodedata
from functools import cache

from pyuca.collator import Collator_9_0_0 as Collator

SortKey = tuple[int, ...]

AFTER = {
    "es": ("nñ",),
    "sv": ("zåäö",),
    "fi": ("zåäö",),
    "da": ("zæøå",),
    "nb": ("zæøå",),
    "nn": ("zæøå",),
    "no": ("zæøå",),
    "pl": ("aą", "cć", "eę", "lł", "nń", "oó", "sś", "zźż"),
    "ro": ("aăâ", "iî", "sș", "tț"),
}
"""By language: groups of a letter and the language's extra letters that are sorted right after it."""

_LAST = "\U0010fffd"
"""A letter that is sorted behind every other letter."""


@cache
def _collator() -> Collator:
    """The collation table. It takes 0.2 s to read, so it is read when a list is first put in alphabetical order."""
    return Collator()


def sort_key(text: str, language: str) -> SortKey:
    """The sort key of a name in a language."""
    plain = unicodedata.normalize("NFC", text.lower())
    for letters in AFTER.get(language.partition("-")[0], ()):
        for place, letter in enumerate(letters[1:], 1):
            plain = plain.replace(letter, letters[0] + _LAST * place)
    found: SortKey = _collator().sort_key(plain)
    return found


def initial(text: str, language: str) -> str:
    """The letter under which an alphabetical list has a name, as a capital. Empty if the name has no letter."""
    own = "".join(group[1:] for group in AFTER.get(language.partition("-")[0], ()))
    for letter in unicodedata.normalize("NFC", text.lower()):
        if letter.isalpha():
            return (letter if letter in own else unicodedata.normalize("NFD", letter)[0]).upper()
    return ""
