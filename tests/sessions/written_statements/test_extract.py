"""Extracting text from untrusted documents (FL4), with real files and real damage."""

import io
import json
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from foundation.processes.subprocesses import command, environment, stdin_until_exit
from sessions.written_statements import docx_package, extract, rich_text
from sessions.written_statements.extract import ENCRYPTED, OLE
from tests.sessions.written_statements import documents
from tests.support.floors import refused
from tests.support.patience import PATIENCE

DOCX, PDF = documents.docx_of("Excellencies,", "We agree."), documents.pdf_of("We agree.", "Thank you.")


def written(folder: Path, octets: bytes) -> Path:
    """A file with these bytes."""
    path = folder / "document"
    path.write_bytes(octets)
    return path


def read(folder: Path, octets: bytes) -> tuple[str, str]:
    """Read in this process: the same code as in the separate one, but faster."""
    found = extract.read_document(written(folder, octets))
    return found.kind, found.text


def test_FL4_the_text_of_a_document_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, DOCX) == ("docx", "<p>Excellencies,</p><p>We agree.</p>")
    assert read(tmp_path, PDF) == ("pdf", "We agree.\n\nThank you.")


def test_FL4_of_a_docx_file_headings_lists_bold_and_italics_are_kept(tmp_path: Path) -> None:
    html = rich_text.clean_html(read(tmp_path, documents.docx_of_all_kinds())[1])
    assert html == (
        "<h1>Tides</h1><h1>Where</h1><h3>How often</h3>"
        "<p>We <strong>measure</strong> and <em>publish</em> &lt;them&gt;.</p>"
        "<ul><li>Suva</li><li>Hourly</li></ul><ol><li>First</li></ol><p>1.5 m</p>"
    )
    cells = rich_text.clean_html(read(tmp_path, documents.docx_of_table("one", "two"))[1])
    assert cells == "<p>Before</p><p>one</p><p>two</p><p>After</p>"


def test_FL4_the_footnotes_of_a_docx_file_stand_at_its_end(tmp_path: Path) -> None:
    noted = documents.with_a_footnote(DOCX, "By 2030.")
    html = rich_text.clean_html(read(tmp_path, noted)[1])
    assert html == "<p>Excellencies,[1]</p><p>We agree.</p><ol><li><p>By 2030.</p></li></ol>"


