"""The code of a seat card: read in any typed form, and made by this server only."""

from typing import Any

import pytest

from sessions.seats.cards.codes import LENGTH, card_code, card_number_of, is_code_of

KEY = "a" * 32


def test_a_code_names_its_card_and_has_sixteen_characters_that_are_no_word() -> None:
    number, *groups = card_code(12, KEY).split("-")
    assert number == "12"
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) <= set("CDFGHJKMNPQRTVWX3479")


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", ""),
                                   lambda code: f" {code.replace('-', ' ')} "])  # fmt: skip
def test_it_is_read_however_it_was_typed(typed: Any) -> None:
    code = typed(card_code(12, KEY))
    assert (card_number_of(code), is_code_of(code, 12, KEY)) == (12, True)


def test_codes_of_other_cards_keys_and_secrets_differ(settings: Any) -> None:
    code = card_code(12, KEY)
    assert not is_code_of(code, 13, KEY)
    assert not is_code_of(code, 12, "b" * 32)
    for at, character in enumerate(code):
        other = code[:at] + ("C" if character != "C" else "D") + code[at + 1 :]
        assert character == "-" or (card_number_of(other), is_code_of(other, 12, KEY)) != (12, True)
    settings.SECRET_KEY = "another"
    assert not is_code_of(code, 12, KEY)


@pytest.mark.parametrize(
    "typed", ["", "12", "-", "C" * LENGTH, "0" + "C" * LENGTH, "x" * 64, "٣" * 20, "\ud800", "9" * 64]
)
def test_what_was_never_printed_is_of_no_card(typed: str) -> None:
    assert card_number_of(typed) == 0 or not is_code_of(typed, card_number_of(typed), KEY)
