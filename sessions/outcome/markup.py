"""The markup of paragraphs: `<b>`, `<i>` and `<fn>` (a footnote with plain text), and `&lt;`, `&gt;`, `&amp;`. Pure."""

import re
import unicodedata

from foundation import rich_text
from foundation.refusals import Refusal
from sessions.outcome.words import tokens

LONGEST = 20_000
"""The highest number of characters of a paragraph."""
_KEPT = {"b": "b", "strong": "b", "i": "i", "em": "i", "fn": "samp"}
"""The elements of which marks are made. `samp` stands for a footnote while HTML is cleaned, because the library keeps
only elements of HTML.
"""
_SPACES = re.compile(r"[\s\u00a0]+")
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e007f]"
)
"""Characters that cannot be seen, among them those that turn the direction of all words after them. Joiners, and the
marks of direction that a text of two scripts needs, are not among them.
"""
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")


def clean(given: str) -> str:
    """A paragraph in the markup, made of text that may contain any HTML, for example from Word.

    Refuses what `foundation.rich_text.clean` does, and `outcome.paragraph_too_long`.
    """
    html = rich_text.clean(given, _KEPT)
    return _checked(tidy(html.replace("samp>", "fn>").replace("&nbsp;", " ")))


def clean_plain(given: str) -> str:
    """A plain text as a paragraph in the markup. Refuses `outcome.paragraph_too_long`."""
    return _checked(tidy(escape(given)))


def _checked(text: str) -> str:
    check_length(text)
    return text


def check_length(text: str) -> None:
    """Check the length of a paragraph with its marks. Refuses `outcome.paragraph_too_long`."""
    if len(text) > LONGEST:
        raise Refusal(
            "outcome.paragraph_too_long",
            f"The paragraph has {len(text)} characters; at most {LONGEST} are allowed. Make two of it.",
        )


def tidy(text: str) -> str:
    """A text in the markup in its stored form.

    Unicode is in its composed form (NFC), several spaces become one, and characters that cannot be seen are left out.
    An apostrophe within a word becomes typographic, as word processors write it. A mark that is not closed ends with
    the paragraph.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = balanced(_with_plain_footnotes(_SPACES.sub(" ", text)))
    # Where a mark without text stood, there may be two spaces.
    text = _STRAIGHT.sub("’", _SPACES.sub(" ", text)).strip()
    return text if without_markup(text).strip() else ""


def _with_plain_footnotes(text: str) -> str:
    """The text with plain footnotes: marks and other footnotes inside of a footnote are removed. Empty footnotes are
    left out.
    """
    out: list[str] = []
    depth, inner = 0, ""
    for part in re.split(r"(</?fn>)", text):
        if part == "<fn>":
            depth += 1
        elif part == "</fn>":
            depth -= 1
            if not depth and inner.strip():
                out.append(f"<fn>{inner.strip()}</fn>")
        elif depth:
            inner += re.sub(r"</?[bi]>", "", part)
            continue
        else:
            out.append(part)
        inner = inner if depth else ""
    return "".join(out)


def balanced(text: str) -> str:
    """The text in which each mark that begins is closed, each mark that is closed has begun, and no mark is empty."""
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


def split(text: str, token: int) -> tuple[str, str]:
    """The text before a token, and the text from that token on. Marks that are open there end in the first part and
    begin again in the second.
    """
    all_tokens = tokens(text)
    opened: list[str] = []
    for each in all_tokens[:token]:
        if each in ("<b>", "<i>"):
            opened.append(each)
        elif each in ("</b>", "</i>"):
            opened.remove(each.replace("/", ""))
    second = "".join(opened) + "".join(all_tokens[token:]).lstrip()
    first = "".join(all_tokens[:token]).rstrip()
    return balanced(first).strip(), balanced(second).strip()


def without_markup(text: str) -> str:
    """The text without its marks and footnotes."""
    shown = re.sub(r"<fn>.*?</fn>|</?[bi]>", "", text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def footnotes(text: str) -> list[str]:
    """The footnotes of a text, without marks."""
    return [without_markup(found) for found in re.findall(r"<fn>(.*?)</fn>", text, re.DOTALL)]


def escape(text: str) -> str:
    """A plain text as text in the markup. What looks like a mark in it is escaped, because delegations write
    no marks.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
