"""Rules of written statements: length, and until when a text is held (FL4)."""

import pytest
from pydantic import ValidationError

from sessions.written_statements import protocol, rules
from tests.support.floors import refused


@pytest.mark.parametrize(("group", "most"), [(False, 500), (True, 800)])
def test_FL4_a_statement_in_writing_has_at_most_so_many_words(group: bool, most: int) -> None:
    rules.check_text("word " * most, "", group)
    with refused("written.too_long") as too_long:
        rules.check_text("word\n" * (most + 1), "", group)
    assert too_long.value.values == {"most": most}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" Bula  vinaka\n\nvaka-levu \u00a0 ", 3),
        ("It’s 1.5 °C — now.", 5),
        ("我们同意。我们感谢主席。", 10),
        ("同" * 4200, 4200),
        ("在COP27会议上，２０２５年", 7),
        ("サーバーは動く", 7),
        ("ที่ดิน", 1),
        ("ประเทศไทยขอขอบคุณท่านประธาน", 7),
        ("ขอบคุณ Fiji2021นะ", 4),
        ("ที่ดิน" * 500, 375),
        ("우리는 동의합니다", 2),
        ("नमस्ते दुनिया", 2),
        ("نحن نوافق", 2),
    ],
)
def test_FL4_words_of_scripts_without_spaces_have_a_length_too(text: str, words: int) -> None:
    assert rules.count_words(text) == words


def test_FL4_a_statement_in_writing_has_words_and_not_too_many_marks() -> None:
    with refused("written.empty"):
        rules.check_text(" \n", "<p></p>", False)
    rules.check_text("word", "x" * rules.MAX_CHARACTERS, False)
    with refused("written.too_many_characters"):
        rules.check_text("word", "x" * (rules.MAX_CHARACTERS + 1), False)


def test_FL4_a_blank_group_and_a_blank_text_are_none() -> None:
    assert protocol.SubmitStatement(language="en", text=" We agree. ", on_behalf_of="  ").on_behalf_of == ""
    assert protocol.SubmitStatement(language="en", text=" We agree. ").text == "We agree."
    with pytest.raises(ValidationError):
        protocol.SubmitStatement(language="en", text=" \n ")


def test_FL4_a_party_hands_in_so_many_statements_in_a_session() -> None:
    rules.check_statement_count(rules.MAX_OF_A_PARTY - 1)
    with refused("written.too_many"):
        rules.check_statement_count(rules.MAX_OF_A_PARTY)


@pytest.mark.parametrize("language", ["", "f", "<script>", "en-", "en US", "english-language"])
def test_FL4_a_language_is_a_tag(language: str) -> None:
    assert protocol.SubmitStatement(language="zh-Hant", text="We agree.").language == "zh-Hant"
    with pytest.raises(ValidationError):
        protocol.SubmitStatement(language=language, text="We agree.")


@pytest.mark.parametrize(
    ("spoken", "speaks", "held"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_FL4_a_text_that_is_spoken_is_held_but_during_its_turn(
    spoken: bool, speaks: bool, held: bool
) -> None:
    assert rules.is_held(spoken, speaks) is held


def test_FL4_one_text_is_held_in_a_capacity_and_what_is_public_stays() -> None:
    rules.check_single(held=False)
    rules.check_held(held=True)
    with refused("written.already_held"):
        rules.check_single(held=True)
    with refused("written.is_public"):
        rules.check_held(held=False)
