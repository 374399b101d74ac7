"""The markup of paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.outcome import markup

PIECES = st.lists(
    st.sampled_from(
        ["<b>", "</b>", "<i lang=id>", "<i>", "</i>", "word ", "<fn>", "</fn>", "&amp;", "<script>", "<", ">"]
    ),
    max_size=14,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("  We   agree.\n", "We agree."),
        ("<p class=MsoNormal>We <strong>agree</strong>.<o:p></o:p></p>", "We <b>agree</b>."),
        ("We <b>agree", "We <b>agree</b>"),
        ('We <b lang="en" title="x">agree</b><i lang=fr>.</i>', "We <b>agree</b><i>.</i>"),
        ('We<samp title="x">agree</samp>', "Weagree"),
        ("We</b> agree", "We agree"),
        ("<b><i>We</b> agree</i>", "<b><i>We</i></b><i> agree</i>"),
        ("<b></b>We", "We"),
        ("Data<fn> As of <b>2021</b>. </fn>", "Data<fn>As of 2021.</fn>"),
        ("<script>alert(1)</script>We", "We"),
        ('<a href="https://example.org/">We</a> <img src=x onerror=alert(1)>agree', "We agree"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("the country's", "the country’s"),
        ("Cafe\u0301", "Café"),
        ("soft\u00adhyphen", "softhyphen"),
        # What turns the direction of the words after it, and what cannot be seen.
        ("We \u202eagree\u2066.", "We agree."),
        ("We\U000e0041 ag\u206aree", "We agree"),
        # Marks of direction that a text of two scripts needs, and joiners, stay.
        ("\u200fد\u200cل", "\u200fد\u200cل"),
    ],
)
def test_what_is_pasted_is_cleaned(given: str, expected: str) -> None:
    assert markup.clean(given) == expected


@given(PIECES)
def test_a_clean_text_stays_as_it_is(pieces: list[str]) -> None:
    once = markup.clean("".join(pieces))
    assert markup.clean(once) == once
    for mark in ("b", "i", "fn"):
        assert once.count(f"<{mark}>") == once.count(f"</{mark}>")
    assert "<script" not in once


def test_plain_text_has_no_marks() -> None:
    assert markup.without_markup("We <b>agree</b><fn>All.</fn> &amp; act") == "We agree & act"
    assert markup.without_markup(markup.escape("1 < 2 & 3")) == "1 < 2 & 3"
