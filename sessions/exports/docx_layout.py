"""The layout that all DOCX exports share: page, fonts and styles."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from sessions.exports.docx_parts import NAMESPACE, escape_text, field_runs, is_right_to_left, quote_attribute

FONT, ARABIC, CHINESE = "Times New Roman", "Times New Roman", "SimSun"
"""The fonts of DOCX files. Word processors have them, so that no font is embedded."""
INK, NAVY, QUIET = RGBColor(0x1C, 0x24, 0x30), RGBColor(0x16, 0x36, 0x5C), RGBColor(0x55, 0x60, 0x6E)
INDENT = 624
"""The indentation of one level, and the margin for labels, in twentieths of a point."""
WIDTH = 9185
"""The width between the margins of the page, in twentieths of a point."""
STYLES = {
    "Normal": (10.5, INK, 0, 6),
    "Title": (20, NAVY, 6, 4),
    "Heading 1": (13, NAVY, 16, 6),
    "Heading 2": (11.5, NAVY, 12, 4),
    "Heading 3": (10.5, NAVY, 10, 4),
    "Lesser": (8.5, QUIET, 0, 4),
    "Cell": (8.5, INK, 1, 1),
    "Footnote Text": (8.5, INK, 0, 0),
}
"""The size, the colour, and the space before and after each style. Sizes and spaces are in points."""


def lay_out(document: Document, language: str, symbol: str, title: str) -> None:
    """Set the page, the styles and the language of a DOCX file, and what each page has at its top and bottom."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, (size, colour, before, after) in STYLES.items():
        _style(document, name, size, colour, before, after)
    _set_language(document, language)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style = foot.style = document.styles["Lesser"]
    rtl = is_right_to_left(language)
    for paragraph, content in (
        (head, f"<w:r><w:t>{escape_text('  '.join(filter(None, (symbol, title))))}</w:t></w:r>"),
        (foot, f"{field_runs('PAGE')}<w:r><w:t>/</w:t></w:r>{field_runs('NUMPAGES')}"),
    ):
        for run in parse_xml(f"<w:p {NAMESPACE}>{content}</w:p>"):
            paragraph._p.append(run)
        if rtl:
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:bidi {NAMESPACE}/>"))
    if rtl:
        grid = section._sectPr.find(qn("w:docGrid"))
        grid.addprevious(parse_xml(f"<w:bidi {NAMESPACE}/>"))


def _style(document: Document, name: str, size: float, colour: RGBColor, before: int, after: int) -> None:
    styles = document.styles
    there = name in [each.name for each in styles]
    style = styles[name] if there else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    if not there:
        style.base_style = styles["Normal"]
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for script, font in (("hAnsi", FONT), ("cs", ARABIC), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), font)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size_of_arabic = parse_xml(f'<w:szCs {NAMESPACE} w:val="{round(size * 2)}"/>')
    properties.find(qn("w:sz")).addnext(size_of_arabic)
    if name == "Title":
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)


def _set_language(document: Document, language: str) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    base = language.partition("-")[0]
    latin = "en" if base in ("zh", "ja", "ko") or is_right_to_left(language) else language
    chinese = language if base in ("zh", "ja", "ko") else "zh-CN"
    arabic = language if is_right_to_left(language) else "ar-SA"
    defaults.append(
        parse_xml(
            f"<w:lang {NAMESPACE} w:val={quote_attribute(latin)} w:eastAsia={quote_attribute(chinese)} "
            f"w:bidi={quote_attribute(arabic)}/>"
        )
    )
