"""Imports into a conference, with real files, and exports that change nothing when they are imported."""

import datetime
import io
import os
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook

from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.journal.models import Entry
from sessions.exchange import exports, progress
from sessions.exchange.models import ColumnChoices
from sessions.invitations.models import Invitation
from sessions.parties.models import Participant, Party
from sessions.programme.models import Conference, Room, Session, Theme
from sessions.roles.models import SessionRole
from tests.sessions.exchange import files
from tests.sessions.exchange.conftest import ExchangeClient, unread
from tests.support.assembly import Assembly

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


@pytest.fixture
def filled(exchange: ExchangeClient) -> ExchangeClient:
    """The conference with everything from files."""
    for table, rows in (("delegations", DELEGATIONS), ("people", PEOPLE), ("programme", PROGRAMME)):
        exchange.carry_out(table, files.csv_of(rows))
    return exchange


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


def test_a_second_import_changes_nothing(filled: ExchangeClient) -> None:
    entries = Entry.objects.count()
    for table, rows in (("delegations", DELEGATIONS), ("people", PEOPLE), ("programme", PROGRAMME)):
        counts = filled.preview(table, files.csv_of(rows))["counts"]
        assert counts == {"add": 0, "change": 0, "same": len(rows) - 1, "wrong": 0}
        filled.carry_out(table, files.csv_of(rows))
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("table", ["delegations", "people", "programme"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_changes_nothing_when_it_is_imported(
    filled: ExchangeClient, table: str, kind: str
) -> None:
    exported = filled.get(f"{table}.{kind}")
    assert exported.headers["Content-Disposition"] == f'attachment; filename="rivers-{table}.{kind}"'
    preview = filled.preview(table, exported.content)
    assert (preview["counts"]["add"], preview["counts"]["change"], preview["faults"]) == (0, 0, [])
    assert preview["counts"]["same"] >= 2
    assert unread(preview) == []


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_an_exported_schedule_changes_nothing_when_it_is_imported(filled: ExchangeClient, kind: str) -> None:
    exported = filled.get(f"programme.{kind}").content
    preview = filled.preview("programme", exported)
    assert (preview["form"], preview["counts"]) == (kind, {"add": 0, "change": 0, "same": 2, "wrong": 0})


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "xml"])
def test_a_programme_that_is_exported_makes_the_same_one_elsewhere(filled: ExchangeClient, kind: str) -> None:
    exported = filled.get(f"programme.{kind}").content
    before = [
        (row.title, row.starts_at, row.ends_at, str(row.room), row.kind)
        for row in Session.objects.order_by("pk")
    ]
    SessionRole.objects.all().delete()
    Session.objects.all().delete()
    filled.carry_out("programme", exported)
    titles = {"en"} if kind in ("json", "xml") else {"en", "id"}
    after = [
        (row.title, row.starts_at, row.ends_at, str(row.room), row.kind)
        for row in Session.objects.order_by("starts_at")
    ]
    assert after == [
        ({tag: text for tag, text in row[0].items() if tag in titles}, *row[1:]) for row in before
    ]


