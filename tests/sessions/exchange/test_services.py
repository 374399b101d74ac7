"""Imports into a conference, with real files, and exports that change nothing when they are imported."""

import os
from typing import Any

import pytest

from foundation.audit.models import AuditEntry
from sessions.exchange import exports, progress
from sessions.exchange.models import ColumnChoices
from sessions.invitations.models import Invitation
from sessions.parties.models import Participant, Party
from sessions.programme.models import Conference, Room, Session, Theme
from sessions.roles.models import SessionRole
from tests.sessions.exchange import files
from tests.sessions.exchange.conftest import ExchangeClient

pytestmark = pytest.mark.django_db

DELEGATIONS = [
    [
        "code",
        "name:en",
        "name:id",
        "spoken:en",
        "category",
        "groups",
        "rank",
        "place",
        "theme",
        "most_members",
    ],
    ["FJ", "Fiji", "Fiji", "the Republic of Fiji", "", "Pacific; AOSIS", 2, "hall", "Water", 3],
    ["CI", "Côte d’Ivoire", "Pantai Gading", "", "", "", 1, "", "", ""],
    ["", "=Red Cross", "", "", "observer", "", "", "", "Water", ""],
]
PEOPLE = [
    ["name", "honorific", "function", "email", "delegation", "roles", "place", "language"],
    ["Ana Example", "H.E.", "Minister", "ana@example.org", "FJ", "delegate, head", "hall", "id"],
    ["Ben Example", "", "", "ben@example.org", "Pantai Gading", "", "", ""],
    ["Cara Example", "", "", "", "=Red Cross", "", "", ""],
    ["Dan Example", "", "", "dan@example.org", "", "moderator", "hall", "en"],
]
PROGRAMME = [
    [
        *(
            "id",
            "day",
            "start",
            "end",
            "room",
            "title:en",
            "title:id",
            "description:en",
            "kind",
            "theme",
            "access",
        ),
        *("chair", "speakers"),
    ],
    [
        *(
            "S1",
            "2021-11-16",
            "09:00",
            "10:30",
            "Plenary Hall",
            "Opening",
            "Pembukaan",
            "Welcome,\nand the agenda",
        ),
        *("opening", "", "", "dan@example.org", "Ana Example; Cara Example"),
    ],
    [
        *(
            "",
            "2021-11-17",
            "23:00",
            "00:30",
            "Garden",
            "Rivers",
            "",
            "",
            "panel",
            "Water",
            "delegations",
            "",
        ),
        "ben@example.org",
    ],
]


@pytest.fixture(params=["csv", "xlsx"])
def written(request: pytest.FixtureRequest) -> Any:
    return {"csv": files.csv_of, "xlsx": _workbook}[request.param]


def _workbook(rows: files.Rows) -> bytes:
    return exports.as_xlsx([[str(cell) for cell in row] for row in rows])


def test_a_conference_is_made_of_three_tables(
    exchange: ExchangeClient, written: Any, conference: Conference
) -> None:
    done = [
        exchange.carry_out(table, written(rows))
        for table, rows in (("delegations", DELEGATIONS), ("people", PEOPLE), ("programme", PROGRAMME))
    ]
    assert [each["added"] for each in done] == [3, 4, 2]
    fiji = Party.objects.get(code="FJ")
    assert (fiji.name, fiji.groups, fiji.rank, fiji.most_members, fiji.accredited) == (
        {"en": "Fiji", "id": "Fiji"}, ["Pacific", "AOSIS"], 2, 3, True,
    )  # fmt: skip
    assert (fiji.theme, Theme.objects.count()) == (Theme.objects.get(key="water"), 1)
    ana = Participant.objects.get(name="Ana Example")
    assert (ana.party, ana.roles, ana.honorific, ana.function, ana.place) == (
        fiji, ["delegate", "head"], "H.E.", "Minister", "hall",
    )  # fmt: skip
    assert Invitation.objects.get(participant=ana).language == "id"
    assert Participant.objects.get(name="Cara Example").roles == ["delegate"]
    opening = Session.objects.get(kind="opening")
    assert (opening.description, opening.room, opening.starts_at.isoformat()) == (
        {"en": "Welcome,\nand the agenda"}, Room.objects.get(name__en="Plenary Hall"), "2021-11-16T01:00:00+00:00",
    )  # fmt: skip
    assert set(SessionRole.objects.filter(session=opening).values_list("participant__name", "role")) == {
        ("Dan Example", "moderator"), ("Ana Example", "panellist"), ("Cara Example", "panellist"),
    }  # fmt: skip
    audited = AuditEntry.objects.filter(action="exchange.import").earliest("pk")
    assert audited.after == {"table": "delegations", "added": 3, "changed": 0}


