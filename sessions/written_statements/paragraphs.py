"""The text of a page as it was meant: letters instead of their shapes, and paragraphs instead of lines. Pure."""

import re
from unicodedata import normalize

from sessions.written_statements.rules import is_unspaced

SHAPES = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufdff\ufe70-\ufefc]+")
"""What fonts of PDF files name their glyphs by: radicals, compatibility ideographs, ligatures, presentation forms of
Arabic and Hebrew. Nothing else is normalised: superscripts and fractions mean something."""
WRAPPED = 40
"""So many characters has the longest line of a page at the least whose lines were broken by its width."""
FULL = 0.7
"""A line that is shorter than this share of the longest ends its paragraph."""
MARK = re.compile(r"(?:[•◦▪–—*·-]|\(?\w{1,3}[.)])\s")
"""With what an item of a list begins."""


def text_of(page: str) -> str:
    """A page's text: empty lines between paragraphs, and lines that were meant."""
    lines = [
        line.strip() for line in SHAPES.sub(lambda found: normalize("NFKC", found[0]), page).splitlines()
    ]
    longest = max(map(len, lines), default=0)
    text = ""
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        goes_on = longest >= WRAPPED and len(before) >= FULL * longest and line and not MARK.match(line)
        text += _seam(before, line) if goes_on else "\n"
        text += line
    return re.sub(r"\n{2,}", "\n\n", text).strip()


def _seam(before: str, line: str) -> str:
    """What stands between two lines of a paragraph: nothing in scripts without spaces, or after a hyphen."""
    joined = is_unspaced(before[-1]) and is_unspaced(line[0])
    return "" if joined or (before[-1] == "-" and before[-2:-1].isalpha()) else " "
