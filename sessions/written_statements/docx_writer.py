"""Makes the published document of a statement: a DOCX file (ECMA-376) made of its text only. Pure.

From the handed-in file it takes words, headings, lists, bold and italics, and nothing else.
"""

import io
import re
import unicodedata
import zipfile
from html import escape
from html.parser import HTMLParser

from foundation.rich_text import BLOCKS

MADE_AT = (1980, 1, 1, 0, 0, 0)
"""The time that is written into the ZIP file: the earliest possible one. It is fixed, so that the same text always
gives the same bytes.
"""
MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic"}
HEADINGS = {"h1": "Heading1", "h2": "Heading2", "h3": "Heading3"}
BULLETS, NUMBERS = 0, 1
"""The ids of the two kinds of lists in `word/numbering.xml`."""
DEEPEST = 8
LINE = "\n"
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are not allowed in XML (XML 1.0, 2.2)."""
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
)
"""The size of a page, A4, and its margins of an inch, in twentieths of a point."""
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{MAIN}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{MAIN}.numbering+xml"/></Types>'
)


def docx_file(text: str, *, rich: bool, language: str) -> bytes:
    """A DOCX file of a text: HTML as `rich_text.clean_html` leaves it, or plain text with empty lines between
    paragraphs.
    """
    body = _Body()
    body.feed(text if rich else _as_html(text))
    body.close()
    body.flush()
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relationships(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {SPACE}><w:body>{''.join(body.paragraphs)}{PAGE}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(styles="styles.xml", numbering="numbering.xml"),
        "word/styles.xml": _styles(language),
        "word/numbering.xml": _numbering(body.lists),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name, MADE_AT), HEAD + content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _as_html(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{escape(each).replace(LINE, '<br>')}</p>" for each in paragraphs)


class _Body(HTMLParser):
    """Converts HTML to the paragraphs of a DOCX file. `lists` has the kind of each list, in the order of their numbers
    from 1.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.lists: list[int] = []
        self._runs: list[tuple[str, frozenset[str]]] = []
        self._marks: list[str] = []
        self._open: list[int] = []
        self._heading = ""
        self._begins_item = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in MARKS:
            self._marks.append(MARKS[tag])
        elif tag == "br":
            self._runs.append((LINE, frozenset()))
        elif tag in BLOCKS:
            self.flush()
            self._heading = HEADINGS.get(tag, "")
            self._begins_item = self._begins_item or tag == "li"
            if tag in ("ul", "ol"):
                self.lists.append(NUMBERS if tag == "ol" else BULLETS)
                self._open.append(len(self.lists))

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS and MARKS[tag] in self._marks:
            self._marks.remove(MARKS[tag])
        elif tag in BLOCKS:
            self.flush()
            self._heading = ""
            if tag in ("ul", "ol") and self._open:
                self._open.pop()

    def handle_data(self, data: str) -> None:
        self._runs.append((re.sub(r"[ \t\r\n]+", " ", data), frozenset(self._marks)))

    def flush(self) -> None:
        """End the present paragraph, if it has content."""
        words = "".join(text for text, _ in self._runs)
        if words.strip():
            rtl = _is_rtl(words)
            runs = "".join(_text_run(text, marks, rtl) for text, marks in self._runs)
            self.paragraphs.append(f"<w:p><w:pPr>{self._properties(rtl)}</w:pPr>{runs}</w:p>")
            self._begins_item = False
        self._runs = []

    def _properties(self, rtl: bool) -> str:
        style = self._heading or ("ListParagraph" if self._open else "")
        level = min(len(self._open) - 1, DEEPEST)
        numbered = bool(self._open) and self._begins_item and not self._heading
        return "".join(
            (
                f'<w:pStyle w:val="{style}"/>' if style else "",
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self._open[-1]}"/></w:numPr>'
                if numbered
                else "",
                "<w:bidi/>" if rtl else "",
            )
        )


def _is_rtl(text: str) -> bool:
    """Whether a text runs from right to left. The first character that has a direction decides (UAX 9, P2)."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def _text_run(text: str, marks: frozenset[str], rtl: bool) -> str:
    if text == LINE:
        return "<w:r><w:br/></w:r>"
    properties = "".join(
        (
            "<w:b/><w:bCs/>" if "bold" in marks else "",
            "<w:i/><w:iCs/>" if "italic" in marks else "",
            "<w:rtl/>" if rtl else "",
        )
    )
    words = escape(NO_CHARACTER.sub("", text), quote=False)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _relationships(**targets: str) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _styles(language: str) -> str:
    tag = escape(language)
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{36 - 4 * level}"/><w:szCs w:val="{36 - 4 * level}"/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )
    return (
        f'<w:styles {SPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style>'
        f"{headings}</w:styles>"
    )


def _numbering(lists: list[int]) -> str:
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}">'
        f"{''.join(_numbering_level(kind, level) for level in range(DEEPEST + 1))}</w:abstractNum>"
        for kind in (BULLETS, NUMBERS)
    )
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(DEEPEST + 1)
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{restart}</w:num>'
        for number, kind in enumerate(lists, start=1)
    )
    return f"<w:numbering {SPACE}>{kinds}{numbers}</w:numbering>"


def _numbering_level(kind: int, level: int) -> str:
    form, sign = ("bullet", "•") if kind == BULLETS else ("decimal", f"%{level + 1}.")
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )
