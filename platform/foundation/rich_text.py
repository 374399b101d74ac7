"""The only entry point for HTML from outside: bounded by one scan, and only what that wrote reaches a parser. Pure.

A parser of HTML copies marks that are open into each later paragraph, so that its time and memory can grow with the
square of the text. The scan therefore writes each text anew: only the kept tags, without attributes, each closed in the
reverse order of its opening.
"""

import re
from collections.abc import Mapping
from itertools import takewhile

import nh3

from foundation.refusals import Refusal

MAX_CHARACTERS = 100_000
"""The highest number of characters of a text, before it is cleaned and after."""
MAX_TAGS = 5_000
"""The highest number of tags of a text, with those that are left out: two for each of 2,500 words."""
MAX_NESTING = 100
"""The highest number of blocks, such as lists, inside of each other."""

BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "ul", "ol", "li"})
EMBEDDED = frozenset({"math", "svg", "template", "xml"})
"""Elements that are left out of every text."""
_HEADINGS, _LISTS, _LINES = {"h1", "h2", "h3"}, {"ul", "ol"}, {"p", "div"}
_WITHOUT_BLOCKS = _HEADINGS | {"p"}
_RAW = (
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
)
"""Elements whose content has no tags. They are left out with it."""
_TAG = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))      # a comment
    |<(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)  # a declaration, such as Word's <![if !vml]>
    |<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+  # attributes: one may have a > between quotes
    (?:>|\Z)""",
    re.DOTALL | re.VERBOSE,
)
"""A tag, comment or declaration. Each alternative ends with the text at the latest, so that no part is read twice."""


def clean(html: str, kept: Mapping[str, str], left_out: frozenset[str] = EMBEDDED) -> str:
    """HTML that has only the tags `kept`, each under the name it is given there, without attributes.

    The elements `left_out` are removed with their content; of all others only the tags are. Marks around blocks are
    moved into them.

    The time is proportional to the length of the text. Call it outside of transactions and off the event loop all the
    same. Refuses `rich_text.too_long`, `rich_text.too_many_tags`, `rich_text.too_deep`.
    """
    written = _checked(_rewrite(_checked(html), kept, left_out))
    # Without "*" the library keeps `lang` and `title` on every element.
    return _checked(nh3.clean(written, tags={*kept.values()}, attributes={"*": set()}, link_rel=None)).strip()


def _checked(html: str) -> str:
    if len(html) > MAX_CHARACTERS:
        raise Refusal(
            "rich_text.too_long",
            f"The text has {len(html)} characters with its formatting; at most {MAX_CHARACTERS} are allowed. "
            "Shorten it, or paste it without formatting.",
        )
    return html


def _rewrite(html: str, kept: Mapping[str, str], left_out: frozenset[str]) -> str:
    writer = _Writer()
    tags = at = 0
    inside, depth = "", 0
    while found := _TAG.search(html, at):
        if not depth:
            writer.text(html[at : found.start()])
        at, name, ends = found.end(), (found["name"] or "").lower(), bool(found["end"])
        tags += 1
        if tags > MAX_TAGS:
            raise Refusal(
                "rich_text.too_many_tags",
                f"The text has more than {MAX_TAGS} tags. Take formatting out, or paste it without formatting.",
            )
        if name in _RAW and not ends:
            end = re.compile(f"</{name}", re.IGNORECASE | re.ASCII).search(html, at)
            at = end.start() if end else len(html)
        elif depth:
            depth += (not ends) - ends if name == inside else 0
        elif name in left_out and not ends:
            inside, depth = name, not found[0].endswith("/>")
        elif name in kept:
            (writer.close if ends else writer.open)(kept[name])
    if not depth:
        writer.text(html[at:])
    return writer.finish()


class _Writer:
    """Writes HTML in which each element is closed before the one around it.

    `blocks` are open. `wanted` are the marks of the next words, and `marks` are those of the words written last.
    """

    def __init__(self) -> None:
        self._out: list[str] = []
        self._blocks: list[str] = []
        self._wanted: list[str] = []
        self._marks: list[str] = []

    def text(self, text: str) -> None:
        """Write words, in the marks that are wanted. A mark without words is not written."""
        if not text:
            return
        pairs = zip(self._marks, self._wanted, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        self._end_marks(same)
        if not text.isspace():
            self._out += [f"<{mark}>" for mark in self._wanted[same:]]
            self._marks += self._wanted[same:]
        # Otherwise what is left of a tag in a tag, such as <<x>b>, would be one.
        self._out.append(text.replace("<", "&lt;"))

    def open(self, name: str) -> None:
        """Open an element."""
        if name == "br":
            self._out.append("<br>")
        elif name in BLOCKS:
            self._open_block(name)
        elif name not in self._wanted:
            self._wanted.append(name)

    def close(self, name: str) -> None:
        """Close an element, and the blocks that are open in it. One that is not open is ignored."""
        if name in self._wanted:
            self._wanted.remove(name)
        elif name in self._blocks:
            while self._end_block() != name:
                pass

    def finish(self) -> str:
        """Close everything. Returns the HTML."""
        self._end_marks(0)
        while self._blocks:
            self._end_block()
        return "".join(self._out)

    def _open_block(self, name: str) -> None:
        last = self._blocks[-1] if self._blocks else ""
        if last in _HEADINGS and name in _LINES:
            return
        self._end_marks(0)
        if last in _WITHOUT_BLOCKS:
            self._end_block()
        if name == "li":
            self._end_item()
        if len(self._blocks) == MAX_NESTING:
            raise Refusal(
                "rich_text.too_deep",
                f"The text has more than {MAX_NESTING} lists or sections inside of each other. "
                "Make its structure flatter, or paste it without formatting.",
            )
        self._blocks.append(name)
        self._out.append(f"<{name}>")

    def _end_item(self) -> None:
        """End the item before, if it is in the same list."""
        last = next((name for name in reversed(self._blocks) if name == "li" or name in _LISTS), "")
        while last == "li" and self._end_block() != "li":
            pass

    def _end_block(self) -> str:
        self._end_marks(0)
        name = self._blocks.pop()
        self._out.append(f"</{name}>")
        return name

    def _end_marks(self, kept: int) -> None:
        self._out += [f"</{mark}>" for mark in reversed(self._marks[kept:])]
        del self._marks[kept:]
