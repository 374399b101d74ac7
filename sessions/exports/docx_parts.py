"""Parts of a DOCX file as XML (ECMA-376): runs, tracked changes, footnotes, comments and fields. Pure.

python-docx can write none of these except comments, and it gives comments the present time.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})


def escape_text(text: str) -> str:
    """The text as content of an XML element. A character that XML does not allow becomes U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text))


def quote_attribute(text: str) -> str:
    """The text as the value of an XML attribute, in quotes."""
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def text_elements(text: str, name: str = "t") -> str:
    """The content of a run. A line break within a paragraph becomes Word's element for it."""
    lines = (
        f'<w:{name} xml:space="preserve">{escape_text(line)}</w:{name}>' for line in text.splitlines() or [""]
    )
    return "<w:br/>".join(lines)


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0] in _LANGUAGES


def is_text_right_to_left(text: str, otherwise: bool) -> bool:
    """Whether the first letter of a text is of a script that runs from right to left. If the text has no letter:
    `otherwise`.
    """
    first = next((each for each in text if each.isalpha()), "")
    return bool(_RIGHT_TO_LEFT.match(first)) if first else otherwise


def properties(*, bold: bool = False, italic: bool = False, rtl: bool = False, language: str = "") -> str:
    """The properties of a run. For text from right to left, Word takes bold and italic from `bCs` and `iCs`."""
    said = "<w:b/><w:bCs/>" if bold else ""
    said += "<w:i/><w:iCs/>" if italic else ""
    said += "<w:rtl/>" if rtl else ""
    if language:
        # The attribute depends on the script of the language.
        base = language.partition("-")[0]
        name = "bidi" if base in _LANGUAGES else "eastAsia" if base in ("zh", "ja", "ko") else "val"
        said += f"<w:lang w:{name}={quote_attribute(language)}/>"
    return f"<w:rPr>{said}</w:rPr>" if said else ""


def field_runs(code: str) -> str:
    """The runs of a field, such as PAGE (the number of the page) or NUMPAGES."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclass
class Parts:
    """Counts the tracked changes, and collects the texts of footnotes and comments, while a document is written."""

    rtl: bool = False
    changes: int = 0
    footnotes: list[str] = field(default_factory=list)
    comments: list[tuple[str, str, str]] = field(default_factory=list)

    def text(self, each: dict[str, Any], *, rtl: bool, language: str, deleted: bool = False) -> str:
        """A run of `content.Run`, and the reference to its footnote."""
        said = properties(bold=each["bold"], italic=each["italic"], rtl=rtl, language=language)
        name = "delText" if deleted else "t"
        xml = f"<w:r>{said}{text_elements(each['text'], name)}</w:r>"
        if each["note"]:
            self.footnotes.append(each["note"])
            style = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            xml += f'<w:r>{style}<w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
        return xml

    def change(self, kind: str, author: str, at: str) -> str:
        """The opening tag of a tracked change: `ins` or `del`."""
        self.changes += 1
        return f'<w:{kind} w:id="{self.changes}" w:author={quote_attribute(author)} w:date={quote_attribute(at)}>'

    def comment(self, author: str, at: str, text: str) -> tuple[str, str]:
        """The XML before and after words on which `author` comments. The comment's text is kept for `add_to`."""
        number = len(self.comments)
        self.comments.append((author, at, text))
        return (
            f'<w:commentRangeStart w:id="{number}"/>',
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>',
        )

    def add_to(self, document: Document) -> None:
        """Add the parts with footnotes and comments, to which the document refers."""
        if self.footnotes:
            self._add(
                document,
                "footnotes",
                CONTENT_TYPE.WML_FOOTNOTES,
                RELATIONSHIP_TYPE.FOOTNOTES,
                self._footnotes_part(),
            )
        if self.comments:
            self._add(
                document,
                "comments",
                CONTENT_TYPE.WML_COMMENTS,
                RELATIONSHIP_TYPE.COMMENTS,
                self._comments_part(),
            )

    def _add(self, document: Document, name: str, content_type: str, relation: str, content: str) -> None:
        xml = f"{_DECLARATION}<w:{name} {NAMESPACE}>{content}</w:{name}>"
        part = Part(PackURI(f"/word/{name}.xml"), content_type, xml.encode(), document.part.package)
        document.part.relate_to(part, relation)

    def _footnotes_part(self) -> str:
        # Word repairs a file whose footnotes lack these two.
        own = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, number in (("separator", -1), ("continuationSeparator", 0))
        )
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        return own + "".join(
            f'<w:footnote w:id="{number}">{self._paragraph(mark, " " + text)}</w:footnote>'
            for number, text in enumerate(self.footnotes, 1)
        )

    def _comments_part(self) -> str:
        return "".join(
            f'<w:comment w:id="{number}" w:author={quote_attribute(author)} w:date={quote_attribute(at)} '
            f"w:initials={quote_attribute(author[:3])}>{self._paragraph('', text)}</w:comment>"
            for number, (author, at, text) in enumerate(self.comments)
        )

    def _paragraph(self, before: str, text: str) -> str:
        rtl = is_text_right_to_left(text, self.rtl)
        bidi = "<w:bidi/>" if rtl else ""
        run = f"<w:r>{properties(rtl=rtl)}{text_elements(text)}</w:r>"
        return f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/>{bidi}</w:pPr>{before}{run}</w:p>'
