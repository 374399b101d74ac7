"""Which field of a table each column of a file means. Pure."""

from collections.abc import Mapping, Sequence

from sessions.exchange import texts
from sessions.exchange.column_words import INDEX, LANGUAGE_NAMES, LANGUAGES, WORDS, TableName, folded

TEXTS: Mapping[TableName, tuple[str, ...]] = {
    "delegations": ("name", "spoken"),
    "people": (),
    "programme": ("title", "description"),
}
"""The fields of each table that are texts, with a column for each language (`name:en`)."""

NAMED: Mapping[TableName, tuple[str, ...]] = {
    "delegations": ("theme",),
    "people": (),
    "programme": ("room", "theme"),
}
"""The fields that name something else, which has further names in other languages (`theme:id`)."""


def guess(table: TableName, columns: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """The field of each column whose name is known. A field is given to one column: to the one that has its own name,
    else to the first that means it.

    A text without a language is in the first of the conference's `languages`, but for one that is named in a language
    of the conference, such as `Pays`.
    """
    found: dict[str, str] = {}
    for read in (_own_field, _meant_field):
        for column in columns:
            field = "" if column in found else read(table, column, languages)
            if field and field not in found.values():
                found[column] = field
    return {column: found[column] for column in columns if column in found}


def fitness(table: TableName, columns: Sequence[str]) -> int:
    """How well the columns fit a table. The own name of a field counts twice, because other words are in several."""
    return sum(1 + (column.partition(":")[0] in WORDS[table]) for column in guess(table, columns, ["en"]))


def _own_field(table: TableName, column: str, languages: Sequence[str]) -> str:
    fields = WORDS[table].keys() - {*TEXTS[table]}
    return texts.field_of(column, TEXTS[table], fields, languages, NAMED[table])


def _meant_field(table: TableName, column: str, languages: Sequence[str]) -> str:
    base, _, said = column.partition(":")
    field, spoken = INDEX[table].get(folded(base), ("", []))
    if not field:
        return ""
    tag = LANGUAGES.get(folded(said)) or texts.nearest_language(said, languages)
    if tag not in (*LANGUAGE_NAMES, *languages):
        tag = next((each for each in spoken if each in languages), "") if field in TEXTS[table] else ""
    return _own_field(table, f"{field}:{tag}" if tag else field, languages) or field


def fields_of(table: TableName, languages: Sequence[str]) -> list[str]:
    """The fields of a table, with one for each language of each text."""
    return [
        name
        for field in WORDS[table]
        for name in ([f"{field}:{tag}" for tag in languages] if field in TEXTS[table] else [field])
    ]


def is_field(table: TableName, field: str, languages: Sequence[str]) -> bool:
    """Whether a table has this field."""
    return _own_field(table, field, languages) == field
