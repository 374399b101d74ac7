"""What of a text can be seen. Pure."""

from itertools import takewhile
from unicodedata import category

IGNORABLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks without a shape: Unicode's Default_Ignorable_Code_Point but the formats, and Braille's blank."""


def is_invisible(character: str) -> bool:
    """Whether it is a control, a format such as a zero width or a mark of direction, no character, or ignorable."""
    return category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or character in IGNORABLE


def blank_head(text: str) -> str:
    """The spaces and invisible characters with which a text begins."""
    return "".join(takewhile(lambda character: character.isspace() or is_invisible(character), text))
