"""Columns of texts in several languages, such as `name:en`. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from foundation.text import usual_tag
from sessions.exchange.rules import KnownRow, Values, WrongCellError

TONES = ("formal", "informal")
"""Endings of pretalx's languages that are no subtags of RFC 5646."""

TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


Named = Mapping[str, Mapping[str, Mapping[str, str]]]
"""The names by language of what rows name, such as rooms: by field, and by the name that a table writes there."""


def field_of(
    column: str,
    texts: Collection[str],
    fields: Collection[str],
    languages: Sequence[str],
    named: Collection[str] = (),
) -> str:
    """The field that a column has: the column's own name, or `title:en` for a text. Empty if the column is not read.

    A column of texts that names no language is in the first of the conference's `languages`. A field in `named` has
    that language itself, and further fields for the others.
    """
    base, _, tag = column.partition(":")
    if base in named and tag and TAG.fullmatch(tag):
        known = usual_tag(tag, languages)
        return base if known == languages[0] else f"{base}:{known}"
    if base not in texts:
        return column if column in fields else ""
    if not tag:
        return f"{base}:{languages[0]}"
    if not TAG.fullmatch(tag):
        return ""
    return f"{base}:{usual_tag(tag, languages)}"


def nearest_language(tag: str, languages: Sequence[str]) -> str:
    """The language of the conference that a tag means: `en` for `en-us`, if the conference has no `en-US`. If there is
    none, the tag without what pretalx adds to it: `de` for `de-formal`.
    """
    subtags = tag.casefold().replace("_", "-").split("-")
    known = {each.casefold() for each in languages}
    starts = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next(
        (start for start in starts if start in known), "-".join(each for each in subtags if each not in TONES)
    )


def text_by_language(base: str, values: Values) -> dict[str, str]:
    """The text in each language, from those of its fields that are filled in."""
    start = f"{base}:"
    return {
        name.removeprefix(start): str(text)
        for name, text in values.items()
        if name.startswith(start) and text
    }


def missing(base: str, values: Values) -> WrongCellError:
    """The error of a row that has this text in no language."""
    return WrongCellError("required" if fields_with_bases([base], [*values]) else "no_column", base)


def changed_texts(base: str, values: Values, present: Mapping[str, str]) -> dict[str, str]:
    """The text `present` after a change: the fields that `values` has replace its languages. An empty field removes a
    language.
    """
    start = f"{base}:"
    given = {name.removeprefix(start): str(text) for name, text in values.items() if name.startswith(start)}
    return {tag: text for tag, text in {**present, **given}.items() if text}


def fields_with_bases(bases: Collection[str], fields: Sequence[str]) -> list[str]:
    """Those of the fields that are texts with one of these bases."""
    return [field for field in fields if field.partition(":")[0] in bases]


def in_order_of_languages(fields: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The fields, those of the languages first that come first. A row is called by the first text that it has."""
    places = {tag: place for place, tag in enumerate(languages)}
    return sorted(fields, key=lambda field: places.get(field.partition(":")[2], len(places)))


def names_of(base: str, name: str, values: Values, languages: Sequence[str]) -> dict[str, str]:
    """The names, by language, of a room or a theme that a row adds.

    They are `name` in the first language, and the texts of the row's fields in the others. If the row has no such
    fields, it is `name` in all languages.
    """
    if not any(field.startswith(f"{base}:") for field in values):
        return dict.fromkeys(languages, name)
    return {languages[0]: name, **text_by_language(base, values)}


def with_languages(known: Sequence[KnownRow], fields: Sequence[str]) -> list[KnownRow]:
    """The known rows, with an empty text for each of `fields` that they lack, so that an import can fill it in."""
    empty: Values = dict.fromkeys(fields, "")
    return [replace(each, values={**empty, **each.values}) for each in known]
