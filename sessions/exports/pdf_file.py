"""Writes a document as PDF/UA-1 with Typst: tagged, with its language, and with embedded fonts. Pure."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from sessions.exports.coverage import FOLDER, REPLACEMENT, with_writable_texts

LAYOUT = Path(__file__).with_name("layout.typ")


class NoFontsError(Exception):
    """Raised if there are no fonts, because Typst would then write a file without any words."""


def open_fonts() -> typst.Fonts:
    """The fonts of exports, and no others: neither the system's nor those that come with Typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def write(document: dict[str, Any], layout: bytes, fonts: typst.Fonts) -> bytes:
    """Write a document as a PDF file. Equal documents with the same fonts always give the same octets.

    Raises `NoFontsError`.
    """
    if not fonts.families():
        raise NoFontsError
    shown = with_writable_texts(document)
    # PDF/UA allows no file without a title.
    shown["title"] = shown["title"] or REPLACEMENT
    given = json.dumps(shown, ensure_ascii=False)
    day = datetime.fromisoformat(document["date"]).replace(tzinfo=UTC)
    compiler = typst.Compiler(layout, font_paths=fonts, sys_inputs={"document": given})
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=day)
    assert isinstance(pdf, bytes)
    return pdf
