"""The languages of the server, and its texts in each of them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy, to_locale

from foundation.languages import in_each_language, in_order, language_of, territory, text_in

FRONT_END = Path(__file__).parents[2] / "frontend" / "src" / "locales" / "language.svelte.ts"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("", "en"), ("id", "id"), ("id-ID", "id"), ("EN-gb", "en"), ("xx", "en"), ("../", "en")],
)
def test_the_language_of_a_tag(tag: str, language: str) -> None:
    assert language_of(tag) == language


def test_a_tag_with_a_region_of_its_own_is_that_language(settings: pytest.FixtureRequest) -> None:
    settings.LANGUAGES = [("en", "English"), ("pt-br", "Português")]  # type: ignore[attr-defined]
    assert [language_of(tag) for tag in ("pt-BR", "pt", "pt-PT")] == ["pt-br", "en", "en"]


def test_a_text_in_each_language_with_the_values_of_its_placeholders() -> None:
    room = in_each_language(pgettext_lazy("demo", "Room {number}"), number=3)
    assert (room["en"], room["id"], room.keys()) == ("Room 3", "Ruang 3", dict(settings.LANGUAGES).keys())


def test_a_state_by_its_code() -> None:
    assert [territory("FJ", tag) for tag in ("fr", "id", "zh", "pt-BR")] == ["Fidji", "Fiji", "斐济", "Fiji"]
    assert [territory(*pair) for pair in (("", "fr"), ("Q", "fr"), ("FJ", "xx"), ("FJ", "../"))] == [""] * 4


def test_djangos_own_texts_are_in_chinese_too() -> None:
    with translation.override("zh"):
        assert gettext("This field is required.") == "该字段是必填项。"
        assert pgettext("registration", "Send me a code") == "给我发送代码"
    with translation.override("en"):
        assert gettext("This field is required.") == "This field is required."
    assert in_each_language(gettext_lazy("In no catalogue")) == dict.fromkeys(
        dict(settings.LANGUAGES), "In no catalogue"
    )


def test_every_language_has_a_catalogue_and_is_one_of_the_front_end() -> None:
    of_allauth, own = (
        {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/django.mo")}
        for folder in settings.LOCALE_PATHS
    )
    codes = {to_locale(code) for code, _ in settings.LANGUAGES}
    # allauth's English is not Balai's.
    assert (of_allauth, own) == (codes, codes - {to_locale(settings.LANGUAGE_CODE)})
    table = re.search(r"LANGUAGES = {(.*?)}", FRONT_END.read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    assert dict(settings.LANGUAGES) == dict(re.findall(r'"?([\w-]+)"?: "(.*?)"', table[1]))


def test_languages_have_an_order_that_no_object_gives() -> None:
    assert in_order({"ar", "fr", "en"}) == ["en", "fr", "ar"]
    assert in_order({"ar", "fr", "en"}, ["fr", "ru"]) == ["fr", "en", "ar"]
    assert in_order({"sw", "pt-BR", "id"}) == ["id", "pt-BR", "sw"]


def test_a_text_is_in_the_first_language_that_is_wished_and_there() -> None:
    # PostgreSQL would have these members in the order ar, en, fr.
    text = {"ar": "مؤتمر", "fr": "Conférence", "en": ""}
    assert text_in(text, "ru", "fr", "ar") == "Conférence"
    assert text_in(text) == text_in(text, "en") == "Conférence"
    assert text_in({"sw": "Mkutano", "pt": "Conferência"}) == "Conferência"
    assert text_in({}) == ""
