"""Alphabetical order in a language: the Unicode Collation Algorithm, with the language's own letters (CLDR), and in
Chinese by Pinyin.
"""

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


def _in_pinyin(text: str) -> str:
    """Chinese characters by their pronunciation with tones, as dictionaries order them. Other text stays."""
    from pypinyin import Style, lazy_pinyin  # it takes half a second to load

    return " ".join(lazy_pinyin(text, style=Style.TONE3))


def _spelled(text: str, language: str) -> str:
    spelled = _in_pinyin(text) if language.partition("-")[0] == "zh" else text
    return unicodedata.normalize("NFC", spelled.lower())


def sort_key(text: str, language: str) -> SortKey:
    """The sort key of a name in a language."""
    plain = _spelled(text, language)
    for letters in AFTER.get(language.partition("-")[0], ()):
        for place, letter in enumerate(letters[1:], 1):
            plain = plain.replace(letter, letters[0] + _LAST * place)
    found: SortKey = _collator().sort_key(plain)
    return found


def initial(text: str, language: str) -> str:
    """The letter under which an alphabetical list has a name, as a capital. Empty if the name has no letter."""
    own = "".join(group[1:] for group in AFTER.get(language.partition("-")[0], ()))
    for letter in _spelled(text, language):
        if letter.isalpha():
            return (letter if letter in own else unicodedata.normalize("NFD", letter)[0]).upper()
    return ""