def test_a_template_is_imported_as_nothing(exchange: ExchangeClient) -> None:
    for table in ("delegations", "people", "programme"):
        for kind in ("csv", "xlsx"):
            template = exchange.get(f"{table}/template.{kind}").content
            assert exchange.send(f"{table}/preview", template).json()["code"] == "exchange.empty"
    assert exchange.get("people/template.pdf").json()["code"] == "exchange.unknown"
    assert exchange.get("parties.csv").json()["code"] == "exchange.unknown"


def test_a_row_that_is_wrong_imports_nothing(exchange: ExchangeClient) -> None:
    rows = files.csv_of([["code", "name"], ["FJ", "Fiji"], ["FJI", "Samoa"]])
    preview = exchange.preview("delegations", rows)
    assert (preview["counts"], preview["faults"]) == (
        {"add": 1, "change": 0, "same": 0, "wrong": 1},
        [
            {
                "row": 3, "rows": [3], "count": 1, "name": "Samoa", "column": "code", "code": "code",
                "values": {"text": "FJI"},
                "message": "“FJI” is no code of a country. Give two letters (ISO 3166-1), or leave it empty.",
            }
        ],
    )  # fmt: skip
    refused = exchange.send(f"delegations/apply?digest={preview['digest']}", rows).json()
    assert (refused["code"], Party.objects.count()) == ("exchange.wrong_rows", 0)


def test_rows_are_called_by_their_texts_in_the_first_language(
    exchange: ExchangeClient, conference: Conference
) -> None:
    conference.languages = ["id", "ar", "en"]
    conference.save()
    name = {"ar": "ألمانيا", "en": "Germany", "id": "Jerman"}
    Party.objects.create(conference=conference, code="DE", name=name)
    head = ["code", "name:ar", "name:en", "name:id", "rank"]
    rows = [head, ["FJ", "فيجي", "Fiji", "Fiji (id)", ""], ["DE", *name.values(), "3"]]
    steps = exchange.preview("delegations", files.csv_of(rows))["steps"]
    assert [each["name"] for each in steps] == ["Fiji (id)", "Jerman"]


def test_what_cannot_be_imported_is_refused(exchange: ExchangeClient) -> None:
    cases = [
        ("people", b"%PDF", "exchange.not_a_table"),
        ("people", files.schedule_json(files.event()), "exchange.no_schedule"),
        ("parties", b"code\nFJ\n", "exchange.unknown"),
        ("people", b"", "exchange.empty"),
        ("people", b"x" * 8_000_001, "exchange.too_large"),
    ]
    assert [exchange.send(f"{table}/preview", content).json()["code"] for table, content, _ in cases] == [
        code for *_, code in cases
    ]
    assert exchange.send("people/apply", b"name\nAna\n").status_code == 400


MINISTRY = [
    ["Liste des participants, novembre 2021", "", "", "", ""],
    ["", "", "", "", ""],
    ["N°", "Nom et prénom", "Pays", "Fonction", "Adresse"],
    [1, "Ana Example", "Fidji", "Ministre", "ana@example.org"],
    [2, "Ben Example", "Fidji", "", "ben@example.org"],
    ["", "", "", "", ""],
]


@pytest.fixture
def fiji(conference: Conference) -> Party:
    return Party.objects.create(
        conference=conference, code="FJ", name={"en": "Fiji", "fr": "Fidji"}, place="hall"
    )


