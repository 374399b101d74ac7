"""Finds which characters the fonts of exports have, and replaces others, because PDF/UA allows no character without a
glyph. Pure.

Typst takes all characters of a cluster (a letter and its marks) from one font, so that one font must have them all.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts"
REPLACEMENT = "\ufffd"
"""The character that replaces one that no font has."""

UNSEEN = frozenset(" \t\n\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
"""Characters that need no glyph, because they are not seen."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028\u2029\u2060-\u206f\ufeff\ufff0-\ufffb]")
"""Characters without a glyph that documents do not need, such as isolates and overrides of the text's direction."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e0fff]")


def font_files() -> list[Path]:
    """The files of the fonts, in the order of their names."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".ttf", ".ttc"))


@cache
def covered_code_points() -> tuple[frozenset[int], ...]:
    """The code points of each regular font. A bold or italic font has the same, or the regular font is used in its
    place.
    """
    regular = [path for path in font_files() if "Bold" not in path.name and "Italic" not in path.name]
    return tuple(frozenset(code_points(path.read_bytes())) for path in regular)


def code_points(font: bytes) -> set[int]:
    """The code points for which a font has a glyph, from formats 4 and 12 of its table `cmap` (OpenType 1.9).

    Of a collection of fonts, the first one is read.
    """
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", font, start + 4)[0]
    tables = (struct.unpack_from(">4s4xI4x", font, start + 12 + 16 * i) for i in range(count))
    cmap: int = next(offset for tag, offset in tables if tag == b"cmap")
    found: set[int] = set()
    for i in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        subtable = cmap + struct.unpack_from(">4xI", font, cmap + 4 + 8 * i)[0]
        match struct.unpack_from(">H", font, subtable)[0]:
            case 4:
                found |= _format_4(font, subtable)
            case 12:
                found |= _format_12(font, subtable)
    return found


def _format_4(font: bytes, at: int) -> set[int]:
    half = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{half}H", font, at + 14 + part * 2 * half + (2 if part else 0))
        for part in range(4)
    )
    ranges = at + 16 + 6 * half
    found = set()
    for i in range(half):
        for code in range(starts[i], ends[i] + 1):
            glyph = code
            if offsets[i]:
                place = ranges + 2 * i + offsets[i] + 2 * (code - starts[i])
                (glyph,) = struct.unpack_from(">H", font, place) if place + 2 <= len(font) else (0,)
                if not glyph:
                    continue
            if (glyph + deltas[i]) & 0xFFFF:
                found.add(code)
    return found - {0xFFFF}


def _format_12(font: bytes, at: int) -> set[int]:
    found: set[int] = set()
    for i in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * i)
        found.update(range(first + (not glyph), last + 1))
    return found


def with_replacements(text: str) -> str:
    """The text with `REPLACEMENT` in place of each character that no font has, and without characters that have no
    glyph.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", _SELECTORS.sub("", _CONTROLS.sub("", text)))
    return "".join(_cluster(each) for each in _clusters(composed))


def _clusters(text: str) -> Iterable[str]:
    """The clusters of a text: each character with the marks and joiners that follow it."""
    start = 0
    for at in range(1, len(text)):
        if not (unicodedata.category(text[at]).startswith("M") or text[at] in "\u200c\u200d"):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


@cache
def _cluster(cluster: str) -> str:
    if _is_covered(cluster):
        return cluster
    return "".join(_character(each) for each in cluster)


def _character(character: str) -> str:
    if character.isspace():
        return " "
    return character if _is_covered(character) and not _is_mark(character) else REPLACEMENT


def _is_covered(cluster: str) -> bool:
    needed = {ord(each) for each in cluster if each not in UNSEEN}
    return any(needed <= font for font in covered_code_points())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def with_writable_texts(value: Any) -> Any:
    """A JSON value in which each text went through `with_replacements`."""
    match value:
        case str():
            return with_replacements(value)
        case list():
            return [with_writable_texts(each) for each in value]
        case dict():
            return {name: with_writable_texts(each) for name, each in value.items()}
    return value
