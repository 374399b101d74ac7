"""Removes unwanted characters from texts that are received, compares names by how they look, and writes language tags
in one form. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any
from unicodedata import bidirectional, category, combining, normalize

IGNORABLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks without a visible shape: the Braille blank, and Default_Ignorable_Code_Point except format
characters.
"""

JOINERS = "\u200c\u200d"
"""Zero-width characters that some scripts need (RFC 5892, A.1 and A.2)."""

KEPT_INVISIBLE = frozenset("\n\t\ufe0e\ufe0f" + JOINERS)
"""Invisible characters that a text may have: breaks, joiners, and the selectors of an emoji's presentation."""

VIRAMA = 9
"""The combining class of the sign after which an Indic script may have a joiner."""

MAX_MARKS = 3
"""The most marks on one letter. No language has more in a name."""

MAX_MARKS_IN_A_ROW = 30
"""The most marks in a row in any text, as in the Stream-Safe Text Format (Unicode Standard Annex 15, section 13).

Normalization takes a time that grows with the square of their number: three seconds for 64 KiB of marks.
"""

MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS_IN_A_ROW + 1},}}")
"""Where more marks in a row may be: characters beyond ASCII that are no letters, digits or spaces."""

BREAKS = re.compile(r"\r\n|[\r\v\f\x85]")
"""Line ends of word processors and old systems."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, half surrogates and noncharacters. They are invisible. PostgreSQL, XML or UTF-8 refuse some."""

CONFUSABLES = Path(__file__).with_name("confusables.txt")


def clean_input(value: Any) -> Any:
    """A text, or the texts in parsed JSON, composed (NFC) and without control characters. Line ends become `\\n`.

    It is called on all input before anything else reads it. NFC makes some texts longer, so lengths are checked after
    it. A text does not become longer when it is composed again.
    """
    if isinstance(value, str):
        kept = value if value.isprintable() else CONTROLS.sub("", BREAKS.sub("\n", value))
        return normalize("NFC", MARKS.sub(_limit_marks, kept))
    if isinstance(value, dict):
        return {clean_input(key): clean_input(each) for key, each in value.items()}
    if isinstance(value, list):
        return [clean_input(each) for each in value]
    return value


def _limit_marks(found: re.Match[str]) -> str:
    """The characters without the marks that are too many in a row."""
    kept: list[str] = []
    marks = 0
    for character in found[0]:
        marks = marks + 1 if category(character)[0] == "M" else 0
        if marks <= MAX_MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def count_members(json: bytes) -> int:
    """An upper limit on the members and elements in an unparsed JSON text.

    It is the number of commas and opening brackets. Those inside strings count too.
    """
    return sum(map(json.count, (b",", b"[", b"{")))


def is_invisible(character: str) -> bool:
    """Whether a character is invisible: a control or format character (a zero width, a direction mark), unassigned or
    ignorable.
    """
    return category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or character in IGNORABLE


def on_one_line(text: str) -> str:
    """The text on one line: each run of spaces and line breaks, also Unicode's, is one space."""
    return " ".join(text.split())


def leading_blanks(text: str) -> str:
    """The spaces and invisible characters at the start of a text."""
    return "".join(takewhile(lambda character: character.isspace() or is_invisible(character), text))


def clean_name(text: str) -> str:
    """Convert a name to the stored form: composed (NFC), on one line, without invisible characters and symbols."""
    composed = normalize("NFC", text)
    kept = (character for character, stays in zip(composed, _kept_characters(composed), strict=True) if stays)
    return normalize("NFC", " ".join("".join(kept).split()))


def clean_text(text: str) -> str:
    """Convert a text that others read, which may have several lines, to the stored form.

    It is composed (NFC). Invisible characters are removed, with them those that change the direction of the text around
    them (Unicode Standard Annex 9). Line breaks stay, and joiners, which some scripts and emoji need. A letter keeps at
    most `MAX_MARKS` marks.
    """
    kept: list[str] = []
    marks = 0
    for character in normalize("NFC", BREAKS.sub("\n", text)):
        marks = marks + 1 if combining(character) else 0
        if marks > MAX_MARKS or (character not in KEPT_INVISIBLE and _is_control_or_ignorable(character)):
            continue
        kept.append(character)
    return "".join(kept).strip()


def _is_control_or_ignorable(character: str) -> bool:
    return category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or character in IGNORABLE


def is_readable(text: str) -> bool:
    """Whether a text has at least one character that can be seen."""
    return any(category(character)[0] in "LNPS" for character in text)


def has_letter_or_digit(name: str) -> bool:
    """Whether a clean name has a letter or a digit."""
    return any(character.isalnum() for character in name)


def _kept_characters(text: str) -> Iterator[bool]:
    before, marks = "", 0
    for number, character in enumerate(text):
        marks = marks + 1 if category(character) == "Mn" else 0
        if character.isspace():
            stays = True
        elif character in JOINERS:
            stays = _is_joiner_needed(before, character, text[number + 1 : number + 2])
        else:
            stays = not is_invisible(character) and category(character)[0] != "S" and marks <= MAX_MARKS
        yield stays
        before = character


def _is_joiner_needed(before: str, joiner: str, after: str) -> bool:
    if before and combining(before) == VIRAMA:
        return True
    arabic = before and after and bidirectional(before) == bidirectional(after) == "AL"
    return joiner == JOINERS[0] and bool(arabic)


@lru_cache(8192)
def comparable_words(text: str) -> tuple[str, ...]:
    """The words of a text, in a form in which words that people may confuse are equal.

    The skeleton of UTS 39. In addition, case and marks are ignored, `i` equals `l`, and only letters and digits count.
    """
    seen = "".join(character for character in normalize("NFKC", text) if not is_invisible(character))
    words = "".join(character if character.isalnum() or combining(character) else " " for character in seen)
    return tuple(look for word in words.split() if (look := _comparable_word(word)))


def _comparable_word(word: str) -> str:
    folded = _skeleton(_skeleton(word).casefold())
    letters = (each for each in normalize("NFD", folded) if each.isalnum())
    return "".join(letters).replace("i", "l")


def _skeleton(text: str) -> str:
    table = _confusables()
    return "".join(table.get(character, character) for character in normalize("NFD", text))


@cache
def _confusables() -> dict[str, str]:
    lines = CONFUSABLES.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {chr(int(code, 16)): "".join(chr(int(each, 16)) for each in look) for code, *look in rows}


def usual_tag(tag: str, known: Iterable[str] = ()) -> str:
    """A BCP 47 tag as `known` writes it, else in the usual form (RFC 5646, 2.1.1): `zh-Hans`, `pt-BR`. Tags that differ
    in case only are one language.
    """
    folded = tag.casefold()
    first, *rest = folded.split("-")
    same = (each for each in known if each.casefold() == folded)
    return next(same, "-".join([first, *map(_usual_subtag, rest)]))


def _usual_subtag(tag: str) -> str:
    return tag.title() if len(tag) == 4 and tag.isalpha() else tag.upper() if len(tag) == 2 else tag
