"""Unpacks the parts of a DOCX file (ECMA-376, part 2) from which a statement is read, within limits.

The sizes in the file's directory are checked first, and again while parts are unpacked. All other parts
(pictures, embedded files, templates) stay packed.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

from sessions.written_statements import hidden_docx_text, refusals

TYPES = "[Content_Types].xml"
# Editors may number the parts: `word/document2.xml`. The relationships between parts say which ones are in use.
MAIN = re.compile(r"word/document\d*\.xml")
TEXTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
STYLES = re.compile(r"word/styles\d*\.xml")
READ = re.compile(
    rf"_rels/\.rels|{TEXTS.pattern}|word/_rels/(document|footnotes|endnotes)\d*\.xml\.rels"
    rf"|{STYLES.pattern}|word/numbering\d*\.xml"
)
HEADERS = re.compile(r"word/(header|footer)\d*\.xml")
"""The parts of the package whose words are counted but not read: headers and footers."""
PROGRAMS = ("vbaproject.bin", ".exe", ".js")
MAX_PARTS = 1000
MAX_UNPACKED = 8 * 1024 * 1024
"""The highest number of octets of all parts that are read, when unpacked. Word's own styles take 0.4 MB, a statement of
800 words takes less.
"""
MAX_ELEMENTS, MAX_ATTRIBUTES, MAX_DEPTH = 40_000, 120_000, 100
"""Limits for the XML of all parts together. An element takes 40 µs to read, an attribute 15 µs. Word's own styles have
9,000 elements and 14,000 attributes.
"""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The compression methods that OPC allows (ECMA-376, part 2). Others are refused: LZMA may need gigabytes of memory."""


def read_parts(path: Path) -> tuple[io.BytesIO, Counter[str]]:
    """Unpack a DOCX file. Returns the parts that are read, without hidden content, and the numbers of what was removed.

    Refuses `written.locked`, `written.disguised`, `written.has_programs`, `written.too_much_inside`, `written.broken`.
    Raises what `zipfile` and `expat` raise if the file is damaged.
    """
    with zipfile.ZipFile(path) as packed:
        _check_directory(packed.infolist())
        contents = _unpacked(packed, [part for part in packed.infolist() if _is_unpacked(part)])
    _XmlLimits().check(contents.values())
    headers = [contents.pop(name) for name in [*contents] if HEADERS.fullmatch(name)]
    lost = Counter(headers=hidden_docx_text.words_of_headers(headers))
    styles = hidden_docx_text.Styles(
        next((contents[name] for name in contents if STYLES.fullmatch(name)), None)
    )
    for name in filter(TEXTS.fullmatch, contents):
        contents[name] = hidden_docx_text.remove_hidden_content(contents[name], styles, lost)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return package, lost


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    read = [part for part in parts if _is_unpacked(part)]
    if any(part.flag_bits & 1 for part in parts):
        raise refusals.locked_refusal()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in read) > MAX_UNPACKED:
        raise refusals.too_much_inside_refusal()
    if not any(map(MAIN.fullmatch, names)) or TYPES not in names:
        raise refusals.disguised_refusal()
    if any(name.lower().endswith(PROGRAMS) for name in names):
        raise refusals.has_programs_refusal()
    if len(names) < len(parts) or any(part.compress_type not in METHODS for part in read):
        raise refusals.broken_refusal()


def _is_unpacked(part: zipfile.ZipInfo) -> bool:
    return bool(READ.fullmatch(part.filename) or HEADERS.fullmatch(part.filename))


def _unpacked(packed: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> dict[str, bytes]:
    left, contents = MAX_UNPACKED, {}
    for part in parts:
        with packed.open(part) as file:
            contents[part.filename] = file.read(left + 1)
        left -= len(contents[part.filename])
        if left < 0:
            raise refusals.too_much_inside_refusal()
    return contents


class _XmlLimits:
    """Limits the elements, attributes and depth of XML that is parsed. Refuses document types, because a DOCX file has
    none.
    """

    def __init__(self) -> None:
        self._elements = self._attributes = self._depth = 0

    def check(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self._depth = 0
            parser = expat.ParserCreate()
            parser.StartElementHandler, parser.EndElementHandler = self._start_element, self._end_element
            parser.StartDoctypeDeclHandler = self._refuse
            parser.Parse(part, True)

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._attributes += len(attributes)
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._attributes > MAX_ATTRIBUTES or self._depth > MAX_DEPTH:
            raise refusals.too_much_inside_refusal()

    def _end_element(self, name: str) -> None:
        self._depth -= 1

    def _refuse(self, *doctype: object) -> None:
        raise refusals.broken_refusal()
