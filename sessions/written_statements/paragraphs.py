"""Restores the text of a PDF page: letters instead of presentation forms, and paragraphs instead of lines. Pure."""

import re
from unicodedata import normalize

from sessions.written_statements.rules import is_unspaced

SHAPES = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufdff\ufe70-\ufefc]+")
"""Characters that stand for the shape of a letter: radicals, compatibility ideographs, ligatures, presentation forms of
Arabic and Hebrew. Only these are normalised, because superscripts and fractions have a meaning.
"""
WRAPPED = 40
"""If the longest line of a page has fewer characters than this, the lines of the page were not wrapped."""
FULL = 0.7
"""A line that is shorter than this share of the page's longest line ends its paragraph."""
MARK = re.compile(r"(?:[•◦▪–—*·-]|\(?\w{1,3}[.)])\s")
"""The pattern at the start of a list item."""


def text_of(page: str) -> str:
    """A page's text, with empty lines between paragraphs, and intended line breaks kept."""
    lines = [
        line.strip() for line in SHAPES.sub(lambda found: normalize("NFKC", found[0]), page).splitlines()
    ]
    longest = max(map(len, lines), default=0)
    text = ""
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        goes_on = longest >= WRAPPED and len(before) >= FULL * longest and line and not MARK.match(line)
        text += _separator(before, line) if goes_on else "\n"
        text += line
    return re.sub(r"\n{2,}", "\n\n", text).strip()


def _separator(before: str, line: str) -> str:
    """The text to put between two lines of a paragraph: nothing after a hyphen or in scripts without spaces, else a
    space.
    """
    joined = is_unspaced(before[-1]) and is_unspaced(line[0])
    return "" if joined or (before[-1] == "-" and before[-2:-1].isalpha()) else " "
