"""Matches the cells of a row with a party, its member, a theme, and a kind and mode of entry. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from foundation.refusals import Refusal
from sessions.floor.bulk_inscription.protocol import AheadKind, InscriptionRow
from sessions.floor.bulk_inscription.sheet import SheetLine
from sessions.floor.protocol import Mode
from sessions.parties.protocol import Place

LONGEST_GROUP = 120


@dataclass(frozen=True)
class NameIndex:
    """Finds parties, members and themes of the conference by every name that a row may use, folded by `folded_name`."""

    parties: Mapping[str, Sequence[str]]
    """Ids of parties by code and by each name."""
    members: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    """Ids of participants by party and by name."""
    themes: Mapping[str, str] = field(default_factory=dict)
    """Ids of themes by key and by each title."""
    theme: str | None = None
    """The key of the session's theme."""


def folded_name(text: str) -> str:
    """A name in the form in which names are compared: lower case, with single spaces."""
    return " ".join(text.casefold().split())


def match_line(line: SheetLine, names: NameIndex) -> InscriptionRow:
    """Turn a row of the file into an inscription.

    Refuses `inscriptions.surplus_cells`, `inscriptions.other_theme`, `inscriptions.unknown_theme`,
    `inscriptions.unknown_party`, `inscriptions.ambiguous_party`, `inscriptions.unknown_kind`,
    `inscriptions.unknown_mode`, `inscriptions.unknown_place`, `inscriptions.unknown_speaker`,
    `inscriptions.ambiguous_speaker`, `inscriptions.group_too_long`.
    """
    cells = line.cells
    if line.surplus:
        raise Refusal(
            "inscriptions.surplus_cells",
            "This row has more cells than the first line. Put quotation marks around a name with a separator in it.",
        )
    _check_theme(cells.get("theme", ""), names)
    party = _find_party(cells.get("party", ""), names)
    return InscriptionRow(
        party=party,
        kind=cast(AheadKind, _word_in_column(cells, "kind", get_args(AheadKind), "statement")),
        mode=cast(Mode, _word_in_column(cells, "mode", get_args(Mode), "live")),
        place=cast(Place | None, _word_in_column(cells, "place", get_args(Place), "") or None),
        on_behalf_of=_check_group(cells.get("on_behalf_of", "")),
        speaker=_find_speaker(cells.get("speaker", ""), names.members.get(party, {})),
    )


def _check_theme(named: str, names: NameIndex) -> None:
    if not named:
        return
    theme = names.themes.get(folded_name(named))
    if theme is None:
        raise Refusal(
            "inscriptions.unknown_theme", f"The conference has no theme “{named}”. Give its key or title."
        )
    if names.theme is not None and theme != names.theme:
        raise Refusal(
            "inscriptions.other_theme",
            "This row is for the list of another theme. Choose the file again in a session of that theme.",
        )


def _find_party(named: str, names: NameIndex) -> str:
    found = names.parties.get(folded_name(named), ())
    if not found:
        raise Refusal(
            "inscriptions.unknown_party",
            f"No party has the code or the name “{named}”. Write it as the programme does.",
        )
    if len(found) > 1:
        raise Refusal(
            "inscriptions.ambiguous_party", f"Several parties are called “{named}”. Give the code instead."
        )
    return found[0]


def _word_in_column(cells: Mapping[str, str], column: str, words: Sequence[str], otherwise: str) -> str:
    named = cells.get(column, "")
    word = folded_name(named).replace(" ", "_").replace("-", "_")
    if not word:
        return otherwise
    if word in words:
        return word
    others = ", ".join(words)
    match column:
        case "kind":
            raise Refusal("inscriptions.unknown_kind", f"“{named}” is no kind. Write one of: {others}.")
        case "mode":
            raise Refusal("inscriptions.unknown_mode", f"“{named}” is no mode. Write one of: {others}.")
        case _:
            raise Refusal("inscriptions.unknown_place", f"“{named}” is no place. Write one of: {others}.")


def _check_group(named: str) -> str:
    if len(named) > LONGEST_GROUP:
        raise Refusal(
            "inscriptions.group_too_long",
            f"The group’s name is longer than {LONGEST_GROUP} characters. Shorten it.",
        )
    return named


def _find_speaker(named: str, members: Mapping[str, Sequence[str]]) -> str | None:
    if not named:
        return None
    found = members.get(folded_name(named), ())
    if not found:
        raise Refusal(
            "inscriptions.unknown_speaker",
            f"“{named}” is no member of this party. Leave it empty, or name one.",
        )
    if len(found) > 1:
        raise Refusal(
            "inscriptions.ambiguous_speaker",
            f"Several members are called “{named}”. Leave it empty, and choose later.",
        )
    return found[0]