def test_formulas_leave_as_texts(filled: ExchangeClient) -> None:
    assert b"'=Red Cross" in filled.get("delegations.csv").content
    sheet = load_workbook(io.BytesIO(filled.get("delegations.xlsx").content)).active
    assert sheet is not None
    assert ("=Red Cross", "s") in {(cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row}


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


def test_a_conference_that_changed_since_the_preview_is_left_alone(filled: ExchangeClient) -> None:
    rows = files.csv_of([["code", "rank"], ["FJ", "9"]])
    digest = filled.preview("delegations", rows)["digest"]
    Party.objects.filter(code="FJ").update(rank=5)
    refused = filled.send(f"delegations/apply?digest={digest}", rows).json()
    assert (refused["code"], Party.objects.get(code="FJ").rank) == ("exchange.changed_meanwhile", 5)


def test_a_refusal_in_the_middle_undoes_the_whole(filled: ExchangeClient, organiser: Seat) -> None:
    rows = files.csv_of(
        [["name", "email", "roles", "function"], ["Dan Example", "dan@example.org", "", "Chair"],
         ["Organiser", "organiser@example.org", "audience", ""]]
    )  # fmt: skip
    digest = filled.preview("people", rows)["digest"]
    refused = filled.send(f"people/apply?digest={digest}", rows).json()
    assert (refused["code"], refused["values"]) == ("parties.last_organiser", {"row": 3})
    assert refused["detail"].startswith("Row 3: ")
    assert Participant.objects.get(name="Dan Example").function == ""


def test_a_change_of_time_or_room_counts_for_calendars(filled: ExchangeClient) -> None:
    rows = [["id", "day", "start", "end"], ["S1", "2021-11-16", "11:00", "12:00"]]
    filled.carry_out("programme", files.csv_of(rows))
    row = Session.objects.get(kind="opening")
    assert (row.sequence, row.starts_at.isoformat()) == (1, "2021-11-16T03:00:00+00:00")
    filled.carry_out("programme", files.csv_of([["id", "kind", "description"], ["S1", "panel", "Other"]]))
    row.refresh_from_db()
    assert (row.sequence, row.kind, row.description) == (1, "panel", {"en": "Other"})


def test_roles_of_a_session_follow_the_table(filled: ExchangeClient) -> None:
    rows = [["id", "chair", "speakers"], ["S1", "", "dan@example.org"]]
    filled.carry_out("programme", files.csv_of(rows))
    held = SessionRole.objects.filter(session__kind="opening")
    assert set(held.values_list("participant__name", "role")) == {("Dan Example", "panellist")}


def test_a_person_who_left_is_back_with_a_new_invitation(
    filled: ExchangeClient, conference: Conference, organiser: Seat
) -> None:
    hall = Assembly()
    ana = Participant.objects.get(name="Ana Example")
    hall.do(organiser, "parties.remove_member", stream=conference.stream, participant=str(ana.pk))
    assert Participant.objects.get(pk=ana.pk).roles == []
    filled.carry_out("people", files.csv_of(PEOPLE))
    ana.refresh_from_db()
    assert (ana.roles, ana.party) == (["delegate", "head"], Party.objects.get(code="FJ"))


def test_the_seat_of_a_person_follows_the_table(filled: ExchangeClient, conference: Conference) -> None:
    ana = Participant.objects.get(name="Ana Example")
    filled.carry_out(
        "people", files.csv_of([["name", "email", "delegation"], ["Ana", "ana@example.org", "CI"]])
    )
    last = Entry.objects.filter(stream=conference.stream).order_by("-seq")[0]
    assert (last.event["type"], last.reseats) == ("people.changed", str(ana.person.public_id))


def test_a_new_name_or_address_changes_no_seat(filled: ExchangeClient, conference: Conference) -> None:
    before = Entry.objects.filter(stream=conference.stream).count()
    rows = [
        ["name", "email", "delegation", "function", "language"],
        ["Ana Example", "ana@example.org", "FJ", "President", "en"],
        ["Cara Example", "cara@example.org", "=Red Cross", "Head of office", "id"],
    ]
    assert filled.carry_out("people", files.csv_of(rows))["changed"] == 2
    [entry] = Entry.objects.filter(stream=conference.stream).order_by("seq")[before:]
    assert (entry.event["type"], entry.reseats) == ("programme.edited", "")
    invitations = Invitation.objects.filter(participant__name__in=("Ana Example", "Cara Example"))
    assert set(invitations.values_list("email", "language", "participant__function")) == {
        ("ana@example.org", "en", "President"),
        ("cara@example.org", "id", "Head of office"),
    }


def test_open_sessions_are_told(filled: ExchangeClient) -> None:
    session = Session.objects.get(kind="opening")
    filled.carry_out("programme", files.csv_of([["id", "room"], ["S1", "Garden"]]))
    events = Entry.objects.filter(stream=session.stream).values_list("event__type", flat=True)
    assert list(events) == ["programme.session_edited"]


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


def test_a_schedule_is_imported_twice_and_moved_once(filled: ExchangeClient, conference: Conference) -> None:
    first = files.schedule_json(files.event(track="Water"))
    assert filled.carry_out("programme", first) == {"added": 1, "changed": 0, "same": 0}
    row = Session.objects.get(title__en="Rivers without borders")
    assert set(row.session_roles.values_list("participant__name", "role")) == {("Ana Example", "panellist")}
    assert filled.carry_out("programme", first) == {"added": 0, "changed": 0, "same": 1}
    moved = files.schedule_json(
        files.event(track="Water", date="2021-11-16T14:00:00+08:00", title="Rivers again")
    )
    assert filled.carry_out("programme", moved) == {"added": 0, "changed": 1, "same": 0}
    row.refresh_from_db()
    assert (row.title, row.starts_at.isoformat(), row.sequence) == (
        {"en": "Rivers again"}, "2021-11-16T06:00:00+00:00", 1,
    )  # fmt: skip


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


PLAN = [
    ["id", "agenda", "order_policy", "quorum_to_open", "quorum_to_decide", "cancelled", "limit_observer",
     "limit_replies", "ends_turns", "interpreters", "rapporteurs"],
    ["S1", "Opening\nReview", "lots", "none", "two_thirds", "yes", "1:30", "2:00; 2:00", "yes",
     "ben@example.org [fr]; Cara Example", "Dan Example <dan@example.org>"],
]  # fmt: skip


def test_a_plan_is_changed_by_a_file_once(filled: ExchangeClient) -> None:
    filled.carry_out("programme", files.csv_of(PLAN))
    row = Session.objects.get(kind="opening")
    assert (row.order_policy, row.quorum_to_open, row.quorum_to_decide) == ("lots", "none", "two_thirds")
    assert row.cancelled_at is not None
    assert (row.floor.agenda, row.floor.item_title) == (["Opening", "Review"], "Opening")
    assert (row.floor.limits["observer"], row.floor.limits["state"]) == (90, 180)
    assert (row.floor.reply_limits, row.floor.ends_turns, row.floor.preset) == ([120, 120], True, None)
    roles = row.session_roles.exclude(role__in=("moderator", "panellist"))
    assert set(roles.values_list("participant__name", "role", "language")) == {
        ("Ben Example", "interpreter", "fr"), ("Cara Example", "interpreter", ""), ("Dan Example", "rapporteur", ""),
    }  # fmt: skip
    entries = Entry.objects.count()
    filled.carry_out("programme", files.csv_of(PLAN))
    assert Entry.objects.count() == entries
    back = [["id", "cancelled", "speaking_times", "agenda", "interpreters"], ["S1", "no", "who", "", ""]]
    filled.carry_out("programme", files.csv_of(back))
    row = Session.objects.get(kind="opening")
    assert (row.cancelled_at, row.floor.preset, row.floor.agenda) == (None, "who", [""])
    assert (row.floor.limits["observer"], row.floor.ends_turns) == (120, False)
    assert not row.session_roles.filter(role="interpreter").exists()


def test_the_language_of_an_interpreter_is_read_in_any_case(filled: ExchangeClient) -> None:
    rows = [["id", "interpreters"], ["S1", "ben@example.org [FR]; Cara Example [fr]; Dan Example [pt-br]"]]
    filled.carry_out("programme", files.csv_of(rows))
    roles = Session.objects.get(kind="opening").session_roles.filter(role="interpreter")
    assert sorted(roles.values_list("language", flat=True)) == ["fr", "fr", "pt-BR"]
    assert filled.preview("programme", files.csv_of(rows))["counts"]["same"] == 1


def test_a_time_in_a_cell_counts_more_than_the_preset_beside_it(filled: ExchangeClient) -> None:
    rows = files.csv_of([["id", "speaking_times", "limit_state"], ["S1", "general_assembly", "5:00"]])
    filled.carry_out("programme", rows)
    floor = Session.objects.get(kind="opening").floor
    assert (floor.limits["state"], floor.limits["group"], floor.preset) == (300, 900, None)
    assert filled.preview("programme", rows)["counts"]["same"] == 1


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("limit_state", "0:09", "speaking_time"),
        ("limit_state", "60:01", "speaking_time"),
        ("limit_state", "three", "speaking_time"),
        ("limit_replies", "1:00;" * 6, "reply_times"),
        ("limit_replies", ";", "reply_times"),
        ("limit_replies", "1:00; 99", "speaking_time"),
        ("motion_speakers", "suspension 0 for 0 against", "motion_speakers"),
        ("motion_speakers", "2/2", "motion_speakers"),
        ("speaking_times", "parliament", "one_of"),
        ("order_policy", "shortest", "one_of"),
        ("quorum_to_open", "half", "one_of"),
        ("ends_turns", "perhaps", "yes_or_no"),
        ("cancelled", "perhaps", "yes_or_no"),
        ("agenda", "\n".join("ab"[n % 2] * 3 for n in range(61)), "agenda"),
        ("interpreters", "Nobody [fr]", "unknown_person"),
    ],
)
def test_a_wrong_cell_of_a_plan_is_named(filled: ExchangeClient, column: str, cell: str, code: str) -> None:
    [fault] = filled.preview("programme", files.csv_of([["id", column], ["S1", cell]]))["faults"]
    assert (fault["row"], fault["column"], fault["code"]) == (2, column, code)


