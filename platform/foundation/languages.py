"""The languages in which the server writes texts, and texts in several."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def language_of(tag: str) -> str:
    """The language of `LANGUAGES` for a BCP 47 tag: the tag itself, else its primary language, else the default."""
    known = {code.lower(): str(code) for code, _ in settings.LANGUAGES}
    wanted = tag.lower()
    return known.get(wanted) or known.get(wanted.partition("-")[0]) or str(settings.LANGUAGE_CODE)


@cache
def territory(code: str, language: str) -> str:
    """The name of a state or territory by its ISO 3166 code in a language (CLDR), or "" if it is not known."""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return ""
    return str(names.get(code.upper(), ""))


def in_each_language(text: Promise, **values: object) -> dict[str, str]:
    """The text of a lazy translation in each language of `LANGUAGES`, with the values of its placeholders."""
    found = {}
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(text).format(**values)
    return found


def in_order(tags: Iterable[str], like: Sequence[str] = ()) -> list[str]:
    """Language tags in a given order: those of `like` first, then those of `LANGUAGES`, then others by alphabet.

    The members of a JSON object have no order: PostgreSQL sorts them. So a text by language cannot say which language
    comes first.
    """
    first = [*like, *(str(code) for code, _ in settings.LANGUAGES)]
    return sorted(set(tags), key=lambda tag: (first.index(tag) if tag in first else len(first), tag))


def text_in(text: Mapping[str, str], *languages: str) -> str:
    """The text in the first of these languages that it has, else in English, else in the first of any order."""
    wanted = [*languages, *in_order(text)]
    return next((found for tag in wanted if (found := text.get(tag))), "")


def in_language(text: Mapping[str, str], language: str) -> str:
    """The text in this language, as `text_in` finds it. It is put on one line."""
    return " ".join(text_in(text, language).split())


def name_of_language(tag: str) -> str:
    """The name of a language in itself, such as *Français*, by its BCP 47 tag. The tag if its name is not known."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[0].upper() + name[1:]
