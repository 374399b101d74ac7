"""Extracts the text of a document and prints it, in a separate process.

`python -m sessions.written_statements.extract <path>`. The file is not trusted. Its kind is determined by its
content. The process has limits of time, memory and files. It does not import Django, and can access nothing but
the file.
"""

import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from foundation.processes import resource_limits
from foundation.refusals import Refusal
from foundation.text import is_invisible
from sessions.written_statements import refusals
from sessions.written_statements.docx_package import read_parts
from sessions.written_statements.hidden_pdf_text import HiddenTextRemover, Layers, count_unread, entry_of
from sessions.written_statements.paragraphs import text_of
from sessions.written_statements.rules import count_words

SECONDS, MEMORY = 6, 512 << 20
MAX_PAGES = 100
MAX_CHARACTERS = 100_000
"""The highest number of characters of a text, more than any statement may have. A longer text is refused."""
PDF = b"%PDF-"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='heading 4'] => h3:fresh
p[style-name='heading 5'] => h3:fresh
p[style-name='heading 6'] => h3:fresh
"""
"""Rules for mammoth, beside its own, for how styles become HTML: a statement has at most three levels of headings."""
BACK_TO_THE_NOTE = re.compile(r' ?<a href="#[^"]*">↑</a>')
"""The link from a footnote back to the text, which mammoth writes after each footnote."""
UNREADABLE = 0.1
"""If more than this share of a text's characters has no meaning, the text is unreadable: the font does not say which
letters its glyphs are.
"""
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    ParseError,
    EOFError,
    OSError,
    NotImplementedError,
    RecursionError,
    LookupError,
    ValueError,
    AttributeError,
)
"""The exceptions that the libraries raise for a damaged DOCX file."""
ACTING = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia")
"""Names in a PDF file that mean that something is run, or that a file is embedded."""


LeftOut = Literal["hidden", "struck", "deleted", "headers", "fields", "pictures", "inserted", "comments"]
LEFT_OUT: tuple[LeftOut, ...] = get_args(LeftOut)


@dataclass(frozen=True)
class Document:
    """A document: its kind `docx` or `pdf`, its text (HTML from a DOCX file, else plain), and what is left out.

    `left_out` counts words that are `hidden`, `struck` out or `deleted`, in `headers` and footers, or typed into
    form `fields` or over a page, and `pictures`, `inserted` documents and `comments`.
    """

    kind: Literal["docx", "pdf"]
    text: str
    left_out: dict[LeftOut, int]


def read_document(path: Path) -> Document:
    """Extract the text of a document.

    Refuses `written.not_a_document`, `written.locked`, `written.disguised`, `written.has_programs`, `written.broken`,
    `written.too_much_inside`, `written.no_text`.
    """
    head = path.read_bytes()
    if head.startswith(PDF):
        return _read_pdf(path)
    if head.startswith(b"PK\x03\x04"):
        return _read_docx(path)
    if head.startswith(OLE) and ENCRYPTED in head:
        raise refusals.locked_refusal()
    raise Refusal(
        "written.not_a_document",
        "This is neither a DOCX nor a PDF file. Save the statement as one of these, then hand it in.",
    )


def _read_docx(path: Path) -> Document:
    """Convert the document to HTML without pictures. `rich_text.py` decides later which tags of it are kept."""
    import mammoth

    try:
        document, lost = read_parts(path)
        html = mammoth.convert_to_html(document, convert_image=lambda image: [], style_map=STYLES).value
    except DAMAGED:
        raise refusals.broken_refusal() from None
    if len(html) > MAX_CHARACTERS:
        raise refusals.too_much_inside_refusal()
    return Document("docx", BACK_TO_THE_NOTE.sub("", html), _left_out_counts(lost))


def _left_out_counts(lost: Counter[str]) -> dict[LeftOut, int]:
    return {kind: lost[kind] for kind in LEFT_OUT if lost[kind]}


def _read_pdf(path: Path) -> Document:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    if zipfile.is_zipfile(path):
        raise refusals.disguised_refusal()
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted:
            raise refusals.locked_refusal()
        if len(reader.pages) > MAX_PAGES:
            raise refusals.too_much_inside_refusal()
        if _has_active_content(reader):
            raise refusals.has_programs_refusal()
        if entry_of(reader.root_object, "/NeedsRendering"):
            raise refusals.no_text_refusal()
        layers = Layers(reader.root_object)
        lost = Counter(pictures=sum(map(_pictures_on, reader.pages)))
        text = _join_paragraphs(_text_of_page(page, layers, lost) for page in reader.pages)
        count_unread(reader, lost)
        return Document("pdf", text, _left_out_counts(lost))
    except LimitReachedError:
        raise refusals.too_much_inside_refusal() from None
    except DependencyError:
        raise refusals.locked_refusal() from None
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        raise refusals.broken_refusal() from None


def _text_of_page(page: Any, layers: Layers, lost: Counter[str]) -> str:
    """The text that a page of a PDF file shows. `lost` counts the words that the page hides.

    Refuses `written.no_text` if much of the text is numbers of glyphs, which look like letters.
    """
    letters: Counter[bool] = Counter()

    def note(text: str, _matrix: Any, _place: Any, font: Any, _size: Any) -> None:
        if font is not None and text.strip():
            letters[_maps_glyphs_to_letters(font, text)] += len("".join(text.split()))

    remover = HiddenTextRemover(page, layers)
    text = str(
        page.extract_text(
            visitor_text=note,
            visitor_operand_before=remover.before_operator,
            visitor_operand_after=remover.after_operator,
        )
    )
    if letters[False] > UNREADABLE * letters.total():
        raise refusals.no_text_refusal()
    if remover.has_hidden:
        lost["hidden"] += count_words(str(page.extract_text())) - count_words(text)
    return text


def _maps_glyphs_to_letters(font: Any, text: str) -> bool:
    """Whether a font says which letters its glyphs are, so that the extracted `text` is what the page shows (ISO
    32000-2, 9.10.2).

    A table in the font says it, or the glyph names of its encoding.
    """
    if "/ToUnicode" in font:
        return True
    encoding = entry_of(font, "/Encoding")
    if isinstance(encoding, str):
        return not encoding.startswith("/Identity")
    named = [name for name in entry_of(encoding, "/Differences") if isinstance(name, str)] if encoding else []
    return sum(map(text.count, {name for name in named if len(name) > 2})) == 0


def _pictures_on(page: Any) -> int:
    drawn = entry_of(entry_of(page, "/Resources"), "/XObject")
    return sum(drawn[name].get("/Subtype") == "/Image" for name in drawn)


def _has_active_content(reader: Any) -> bool:
    """Whether any object of a PDF file is a script, a command, or an embedded file."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    return any(_is_active(_find_object(reader, number)) for number in sorted(numbers))


