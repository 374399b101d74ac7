"""Rich text: paragraphs, headings, lists, bold and italics, as a small part of HTML. Pure."""

from html.parser import HTMLParser

import nh3

BLOCKS = {"p", "div", "h1", "h2", "h3", "ul", "ol", "li"}
TAGS = BLOCKS | {"br", "strong", "b", "em", "i"}
STRUCK = {"s", "strike", "del"}
DROPPED = STRUCK | {"script", "style", "title", "template", "iframe", "noscript", "textarea", "svg", "math"}
"""Elements that are removed with their content. Of other elements that are not allowed, only the tags are removed."""


def clean_html(html: str) -> str:
    """HTML with only the allowed tags, and without attributes."""
    # With "*", because the library keeps `lang` and `title` on every element otherwise.
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes={"*": set()},
        link_rel=None,
        strip_comments=True,
    ).strip()


def text_without_marks(html: str) -> str:
    """The words of cleaned HTML, with a separator between blocks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