def test_FL4_of_tracked_changes_what_was_deleted_is_gone(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    changed = (
        f"<w:document {space}><w:body><w:p><w:del><w:r><w:delText>We refuse.</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>We agree.</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    octets = documents.repacked(DOCX, word__document_dot_xml=changed.encode())
    assert rich_text.clean_html(read(tmp_path, octets)[1]) == "<p>We agree.</p>"


def test_FL4_what_is_hostile_in_a_docx_file_is_text(tmp_path: Path) -> None:
    html = rich_text.clean_html(read(tmp_path, documents.docx_of("<script>alert(1)</script>"))[1])
    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    "octets",
    [b"", b"Excellencies", b"\x89PNG\r\n\x1a\n", b"{\\rtf1 We agree}", OLE + bytes(600), b"  %PDF-1.7"],
)
def test_FL4_what_is_no_document_is_refused(tmp_path: Path, octets: bytes) -> None:
    with refused("written.not_a_document"):
        read(tmp_path, octets)


def _locked_pdf() -> bytes:
    writer = documents.pdf_writer("We agree.")
    writer.encrypt("secret", algorithm="AES-256")
    return documents.written(writer)


def _locked_part() -> bytes:
    """Set the bit for an encrypted part, in both of its headers."""
    octets = bytearray(documents.repacked(DOCX))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        octets[octets.index(sign) + at] |= 1
    return bytes(octets)


@pytest.mark.parametrize("octets", [_locked_pdf(), _locked_part(), OLE + bytes(600) + ENCRYPTED])
def test_FL4_a_locked_document_is_refused(tmp_path: Path, octets: bytes) -> None:
    with refused("written.locked"):
        read(tmp_path, octets)


@pytest.mark.parametrize(
    "octets",
    [
        documents.zip_of("a.txt"),
        documents.zip_of("xl/workbook.xml", "[Content_Types].xml"),
        PDF + documents.zip_of("a.js"),
    ],
)
def test_FL4_a_disguised_document_is_refused(tmp_path: Path, octets: bytes) -> None:
    with refused("written.disguised"):
        read(tmp_path, octets)


def _scripted() -> bytes:
    writer = documents.pdf_writer("We agree.")
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return documents.written(writer)


def _with_a_file() -> bytes:
    writer = documents.pdf_writer("We agree.")
    writer.add_attachment("a.exe", b"MZ")
    return documents.written(writer)


def _launching() -> bytes:
    writer = documents.pdf_writer("We agree.")
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    link = DictionaryObject({NameObject("/A"): DictionaryObject(action)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    return documents.written(writer)


@pytest.mark.parametrize(
    "octets",
    [documents.repacked(DOCX, word__vbaProject_dot_bin=b"x"), _scripted(), _with_a_file(), _launching()],
)
def test_FL4_a_document_with_programs_in_it_is_refused(tmp_path: Path, octets: bytes) -> None:
    with refused("written.has_programs"):
        read(tmp_path, octets)


def _scratched() -> bytes:
    """Damage the compressed data of a part."""
    with zipfile.ZipFile(io.BytesIO(DOCX)) as packed:
        at = packed.getinfo("word/document.xml").header_offset + 60
    return DOCX[:at] + b"\xff" * 20 + DOCX[at + 20 :]


@pytest.mark.parametrize(
    "octets",
    [
        DOCX[:-200],
        documents.repacked(DOCX, word__document_dot_xml=b"<w:document>"),
        documents.repacked(DOCX, _rels___dot_rels=b""),
        documents.repacked(
            DOCX,
            word__document_dot_xml='<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a SYSTEM "file:///"><a/>'.encode(
                "utf-16"
            ),
        ),
        _scratched(),
        PDF[:100],
        b"%PDF-1.7\n" + bytes(500),
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF",
    ],
    ids=[
        "cut",
        "unclosed",
        "no relationships",
        "doctype",
        "scratched",
        "cut PDF",
        "zeros",
        "pages in a circle",
    ],
)
def test_FL4_a_broken_document_is_refused(tmp_path: Path, octets: bytes) -> None:
    with refused("written.broken"):
        read(tmp_path, octets)


def _entities() -> bytes:
    """Each entity is ten of the previous one: 10 GB of text."""
    bomb = f'<!ENTITY a "{"x" * 10}">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij")
    )
    body = "<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<!DOCTYPE d [{bomb}]><w:document {space}>{body}</w:document>".encode()


def test_FL4_entities_of_a_document_are_not_followed(tmp_path: Path) -> None:
    with refused("written.broken"):
        read(tmp_path, documents.repacked(DOCX, word__document_dot_xml=_entities()))


@pytest.mark.parametrize(
    "octets",
    [
        documents.repacked(DOCX, word__document_dot_xml=b" " * (9 << 20)),
        documents.repacked(
            DOCX, word__styles_dot_xml=b" " * (5 << 20), word__numbering_dot_xml=b" " * (5 << 20)
        ),
        documents.repacked(DOCX, **{f"x{number}": b"" for number in range(1000)}),
        documents.repacked(DOCX, word__document_dot_xml=b"<w>" + b"<a/>" * 40_000 + b"</w>"),
        documents.repacked(
            DOCX, word__document_dot_xml=b"<w>" + b'<a b="" c="" d="" e="" f=""/>' * 25_000 + b"</w>"
        ),
        documents.repacked(DOCX, word__document_dot_xml=b"<a>" * 101 + b"</a>" * 101),
        documents.docx_of("word " * 30_000),
        documents.pdf_of(*["We agree."] * 101),
    ],
    ids=["unpacked", "in all", "parts", "elements", "attributes", "depth", "characters", "pages"],
)
def test_FL4_a_document_with_too_much_in_it_is_refused(tmp_path: Path, octets: bytes) -> None:
    with refused("written.too_much_inside"):
        read(tmp_path, octets)


def test_FL4_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    for real, said in ((1 << 20, 1 << 10), (9 << 20, 1 << 10)):
        octets = documents.repacked(DOCX, word__document_dot_xml=b" " * real)
        with zipfile.ZipFile(io.BytesIO(octets)) as packed:
            assert packed.getinfo("word/document.xml").file_size == real
        with refused("written.broken"):
            read(tmp_path, octets.replace(real.to_bytes(4, "little"), said.to_bytes(4, "little")))


def test_FL4_a_part_that_is_not_read_stays_packed(tmp_path: Path) -> None:
    """A picture of 32 MB of zeros is not unpacked."""
    octets = documents.repacked(DOCX, word__media__image1_dot_png=bytes(32 << 20))
    with zipfile.ZipFile(docx_package.read_parts(written(tmp_path, octets))[0]) as parts:
        assert [name for name in parts.namelist() if not docx_package.READ.fullmatch(name)] == []
    assert read(tmp_path, octets)[0] == "docx"


def test_FL4_parts_of_the_same_name_or_packed_in_strange_ways_are_refused(tmp_path: Path) -> None:
    twice = io.BytesIO(DOCX)
    with zipfile.ZipFile(twice, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("word/document.xml", "<w/>")
    strange = io.BytesIO(DOCX)
    with zipfile.ZipFile(strange, "a", zipfile.ZIP_LZMA) as packed:
        packed.writestr("word/footnotes.xml", "<w/>")
    for file in (twice, strange):
        with refused("written.broken"):
            read(tmp_path, file.getvalue())


def test_FL4_the_process_that_reads_says_what_it_read_or_why_not(tmp_path: Path) -> None:
    def said(octets: bytes) -> object:
        path = tmp_path / "document"
        path.write_bytes(octets)
        with stdin_until_exit() as stdin:
            process = command("sessions.written_statements.extract", path)
            return json.loads(
                subprocess.check_output(process, stdin=stdin, env=environment(), timeout=PATIENCE)
            )

    text = "<p>Excellencies,</p><p>We agree.</p>"
    assert said(DOCX) == {"kind": "docx", "text": text, "left_out": {}}
    refusal = said(DOCX[:-200])
    assert isinstance(refusal, dict)
    assert refusal["refused"][0] == "written.broken"


@pytest.mark.parametrize("letters", [r"\000\044\000\101", r"\001\002\003 a"])
def test_FL4_a_pdf_file_whose_font_does_not_say_its_letters_is_refused(tmp_path: Path, letters: str) -> None:
    with refused("written.no_text"):
        read(tmp_path, documents.pdf_of(letters))


def test_FL4_of_a_docx_file_nothing_hidden_struck_out_or_deleted_is_read_and_what_is_left_out_is_counted(
    tmp_path: Path,
) -> None:
    found = extract.read_document(written(tmp_path, documents.docx_with_what_is_not_shown()))
    assert rich_text.clean_html(found.text) == (
        "<p>We agree with this.</p><p> Shown.</p><p>One</p><p>Two</p><p>Always.</p>"
    )
    assert found.left_out == {"hidden": 7, "struck": 6, "deleted": 4, "pictures": 1, "comments": 1}


def test_FL4_the_pictures_of_a_pdf_file_are_counted(tmp_path: Path) -> None:
    writer = documents.pdf_writer("We agree.", "Thank you.")
    picture = DecodedStreamObject()
    picture.set_data(b"\0")
    picture.update(
        {NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")}
    )
    drawn = DictionaryObject({NameObject("/Im0"): writer._add_object(picture)})
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = drawn
    assert extract.read_document(written(tmp_path, documents.written(writer))).left_out == {"pictures": 1}


def test_FL4_what_is_around_text_in_a_docx_file_does_not_take_it_away(tmp_path: Path) -> None:
    found = extract.read_document(written(tmp_path, documents.docx_with_what_is_around_text()))
    assert rich_text.clean_html(found.text) == (
        "<p>Today شكرا thanks 明日<br>end</p><p>Boxed.</p><p>Boxed.</p><p>Stays.</p>"
    )
    assert found.left_out == {"deleted": 1}


def test_FL4_of_a_docx_file_text_that_nobody_sees_is_hidden_and_not_read(tmp_path: Path) -> None:
    found = extract.read_document(written(tmp_path, documents.docx_with_text_that_nobody_sees()))
    assert rich_text.clean_html(found.text).replace(" </p>", "</p>") == (
        "<p>One.</p><p>One. Shown Shown Shown Shown</p><p>Two.</p><p>Shown</p>"
    )
    assert found.left_out == {"hidden": 3, "pictures": 1}


@pytest.mark.parametrize("font", ["Type0", "Type1", "Type3"])
def test_FL4_a_pdf_file_in_numbers_of_glyphs_that_look_like_letters_is_refused(
    tmp_path: Path, font: str
) -> None:
    with refused("written.no_text"):
        read(tmp_path, documents.pdf_in_numbers_of_glyphs(font))


def test_FL4_a_docx_file_whose_parts_are_numbered_is_read(tmp_path: Path) -> None:
    octets = documents.with_numbered_parts(documents.docx_with_text_that_nobody_sees())
    found = extract.read_document(written(tmp_path, octets))
    assert rich_text.clean_html(found.text).startswith("<p>One.")
    assert found.left_out == {"hidden": 3, "pictures": 1}


def test_FL4_of_fields_and_controls_of_a_docx_file_what_is_shown_is_read(tmp_path: Path) -> None:
    found = extract.read_document(written(tmp_path, documents.docx_with_fields_and_controls()))
    assert rich_text.clean_html(found.text) == (
        "<p>It is shown.</p><p>☒ We agree.</p><p>One two</p><p>Still shown.</p>"
    )
    assert found.left_out == {"hidden": 1}


def test_FL4_of_a_docx_file_headers_footers_and_inserted_files_are_counted(tmp_path: Path) -> None:
    found = extract.read_document(written(tmp_path, documents.docx_with_headers_and_an_inserted_file()))
    assert rich_text.clean_html(found.text) == "<p>We agree.</p>"
    assert found.left_out == {"headers": 5, "inserted": 1}


def test_FL4_layers_of_a_pdf_file_that_are_off_are_not_read(tmp_path: Path) -> None:
    found = extract.read_document(written(tmp_path, documents.pdf_with_layers()))
    assert found.text.split() == ["Shown", "1", "Shown", "2", "Shown", "3", "Shown", "4"]
    assert found.left_out == {"hidden": 10}


@pytest.mark.parametrize(
    ("operators", "said", "hidden"),
    [
        ("BT /F1 12 Tf 150 310 Td (Far above.) Tj 0 -100 Td (Within.) Tj ET", "Within.", 2),
        ("BT /F1 12 Tf 150 60 Td (Below it.) Tj ET", "", 2),
        ("BT /F1 12 Tf 310 200 Td (To the right.) Tj ET", "", 3),
        ("BT 0 1 -1 0 90 200 Tm /F1 12 Tf (Upwards.) Tj ET", "", 1),
        ("BT /F1 12 Tf 90 200 Td (It goes on within.) Tj ET", "It goes on within.", 0),
        ("BT /F1 12 Tf 150 95 Td (Cut.) Tj ET", "Cut.", 0),
        ("BT /F1 12 Tf 20 TL 150 305 Td (Above.) Tj (Next.) ' 0 0 (Last.) \" ET", "Next.\nLast.", 1),
        ("BT /F1 12 Tf 150 120 Td (Within.) Tj 0 -40 TD (Below.) Tj (Next.) ' ET", "Within.", 2),
        ("/Form Do", "In a form.", 0),
        ("q 1 0 0 1 0 200 cm /Form Do Q BT /F1 12 Tf 150 200 Td (Within.) Tj ET", "Within.", 3),
    ],
)
def test_FL4_what_a_pdf_file_shows_no_part_of_is_not_read(
    tmp_path: Path, operators: str, said: str, hidden: int
) -> None:
    found = extract.read_document(written(tmp_path, documents.pdf_cropped(operators)))
    assert (found.text, found.left_out) == (said, {"hidden": hidden} if hidden else {})


def test_FL4_damaged_operators_of_a_pdf_file_do_not_keep_its_text_from_being_read(tmp_path: Path) -> None:
    octets = documents.pdf_cropped(
        "BMC BDC EMC EMC EMC Do TL TD BT /F1 12 Tf 150 200 Td (Within.) Tj ET Q EMC"
    )
    assert extract.read_document(written(tmp_path, octets)).text == "Within."


def test_FL4_what_is_typed_into_a_form_or_over_a_page_of_a_pdf_file_is_counted(tmp_path: Path) -> None:
    found = extract.read_document(written(tmp_path, documents.pdf_filled_in()))
    assert found.text == "Statement of:"
    assert found.left_out == {"fields": 10, "comments": 1}


def test_FL4_a_pdf_file_that_only_one_program_shows_is_refused(tmp_path: Path) -> None:
    with refused("written.no_text"):
        read(tmp_path, documents.pdf_that_only_one_program_shows())
