"""Writes a document as DOCX. Amendments are tracked changes of their sponsors; comments name the supporters. Pure."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx
from docx.oxml import parse_xml

from sessions.exports.docx_layout import INDENT, WIDTH, lay_out
from sessions.exports.docx_parts import (
    NAMESPACE,
    Parts,
    is_right_to_left,
    is_text_right_to_left,
    properties,
    text_elements,
)

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""
Node = dict[str, Any]


def write(document: Node) -> bytes:
    """Write a document as a DOCX file. Equal documents always give the same octets."""
    made = docx.Document()
    day = datetime.fromisoformat(document["date"])
    about = made.core_properties
    about.title, about.author, about.language = document["title"], document["author"], document["language"]
    about.subject, about.comments, about.last_modified_by = document["symbol"], "", document["author"]
    about.created = about.modified = day
    lay_out(made, document["language"], document["symbol"], document["title"])
    parts = Parts(rtl=is_right_to_left(document["language"]))
    content = "".join(_Writer(document, parts).body())
    former = made.element.body
    # Moving thousands of elements one by one would take seconds.
    body = parse_xml(f"<w:body {NAMESPACE}>{content}</w:body>")
    body.append(made.sections[0]._sectPr)
    made.element.replace(former, body)
    parts.add_to(made)
    return _without_times(made)


def _without_times(made: "docx.document.Document") -> bytes:
    """The file without the time at which it was made, so that its octets are always the same."""
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as found, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(found.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, found.read(name))
    return out.getvalue()


class _Writer:
    """Writes the blocks of a document as XML."""

    def __init__(self, document: Node, parts: Parts) -> None:
        self._document, self._parts, self._rtl = document, parts, parts.rtl

    def body(self) -> Iterator[str]:
        """The XML of the title and of all blocks."""
        for style, lines in (
            ("Normal", [self._document["symbol"]]),
            ("Lesser", self._document["above"]),
            ("Title", [self._document["title"]]),
            ("Lesser", self._document["below"]),
        ):
            for line in filter(None, lines):
                yield self._plain_paragraph(line, style)
        for block in self._document["blocks"]:
            yield self._block(block)

    def _block(self, block: Node) -> str:
        match block["kind"]:
            case "heading":
                label = f"{block['label']}. " if block["label"] else ""
                return self._paragraph(block, f"Heading{block['level']}", label, "")
            case "paragraph":
                label = f"{block['label']}\t" if block["label"] else ""
                style = "Lesser" if block["lesser"] else "Normal"
                return self._paragraph(block, style, label, block["language"])
            case "table":
                return self._table(block)
        return self._facts(block)

    def _plain_paragraph(self, text: str, style: str, *, bold: bool = False, figures: bool = False) -> str:
        rtl = is_text_right_to_left(text, self._rtl)
        said = f'<w:pStyle w:val="{style}"/>{"<w:bidi/>" if rtl else ""}'
        # In a paragraph from right to left, Word takes “right” for the left side.
        said += '<w:jc w:val="right"/>' if figures else ""
        run = f"<w:r>{properties(bold=bold, rtl=rtl)}{text_elements(text)}</w:r>"
        return f"<w:p><w:pPr>{said}</w:pPr>{run}</w:p>"

    def _paragraph(self, block: Node, style: str, label: str, language: str) -> str:
        rtl = (
            is_right_to_left(language)
            if language
            else is_text_right_to_left(_words(block["inlines"]), self._rtl)
        )
        said = f'<w:pStyle w:val="{style}"/>'
        if label.endswith("\t") or block.get("indent"):
            start = INDENT * (block["indent"] + 1) if label else INDENT * block["indent"]
            hanging = f' w:hanging="{INDENT}"' if label else ""
            # The attributes “left” and “right” are start and end in every version of Word.
            indent = f'<w:ind w:left="{start}"{hanging}/>'
        else:
            indent = ""
        said += ("<w:bidi/>" if rtl else "") + indent
        if block.get("proposed"):
            first = next(each for each in block["inlines"] if each["kind"] == "choice")["alternatives"][0]
            opened = self._parts.change("ins", first["author"], first["at"])
            said += f"<w:rPr>{opened[:-1]}/></w:rPr>"
        tagged = language if language != self._document["language"] else ""
        xml = self._label(label, rtl)
        for each in block["inlines"]:
            if each["kind"] == "run":
                xml += self._parts.text(each, rtl=rtl, language=tagged)
            else:
                xml += self._choice(each, rtl, tagged)
        return f"<w:p><w:pPr>{said}</w:pPr>{xml}</w:p>"

    def _label(self, label: str, rtl: bool) -> str:
        if not label:
            return ""
        tab = "<w:tab/>" if label.endswith("\t") else ""
        return f"<w:r>{properties(rtl=rtl)}{text_elements(label.rstrip(chr(9)))}{tab}</w:r>"

    def _choice(self, choice: Node, rtl: bool, language: str) -> str:
        """The XML of words and their alternatives: the first sponsor deletes the words, and each sponsor inserts its
        alternative.

        A word cannot be deleted by two authors. The comments name all sponsors.
        """
        xml, first = "", choice["alternatives"][0]
        comments = [
            self._parts.comment(each["author"], each["at"], each["said"]) for each in choice["alternatives"]
        ]
        if choice["words"]:
            runs = "".join(
                self._parts.text(each, rtl=rtl, language=language, deleted=True) for each in choice["words"]
            )
            xml += f"{self._parts.change('del', first['author'], first['at'])}{runs}</w:del>"
        for each in choice["alternatives"]:
            if each["runs"]:
                runs = "".join(self._parts.text(run, rtl=rtl, language=language) for run in each["runs"])
                xml += f"{self._parts.change('ins', each['author'], each['at'])}{runs}</w:ins>"
        return "".join(start for start, _ in comments) + xml + "".join(end for _, end in comments)

    def _table(self, table: Node) -> str:
        total = sum(table["weights"])
        widths = [WIDTH * weight // total for weight in table["weights"]]
        header = self._row(table["header"], table["figures"], widths, is_header=True)
        rows = "".join(self._row(row, table["figures"], widths) for row in table["rows"])
        return self._grid(widths, header + rows)

    def _facts(self, facts: Node) -> str:
        widths = [WIDTH // 3, WIDTH - WIDTH // 3]
        rows = "".join(
            f"<w:tr>{self._cell(name, widths[0], bold=True)}{self._cell(value, widths[1])}</w:tr>"
            for name, value in facts["rows"]
        )
        return self._grid(widths, rows, lines=False)

    def _grid(self, widths: list[int], rows: str, *, lines: bool = True) -> str:
        """The XML of a table, and of the paragraph that Word needs between two tables."""
        bidi = "<w:bidiVisual/>" if self._rtl else ""
        rule = '<w:tblBorders><w:insideH w:val="single" w:sz="4" w:color="C9D0D8"/></w:tblBorders>'
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        said = (
            f'{bidi}<w:tblW w:w="{WIDTH}" w:type="dxa"/>{rule if lines else ""}<w:tblLayout w:type="fixed"/>'
        )
        after = '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'
        return f"<w:tbl><w:tblPr>{said}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>{after}"

    def _row(
        self, cells: list[str], figures: list[bool], widths: list[int], *, is_header: bool = False
    ) -> str:
        said = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_header else ""
        return f"<w:tr>{said}" + "".join(
            self._cell(cell, width, bold=is_header, figures=figure)
            for cell, figure, width in zip(cells, figures, widths, strict=True)
        ) + "</w:tr>"  # fmt: skip

    def _cell(self, text: str, width: int, *, bold: bool = False, figures: bool = False) -> str:
        paragraph = self._plain_paragraph(text, "Cell", bold=bold, figures=figures)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'


def _words(inlines: list[Node]) -> str:
    texts = []
    for each in inlines:
        if each["kind"] == "run":
            texts.append(each["text"])
        else:
            texts += [run["text"] for run in each["words"]]
            texts += [run["text"] for one in each["alternatives"] for run in one["runs"]]
    return "".join(texts)
