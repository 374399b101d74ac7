"""Matching the cells of a row."""

import pytest

from sessions.floor.bulk_inscription.matching import NameIndex, match_line
from sessions.floor.bulk_inscription.protocol import InscriptionRow
from sessions.floor.bulk_inscription.sheet import SheetLine
from tests.support.floors import refused

NAMES = NameIndex(
    parties={"fj": ["1"], "fiji": ["1"], "fidji": ["1"], "guinea": ["2", "3"]},
    members={"1": {"ana": ["10"], "jone": ["11", "12"]}},
    themes={"crisis": "100", "crisis management": "100", "recovery": "200"},
    theme="100",
)


def row(**cells: str) -> SheetLine:
    return SheetLine(2, {"party": "Fiji"} | cells)


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ({}, {}),
        ({"party": "FJ"}, {}),
        ({"party": " fidji "}, {}),
        ({"theme": "Crisis  Management"}, {}),
        ({"kind": "Intervention"}, {"kind": "intervention"}),
        ({"mode": "read out"}, {"mode": "read_out"}),
        ({"mode": "Read-out"}, {"mode": "read_out"}),
        ({"place": "HALL"}, {"place": "hall"}),
        ({"on_behalf_of": "Pacific Islands Forum"}, {"on_behalf_of": "Pacific Islands Forum"}),
        ({"speaker": "ANA"}, {"speaker": "10"}),
    ],
)
def test_FL3_a_row_is_understood(cells: dict[str, str], asked: dict[str, str]) -> None:
    assert match_line(row(**cells), NAMES) == InscriptionRow(party="1", **asked)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"party": "Fijji"}, "inscriptions.unknown_party"),
        ({"party": ""}, "inscriptions.unknown_party"),
        ({"party": "Guinea"}, "inscriptions.ambiguous_party"),
        ({"kind": "speech"}, "inscriptions.unknown_kind"),
        ({"kind": "point of order"}, "inscriptions.unknown_kind"),
        ({"mode": "written"}, "inscriptions.unknown_mode"),
        ({"place": "moon"}, "inscriptions.unknown_place"),
        ({"theme": "sports"}, "inscriptions.unknown_theme"),
        ({"theme": "recovery"}, "inscriptions.other_theme"),
        ({"theme": "recovery", "party": "Fijji"}, "inscriptions.other_theme"),
        ({"speaker": "Maria"}, "inscriptions.unknown_speaker"),
        ({"speaker": "Jone"}, "inscriptions.ambiguous_speaker"),
        ({"on_behalf_of": "x" * 121}, "inscriptions.group_too_long"),
    ],
)
def test_FL3_a_row_that_is_not_understood_says_why(cells: dict[str, str], code: str) -> None:
    with refused(code):
        match_line(row(**cells), NAMES)


def test_FL3_a_row_with_too_many_cells_says_so() -> None:
    with refused("inscriptions.surplus_cells"):
        match_line(SheetLine(2, {"party": "Fiji"}, surplus=True), NAMES)


def test_a_session_of_no_theme_takes_rows_of_every_theme() -> None:
    anywhere = NameIndex(parties=NAMES.parties, themes=NAMES.themes)
    assert match_line(row(theme="recovery"), anywhere) == InscriptionRow(party="1")