def _find_object(reader: Any, number: int) -> Any:
    """An object of a PDF file by its number, or None if the file's directory names an object that is missing."""
    from pypdf.errors import PdfReadError
    from pypdf.generic import IndirectObject

    try:
        return reader.get_object(IndirectObject(number, 0, reader))
    except PdfReadError:
        return None


def _is_active(found: Any) -> bool:
    """Whether this object of a PDF file is a script, a command, or an embedded file. References are not followed,
    because each target is checked as an object of its own.
    """
    if isinstance(found, dict):
        return any(
            key in ACTING or (isinstance(value, str) and value in ACTING) or _is_active(value)
            for key, value in dict.items(found)
        )
    return isinstance(found, list) and any(_is_active(each) for each in list.__iter__(found))


def _join_paragraphs(parts: Iterator[str]) -> str:
    """The parts joined to one text, with empty lines between paragraphs. Blank parts are left out.

    Refuses a text that is too long or unreadable.
    """
    kept: list[str] = []
    characters = 0
    for part in parts:
        characters += len(part)
        if characters > MAX_CHARACTERS:
            raise refusals.too_much_inside_refusal()
        if text := text_of(part):
            kept.append(text)
    if not _is_readable("".join(kept)):
        raise refusals.no_text_refusal()
    return "\n\n".join(kept)


def _is_readable(text: str) -> bool:
    letters = [character for character in text if not character.isspace()]
    lost = sum(is_invisible(each) or each == "\N{REPLACEMENT CHARACTER}" for each in letters)
    return lost <= UNREADABLE * len(letters)


def _import_reader(path: Path) -> None:
    """Import the PDF reader while Python can still write its cache of compiled modules. Without a cache the import of
    pypdf takes a second.
    """
    with path.open("rb") as file:
        head = file.read(len(PDF))
    import_module("pypdf" if head == PDF else "mammoth")


def main(path: str) -> None:
    """Print the document, or the refusal, as one line of JSON."""
    _import_reader(Path(path))
    resource_limits.limit_process(seconds=SECONDS, memory=MEMORY, reads=[Path(path)])
    try:
        answer: dict[str, Any] = asdict(read_document(Path(path)))
    except Refusal as refusal:
        answer = {"refused": [refusal.code, refusal.message]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
