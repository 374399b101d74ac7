"""Compares a table of people with the people of a conference. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from foundation.text import clean_name, has_letter_or_digit
from sessions.exchange import rules
from sessions.exchange.rules import (
    Field,
    KnownRow,
    Plan,
    PlanStep,
    RowError,
    Table,
    Value,
    Values,
    WrongCellError,
    folded_name,
    value_text,
)
from sessions.exchange.sheet import Sheet
from sessions.invitations.rules import stored_address
from sessions.parties.protocol import Place, Role

COLUMNS = ("name", "honorific", "function", "email", "delegation", "roles", "place", "language")
MAX_NAME_LENGTH, MAX_HONORIFIC_LENGTH, MAX_FUNCTION_LENGTH = 120, 40, 120
ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True)
class People:
    """The present people of a conference. `delegation` is the id of a party. `email` is empty for a person without an
    address.
    """

    known: Sequence[KnownRow]
    delegations: Mapping[str, Sequence[str]]
    """The ids of parties, by folded code and by folded name (`rules.folded_name`)."""
    labels: Mapping[str, str]
    """How a table writes each party, by the party's id."""
    places: Mapping[str, str]
    """Whether each party is in the hall or remote, by the party's id."""
    members: Mapping[str, int]
    most_members: Mapping[str, int | None]
    left: frozenset[str]
    """The e-mail addresses of people whose part in the conference has ended."""
    languages: Sequence[str]
    """The languages in which the server writes e-mails. The first one is used for people without a language in the
    table.
    """


def plan(sheet: Sheet, present: People, named: Mapping[str, str]) -> Plan:
    """What the import of a table of people would do. `named` has the field of each column that is read."""
    table = _table(present)
    found = rules.plan(table, sheet, lambda line: rules.read_cells(table, line, named))
    return Plan(found.steps, [*found.faults, *_overfull_errors(found.steps, present)], found.notes)


def _overfull_errors(steps: Sequence[PlanStep], present: People) -> list[RowError]:
    """An error for each row by which a delegation would have more members than it may have."""
    members = Counter(present.members)
    before = {each.id: str(each.values["delegation"]) for each in present.known}
    faults = []
    for step in steps:
        party = str(step.values.get("delegation") or "")
        if not party or step.verdict == "same":
            continue
        members[party] += 1
        members[before.get(step.id, "")] -= 1
        most = present.most_members.get(party)
        if most is not None and members[party] > most:
            about: dict[str, str | int] = {"text": present.labels[party], "most": most}
            faults.append(RowError(step.row, "delegation", "delegation_full", about))
    return faults


def _table(present: People) -> Table:
    by_address = {str(each.values["email"]): each for each in present.known if each.values["email"]}
    without = rules.ids_by_name(
        (_key(each.values), each.id) for each in present.known if not each.values["email"]
    )
    by_id = {each.id: each for each in present.known}

    def find(values: Values) -> KnownRow | None:
        if found := by_address.get(str(values.get("email") or "")):
            return found
        several = without.get(folded_name(_key(values)), ())
        if len(several) > 1:
            raise WrongCellError("ambiguous", text=str(values.get("name")))
        return by_id[several[0]] if several else None

    def check(values: Values, known: KnownRow | None) -> None:
        roles = values.get("roles") or []
        assert isinstance(roles, list)
        if not values.get("delegation") and {"delegate", "head"} & {*roles}:
            raise WrongCellError("needs_delegation")
        if not values.get("delegation") and not roles:
            raise WrongCellError("needs_part")
        if known and values.get("email") != known.values["email"] and values.get("email") in present.left:
            raise WrongCellError("address_taken", text=str(values["email"]))

    fields = {
        "name": Field(_name, is_required=True),
        "honorific": Field(rules.text_reader(MAX_HONORIFIC_LENGTH)),
        "function": Field(rules.text_reader(MAX_FUNCTION_LENGTH)),
        "email": Field(_email),
        "delegation": Field(
            lambda cell: _delegation(cell, present), show=lambda value: present.labels.get(str(value), "")
        ),
        "roles": Field(
            _roles,
            is_kept=True,
            default=lambda values: ["delegate"] if values.get("delegation") else [],
            is_told=True,
        ),
        "place": Field(
            rules.word_reader(get_args(Place)),
            is_kept=True,
            default=lambda values: present.places.get(str(values.get("delegation")), "remote"),
            is_told=True,
        ),
        "language": Field(
            lambda cell: _language(cell, present.languages),
            is_kept=True,
            default=lambda values: present.languages[0],
        ),
    }
    return Table(fields, find, label, _new_key, check)


def _key(values: Values) -> str:
    return f"{values.get('name')} {values.get('delegation') or ''}"


def _new_key(values: Values) -> str:
    return str(values.get("email") or "") or folded_name(_key(values))


def label(values: Values) -> str:
    """The name by which a preview calls a person."""
    return value_text(values.get("name"))


def _name(cell: str) -> Value:
    name = clean_name(cell)
    if cell and not has_letter_or_digit(name):
        raise WrongCellError("name", text=cell[:40])
    return rules.checked_length(name, MAX_NAME_LENGTH)


def _email(cell: str) -> Value:
    email = stored_address(cell) if cell else ""
    if cell and not email:
        raise WrongCellError("email", text=cell[:80])
    return email


def _delegation(cell: str, present: People) -> Value:
    found = present.delegations.get(folded_name(cell), ()) if cell else [""]
    if not found:
        raise WrongCellError("unknown_delegation", text=cell[:80])
    if len(found) > 1:
        raise WrongCellError("ambiguous_delegation", text=cell[:80])
    return found[0]


def _roles(cell: str) -> Value:
    words = [folded_name(each).replace(" ", "_").replace("-", "_") for each in rules.split_values(cell, ",;")]
    for word in words:
        if word not in ROLES:
            raise WrongCellError("one_of", text=word[:40], words=", ".join(ROLES))
    # The head of a delegation is one of its delegates, as where people are added by hand.
    if "head" in words:
        words.append("delegate")
    return [role for role in ROLES if role in words]


def _language(cell: str, languages: Sequence[str]) -> Value:
    known = {tag.casefold(): tag for tag in languages}
    if cell and cell.casefold() not in known:
        raise WrongCellError("language", text=cell[:40], words=", ".join(languages))
    return known.get(cell.casefold(), "")
