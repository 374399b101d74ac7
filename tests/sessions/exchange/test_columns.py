"""Which field a column is read as, in each language."""

from typing import get_args

import pytest
from django.conf import settings

from sessions.exchange import columns, delegation_rows, people_rows, programme_rows
from sessions.exchange.column_words import WORDS, TableName, folded
from sessions.exchange.sheet import column_name

KNOWN = {
    "delegations": {*delegation_rows.TEXTS, *delegation_rows.COLUMNS},
    "people": {*people_rows.COLUMNS},
    "programme": {*programme_rows.TEXTS, *programme_rows.COLUMNS},
}
TAGS = [tag for tag, _ in settings.LANGUAGES]


def guessed(table: TableName, *names: str, languages: tuple[str, ...] = ("en", "fr", "ar")) -> list[str]:
    names = tuple(map(column_name, names))
    found = columns.guess(table, names, languages)
    return [found.get(name, "") for name in names]


@pytest.mark.parametrize("table", get_args(TableName))
def test_each_field_has_words_in_each_language_and_a_word_means_one_field(table: TableName) -> None:
    assert WORDS[table].keys() == KNOWN[table]
    seen: dict[str, str] = {}
    for field, words in WORDS[table].items():
        assert words.keys() == {*TAGS}
        for word in "|".join(words.values()).split("|"):
            assert seen.setdefault(folded(word), field) == field, word


@pytest.mark.parametrize("table", get_args(TableName))
@pytest.mark.parametrize("tag", TAGS)
def test_a_table_that_is_named_as_screens_name_it_is_understood(table: TableName, tag: str) -> None:
    labels = [words[tag].partition("|")[0] for words in WORDS[table].values()]
    assert [each.partition(":")[0] for each in guessed(table, *labels)] == [*WORDS[table]]


@pytest.mark.parametrize(
    ("table", "names", "fields"),
    [
        ("people", ["Country *", "FULL NAME", "Name (as in passport)"], ["delegation", "name", ""]),
        ("people", ["Nom", "PAYS", "Adresse électronique :"], ["name", "delegation", "email"]),
        ("people", ["الاسم الكامل", "البلد", "البريد الالكتروني"], ["name", "delegation", "email"]),
        ("people", ["Ф. И. О.", "Страна", "Эл. почта"], ["name", "delegation", "email"]),
        ("people", ["Country", "Delegation"], ["", "delegation"]),
        ("delegations", ["Country", "Pays", "البلد"], ["name:en", "name:fr", "name:ar"]),
        ("delegations", ["Nombre", "Código"], ["name:en", "code"]),
        ("delegations", ["Country (French)", "Nom (anglais)"], ["name:fr", "name:en"]),
        ("programme", ["Titre", "Titre (anglais)", "Salle", "Heure de début"],
         ["title:fr", "title:en", "room", "start"]),
        ("programme", ["colour", "Day", "Date"], ["", "day", ""]),
    ],
)  # fmt: skip
def test_columns_are_guessed(table: TableName, names: list[str], fields: list[str]) -> None:
    assert guessed(table, *names) == fields
