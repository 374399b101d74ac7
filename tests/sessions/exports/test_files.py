"""The two writers: what Word and readers of PDF find in the files, and that the same document is the same file."""

import json
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
import typst

from sessions.exports import coverage, docx_file, pdf_file
from sessions.exports.content import (
    Alternative,
    Choice,
    Document,
    Facts,
    Heading,
    Paragraph,
    Run,
    Table,
    as_json,
    text,
    weights,
)
from tests.sessions.exports import files
from tests.sessions.exports.files import W

AT = "2021-11-16T05:20:00.000Z"
FIJI = Alternative(text("knowledge"), "Fiji", "1. Fiji, supported by Chile", AT)
JAPAN = Alternative((), "Japan", "2. Japan: delete", AT)
ARABIC = "تعزيز التعاون الدولي في مجال الدبلوماسية الرقمية."
CHINESE = "加强数字外交方面的国际合作。"
RUSSIAN = "Укрепление международного сотрудничества."


def document(*blocks: Any, language: str = "en") -> Document:
    return Document("Bali Message", "ICDD/1", language, "2021-11-16", "ICDD", ("ICDD",), ("Draft",), blocks)


FULL = document(
    Heading(1, text("Capacity building"), "I"),
    Paragraph(
        (
            Run("We will share "),
            Choice(text("good practices"), (FIJI, JAPAN)),
            Run(" with "),
            Run("all", bold=True, note="In the region & beyond <b>."),
            Run(" countries", italic=True),
        ),
        "1",
    ),
    Paragraph((Choice((), (replace(FIJI, runs=text("We will meet.")),)),), proposed=True),
    Paragraph(text(ARABIC), "2", language="ar"),
    Paragraph(text(CHINESE), "(a)", indent=1, language="zh"),
    Paragraph(text(RUSSIAN), lesser=True, language="ru"),
    Table(("No.", "Text"), (("1", "Who pays?"), ("2", ARABIC)), (True, False), (4, 30)),
    Facts((("Place", "Bali"),)),
)


def pdf(content: Document) -> bytes:
    given = json.loads(as_json(content))
    return pdf_file.write(given, pdf_file.LAYOUT.read_bytes(), pdf_file.open_fonts())


def word(content: Document) -> bytes:
    return docx_file.write(json.loads(as_json(content)))


def test_the_fonts_are_those_of_the_repository() -> None:
    families = {"Noto Naskh Arabic", "Noto Serif", "WenQuanYi Micro Hei", "WenQuanYi Micro Hei Mono"}
    assert set(pdf_file.open_fonts().families()) == families


def test_bold_and_italic_fonts_have_the_characters_of_the_regular_one() -> None:
    found = {path.name: coverage.code_points(path.read_bytes()) for path in coverage.font_files()}
    serif = {name: points for name, points in found.items() if name.startswith("NotoSerif")}
    arabic = {name: points for name, points in found.items() if name.startswith("NotoNaskh")}
    assert (len(serif), len(arabic)) == (4, 2)
    assert all(points == serif["NotoSerif-Regular.ttf"] for points in serif.values())
    assert all(points == arabic["NotoNaskhArabic-Regular.ttf"] for points in arabic.values())


@pytest.mark.parametrize("write", [pdf, word])
def test_the_same_document_is_the_same_file(write: Any) -> None:
    assert write(FULL) == write(FULL)


def test_a_pdf_is_tagged_and_has_title_language_date_and_fonts() -> None:
    octets = pdf(FULL)
    reader = files.read(octets)
    about = reader.metadata
    assert about is not None
    assert (about.title, about.author, reader.trailer["/Root"]["/Lang"]) == ("Bali Message", "ICDD", "en")  # type: ignore[index]
    assert about.creation_date is not None
    assert f"{about.creation_date:%Y-%m-%d}" == "2021-11-16"
    assert {"/Document", "/H1", "/P", "/Table", "/TH", "/TD", "/Note"} <= files.tags(octets)
    fonts = {str(font["/BaseFont"]).partition("+")[2] for font in _fonts(reader)}
    assert {"NotoSerif-Regular", "NotoNaskhArabic-Regular", "WenQuanYiMicroHei"} <= fonts


def _fonts(reader: Any) -> list[Any]:
    """The fonts of all pages. Each is embedded."""
    found = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & descendant["/FontDescriptor"].keys()
            found.append(font.get_object())
    return found


def test_a_pdf_has_amendments_in_brackets_with_sponsor_and_supporters() -> None:
    said = " ".join(files.text(pdf(FULL)).split())
    assert "[good practices knowledge (1. Fiji, supported by Chile) | (2. Japan: delete)] with all" in said
    assert "[We will meet. (1. Fiji, supported by Chile)]" in said
    assert CHINESE in said
    assert RUSSIAN in said
    assert "In the region & beyond <b>." in said


@pytest.mark.parametrize(("language", "title"), [("ar", ARABIC), ("zh", CHINESE), ("ru", RUSSIAN)])
def test_a_document_of_each_script_is_written(language: str, title: str) -> None:
    content = replace(FULL, title=title, language=language)
    reader = files.read(pdf(content))
    assert reader.trailer["/Root"]["/Lang"] == language  # type: ignore[index]
    made = files.opened(word(content))
    assert (made.core_properties.title, made.core_properties.language) == (title, language)


@pytest.mark.parametrize("odd", ["x", "qqqq-1", ""])
def test_an_odd_language_does_not_end_an_export(odd: str) -> None:
    assert pdf(document(Paragraph(text("Words"), language=odd)))


MISSING = "\U0001f600 \U00013000 \u0301 e\u0301\u0302 क्ष \ue000 \ufdd0 \u200f\u200d\ufe0f\u00ad\x07"


