"""HTML that costs a parser most, in shapes of any size."""

import resource
import sys
from collections.abc import Callable

from foundation.refusals import Refusal
from sessions.outcome import markup
from sessions.written_statements.rich_text import clean_html


def misnested(parts: int) -> str:
    """Marks in a paragraph that are never closed, and paragraphs into each of which a parser copies all of them."""
    marks = "".join(f"<b a={number}>" for number in range(parts // 2))
    return f"<p>{marks}" + "<p>x" * (parts - parts // 2)


HOSTILE: dict[str, Callable[[int], str]] = {
    "misnested marks": lambda size: misnested(size // 7),
    "misnested marks in the names of tags": lambda size: misnested(size // 8).replace("<b", "<<x>b"),
    "marks around blocks": lambda size: "<b><i><em><strong>" + "<p>x" * (size // 4),
    "marks closed out of order": lambda size: "<b><i></b></i>" * (size // 14),
    "one tag of many attributes": lambda size: "<p " + " ".join(f"a{number}" for number in range(size // 6)),
    "attributes without an end": lambda size: "<p a='" * (size // 6),
    "tags without an end": lambda size: "<p " * (size // 3),
    "comments without an end": lambda size: "<!--" * (size // 4),
    "declarations": lambda size: "<![if x" * (size // 7),
    "scripts": lambda size: "<script>" * (size // 8),
    "scripts and their ends": lambda size: "<script></script>" * (size // 17),
    "embedded elements": lambda size: "<svg>" * (size // 5),
    "footnotes": lambda size: "<fn>x" * (size // 5),
    "ends alone": lambda size: "</p></b></li>" * (size // 13),
    "items": lambda size: "<ul>" + "<li>x" * (size // 5),
    "tables": lambda size: "<table><tr><td><b>x" * (size // 19),
    "brackets": lambda size: "<" * size,
    "references": lambda size: "&" * size,
    "a number": lambda size: "&#" + "9" * (size - 2),
}
"""The HTML of each shape, of about so many characters."""


def read_all(most_seconds: int) -> None:
    """Read each shape, once as most tags are let through and once as large as a text may be. Writes what it begins.

    The process is killed after so many seconds of CPU.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
    for name, shape in HOSTILE.items():
        for size in (20_000, 100_000):
            for clean in (clean_html, markup.clean):
                sys.stdout.write(f"{clean.__module__}, {name}, {size} characters\n")
                sys.stdout.flush()
                try:
                    clean(shape(size))
                except Refusal:
                    continue
