"""The markup of paragraphs: `<b>`, `<i>` and `<fn>` (a footnote with plain text), and `&lt;`, `&gt;`, `&amp;`. Pure."""

import re
import unicodedata

import nh3

from sessions.outcome.words import tokens

LONGEST = 20_000
"""The most characters of a paragraph."""
_SAME_AS = {"strong": "b", "em": "i"}
_TAG = re.compile(r"<(/?)(strong|em)>")
_SPACES = re.compile(r"[\s\u00a0]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff]")
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")


def clean(given: str) -> str:
    """A paragraph in the markup, from text with any HTML in it, such as Word's.

    Unicode is in its composed form (NFC), runs of spaces are one space, and characters that cannot be seen are left
    out. An apostrophe within a word is typographic, as word processors write it. A mark that is not closed ends with
    the paragraph.
    """
    html = nh3.clean(
        given,
        tags={"b", "i", "fn", "strong", "em"},
        clean_content_tags={"script", "style", "title", "xml"},
        attributes={},
        link_rel=None,
    )
    html = _TAG.sub(lambda found: f"<{found[1]}{_SAME_AS[found[2]]}>", html).replace("&nbsp;", " ")
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", html))
    text = _STRAIGHT.sub("’", _SPACES.sub(" ", text)).strip()
    return balanced(re.sub(r"<fn>(.*?)</fn>", _footnote, text))


def _footnote(found: re.Match[str]) -> str:
    inner = re.sub(r"</?[a-z]+>", "", found[1]).strip()
    return f"<fn>{inner}</fn>" if inner else ""


def balanced(text: str) -> str:
    """The text with each mark closed, none closed that is not open, and none without text in it."""
    out: list[str] = []
    opened: list[str] = []
    for token in tokens(text):
        name = token.strip("</>")
        if token in ("<b>", "<i>"):
            if name not in opened:
                opened.append(name)
                out.append(token)
        elif token in ("</b>", "</i>"):
            if name in opened:
                again: list[str] = []
                while (last := opened.pop()) != name:
                    out.append(f"</{last}>")
                    again.append(last)
                out.append(token)
                out += [f"<{each}>" for each in again]
                opened += again
        else:
            out.append(token)
    out += [f"</{name}>" for name in reversed(opened)]
    joined, before = "".join(out), ""
    while joined != before:
        before, joined = joined, re.sub(r"<([bi])></\1>", "", joined)
    return joined


def plain(text: str) -> str:
    """The text without its marks and footnotes."""
    shown = re.sub(r"<fn>.*?</fn>|</?[bi]>", "", text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Plain text in the markup: what delegations write has no marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
