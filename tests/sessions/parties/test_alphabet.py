"""Names in the alphabetical order of a language."""

import pytest

from sessions.parties import alphabet


def in_order(language: str, *names: str) -> list[str]:
    return sorted(names, key=lambda name: alphabet.sort_key(name, language))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åland", "Chile", "Costa Rica", "Côte d’Ivoire", "Cuba", "Zambia"]),
        ("fr", ["Égypte", "Émirats arabes unis", "Équateur", "Érythrée", "Espagne"]),
        ("id", ["Filipina", "Jepang", "Laos", "Selandia Baru", "Tiongkok"]),
        ("en", ["Guinea", "Guinea-Bissau", "Guyana"]),
        ("ar", ["إندونيسيا", "تونس", "مصر"]),
        ("zh", ["斐济", "柬埔寨", "印度尼西亚", "智利"]),
        ("ru", ["Австралия", "Индонезия", "Йемен", "Чили", "Япония"]),
        ("es", ["nube", "ñandú", "oca"]),
        ("es-MX", ["nube", "ñandú", "oca"]),
        ("sv", ["Zambia", "Åland", "Österrike"]),
        ("pl", ["Luksemburg", "Łotwa", "Malta"]),
    ],
)
def test_FL7_names_sort_as_their_language_does(language: str, names: list[str]) -> None:
    assert in_order(language, *reversed(names)) == names


def test_FL7_a_letter_comes_before_the_names_it_begins() -> None:
    for letter in ("M", "m"):
        assert in_order("en", "Malaysia", "Lesotho", letter) == ["Lesotho", letter, "Malaysia"]
    assert in_order("es", "Ñ", "nz", "ñandú") == ["nz", "Ñ", "ñandú"]


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("Fiji", "en", "F"),
        ("Égypte", "fr", "E"),
        ("“Åland”", "en", "A"),
        ("Åland", "sv", "Å"),
        ("A\u030aland", "sv", "Å"),
        ("柬埔寨", "zh", "J"),
        ("1234", "en", ""),
        ("", "en", ""),
    ],
)
def test_FL7_the_letter_under_which_a_name_stands(name: str, language: str, letter: str) -> None:
    assert alphabet.initial(name, language) == letter
