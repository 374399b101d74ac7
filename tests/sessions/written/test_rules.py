"""How long a statement in writing may be (FL4)."""

import pytest
from pydantic import ValidationError

from sessions.written import protocol, rules
from tests.support.floors import refused


@pytest.mark.parametrize(("group", "most"), [("", 500), ("PIF", 800)])
def test_FL4_a_statement_in_writing_has_at_most_so_many_words(group: str, most: int) -> None:
    rules.check("word " * most, group)
    with refused("written.too_long"):
        rules.check("word\n" * (most + 1), group)


def test_FL4_a_blank_group_and_a_blank_text_are_none() -> None:
    assert protocol.SubmitStatement(language="en", text=" We agree. ", on_behalf_of="  ").on_behalf_of == ""
    assert protocol.SubmitStatement(language="en", text=" We agree. ").text == "We agree."
    with pytest.raises(ValidationError):
        protocol.SubmitStatement(language="en", text=" \n ")


def test_FL4_a_party_hands_in_so_many_statements_in_a_session() -> None:
    rules.check_number(rules.MOST_OF_A_PARTY - 1)
    with refused("written.too_many"):
        rules.check_number(rules.MOST_OF_A_PARTY)


@pytest.mark.parametrize("language", ["", "f", "<script>", "en-", "en US", "english-language"])
def test_FL4_a_language_is_a_tag(language: str) -> None:
    assert protocol.SubmitStatement(language="zh-Hant", text="We agree.").language == "zh-Hant"
    with pytest.raises(ValidationError):
        protocol.SubmitStatement(language=language, text="We agree.")
