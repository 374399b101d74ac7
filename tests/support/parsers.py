"""Growing inputs for each parser of what people send: the shapes that cost it most, at any size.

`tests/test_parsers.py` counts the work that they take, and `bench/parsers.py` measures the time and the memory.
"""

import io
import json
import math
import random
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiortc.sdp import SessionDescription

from foundation.http.parsing import Parser
from sessions.exchange import csv_file, schedule_file, xlsx_file
from sessions.floor.bulk_inscription.sheet import read_sheet
from sessions.outcome import markup, words
from sessions.planning.branding.picture import png_of
from sessions.written_statements import extract
from sessions.written_statements.docx_writer import docx_file
from sessions.written_statements.rich_text import clean_html
from streaming.relay import offers
from streaming.video_statements.containers import container_of
from tests.support.hostile_html import misnested

DICE = random.Random(32)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRANSPORT = (
    "a=recvonly\r\na=rtcp-mux\r\na=setup:actpass\r\na=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n"
    "a=fingerprint:sha-256 " + ":".join(["AB"] * 32) + "\r\n"
)


@dataclass(frozen=True)
class Shape:
    """A shape of input. `make(n)` makes one of `n` parts; `most` is the number of parts that the bounds let through."""

    parser: str
    name: str
    read: Callable[[bytes], object]
    make: Callable[[int], bytes]
    most: int
    bound: str
    """The bound that stops a larger input."""
    power: int = 1
    """Time grows with this power of the parts. It is 2 where each word of a text is compared with each of another."""


