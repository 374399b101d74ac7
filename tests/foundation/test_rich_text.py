"""The entry point for HTML from outside: what reaches the parser is bounded, whatever is sent."""

import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import rich_text
from foundation.refusals import Refusal
from sessions.outcome import markup
from sessions.written_statements.rich_text import KEPT, LEFT_OUT, clean_html
from tests.support.hostile_html import HOSTILE
from tests.support.wire_server import environment

VOID = "br"


class _Tree(HTMLParser):
    """Fails where an element is closed while another is open in it, and notes the greatest depth."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        if tag != VOID:
            self.open.append(tag)
            self.depth = max(self.depth, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tree_of(html: str) -> _Tree:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert not tree.open
    return tree


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reached the parser."""
    seen: list[str] = []
    clean = nh3.clean

    def noted(html: str, **options: object) -> str:
        seen.append(html)
        return clean(html, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(nh3, "clean", noted)
    return seen


@pytest.mark.parametrize("clean", [clean_html, markup.clean])
@pytest.mark.parametrize("shape", HOSTILE)
@pytest.mark.parametrize("size", [500, 2_000, 8_000, 20_000, 100_000])
def test_no_text_reaches_the_parser_but_in_a_tree_of_bounded_size_and_depth(
    shape: str, size: int, clean: Callable[[str], str], parsed: list[str]
) -> None:
    html = HOSTILE[shape](size)
    try:
        clean(html)
    except Refusal as refusal:
        assert refusal.code in (  # noqa: PT017  # some sizes are refused, others are not
            "rich_text.too_long",
            "rich_text.too_many_tags",
            "rich_text.too_deep",
            "outcome.paragraph_too_long",
        )
    for written in parsed:
        # The most is <p>x with four marks, which are written anew in each paragraph.
        assert len(written) <= min(12 * len(html), rich_text.MAX_CHARACTERS)
        assert tree_of(written).depth <= rich_text.MAX_NESTING + len({"b", "i", "em", "strong"})


def test_no_text_takes_time_that_grows_faster_than_it() -> None:
    """In C too, where no steps are counted. All texts together take a second of CPU; one of them took minutes."""
    read = "from tests.support.hostile_html import read_all; read_all(most_seconds=30)"
    done = subprocess.run(
        [sys.executable, "-c", read], env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout.splitlines()[-1:]


@pytest.mark.parametrize(
    ("html", "code", "figure"),
    [
        ("x" * 100_001, "rich_text.too_long", "100001"),
        ("&" * 30_000, "rich_text.too_long", "150000"),
        ("<br>" * 5_001, "rich_text.too_many_tags", "5000"),
        ("<ul>" * 101, "rich_text.too_deep", "100"),
    ],
)
def test_a_refusal_says_the_figure(html: str, code: str, figure: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_html(html)
    assert refused.value.code == code
    assert figure in refused.value.message


WORD = (
    "<p class=MsoNormal style='margin:0cm;text-align:justify;line-height:115%'><span lang=EN-GB style='font-size:12pt;"
    'font-family:"Times New Roman",serif\'><b>We</b> welcome the <i>report</i>, and<o:p></o:p></span></p>\n'
)
"""A paragraph as Word copies it."""


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<!--[if gte mso 9]><xml><w:Zoom>0</w:Zoom></xml><![endif]-->" + WORD * 400,
         "<p><b>We</b> welcome the <i>report</i>, and</p>\n" * 400),
        ("<ul><li>x" * 50 + "</li></ul>" * 50, "<ul><li>x" * 50 + "</li></ul>" * 50),
        ("<ul>" + "<li>One" * 1_000 + "</ul>", "<ul>" + "<li>One</li>" * 1_000 + "</ul>"),
        ("<table>" + "<tr><td>Suva<td>1.5" * 800 + "</table>", "Suva1.5" * 800),
        ("<b>word</b> <i>by</i> " * 1_000, "<b>word</b> <i>by</i> " * 1_000),
        ("<div>" * 60 + "x" + "</div>" * 60, "<div>" * 60 + "x" + "</div>" * 60),
    ],
    ids=["200 pages from Word", "a list of 50 levels", "items that are not closed", "a table", "marks on each word",
         "a page of the web"],
)  # fmt: skip
def test_honest_texts_pass(html: str, left: str) -> None:
    assert clean_html(html) == left.strip()


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<b><p>One</p><p>Two</p></b>", "<p><b>One</b></p><p><b>Two</b></p>"),
        ("<p><b>One<p>Two</b> three", "<p><b>One</b></p><p><b>Two</b> three</p>"),
        ("<h1><p>Title</p></h1><p>Text", "<h1>Title</h1><p>Text</p>"),
        ("<ul><li>One<ul><li>Two</li></li></ul>Three", "<ul><li>One<ul><li>Two</li></ul></li></ul>Three"),
        ("<p title='a > b'>We</p><p title=\"</p><b>\">go", "<p>We</p><p>go</p>"),
        ("1 < 2 <3 </p>", "1 &lt; 2 &lt;3"),
        ("<![if !supportLists]>1. <![endif]>One", "1. One"),
        ("<!-->seen<!-- not -->", "seen"),
        ("<svg/>We <s>never <s>ever</s> will</s>agree", "We agree"),
        ("<<x>script>alert(1)<<x>/script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("We<SCRIPT>x</Script >agree", "Weagree"),
    ],
)
def test_the_order_of_tags_is_mended(html: str, left: str) -> None:
    assert clean_html(html) == left
    assert clean_html(left) == left


PIECES = st.lists(
    st.sampled_from(
        [f"<{end}{name}>" for name in (*KEPT, *LEFT_OUT, "script", "table", "a b=1") for end in ("", "/")]
        + [
            "<",
            ">",
            "</",
            "<!--",
            "-->",
            "<b a='",
            "'",
            '"',
            "=",
            "&amp;",
            "&lt;",
            "word",
            " ",
            "\n",
            "\u00a0",
        ]
    ),
    max_size=30,
)


@given(PIECES)
def test_what_is_written_is_a_tree_and_stays_as_it_is(pieces: list[str]) -> None:
    cleaned = clean_html("".join(pieces))
    tree_of(cleaned)
    assert clean_html(cleaned) == cleaned
