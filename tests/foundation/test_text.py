"""Cleaning texts, and comparing names by their look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.text import (
    CONFUSABLES,
    clean_input,
    clean_name,
    clean_text,
    comparable_words,
    has_letter_or_digit,
    is_invisible,
    leading_blanks,
)

ZWNJ, ZWJ = "\u200c", "\u200d"


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("We\0 agree\x1b.\x7f", "We agree."),
        ("a\x0bb\x0cc\x85d\r\ne\rf", "a\nb\nc\nd\ne\nf"),
        ("a\tb\nc", "a\tb\nc"),
        ("\ud800a\ufffe\ufdd0", "a"),
        ("می\u200cخواهم \u202a\U0001f389", "می\u200cخواهم \u202a\U0001f389"),
        ("e\u0301 e\0\u0301", "\u00e9 \u00e9"),
        ("\u0958", "\u0915\u093c"),
        ("a" + "\u0301\u0316" * 400, "\u00e1" + "\u0316" * 15 + "\u0301" * 14),
        ("\u0f73" * 400, "\u0f71" * 30 + "\u0f72" * 30),
        ("\u2026" * 40 + "\u0301", "\u2026" * 40 + "\u0301"),
        ({"te\0xt": ["a\x01", 5, None, True, {"b": "\x02"}]}, {"text": ["a", 5, None, True, {"b": ""}]}),
    ],
)
def test_input_is_composed_and_no_control_character_is_left(came: object, kept: object) -> None:
    assert clean_input(came) == kept


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Ana \n Diaz ", "Ana Diaz"),
        ("A\u202en\u2066a\u2069\u200f", "Ana"),
        ("\ufeffA\u00adna\u200b\u2060", "Ana"),
        ("Ana\ufe0f\U000e0100", "Ana"),
        ("Ana \U0001f389", "Ana"),
        ("\U0001f1eb\U0001f1ef Ana", "Ana"),
        ("Nguye\u0302\u0303n", "Nguy\u1ec5n"),
        ("Z\u0337\u0337\u0337\u0337\u0337algo", "Z\u0337\u0337\u0337algo"),
        ("Jean-Luc O’Neil", "Jean-Luc O’Neil"),
        ("\u0622\u0646\u0627", "\u0622\u0646\u0627"),
        (
            f"\u0645\u06cc{ZWNJ}\u062e\u0648\u0627\u0647\u0645",
            f"\u0645\u06cc{ZWNJ}\u062e\u0648\u0627\u0647\u0645",
        ),
        (f"\u0dc1\u0dca{ZWJ}\u0dbb\u0dd3", f"\u0dc1\u0dca{ZWJ}\u0dbb\u0dd3"),
        (f"A{ZWJ}n{ZWNJ}a", "Ana"),
        ("田中", "田中"),
    ],
)
def test_a_name_is_composed_and_loses_invisible_characters(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored
    assert has_letter_or_digit(stored)


@pytest.mark.parametrize(
    "typed", ["", " ", "\u200b\u200c\u200d", "\u3164\uffa0", "\u2800", "...", "—", "\U0001f1eb\U0001f1ef"]
)
def test_a_name_needs_a_letter_or_digit(typed: str) -> None:
    assert not has_letter_or_digit(clean_name(typed))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_clean_name_is_clean(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert not any(is_invisible(each) and each not in (ZWNJ, ZWJ) for each in name)
    assert leading_blanks(name).strip(ZWNJ + ZWJ) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fiji", "F\u0456ji"), ("Fiji", "FlJI"), ("Fiji", "F\u00edj\u0131"), ("chair", "\u0421h\u0430\u0456r"),
        ("chair", "CHA1R"), ("moderator", "\u041coder\u0430tor"), ("moderator", "rn0derator"),
        ("chair", "\uff23\uff28\uff21\uff29\uff32"), ("chair", "\U0001d402hair"), ("chair", "cha\u200bir"),
        ("Côte d’Ivoire", "COTE D'IVOIRE"), ("World Bank", "world\u2009-\u2009bank"),
    ],
)  # fmt: skip
def test_similar_words_are_equal(one: str, other: str) -> None:
    assert comparable_words(one) == comparable_words(other)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Who pays?\r\nAnd when?", "Who pays?\nAnd when?"),
        ("\u202egnorw si siht\u202c", "gnorw si siht"),
        ("\u2066a\u2069\u200e\u200fb", "ab"),
        ("zero\u200b\u2060\ufeffwidth", "zerowidth"),
        ("e\u0301" + "\u0316" * 40 + "x", "\u00e9" + "\u0316" * 3 + "x"),
        ("\u0915\u094d\u200d\u0937 \u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",) * 2,
        ("\u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467",) * 2,
        ("line\u2028separator\u2029", "lineseparator"),
        ("  \u3164 ", ""),
        ("<b>not</b> & markup",) * 2,
    ],
)
def test_a_text_has_no_invisible_characters_and_keeps_what_scripts_and_emoji_need(
    text: str, clean: str
) -> None:
    assert clean_text(text) == clean
    assert clean_text(clean) == clean


@pytest.mark.parametrize(
    ("one", "other"), [("Fiji", "Fijian"), ("chair", "chain"), ("日本", "日木"), ("آنا", "Ana")]
)
def test_different_words_are_not_equal(one: str, other: str) -> None:
    assert comparable_words(one) != comparable_words(other)


def test_the_table_tells_where_it_is_from_and_under_which_licence() -> None:
    head = [line for line in CONFUSABLES.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert {"# UNICODE LICENSE V3", "# Copyright © 1991-2023 Unicode, Inc."} <= set(head)


@given(st.text())
def test_what_came_in_does_not_become_longer_when_it_is_cleaned_again(text: str) -> None:
    came = clean_input(text)
    assert clean_input(came) == came
    assert len(clean_text(came)) <= len(came)
    assert len(clean_name(came)) <= len(came)
