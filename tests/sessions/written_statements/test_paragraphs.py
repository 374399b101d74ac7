"""Paragraphs from the lines of PDF pages (FL4)."""

import pytest

from sessions.written_statements.paragraphs import text_of

WRAPPED = """Statement by Fiji
Mr. President, we thank you for the opportunity to speak here
today. The ocean that we share is rising, and a science-
based answer is due. We commit to it.
We ask three things:
1. a fund for all those who lose their homes to the waters of
the sea;
2. a date."""


def test_FL4_lines_that_a_page_broke_are_joined_into_paragraphs() -> None:
    assert text_of(WRAPPED).splitlines() == [
        "Statement by Fiji",
        "Mr. President, we thank you for the opportunity to speak here today. The ocean that we share is rising, and a"
        " science-based answer is due. We commit to it.",
        "We ask three things:",
        "1. a fund for all those who lose their homes to the waters of the sea;",
        "2. a date.",
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("We agree.\nThank you.", "We agree.\nThank you."),
        ("We agree.\n \n \nThank you.", "We agree.\n\nThank you."),
        ("同" * 45 + "\n" + "意。", "同" * 45 + "意。"),
        ("\ufee7\ufea4\ufee6 \ufee7\ufeee\ufe8d\ufed3\ufed6", "نحن نوافق"),
        ("\ufb01ne o\ufb03ce, CO₂ and ½", "fine office, CO₂ and ½"),
        ("⼈⼤", "人大"),
        ("", ""),
    ],
)
def test_FL4_shapes_of_letters_become_letters(page: str, text: str) -> None:
    assert text_of(page) == text