def test_interpreters_into_too_many_languages_are_wrong_before_the_import(filled: ExchangeClient) -> None:
    spoken = ["ar", "en", "es", "fr", "hi", "id", "ja", "ko", "pt", "ru", "sw", "zh"]
    cell = "; ".join(f"Ben Example [{tag}]" for tag in [*spoken, "ils"])
    filled.carry_out("programme", files.csv_of([["id", "interpreters"], ["S1", cell]]))
    assert filled.preview("programme", filled.get("programme.csv").content)["faults"] == []
    # The language that nobody interprets any more stays open.
    other = files.csv_of([["id", "interpreters"], ["S1", cell.replace("[ar]", "[tr]")]])
    [fault] = filled.preview("programme", other)["faults"]
    assert (fault["row"], fault["column"], fault["code"]) == (2, "interpreters", "too_many_languages")


def test_the_times_of_a_spreadsheet_are_speaking_times(filled: ExchangeClient) -> None:
    rows = [["id", "limit_state", "limit_group"], ["S1", datetime.time(3, 30), "04:00:00"]]
    filled.carry_out("programme", files.xlsx_of(rows))
    limits = Session.objects.get(kind="opening").floor.limits
    assert (limits["state"], limits["group"]) == (210, 240)


def test_a_session_that_has_begun_keeps_its_agenda_and_speaking_times(filled: ExchangeClient) -> None:
    exported = filled.get("programme.csv").content
    Session.objects.filter(kind="opening").update(state="open")
    assert filled.preview("programme", exported)["faults"] == []
    for column, cell in (("agenda", "Other"), ("limit_state", "5:00"), ("cancelled", "yes")):
        [fault] = filled.preview("programme", files.csv_of([["id", column], ["S1", cell]]))["faults"]
        assert fault["code"] == "has_begun"


def test_a_party_without_an_english_name_is_found_again(
    filled: ExchangeClient, conference: Conference
) -> None:
    senate = Party.objects.create(conference=conference, name={"fr": "Sénat"})
    Participant.objects.filter(name="Cara Example").update(party=senate)
    assert filled.preview("people", filled.get("people.csv").content)["faults"] == []


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