def _html(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda given: read(given.decode())


def _misnested(parts: int) -> bytes:
    return misnested(parts).encode()


def _one_word_each(parts: int) -> bytes:
    return " ".join(f"<b>w{number}</b>" for number in range(parts)).encode()


def _merge(given: bytes) -> object:
    mine = markup.clean(given.decode())
    return words.merge(mine, mine.replace("w", "x"), mine.replace("w", "y"))


def _json(given: bytes) -> object:
    return Parser().parse(io.BytesIO(given), "application/json", {})


def _sdp(given: bytes) -> object:
    trimmed = offers.trim_offer(given.decode(), ())
    return SessionDescription.parse(trimmed)


def _offer(line: Callable[[int], str], kind: str = "video") -> Callable[[int], bytes]:
    def make(parts: int) -> bytes:
        media, left, mid = "", parts, 0
        while left > 0:
            lines = "".join(f"{line(number)}\r\n" for number in range(min(left, 300)))
            codecs = "96 97"
            media += (
                f"m={kind} 9 UDP/TLS/RTP/SAVPF {codecs}\r\na=mid:{mid}\r\n{TRANSPORT}"
                f"a=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n{lines}"
            )
            left, mid = left - 300, mid + 1
        return f"v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n{media}".encode()

    return make


def _on_file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def run(given: bytes) -> object:
        with tempfile.NamedTemporaryFile() as file:
            file.write(given)
            file.flush()
            return read(Path(file.name))

    return run


def _zip_with(made: bytes, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    assert not parts
    return file.getvalue()


EMPTY_DOCX = docx_file("x", rich=False, language="en")


def _docx(body: Callable[[int], str], styles: Callable[[int], str] | None = None) -> Callable[[int], bytes]:
    def make(parts: int) -> bytes:
        document = f"<w:document {W}><w:body>{body(parts)}</w:body></w:document>"
        also = {"styles": f"<w:styles {W}>{styles(parts)}</w:styles>"} if styles else {}
        return _zip_with(EMPTY_DOCX, document=document, **also)

    return make


def _style(number: int) -> str:
    based = f'<w:basedOn w:val="s{number - 1}"/>' if number else ""
    return f'<w:style w:type="paragraph" w:styleId="s{number}">{based}</w:style>'


def _nested(parts: int, before: str, after: str, depth: int, inside: str) -> str:
    return (before * depth + inside + after * depth) * (parts // depth)


def _workbook() -> bytes:
    from openpyxl.workbook.workbook import Workbook

    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def _xlsx(rows: Callable[[int], str]) -> Callable[[int], bytes]:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def make(parts: int) -> bytes:
        # Less packed than a bomb, which is refused by its ratio.
        noise = "".join(f"<!--{DICE.randbytes(500).hex()}-->" for _ in range(parts // 250))
        return _zip_with(
            _workbook(), sheet1=f"<worksheet {space}>{noise}<sheetData>{rows(parts)}</sheetData></worksheet>"
        )

    return make


CELL = '<c t="inlineStr"><is><t>x</t></is></c>'
RUN = "<w:r><w:t>x </w:t></w:r>"
DRAWING = "<w:drawing><w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'


def _row(cells: str) -> str:
    return f'<row><c t="inlineStr"><is><t>{cells}</t></is></c></row>'


def _schedule_json(parts: int) -> bytes:
    event = {"id": 1, "start": "10:00", "duration": "01:00", "title": "x", "persons": [{"name": "x"}]}
    day = {"date": "2021-11-16", "rooms": {"Hall": [event] * parts}}
    return json.dumps({"schedule": {"conference": {"days": [day]}}}).encode()


def _schedule_xml(event: str) -> Callable[[int], bytes]:
    return lambda parts: (
        f"<schedule><conference/><day date='2021-11-16'><room name='Hall'>{event * parts}</room></day></schedule>"
    ).encode()


def _png(pixels: int) -> bytes:
    side = math.isqrt(pixels)

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    image = zlib.compress((b"\0" + b"\x40\x80\xc0" * side) * side, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", image) + chunk(b"IEND", b"")


def _container(given: bytes) -> object:
    return container_of(io.BytesIO(given), len(given))


def _mp4(parts: int) -> bytes:
    box = struct.pack(">I4s", 8, b"free")
    return struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + box * parts + struct.pack(">I4s", 8, b"moov")


STATEMENT, PARAGRAPH = "20,000 characters, 5,000 tags, 100 blocks deep", "20,000 characters, 5,000 tags"
TABLE = (
    "8 MB, 10,000 rows, 120 columns, 6,000,000 characters; 20 s of CPU and 512 MiB in a process of its own"
)
LIST = "256 KiB, 300 rows"
BODY = "64 KiB, 1,000 commas and brackets"
OFFER = "64 KiB, 2,048 lines, 352 of a medium, 24 media"
DOCX = "8 MiB unpacked, 40,000 elements, 120,000 attributes, 100 deep; 6 s of CPU and 512 MiB in a process of its own"
PICTURE = "2 MB, 4,000 pixels a side; PNG, JPEG and WebP alone: an SVG is parsed nowhere"
VIDEO = "`VIDEO_STATEMENT_MOST_MEGABYTES`; 60 s of CPU and 1 GiB in a process of its own"
_docx_file, _xlsx_file = _on_file(extract.read_document), _on_file(xlsx_file.read)

SHAPES = [
    Shape("HTML", "misnested marks", _html(clean_html), _misnested, 2_600, STATEMENT),
    Shape("HTML", "marks around blocks", _html(clean_html),
          lambda n: b"<b><i><em><strong>" + b"<p>x" * n, 1_600, STATEMENT),
    Shape("HTML", "lists in lists", _html(clean_html),
          lambda n: _nested(n, "<ul><li>x", "</li></ul>", 50, "").encode(), 1_050, STATEMENT),
    Shape("HTML", "attributes", _html(clean_html),
          lambda n: ("<p " + " ".join(f"a{k}=1" for k in range(n)) + ">x").encode(), 2_400, STATEMENT),
    Shape("HTML", "comments without an end", _html(clean_html), lambda n: b"x<!--" * n, 4_000, STATEMENT),
    Shape("HTML", "brackets", _html(clean_html), lambda n: b"<" * n, 20_000, STATEMENT),
    Shape("HTML of a paragraph", "misnested marks", _html(markup.clean), _misnested, 2_600, PARAGRAPH),
    Shape("HTML of a paragraph", "footnotes", _html(markup.clean), lambda n: b"<fn>x</fn>" * n, 2_000, PARAGRAPH),
    Shape("words of a paragraph", "each word changed in three ways", _merge, _one_word_each, 1_600, PARAGRAPH, power=2),
    Shape("JSON", "objects in lists", _json, lambda n: b"[" + b",".join([b'{"a":1}'] * (n // 2)) + b"]", 990, BODY),
    Shape("JSON", "marks on one letter", _json, lambda n: ('{"a": "e' + "\u0301" * n + '"}').encode(), 30_000, BODY),
    Shape("JSON", "a long number", _json, lambda n: b'{"a": 1.' + b"1" * n + b"}", 60_000, BODY),
    Shape("SDP", "codecs", _sdp, _offer(lambda k: f"a=rtpmap:{k % 20} VP8/90000"), 1_500, OFFER),
    Shape("SDP", "sources", _sdp, _offer(lambda k: f"a=ssrc:{k} cname:x"), 1_500, OFFER),
    Shape("SDP", "feedback", _sdp, _offer(lambda k: f"a=rtcp-fb:{k % 128} nack"), 1_500, OFFER),
    Shape("SDP", "extensions", _sdp, _offer(lambda k: f"a=extmap:{k % 256} urn:{k}"), 1_500, OFFER),
    Shape("CSV", "rows", csv_file.read, lambda n: b"name,title\n" + b"x,y\n" * n, 10_000, TABLE),
    Shape("CSV", "columns", csv_file.read, lambda n: b"name," + b"," * n + b"\nx\n", 2_000_000, TABLE),
    Shape("CSV", "names of columns in the first lines", csv_file.read,
          lambda n: (b"name," + b"n," * n + b"\n") * 21, 190_000, TABLE),
    Shape("CSV", "quotation marks", csv_file.read, lambda n: b'name\n"' + b'""' * n + b'"\n', 30_000, TABLE),
    Shape("CSV of a list of speakers", "rows", read_sheet, lambda n: b"party\n" + b"x\n" * n, 300, LIST),
    Shape("CSV of a list of speakers", "columns", read_sheet, lambda n: b"party" + b"," * n + b"\nx\n", 250_000, LIST),
    Shape("XLSX", "rows", _xlsx_file, _xlsx(lambda n: _row("name") + _row("x") * n), 9_999, TABLE),
    Shape("XLSX", "cells", _xlsx_file,
          _xlsx(lambda n: _row("name") + f"<row>{CELL * 10}</row>" * (n // 10)), 99_000, TABLE),
    Shape("XLSX", "merged cells without an end", _xlsx_file,
          _xlsx(lambda n: _row("name") + _row("x") + "</sheetData>" + "<mergeCell " * n), 1_000_000, TABLE),
    Shape("JSON schedule", "events", schedule_file.read_json, _schedule_json, 9_999, TABLE),
    Shape("JSON schedule", "lists in lists", schedule_file.read_json,
          lambda n: b'{"schedule":' + b"[" * n, 7_000_000, TABLE),
    Shape("XML schedule", "events", schedule_file.read_xml,
          _schedule_xml("<event id='1'><title>x</title><persons><person>x</person></persons></event>"), 9_999, TABLE),
    Shape("XML schedule", "elements in elements", schedule_file.read_xml,
          lambda n: b"<schedule><conference/>" + b"<a>" * n + b"</a>" * n + b"</schedule>", 1_000_000, TABLE),
    Shape("DOCX", "runs", _docx_file,
          _docx(lambda n: f"<w:p>{RUN * n}</w:p>"), 19_900, DOCX),
    Shape("DOCX", "paragraphs", _docx_file,
          _docx(lambda n: f"<w:p>{RUN}</w:p>" * n), 13_000, DOCX),
    Shape("DOCX", "tables in tables", _docx_file,
          _docx(lambda n: _nested(n, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 30, "<w:p/>")), 13_000, DOCX),
    Shape("DOCX", "styles based on each other", _docx_file,
          _docx(lambda n: f'<w:p><w:pPr><w:pStyle w:val="s{n - 1}"/></w:pPr>{RUN}</w:p>' * (n // 2),
                lambda n: "".join(map(_style, range(n)))), 8_800, DOCX),
    Shape("DOCX", "fields in fields", _docx_file,
          _docx(lambda n: f"<w:p>{FIELD * n}{RUN * n}</w:p>"), 7_900, DOCX),
    Shape("DOCX", "drawings in drawings", _docx_file,
          _docx(lambda n: f"<w:p><w:r>{_nested(n, DRAWING, '</w:txbxContent></w:drawing>', 40, '')}</w:r></w:p>"),
          19_000, DOCX),
    Shape("DOCX", "one long word", _docx_file,
          _docx(lambda n: f"<w:p><w:r><w:t>{'x' * n}</w:t></w:r></w:p>"), 8_000_000, DOCX),
    Shape("picture", "PNG", png_of, _png, 16_000_000, PICTURE),
    Shape("MP4", "empty boxes", _container, _mp4, 1_000_000, VIDEO),
]  # fmt: skip
