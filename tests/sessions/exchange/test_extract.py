"""Reading files for import: each form, and what is refused of strangers' files."""

import datetime
import io
import json
import subprocess
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from foundation.processes.subprocesses import command, environment, stdin_until_exit
from foundation.refusals import Refusal
from sessions.exchange import csv_file, extract, sheet
from sessions.exchange.sheet import Row, Sheet, column_name
from tests.sessions.exchange import files
from tests.support.floors import refused
from tests.support.patience import PATIENCE

HEAD = ["Code", "Name (EN)"]
ROWS = [HEAD, ["FJ", "Fiji"], ["CI", "Côte d’Ivoire"]]
LINES = [Row(2, {"code": "FJ", "name:en": "Fiji"}), Row(3, {"code": "CI", "name:en": "Côte d’Ivoire"})]


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Read in this process: the same code as in the separate one, but faster."""

    def reading(content: bytes) -> Sheet:
        path = tmp_path / "file"
        path.write_bytes(content)
        return extract.read(path)

    return reading


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "windows-1252")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_is_read_in_each_encoding_and_with_each_separator(
    read: Any, encoding: str, named: str, separator: str
) -> None:
    found = read(files.csv_of(ROWS, separator, encoding))
    assert (found.form, found.encoding, found.columns, found.rows) == (
        "csv",
        named,
        ["code", "name:en"],
        LINES,
    )


@pytest.mark.parametrize("encoding", ["cp1251", "cp1256", "gb18030", "shift_jis", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_refused_and_not_guessed(read: Any, encoding: str) -> None:
    text = {"cp1251": "Фиджи", "cp1256": "فيجي", "gb18030": "斐济群岛", "shift_jis": "フィジー諸島"}.get(
        encoding, "Fiji"
    )
    with refused("exchange.not_text"):
        read(files.csv_of([HEAD, ["FJ", text]], encoding=encoding))


def test_a_csv_file_names_its_separator_and_counts_rows_as_a_spreadsheet(read: Any) -> None:
    found = read(b'sep=|\r\ncode|name\r\n\r\nFJ|"Fiji\nIslands"\r\nCL|Chile\r\n')
    assert [(line.number, line.cells["name"]) for line in found.rows] == [(4, "Fiji\nIslands"), (5, "Chile")]


def test_names_of_columns_are_looked_for_in_as_many_cells_as_a_table_has(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for module in (csv_file, sheet):
        monkeypatch.setattr(module, "is_known", lambda column: bool(asked.append(column)))
    with suppress(Refusal):
        read((b"n," * 1000 + b"\n") * 30)
    lines = sheet.MAX_ABOVE + 1
    assert len(asked) <= (len(csv_file.SEPARATORS) + 1) * lines * sheet.MAX_COLUMNS


@pytest.mark.parametrize("head", ["Name;Wer;Was", "Wer;Was;Woher"])
def test_a_row_of_data_with_names_of_columns_is_no_head(read: Any, head: str) -> None:
    found = read(f"{head}\nAna;x;y\nName;Email;Country\n".encode())
    assert (found.head, found.above, len(found.rows)) == (1, [], 2)


def test_the_apostrophe_before_a_formula_is_taken_off(read: Any) -> None:
    found = read(b"name\n'=1+1\n'Elia\n'+62\n")
    assert [line.cells["name"] for line in found.rows] == ["=1+1", "'Elia", "+62"]


def test_cells_beyond_the_first_line_are_kept_apart(read: Any) -> None:
    assert read(b"code,name\nFJ,Fiji,Suva,,1\n").rows == [
        Row(2, {"code": "FJ", "name": "Fiji", "": "Suva 1"})
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "exchange.empty"),
        (b"code,name\n\n,\n", "exchange.empty"),
        (b"code,Code\nFJ,Fiji\n", "exchange.column_twice"),
        (b'code\n"FJ\n', "exchange.not_csv"),
        (b"code\n" + b"FJ\n" * 100_000, "exchange.too_many_rows"),
        (b"code\n" + b"F" * 32_001, "exchange.cell_too_long"),
        (b"%PDF-1.7", "exchange.not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "exchange.not_a_table"),
        (b"PK\x03\x04nothing", "exchange.broken"),
        (b"{}", "exchange.not_a_schedule"),
        (b"[1", "exchange.empty"),
        (b"[]", "exchange.not_a_schedule"),
        (b'[{"title": "Opening"}]', "exchange.not_a_schedule"),
        (b'{"a":' * 90_000, "exchange.not_a_schedule"),
        (b"<html></html>", "exchange.not_a_schedule"),
        (b"<schedule><conf", "exchange.not_a_schedule"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused(read: Any, content: bytes, code: str) -> None:
    with refused(code):
        read(content)


def test_a_workbook_is_read_like_the_same_csv_file(read: Any) -> None:
    found = read(files.xlsx_of(ROWS))
    assert (found.form, found.columns, found.rows) == ("xlsx", ["code", "name:en"], LINES)


def test_the_values_of_a_workbook_become_texts(read: Any) -> None:
    day = datetime.date(2021, 11, 16)
    row = [day, datetime.time(9, 30), datetime.datetime(2021, 11, 16), 3, 2.0, 2.5, True, " x ", None, "'=1"]
    found = read(files.xlsx_of([list("abcdefghij"), row]))
    assert list(found.rows[0].cells.values()) == [
        *("2021-11-16", "09:30", "2021-11-16", "3", "2", "2.5", "yes", "x", "", "'=1")
    ]


def test_a_cell_at_the_bottom_of_the_sheet_is_one_row(read: Any) -> None:
    found = read(files.xlsx_of([["code"], ["FJ"]], at={"A1048576": "CL"}))
    assert found.rows == [Row(2, {"code": "FJ"}), Row(1048576, {"code": "CL"})]


def test_a_formula_counts_by_its_stored_result(read: Any) -> None:
    made = files.xlsx_of([["code", "rank"], ["FJ", "=1+2"]])
    assert read(files.with_result(made, "1+2", "3")).rows == [Row(2, {"code": "FJ", "rank": "3"})]
    with refused("exchange.formula"):
        read(made)
    with refused("exchange.formula"):
        read(files.with_result(made, "1+2", "#REF!"))


TITLES = [["International Conference", ""], ["16 November, in Bali; and remote", ""], ["", ""]]


@pytest.mark.parametrize(
    "head",
    [HEAD, ["Pays", "Code pays"], ["البلد", "الرمز"], ["国家", "代码"], ["Страна", "Код"], ["Negara", "Kode"],
     ["País", "Código"], ["Land", "Kürzel"]],
)  # fmt: skip
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_titles_above_the_names_of_the_columns_are_left_out(read: Any, head: list[str], form: str) -> None:
    rows = [*TITLES, head, ["Fiji", "FJ"], ["", ""], ["Chile", "CL"], ["", ""]]
    found = read(files.xlsx_of(rows, merged="A1:B1") if form == "xlsx" else files.csv_of(rows, ";"))
    assert (found.head, found.headings, [line.number for line in found.rows]) == (4, head, [5, 7])
    assert found.above == ["International Conference", "16 November, in Bali; and remote"]


def test_a_first_line_of_unknown_names_is_not_taken_for_a_title(read: Any) -> None:
    found = read(b"Wer,Was\nstate,observer\nAna,chair\n")
    assert (found.columns, found.above, len(found.rows)) == (["wer", "was"], [], 2)


def test_merged_cells_below_the_rows_do_no_harm(read: Any) -> None:
    assert read(files.xlsx_of(ROWS, merged="A9:B9")).rows == LINES


def test_merged_cells_macros_and_bombs_are_refused(read: Any) -> None:
    made = files.xlsx_of([["code", "name"], ["FJ", "Fiji"], ["FJ", "Fiji"]], merged="A2:A3")
    with refused("exchange.merged"):
        read(made)
    plain = files.xlsx_of(ROWS)
    with refused("exchange.macros"):
        read(files.with_part(plain, "xl/vbaProject.bin", b"program"))
    with refused("exchange.too_much_inside"):
        read(files.with_part(plain, "xl/media/bomb.bin", bytes(50_000_000)))
    with refused("exchange.not_a_table"):
        read(files.with_part(_zip(), "word/document.xml", b"<w/>"))
    with refused("exchange.broken"):
        read(files.with_part(plain, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"))
    entities = b'<!DOCTYPE s [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
    with refused("exchange.broken"):
        read(files.with_part(plain, "xl/worksheets/sheet1.xml", entities))


def _zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "none")
    return written.getvalue()


@pytest.mark.thorough
def test_more_rows_than_are_taken_are_refused_of_a_workbook(read: Any) -> None:
    with refused("exchange.too_many_rows"):
        read(files.xlsx_of([["code"], *[["FJ"]] * 10_001]))


EVENT = {
    "id": "0f3c8a52-7d3e-5d0a-9a59-0c1f6a1d2b11",
    "starts": "2021-11-16T10:00:00+08:00",
    "day": "2021-11-16",
    "start": "10:00",
    "room": "Plenary Hall",
    "title": "Rivers without borders",
    "description": "Who measures, and who is told.",
    "theme": "Water",
    "language": "en",
}


def test_a_schedule_of_pretalx_is_read(read: Any) -> None:
    found = read(
        files.schedule_json(
            files.event(), files.event(guid="", track=None, title={"en": "Tides", "id": "Pasang"})
        )
    )
    first, second = (line.cells for line in found.rows)
    own = {"duration": "01:30", "kind": "Panel", "zone": "Asia/Makassar", "speakers": "Ana Example"}
    assert (found.form, first) == ("json", EVENT | own)
    assert (second["id"], second["theme"], second["title"]) == ("41", "", "Tides")


def test_a_schedule_of_frab_is_read(read: Any) -> None:
    found = read(files.SCHEDULE_XML.encode())
    own = {"duration": "1:30", "kind": "panel", "zone": "", "speakers": "Ana Example; Ben Example"}
    assert (found.form, [line.cells for line in found.rows]) == ("xml", [EVENT | own])


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE schedule SYSTEM "http://127.0.0.1/schedule.dtd">',
    ],
)
def test_entities_of_a_schedule_are_refused(read: Any, doctype: str) -> None:
    with refused("exchange.entities"):
        read(files.SCHEDULE_XML.replace("<schedule>", f"{doctype}<schedule>").encode())


def answer_of(path: Path) -> dict[str, Any]:
    """What the separate process says of a file."""
    with stdin_until_exit() as stdin:
        ran = subprocess.run(
            command("sessions.exchange.extract", path),
            stdin=stdin, capture_output=True, env=environment(), timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert ran.stdout, ran.stderr.decode()
    return dict(json.loads(ran.stdout))


def test_the_confined_process_reads_each_form(tmp_path: Path) -> None:
    path = tmp_path / "file"
    contents = (
        files.csv_of(ROWS),
        files.xlsx_of(ROWS),
        files.schedule_json(files.event()),
        files.SCHEDULE_XML.encode(),
    )
    forms = []
    for content in contents:
        path.write_bytes(content)
        forms.append(answer_of(path)["form"])
    assert forms == ["csv", "xlsx", "json", "xml"]
    path.write_bytes(b"%PDF")
    assert answer_of(path)["refused"][0] == "exchange.not_a_table"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Name (EN)", "name:en"),
        ("name:zh-Hans", "name:zh-hans"),
        (" Most_Members ", "most_members"),
        ("E-mail", "e_mail"),
        ("name : id", "name:id"),
    ],
)
def test_names_of_columns(cell: str, name: str) -> None:
    assert column_name(cell) == name
