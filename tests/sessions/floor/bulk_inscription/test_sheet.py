"""CSV files as common programs write them, and files of other kinds."""

import pytest

from sessions.floor.bulk_inscription.sheet import MAX_BYTES, SheetLine, read_sheet
from tests.support.floors import refused

FIJI = [SheetLine(2, {"party": "Fiji", "mode": "video_statement"})]


@pytest.mark.parametrize(
    "content",
    [
        b"party,mode\nFiji,video_statement\n",
        "\ufeffparty;mode\r\nFiji;video_statement\r\n".encode(),
        b"Party\tMode\nFiji\tvideo_statement",
        b'"party","mode"\r\n" Fiji ","video_statement"\r\n',
        b"PARTY , mode\nFiji,video_statement\n,\n   \n",
        b"party;mode;kind\nFiji;video_statement;\n",
    ],
)
def test_FL3_a_file_is_read_however_it_was_saved(content: bytes) -> None:
    sheet = read_sheet(content)
    assert (sheet.lines, sheet.ignored) == (FIJI, [])


def test_lines_keep_their_numbers_in_the_file_and_names_their_letters() -> None:
    content = 'party,on behalf of,Notes\n\n"Côte d’Ivoire","G77,\nand China",seat 4\nラオス,,\n'
    sheet = read_sheet(content.encode())
    assert sheet.lines == [
        SheetLine(3, {"party": "Côte d’Ivoire", "on_behalf_of": "G77,\nand China"}),
        SheetLine(5, {"party": "ラオス"}),
    ]
    assert sheet.ignored == ["notes"]


def test_a_row_that_is_too_long_says_so_and_one_that_is_short_is_padded() -> None:
    lines = read_sheet(b"party,mode\nFiji,live,what\nChile\nPeru,live,\n").lines
    assert [(line.cells.get("party"), line.surplus) for line in lines] == [
        ("Fiji", True), ("Chile", False), ("Peru", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "inscriptions.empty"),
        (b"\n \n", "inscriptions.empty"),
        (b"party,mode\n", "inscriptions.empty"),
        (b"x" * (MAX_BYTES + 1), "inscriptions.too_large"),
        (b"PK\x03\x04\x14\x00", "inscriptions.not_text"),
        (b"%PDF-1.7\n", "inscriptions.not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "inscriptions.not_text"),
        ("party\nCôte".encode("cp1252"), "inscriptions.not_text"),
        ("party\nFiji".encode("utf-16"), "inscriptions.not_text"),
        (b"party\nFi\x00ji", "inscriptions.not_text"),
        (b"\x89PNG\r\n\x1a\n\x00", "inscriptions.not_text"),
        (b"Fiji\nChile\n", "inscriptions.no_party_column"),
        (b"party,mode,Mode\nFiji,live,live\n", "inscriptions.column_twice"),
        (b'party,mode\n"Fiji,live\n', "inscriptions.not_csv"),
        (b'party\nFiji "x" y\n"Fi"ji\n', "inscriptions.not_csv"),
        (b"party\n" + b"Fiji\n" * 301, "inscriptions.too_many_rows"),
    ],
)
def test_FL3_what_is_no_list_is_refused(content: bytes, code: str) -> None:
    with refused(code):
        read_sheet(content)


def test_no_control_character_of_a_file_is_kept() -> None:
    assert read_sheet(b"par\x01ty,mode\r\nFi\x1bji,video\x7f_statement\r\n").lines == FIJI