def test_a_character_that_no_font_has_is_replaced_by_a_mark() -> None:
    assert coverage.with_replacements("Yes \U0001f600 no") == "Yes \ufffd no"
    said = files.text(pdf(document(Paragraph(text(f"Before {MISSING} after")))))
    assert "Before \ufffd \ufffd" in said
    assert "after" in said


@pytest.mark.thorough
def test_no_character_of_unicode_ends_an_export() -> None:
    """Alone, and as a mark on a letter of each of the scripts."""
    every = [chr(code) for code in range(32, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    marks = [each for each in every if unicodedata.category(each)[0] in "MC" and ord(each) < 0xE0100]
    lines = ["".join(every[at : at + 2000]) for at in range(0, len(every), 2000)]
    lines += ["".join(f"{letter}{mark} " for mark in marks[:6000]) for letter in ("a", "ب", "好", "я")]
    styled = tuple(Run(line, bold=bold, italic=bold) for line in lines[:40] for bold in (False, True))
    assert pdf(document(*(Paragraph(text(line)) for line in lines), Paragraph(styled)))


def test_a_title_that_cannot_be_seen_does_not_end_an_export() -> None:
    assert "\ufffd" in files.text(pdf(replace(document(), title="\u00ad")))


def test_a_writer_that_is_given_no_fonts_is_seen() -> None:
    """Typst would write a file without any words."""
    empty = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
    with pytest.raises(pdf_file.NoFontsError):
        pdf_file.write(json.loads(as_json(FULL)), pdf_file.LAYOUT.read_bytes(), empty)


def test_a_docx_file_has_its_words_styles_and_properties() -> None:
    made = files.opened(word(FULL))
    said = [(paragraph.style.name, paragraph.text) for paragraph in made.paragraphs if paragraph.text]
    assert said[:4] == [
        ("Normal", "ICDD/1"),
        ("Lesser", "ICDD"),
        ("Title", "Bali Message"),
        ("Lesser", "Draft"),
    ]
    assert said[4:6] == [
        ("Heading 1", "I. Capacity building"),
        ("Normal", "1\tWe will share  with all countries"),
    ]
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows][1:] == [
        ["1", "Who pays?"],
        ["2", ARABIC],
    ]
    about = made.core_properties
    assert (about.title, about.author, about.subject) == ("Bali Message", "ICDD", "ICDD/1")
    assert {f"{at:%Y-%m-%d}" for at in (about.created, about.modified) if at} == {"2021-11-16"}


def test_amendments_are_tracked_changes_of_their_sponsors() -> None:
    octets = word(FULL)
    assert files.tracked(octets) == [
        ("del", "Fiji", "good practices"),
        ("ins", "Fiji", "knowledge"),
        ("ins", "Fiji", "We will meet."),
    ]
    comments = [(each.author, each.text) for each in files.opened(octets).comments]
    assert comments == [
        ("Fiji", "1. Fiji, supported by Chile"),
        ("Japan", "2. Japan: delete"),
        ("Fiji", "1. Fiji, supported by Chile"),
    ]
    # The end of a proposed paragraph is an insertion, too, so that rejecting it leaves no empty paragraph.
    ends = files.part(octets, "document").findall(f".//{W}pPr/{W}rPr/{W}ins")
    assert [each.attrib[f"{W}author"] for each in ends] == ["Fiji"]
    changes = [
        each.attrib[f"{W}id"]
        for each in files.part(octets, "document").iter()
        if each.tag in (f"{W}ins", f"{W}del")
    ]
    assert len(changes) == len(set(changes))


def test_footnotes_fields_and_direction_are_words_own() -> None:
    octets = word(FULL)
    notes = files.part(octets, "footnotes").findall(f"{W}footnote")
    assert ["".join(note.itertext()) for note in notes] == ["", "", " In the region & beyond <b>."]
    body = files.part(octets, "document")
    assert [each.attrib[f"{W}id"] for each in body.iter(f"{W}footnoteReference")] == ["1"]
    right = [each for each in body.iter(f"{W}p") if each.find(f"{W}pPr/{W}bidi") is not None]
    assert ["".join(each.itertext()) for each in right] == [f"2{ARABIC}", ARABIC]
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for each in right for run in each.iter(f"{W}r"))
    footer = files.opened(octets).sections[0].footer._element
    assert [each.text.strip() for each in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_a_docx_file_in_arabic_runs_from_right_to_left() -> None:
    made = files.opened(word(replace(FULL, title=ARABIC, language="ar")))
    assert made.sections[0]._sectPr.find(f"{W}bidi") is not None
    assert made.tables[0]._tbl.tblPr.find(f"{W}bidiVisual") is not None


def test_a_line_break_stays_one() -> None:
    content = document(Paragraph(text("One.\nTwo.")), Table(("A",), (("Three.\nFour.",),), (False,), (9,)))
    made = files.opened(word(content))
    assert (made.paragraphs[-2].text, made.tables[0].rows[1].cells[0].text) == ("One.\nTwo.", "Three.\nFour.")
    said = files.text(pdf(content)).splitlines()
    assert {"One.", "Two.", "Three.", "Four."} <= {line.strip() for line in said}


def test_what_xml_does_not_allow_does_not_end_an_export() -> None:
    made = files.opened(word(document(Paragraph(text("One\x00two\ud800three\ufffe <&>")))))
    assert made.paragraphs[-1].text == "One\ufffdtwo\ufffdthree\ufffd <&>"


def test_columns_are_as_wide_as_their_words() -> None:
    assert weights(("No.", "Text"), (("1", "word " * 30), ("2", ""))) == (4, 42)
