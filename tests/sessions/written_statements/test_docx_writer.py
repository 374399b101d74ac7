"""The published document has the words of the statement, and nothing else of the original file."""

import io
import zipfile

import docx
import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.written_statements import rich_text
from sessions.written_statements.docx_writer import docx_file
from sessions.written_statements.extract import STYLES

PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
]


def read_again(html: str) -> str:
    """The text of the document made of this HTML."""
    made = docx_file(html, rich=True, language="en")
    return rich_text.clean_html(mammoth.convert_to_html(io.BytesIO(made), style_map=STYLES).value)


def part(made: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.namelist() == PARTS
        return packed.read(name).decode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Excellencies,</p><p>We agree.</p>",
        "<h1>Tides</h1><h2>Where</h2><h3>How often</h3>",
        "<p>We <strong>measure</strong> &lt;them&gt; &amp; <em>publish</em>.</p>",
        "<ul><li>Suva</li><li>Hourly<ol><li>First</li><li>Second</li></ol></li></ul><p>1.5 m</p>",
        "<ol><li>One</li></ol><p>1.5 m</p><ol><li>One again</li></ol>",
        "<p>A line<br />and <strong><em>another</em></strong></p>",
        "<p>نحن نوافق</p><p>我们同意</p>",
    ],
)
def test_what_is_published_is_what_was_read(html: str) -> None:
    assert read_again(html) == html.replace("<br />", "<br>")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(["p", "h1", "h2", "h3"]), WORDS), min_size=1))
def test_any_words_are_published(paragraphs: list[tuple[str, str]]) -> None:
    html = rich_text.clean_html("".join(f"<{tag}>{text}</{tag}>" for tag, text in paragraphs))
    assert (
        rich_text.text_without_marks(read_again(html)).split() == rich_text.text_without_marks(html).split()
    )


@given(st.text())
def test_a_plain_text_is_published_whatever_is_in_it(text: str) -> None:
    made = docx_file(text, rich=False, language="fj")
    assert part(made, "word/document.xml")
    docx.Document(io.BytesIO(made))


def test_a_plain_text_has_its_paragraphs_and_lines() -> None:
    read = docx.Document(io.BytesIO(docx_file("One\ntwo\n\n<b>three</b>\x0b", rich=False, language="fj")))
    assert [paragraph.text for paragraph in read.paragraphs] == ["One\ntwo", "<b>three</b>"]
    assert [paragraph.style.name for paragraph in read.paragraphs if paragraph.style] == ["Normal", "Normal"]


def test_arabic_runs_from_right_to_left() -> None:
    made = part(docx_file("<p>نحن</p><p>We</p>", rich=True, language="ar"), "word/document.xml")
    assert (made.count("<w:bidi/>"), made.count("<w:rtl/>")) == (1, 1)


def test_the_same_text_makes_the_same_file() -> None:
    first, second = (docx_file("<p>We agree.</p>", rich=True, language="en") for _ in range(2))
    assert first == second
