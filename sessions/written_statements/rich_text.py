"""Rich text: paragraphs, headings, lists, bold and italics, as a small part of HTML. Pure."""

import re
from html import unescape

from foundation import rich_text
from foundation.rich_text import BLOCKS

KEPT = {name: name for name in BLOCKS | {"br", "strong", "b", "em", "i"}}
LEFT_OUT = rich_text.EMBEDDED | {"s", "strike", "del"}
"""Elements that are removed with their content: the struck-out ones are not part of the statement."""
_BLOCK = re.compile(rf"<br>|</?(?:{'|'.join(sorted(BLOCKS))})>")
_MARK = re.compile(r"<[^>]*>")


def clean_html(html: str) -> str:
    """HTML with only the allowed tags, and without attributes. Refuses what `foundation.rich_text.clean` does."""
    return rich_text.clean(html, KEPT, LEFT_OUT)


def text_without_marks(html: str) -> str:
    """The words of cleaned HTML, with a separator between blocks."""
    return unescape(_MARK.sub("", _BLOCK.sub("\n", html))).strip()