@pytest.mark.parametrize(
    "content",
    [files.xlsx_of(MINISTRY, merged="A1:E1"), files.csv_of(MINISTRY, ";", "cp1252")],
    ids=["xlsx", "csv"],
)
def test_the_list_of_a_ministry_is_read_below_its_title(
    exchange: ExchangeClient, fiji: Party, content: bytes
) -> None:
    preview = exchange.preview("people", content)
    assert (preview["above"], preview["head"], preview["faults"]) == (
        ["Liste des participants, novembre 2021"], 3, [],
    )  # fmt: skip
    assert [(each["name"], each["field"], each["example"]) for each in preview["columns"]] == [
        ("N°", "", "1"), ("Nom et prénom", "name", "Ana Example"), ("Pays", "delegation", "Fidji"),
        ("Fonction", "function", "Ministre"), ("Adresse", "", "ana@example.org"),
    ]  # fmt: skip
    assert preview["steps"][1]["changes"] == [
        {"field": "name", "before": "", "after": "Ben Example"},
        {"field": "delegation", "before": "", "after": "FJ"},
        {"field": "roles", "before": "", "after": "delegate"},
        {"field": "place", "before": "", "after": "hall"},
    ]
    chosen = "columns=,name,delegation,function,email"
    digest = exchange.send(f"people/preview?{chosen}", content).json()["digest"]
    assert exchange.send(f"people/apply?digest={digest}", content).json()["added"] == 2
    members = Participant.objects.filter(party=fiji).order_by("pk")
    assert [*members.values_list("name", "place", "invitation__email")] == [
        ("Ana Example", "hall", "ana@example.org"), ("Ben Example", "hall", "ben@example.org"),
    ]  # fmt: skip


def test_what_the_organiser_chose_is_remembered_for_the_conference(
    exchange: ExchangeClient, fiji: Party
) -> None:
    rows = files.csv_of([["Wer", "Woher", "Name"], ["Ana", "Fiji", "7"]])
    assert [each["field"] for each in exchange.preview("people", rows)["columns"]] == ["", "", "name"]
    assert exchange.send("people/preview?columns=name,delegation,", rows).json()["counts"]["add"] == 1
    later = files.csv_of([["Woher", "Wer", "E-mail"], ["Fiji", "Ben", "ben@example.org"]])
    preview = exchange.preview("people", later)
    assert [each["field"] for each in preview["columns"]] == ["delegation", "name", "email"]
    assert [each["field"] for each in exchange.preview("delegations", later)["columns"]] == ["", "", ""]
    assert exchange.carry_out("people", later)["added"] == 1


def test_a_column_that_nobody_chose_is_read_in_a_later_file(exchange: ExchangeClient, fiji: Party) -> None:
    rows = files.csv_of([["Wer", "Delegation", "Country"], ["Ana", "Fiji", "Fiji"]])
    first = exchange.send("people/preview?columns=name,delegation,", rows).json()
    assert [each["field"] for each in first["columns"]] == ["name", "delegation", ""]
    assert ColumnChoices.objects.get().fields == {"wer": "name"}
    later = exchange.preview("people", files.csv_of([["Wer", "Country"], ["Ben", "Fiji"]]))
    assert [each["field"] for each in later["columns"]] == ["name", "delegation"]
    exchange.send("people/preview?columns=,delegation,", rows)
    assert ColumnChoices.objects.get().fields == {}


@pytest.mark.parametrize("chosen", ["name", "name,name", "name,colour", "name,delegation,place"])
def test_a_choice_that_does_not_fit_the_file_is_refused(exchange: ExchangeClient, chosen: str) -> None:
    answer = exchange.send(f"people/preview?columns={chosen}", b"a,b\n1,2\n")
    assert (answer.status_code, answer.json()["code"]) == (400, "exchange.bad_columns")


def test_no_import_runs(exchange: ExchangeClient) -> None:
    assert exchange.get("progress").json() == {"done": 0, "rows": 0}


