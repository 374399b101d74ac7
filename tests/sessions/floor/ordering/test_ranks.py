"""Ranks from a CSV file: all rows or none."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sessions.parties.models import Party
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    """Three states, of which Chile has a rank."""
    hall = Assembly()
    hall.party("Fiji", code="FJ")
    hall.party("Chile", code="CL", rank=7)
    Party.objects.create(conference=hall.conference, name={"en": "Japan", "id": "Jepang"})
    return hall


def read(tmp_path: Path, text: str, **options: Any) -> dict[str, int | None]:
    file = tmp_path / "ranks.csv"
    file.write_text(text, encoding="utf-8")
    call_command("ranks", str(file), **options)
    return {str(party): party.rank for party in Party.objects.all()}


def test_FL7_ranks_come_by_code_or_by_a_name_in_any_language(
    hall: Assembly, tmp_path: Path, capsys: Any
) -> None:
    becomes = read(tmp_path, "\ufeffparty,rank,note\nfj,2,x\n jepang ,1,\nCL,,\n")
    assert becomes == {"Fiji": 2, "Japan": 1, "Chile": None}
    assert capsys.readouterr().out == "3 parties have another rank.\n"
    assert hall.events(hall.conference.stream) == ["programme.edited"]
    read(tmp_path, "party,rank\nFiji,2\n", conference=hall.conference.slug)
    assert hall.events(hall.conference.stream) == ["programme.edited"]


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", ["Row 1: the file needs the columns “party” and “rank”."]),
        ("party;rank\nFJ;1\n", ["Row 1: the file needs the columns “party” and “rank”."]),
        (
            "party,rank\nPeru,1\nFJ,0\nFiji,first\nJapan,-1\nCL,40000\nCL,1234567\n",
            [
                "Row 2: no party, or more than one, is called “Peru”.",
                "Row 3: “0” is no rank. Give a whole number from 1, or nothing.",
                "Row 4: “first” is no rank. Give a whole number from 1, or nothing.",
                "Row 5: “-1” is no rank. Give a whole number from 1, or nothing.",
                "Row 6: “40000” is no rank. Give a whole number from 1, or nothing.",
                "Row 7: “1234567” is no rank. Give a whole number from 1, or nothing.",
            ],
        ),
        (
            'party,rank,note\nFJ,1,"two\nlines"\n\nPeru,2\n',
            ["Row 4: no party, or more than one, is called “Peru”."],
        ),
        ("party,rank\nFJ,1\nFiji,2\nCL\n", ["Row 3: “Fiji” is there a second time."]),
    ],
)
def test_FL7_a_file_with_errors_changes_nothing(
    hall: Assembly, tmp_path: Path, text: str, errors: list[str]
) -> None:
    with pytest.raises(CommandError) as caught:
        read(tmp_path, text)
    assert str(caught.value).split("\n") == errors
    assert {str(p): p.rank for p in Party.objects.all()} == {"Fiji": None, "Chile": 7, "Japan": None}


def test_FL7_a_name_that_two_parties_share_is_nobodys(hall: Assembly, tmp_path: Path) -> None:
    hall.party("Fiji")
    with pytest.raises(CommandError, match="more than one, is called “Fiji”"):
        read(tmp_path, "party,rank\nFiji,1\n")


def test_FL7_a_file_that_is_not_there_or_no_text(hall: Assembly, tmp_path: Path) -> None:
    for content in (None, b"\xff\xfe\x00"):
        file = tmp_path / "ranks.csv"
        if content:
            file.write_bytes(content)
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("ranks", str(file))
    with pytest.raises(CommandError, match="no such conference"):
        call_command("ranks", str(tmp_path), conference="none")
