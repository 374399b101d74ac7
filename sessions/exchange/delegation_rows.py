"""Compares a table of delegations with the delegations of a conference. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from sessions.exchange import columns, rules, texts
from sessions.exchange.rules import Field, KnownRow, Plan, Table, Value, Values, WrongCellError, folded_name
from sessions.exchange.sheet import Sheet
from sessions.parties.protocol import Category, Place

TEXTS = columns.TEXTS["delegations"]
COLUMNS = (
    "code",
    "category",
    "region",
    "groups",
    "rank",
    "place",
    "accredited",
    "theme",
    "most_members",
    "microphone",
)
MAX_NAME_LENGTH, MAX_REGION_LENGTH, MAX_GROUP_LENGTH, MAX_GROUPS = 200, 40, 40, 20
MAX_MICROPHONE_LENGTH = 32
CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Delegations:
    """The present delegations of a conference. Each has the fields `name:…` and `spoken:…` in the conference's
    `languages`.
    """

    known: Sequence[KnownRow]
    languages: Sequence[str]
    themes: Mapping[str, str]
    """The names of the conference's themes as a table writes them. They are found by the folded key or title
    (`rules.folded_name`).
    """
    titles: texts.Named = field(default_factory=dict)
    """The titles of each theme in every language, by `theme`."""


def plan(sheet: Sheet, present: Delegations, named: Mapping[str, str]) -> Plan:
    """What the import of a table of delegations would do. `named` has the field of each column that is read."""
    table = _table(present, sorted({*named.values()} - {*COLUMNS}))
    return rules.plan(table, sheet, lambda line: rules.read_cells(table, line, named))


def _table(present: Delegations, texts_read: Sequence[str]) -> Table:
    known = texts.with_languages(present.known, texts.fields_with_bases(TEXTS, texts_read))
    by_code = rules.ids_by_name((str(each.values["code"]), each.id) for each in known)
    by_name = rules.ids_by_name((name, each.id) for each in known for name in names(each.values))
    by_id = {each.id: each for each in known}

    def find(values: Values) -> KnownRow | None:
        code, given = str(values.get("code") or ""), names(values)
        if found := by_code.get(folded_name(code)):
            return by_id[_only_match(found, code)]
        same = dict.fromkeys(key for name in given for key in by_name.get(folded_name(name), ()))
        # One with another code is another delegation.
        matching = [key for key in same if not code or not by_id[key].values["code"]]
        return by_id[_only_match(matching, given[0])] if matching else None

    def check(values: Values, known: KnownRow | None) -> None:
        if not names(values):
            raise texts.missing("name", values)
        for name in names(values):
            if others := [
                key for key in by_name.get(folded_name(name), ()) if known is None or key != known.id
            ]:
                raise WrongCellError("name_taken", text=by_id[others[0]].label)

    return Table(fields(present, texts_read), find, label, _key, check)


def _only_match(found: Sequence[str], text: str) -> str:
    if len(found) > 1:
        raise WrongCellError("ambiguous", text=text)
    return found[0]


def _key(values: Values) -> str:
    return str(values.get("code") or "") or folded_name(label(values))


def names(values: Values) -> list[str]:
    """The names of a delegation in a row, in every language that the row has."""
    return [str(text) for name, text in values.items() if name.startswith("name:") and text]


def label(values: Values) -> str:
    """The name by which a preview calls a delegation."""
    return next(iter(names(values)), str(values.get("code") or ""))


def fields(present: Delegations, texts_read: Sequence[str]) -> dict[str, Field]:
    """The fields of a table of delegations, with one for each language of each text."""
    return {
        "code": Field(_code),
        **{
            name: Field(rules.text_reader(MAX_NAME_LENGTH))
            for name in texts.in_order_of_languages(texts_read, present.languages)
        },
        "category": Field(
            rules.word_reader(get_args(Category)), is_kept=True, default=lambda values: "state"
        ),
        "region": Field(rules.text_reader(MAX_REGION_LENGTH)),
        "groups": Field(_groups, default=lambda values: []),
        "rank": Field(rules.number_reader(1, 30_000), default=lambda values: None),
        "place": Field(
            rules.word_reader(get_args(Place)), is_kept=True, default=lambda values: "remote", is_told=True
        ),
        "accredited": Field(
            rules.yes_or_no, is_kept=True, default=lambda values: values.get("category", "state") == "state"
        ),
        "theme": Field(lambda cell: theme_of(cell, present.themes)),
        "most_members": Field(rules.number_reader(1, 500), default=lambda values: None),
        "microphone": Field(rules.text_reader(MAX_MICROPHONE_LENGTH)),
    }


def theme_of(cell: str, themes: Mapping[str, str]) -> str:
    """The theme that a cell names by key or title, as a table writes it. The name of an unknown theme is returned as it
    is written.
    """
    written = rules.checked_length(rules.without_line_breaks(cell), MAX_NAME_LENGTH)
    return themes.get(folded_name(written), written)


def _code(cell: str) -> Value:
    code = cell.upper()
    if code and not CODE.fullmatch(code):
        raise WrongCellError("code", text=cell[:40])
    return code


def _groups(cell: str) -> Value:
    found = rules.split_values(cell)
    if len(found) > MAX_GROUPS:
        raise WrongCellError("too_long", most=MAX_GROUPS * MAX_GROUP_LENGTH)
    return [rules.checked_length(each, MAX_GROUP_LENGTH) for each in found]