def test_the_progress_is_told_while_rows_are_written(
    exchange: ExchangeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[progress.Progress] = []
    monkeypatch.setattr(progress, "write", lambda conference, value: seen.append(value))
    rows = [
        ["code", "name"],
        *([f"{a}{b}", f"State {a}{b}"] for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLMNO"),
    ]
    exchange.carry_out("delegations", files.csv_of(rows))
    assert [(each.done, each.rows) for each in seen] == [(0, 150), (100, 150), (150, 150), (0, 0)]


def test_no_file_is_left_behind(exchange: ExchangeClient, settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "imports").mkdir()
    left = tmp_path / "imports" / "left"
    left.write_bytes(b"name\n")
    os.utime(left, (0, 0))
    exchange.preview("delegations", files.csv_of(DELEGATIONS))
    exchange.send("delegations/preview", b"%PDF")
    assert list((tmp_path / "imports").iterdir()) == []


@pytest.mark.parametrize(
    ("table", "columns", "column"),
    [("delegations", ["code", "name"], "name"), ("programme", ["day", "start", "end", "title"], "title")],
)
def test_a_row_without_a_name_is_a_wrong_row(
    exchange: ExchangeClient, table: str, columns: list[str], column: str
) -> None:
    cells = {"code": "FJ", "day": "2021-11-16", "start": "09:00", "end": "10:00"}
    cells = {each: cells.get(each, "") for each in columns} | ({"code": ""} if table == "delegations" else {})
    rows = files.csv_of([[*columns, "place", "room"]] + [[*cells.values(), "hall", "A"]] * 2)
    # Two such rows are not called the same.
    assert [
        (each["rows"], each["count"], each["column"], each["message"])
        for each in exchange.preview(table, rows)["faults"]
    ] == [([2, 3], 2, column, f"“{column}” is empty, and the row needs it. Fill it in.")]


def test_errors_and_notes_name_the_column_as_the_file_does(exchange: ExchangeClient) -> None:
    head = ["Fecha", "Inicio", "Fin", "Sala", "Título", "Acceso"]
    clash = [["2021-11-16", "09:00", "10:00", "A", title, ""] for title in ("Ríos", "Mares")]
    preview = exchange.preview("programme", files.csv_of([head, *clash]))
    assert [(each["row"], each["column"], each["code"]) for each in preview["notes"]] == [
        (2, "Sala", "room_clash"),
        (3, "Sala", "room_clash"),
    ]
    wrong = [["2021-11-16", "9h", "10:00", "A", "Ríos", ""], ["2021-11-16", "09:00", "10:00", "A", "", ""]]
    preview = exchange.preview("programme", files.csv_of([head, *wrong]))
    assert [(each["column"], each["message"]) for each in preview["faults"]] == [
        ("Inicio", "“9h” is no time of day. Write it as 09:30."),
        ("Título", "“Título” is empty, and the row needs it. Fill it in."),
    ]
    # A column that is not read has the name of the field that another is read as.
    chosen = "columns=day,start,end,room,title:en,"
    preview = exchange.send(
        f"programme/preview?{chosen}", files.csv_of([[*head[:-1], "room"], *clash])
    ).json()
    assert {each["column"] for each in preview["notes"]} == {"Sala"}


def test_a_refused_file_says_what_its_sentence_names(exchange: ExchangeClient) -> None:
    merged = files.xlsx_of([["code", "name"], ["FJ", "Fiji"]], merged="A2:B2")
    cases = {
        merged: {"cells": "A2:B2"},
        files.xlsx_of([["code", "name"]], at={"A2": "FJ", "B2": "=1+1"}): {"cell": "B2"},
        b"code,code\nFJ,FJ\n": {"column": "code"},
        b'code,name\nFJ,"Fiji\n': {"line": 2},
        b"code,name\nFJ," + b"F" * 32_001: {"row": 2, "column": "name", "most": 32_000},
    }
    for content, values in cases.items():
        assert exchange.send("delegations/preview", content).json()["values"] == values
    assert "values" not in exchange.send("delegations/preview", b"%PDF").json()


def test_a_file_of_another_table_is_told(exchange: ExchangeClient) -> None:
    people = files.csv_of(PEOPLE)
    sent = {
        "delegations": ("delegations", files.csv_of(DELEGATIONS)),
        "people": ("delegations", people),
        "programme": (
            "delegations",
            files.csv_of([["title", "name", "day"], ["Rivers", "Fiji", "2021-11-16"]]),
        ),
    }
    found = {name: exchange.preview(table, content)["better"] for name, (table, content) in sent.items()}
    assert found == {"delegations": "", "people": "people", "programme": "programme"}
    assert (
        exchange.preview("delegations", files.csv_of([["name", "place"], ["Fiji", "hall"]]))["better"] == ""
    )
    assert exchange.preview("programme", files.schedule_json(files.event()))["better"] == ""


def test_new_rooms_and_themes_have_their_names_in_each_language(exchange: ExchangeClient) -> None:
    rows = [["day", "start", "end", "title", "room", "room:id", "theme", "theme:fr"],
            ["2021-11-16", "09:00", "10:00", "Opening", "Hall A", "Ruang A", "Water", "Eau"]]  # fmt: skip
    exchange.carry_out("programme", files.csv_of(rows))
    assert Room.objects.get().name == {"en": "Hall A", "id": "Ruang A"}
    assert Theme.objects.get().title == {"en": "Water", "fr": "Eau"}


def test_people_stay_in_the_order_of_the_file(exchange: ExchangeClient) -> None:
    rows = [["name", "email", "roles"], ["Zoe", "", "moderator"], ["Ana", "ana@example.org", "moderator"]]
    exchange.carry_out("people", files.csv_of(rows))
    assert [*Participant.objects.order_by("pk").values_list("name", flat=True)][-2:] == ["Zoe", "Ana"]
