"""What the rows of a table mean, compared with what is there."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.exchange import columns, delegation_rows, people_rows, programme_rows, rules
from sessions.exchange.csv_file import read as read_csv
from sessions.exchange.delegation_rows import Delegations
from sessions.exchange.people_rows import People
from sessions.exchange.programme_rows import Programme
from sessions.exchange.rules import MESSAGES, KnownRow, Plan, RowError
from sessions.exchange.schedule_file import read_json, read_xml
from sessions.exchange.sheet import Row, Sheet
from tests.sessions.exchange import files

FIJI = KnownRow(
    "1",
    "Fiji",
    {
        "code": "FJ", "name:en": "Fiji", "spoken:en": "the Republic of Fiji", "category": "state", "region": "",
        "groups": ["Pacific"], "rank": 3, "place": "hall", "accredited": True, "theme": "water", "most_members": 2,
    },
)  # fmt: skip
OBSERVER = KnownRow(
    "2",
    "Red Cross",
    {**FIJI.values, "code": "", "name:en": "Red Cross", "category": "observer", "groups": []},
)
DELEGATIONS = Delegations([FIJI, OBSERVER], ["en", "id"], {"water": "water", "water and rivers": "water"})
ANA = KnownRow(
    "7",
    "Ana Example",
    {
        "name": "Ana Example", "honorific": "", "function": "Minister", "email": "ana@example.org", "delegation": "1",
        "roles": ["delegate", "head"], "place": "hall", "language": "en",
    },
)  # fmt: skip
BEN = KnownRow("8", "Ben Example", {**ANA.values, "name": "Ben Example", "email": "", "roles": ["delegate"]})
del BEN.values["language"]
PEOPLE = People(
    known=[ANA, BEN],
    delegations={"fj": ["1"], "fiji": ["1"], "chile": ["2"], "same": ["1", "2"]},
    labels={"1": "FJ", "2": "Chile"},
    places={"1": "hall", "2": "remote"},
    members={"1": 2},
    most_members={"1": 3, "2": None},
    left=frozenset({"left@example.org"}),
    languages=["en", "id"],
)
RIVERS = KnownRow(
    "4",
    "Rivers",
    {
        "id": "own-4", "day": "2021-11-16", "start": "09:00", "end": "10:30", "room": "Plenary Hall",
        "title:en": "Rivers", "title:id": "Sungai", "description:en": "", "kind": "panel", "theme": "water",
        "access": "public", "chair": ["7"], "speakers": [],
    },
)  # fmt: skip
PROGRAMME = Programme(
    known=[RIVERS],
    languages=["en", "id"],
    zone="Asia/Makassar",
    access="registered",
    themes={"water": "water"},
    rooms={"plenary hall": "Plenary Hall", "ruang sidang": "Plenary Hall"},
    people={"ana example": ["7"], "ana@example.org": ["7"], "ben": ["8", "9"]},
    names={"7": "Ana Example <ana@example.org>", "8": "Ben", "9": "Ben"},
    adopted=frozenset(),
)


def sheet(*rows: list[str]) -> Sheet:
    """The sheet of a CSV file with these rows."""
    return read_csv(files.csv_of(rows))


def plan_of(table: Any, rows: Sheet, present: Any) -> Plan:
    """The plan of an import whose columns are read as they are guessed."""
    name = table.__name__.rpartition(".")[2].removesuffix("_rows").replace("delegation", "delegations")
    found: Plan = table.plan(rows, present, columns.guess(name, rows.columns, present.languages))
    return found


def told(plan: Plan) -> list[Any]:
    """Each step: its verdict, what it is about, and its changes."""
    return [
        (step.verdict, step.label, [(each.field, each.before, each.after) for each in step.changes])
        for step in plan.steps
    ]


def wrong(plan: Plan) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in plan.faults]


def test_each_message_can_be_said() -> None:
    values = dict.fromkeys(("text", "most", "least", "words", "row", "example", "items", "nearest"), 1)
    assert [RowError(2, "name", code, values).message for code in MESSAGES]


def test_a_delegation_is_added_with_the_usual_values() -> None:
    [step] = plan_of(delegation_rows, sheet(["Name", "Category"], ["Vanuatu", ""]), DELEGATIONS).steps
    assert (step.verdict, step.label, step.values) == (
        "add",
        "Vanuatu",
        {
            "code": "", "name:en": "Vanuatu", "category": "state", "region": "", "groups": [], "rank": None,
            "place": "remote", "accredited": True, "theme": "", "most_members": None, "microphone": "",
        },
    )  # fmt: skip


def test_a_delegation_is_found_by_its_code_or_by_a_name() -> None:
    plan = plan_of(
        delegation_rows,
        sheet(
            ["code", "name (EN)", "name:id", "groups", "rank", "theme", "accredited"],
            ["fj", "Fiji", "Fiji", "Pacific; AOSIS", "", "Water and  rivers", ""],
            ["", "red  cross", "", "", "3", "Migration", "no"],
        ),
        DELEGATIONS,
    )
    assert told(plan) == [
        (
            "change",
            "Fiji",
            [("name:id", "", "Fiji"), ("groups", "Pacific", "Pacific; AOSIS"), ("rank", "3", "")],
        ),
        (
            "change",
            "Red Cross",
            [
                ("name:en", "Red Cross", "red  cross"),
                ("theme", "water", "Migration"),
                ("accredited", "yes", "no"),
            ],
        ),
    ]
    assert plan.faults == []


def test_wrong_rows_of_delegations_are_named() -> None:
    plan = plan_of(
        delegation_rows,
        sheet(
            ["code", "name", "category", "rank", "accredited", "colour"],
            ["FJI", "Samoa", "", "", "", "red"],
            ["WS", "", "", "", "", ""],
            ["TO", "Tonga", "kingdom", "0", "perhaps", ""],
            ["TV", "Fiji", "", "", "", ""],
            ["VU", "Vanuatu", "", "", "", ""],
            ["VU", "Vanuatu ", "", "", "", ""],
            ["NR", "N" * 201, "", "", "", "", "more"],
        ),
        DELEGATIONS,
    )
    assert wrong(plan) == [
        (2, "code", "code"),
        (3, "name", "required"),
        (4, "category", "one_of"),
        (4, "rank", "number"),
        (4, "accredited", "yes_or_no"),
        (5, "", "name_taken"),
        (7, "", "twice"),
        (8, "", "surplus"),
        (8, "name:en", "too_long"),
    ]


def test_a_country_name_of_forty_arabic_characters_is_taken() -> None:
    name = "جمهورية الكونغو الديمقراطية الشعبية الكبرى"[:40]
    [step] = plan_of(delegation_rows, sheet(["code", "name:ar"], ["CD", name]), DELEGATIONS).steps
    assert (step.verdict, step.values["name:ar"]) == ("add", name)


def test_people_are_found_by_address_and_those_without_by_name_and_delegation() -> None:
    plan = plan_of(
        people_rows,
        sheet(
            ["Name", "E-mail", "Country", "Roles", "Function", "Place", "Language"],
            ["Ana Example", "ANA@example.org", "fj", "head, delegate", "President", "", "ID"],
            ["Ben Example", "ben@example.org", "Fiji", "", "Minister", "hall", ""],
            ["Cara", "cara@example.org", "Chile", "", "", "", ""],
            ["Dan", "dan@example.org", "", "moderator", "", "hall", "id"],
        ),
        PEOPLE,
    )
    assert told(plan) == [
        ("change", "Ana Example", [("function", "Minister", "President"), ("language", "en", "id")]),
        ("change", "Ben Example", [("email", "", "ben@example.org")]),
        (
            "add",
            "Cara",
            [
                ("name", "", "Cara"),
                ("email", "", "cara@example.org"),
                ("delegation", "", "Chile"),
                ("roles", "", "delegate"),
                ("place", "", "remote"),
            ],
        ),
        (
            "add",
            "Dan",
            [
                ("name", "", "Dan"),
                ("email", "", "dan@example.org"),
                ("roles", "", "moderator"),
                ("place", "", "hall"),
                ("language", "", "id"),
            ],
        ),
    ]
    cara, dan = plan.steps[2].values, plan.steps[3].values
    assert (cara["delegation"], cara["roles"], cara["place"], cara["language"]) == (
        "2",
        ["delegate"],
        "remote",
        "en",
    )
    assert (dan["delegation"], dan["roles"], dan["place"], dan["language"]) == (
        "",
        ["moderator"],
        "hall",
        "id",
    )
    assert plan.faults == []


def test_wrong_rows_of_people_are_named() -> None:
    plan = plan_of(
        people_rows,
        sheet(
            ["name", "email", "delegation", "roles", "language"],
            ["", "a@example.org", "FJ", "", ""],
            ["B", "no address", "FJ", "", ""],
            ["C", "c@example.org", "Atlantis", "", ""],
            ["D", "d@example.org", "Same", "", ""],
            ["E", "e@example.org", "", "", ""],
            ["F", "f@example.org", "", "delegate", ""],
            ["G", "g@example.org", "", "emperor", ""],
            ["H", "h@example.org", "FJ", "", "tlh"],
            ["☺", "i@example.org", "FJ", "", ""],
            ["Ben Example", "left@example.org", "FJ", "", ""],
            ["J", "j@example.org", "FJ", "", ""],
            ["J", "J@example.org", "FJ", "", ""],
            ["K", "k@example.org", "FJ", "", ""],
        ),
        PEOPLE,
    )
    assert wrong(plan) == [
        (2, "name", "required"),
        (3, "email", "email"),
        (4, "delegation", "unknown_delegation"),
        (5, "delegation", "ambiguous_delegation"),
        (6, "", "needs_part"),
        (7, "", "needs_delegation"),
        (8, "roles", "one_of"),
        (9, "language", "language"),
        (10, "name", "name"),
        (11, "", "address_taken"),
        (13, "", "twice"),
        (14, "delegation", "delegation_full"),
    ]


def test_the_head_of_a_delegation_is_a_delegate_too() -> None:
    rows = sheet(["name", "delegation", "roles"], ["Hana", "FJ", "head"])
    assert plan_of(people_rows, rows, PEOPLE).steps[0].values["roles"] == ["delegate", "head"]


def test_a_new_person_is_where_the_delegation_is_unless_the_row_says_otherwise() -> None:
    rows = sheet(
        ["name", "delegation", "roles", "place"],
        ["Eva", "FJ", "", ""], ["Finn", "FJ", "", "remote"], ["Gita", "Chile", "", ""], ["Hana", "", "moderator", ""],
    )  # fmt: skip
    assert [step.values["place"] for step in plan_of(people_rows, rows, PEOPLE).steps] == [
        *("hall", "remote", "remote", "remote")
    ]


def test_a_column_that_each_row_needs_and_the_file_has_not_is_said() -> None:
    rows = sheet(["place", "email"], ["hall", "eva@example.org"])
    assert wrong(plan_of(people_rows, rows, PEOPLE)) == [(2, "name", "no_column")]
    assert wrong(plan_of(delegation_rows, sheet(["place", "rank"], ["hall", "1"]), DELEGATIONS)) == [
        (2, "name", "no_column")
    ]
    assert wrong(plan_of(programme_rows, sheet(["title", "room"], ["Rivers", "A"]), PROGRAMME)) == [
        (2, "day", "no_column")
    ]


def test_a_day_far_from_the_others_is_noted() -> None:
    head = ["title", "day", "start", "end"]
    rows = [["A", "2026-11-16", "09:00", "10:00"], ["B", "2021-11-17", "09:00", "10:00"],
            ["C", "2021-11-18", "09:00", "10:00"]]  # fmt: skip

    def noted(present: Programme) -> list[tuple[int, str, Any]]:
        found = plan_of(programme_rows, sheet(head, *rows), present).notes
        return [(note.row, note.code, note.values["nearest"]) for note in found]

    assert noted(replace(PROGRAMME, days=["2021-11-16"])) == [(2, "far_day", "2021-11-16")]
    assert noted(replace(PROGRAMME, days=["2026-11-20"])) == [
        (3, "far_day", "2026-11-20"), (4, "far_day", "2026-11-20"),
    ]  # fmt: skip
    assert noted(PROGRAMME) == [(2, "far_day", "2021-11-18")]


def test_equal_errors_stand_together() -> None:
    rows = [["Country", "Delegation"], ["", "Narnia"], ["", "Fiji"], ["", "Narnia"], ["", "Oz"]]
    plan = plan_of(people_rows, sheet(["name", *rows[0]], *[["Eva", *row] for row in rows[1:]]), PEOPLE)
    assert [[fault.row for fault in same] for same in rules.equal_errors(plan.faults)] == [[2, 4], [5]]


def test_a_session_is_found_by_its_id_or_by_title_and_start() -> None:
    plan = plan_of(
        programme_rows,
        sheet(
            ["id", "day", "start", "end", "room", "title:en", "kind", "chair", "speakers"],
            [
                "own-4",
                "2021-11-16",
                "9.30",
                "11:00:00",
                "Ruang Sidang",
                "Rivers and seas",
                "",
                "ana@example.org",
                "",
            ],
            ["S2", "2021-11-17", "23:30", "00:30", "Garden", "Night", "side session", "", "Ana  Example"],
        ),
        PROGRAMME,
    )
    assert told(plan) == [
        (
            "change",
            "Rivers",
            [
                ("start", "09:00", "09:30"),
                ("end", "10:30", "11:00"),
                ("title:en", "Rivers", "Rivers and seas"),
            ],
        ),
        (
            "add",
            "Night",
            [("id", "", "S2"), ("day", "", "2021-11-17"), ("start", "", "23:30"), ("end", "", "00:30"),
             ("room", "", "Garden"), ("title:en", "", "Night"), ("kind", "", "side_session"),
             ("speakers", "", "Ana Example <ana@example.org>")],
        ),
    ]  # fmt: skip
    assert plan.steps[1].values["speakers"] == ["7"]
    by_title = sheet(["day", "start", "end", "title:id"], ["2021-11-16", "09:00", "12:00", "sungai"])
    [found] = told(plan_of(programme_rows, by_title, PROGRAMME))
    assert found == ("change", "Rivers", [("end", "10:30", "12:00"), ("title:id", "Sungai", "sungai")])


def test_a_file_gives_its_id_to_a_session_that_no_other_file_has_named() -> None:
    row = sheet(["id", "day", "start", "end", "title"], ["S1", "2021-11-16", "09:00", "10:30", "Rivers"])
    assert told(plan_of(programme_rows, row, PROGRAMME)) == [("change", "Rivers", [("id", "own-4", "S1")])]
    named = replace(PROGRAMME, adopted=frozenset({"4"}))
    assert [step.verdict for step in plan_of(programme_rows, row, named).steps] == ["add"]


def test_wrong_rows_of_a_programme_are_named() -> None:
    closed = replace(PROGRAMME, known=[replace(RIVERS, fixed=frozenset({"*"}))], zone="Europe/Paris")
    plan = plan_of(
        programme_rows,
        sheet(
            ["day", "start", "end", "title", "chair", "speakers"],
            ["16/11/2021", "9", "25:00", "A", "", ""],
            ["2021-03-28", "02:30", "04:00", "In the gap", "", ""],
            ["2021-11-16", "", "10:00", "B", "", ""],
            ["2021-11-16", "09:00", "10:00", "", "", ""],
            ["2021-11-16", "09:00", "11:00", "Rivers", "Nobody", "Ben"],
            ["2021-11-16", "09:00", "11:00", "Rivers", "", ""],
        ),
        closed,
    )
    assert wrong(plan) == [
        (2, "day", "day"),
        (2, "start", "time"),
        (2, "end", "time"),
        (3, "", "no_such_time"),
        (4, "start", "required"),
        (5, "title", "required"),
        (6, "chair", "unknown_person"),
        (6, "speakers", "ambiguous_person"),
        (7, "", "session_closed"),
    ]


def test_sessions_in_one_room_at_one_time_are_noted() -> None:
    plan = plan_of(
        programme_rows,
        sheet(
            ["day", "start", "end", "room", "title"],
            ["2021-11-16", "10:00", "11:00", "Plenary Hall", "Seas"],
            ["2021-11-16", "11:00", "12:00", "plenary hall", "Lakes"],
            ["2021-11-16", "10:00", "11:00", "Garden", "Ponds"],
        ),
        PROGRAMME,
    )
    assert [(note.row, note.code, note.values) for note in plan.notes] == [
        (2, "room_clash", {"text": "Rivers"})
    ]
    calm = replace(PROGRAMME, known=[replace(RIVERS, values={**RIVERS.values, "cancelled": True})])
    again = sheet(
        ["day", "start", "end", "room", "title"], ["2021-11-16", "10:00", "11:00", "Plenary Hall", "Seas"]
    )
    assert plan_of(programme_rows, again, calm).notes == []


def test_a_schedule_is_read_in_the_time_zone_of_the_conference() -> None:
    content = files.schedule_json(
        files.event(
            date="2021-11-16T02:00:00Z", duration="0:01:30", persons=[{"public_name": "Ana Example"}]
        ),
        files.event(guid="b", date="", start="10:30", duration="00:30", language="id_ID", type="Lecture"),
        files.event(guid="c", date="2021-11-17T10:00", language="", persons=[{"name": "Zoe"}]),
        files.event(guid="d", duration="soon"),
        files.event(guid="e", duration="24:00"),
        time_zone_name="Asia/Jakarta",
    )
    plan = plan_of(programme_rows, read_json(content), PROGRAMME)
    first, second, third = (step.values for step in plan.steps)
    times = [(each["day"], each["start"], each["end"]) for each in (first, second, third)]
    assert times == [
        ("2021-11-16", "10:00", "11:30"),
        ("2021-11-16", "11:30", "12:00"),
        ("2021-11-17", "11:00", "12:30"),
    ]
    assert (first["speakers"], first["theme"], first["kind"], first["access"]) == (
        ["7"],
        "water",
        "panel",
        "registered",
    )
    assert (second["title:id"], second["kind"]) == ("Rivers without borders", "panel")
    assert third["title:en"] == "Rivers without borders"
    assert wrong(plan) == [(4, "duration", "duration"), (5, "duration", "duration")]
    assert [(note.row, note.code) for note in plan.notes if note.code == "speaker_unknown"] == [
        (3, "speaker_unknown")
    ]


def test_a_schedule_changes_only_what_it_has() -> None:
    known = replace(
        RIVERS,
        values={
            **RIVERS.values, "id": "0f3c8a52-7d3e-5d0a-9a59-0c1f6a1d2b11", "kind": "closing", "access": "staff",
            "start": "10:00", "end": "11:00", "title:en": "Rivers without borders", "theme": "water",
            "description:en": "Who measures, and who is told.",
        },
    )  # fmt: skip
    there = replace(PROGRAMME, known=[known])
    plan = plan_of(programme_rows, read_xml(files.SCHEDULE_XML.encode()), there)
    assert told(plan) == [("change", "Rivers", [("end", "11:00", "11:30"), ("kind", "closing", "panel")])]
    assert [note.values["text"] for note in plan.notes] == ["Ben Example"]


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=30)


@given(cells=st.lists(texts, min_size=9, max_size=9))
def test_no_cell_of_any_table_fails(cells: list[str]) -> None:
    plans = {
        "delegations": (delegation_rows, DELEGATIONS, ["code", "name:en", *delegation_rows.COLUMNS[1:8]]),
        "people": (people_rows, PEOPLE, [*people_rows.COLUMNS, "note"]),
        "programme": (programme_rows, PROGRAMME, ["title", *programme_rows.COLUMNS[:8]]),
    }
    for rows, there, names in plans.values():
        line = Row(2, {name: cell.strip() for name, cell in zip(names, cells, strict=True)})
        found = plan_of(rows, Sheet("csv", names, [line]), there)
        assert len(found.steps) + bool(found.faults) >= 1


@pytest.mark.parametrize(
    "field", ["day", "title", "duration", "starts", "zone", "language", "speakers", "id"]
)
def test_no_cell_of_a_schedule_fails(field: str) -> None:
    for text in ("", "x", "0", "9999-12-31T23:59:59+23:59", "0001-01-01T00:00:00-23:59", "99:99", "…" * 300):
        event = files.event()
        found = read_json(files.schedule_json(event))
        line = Row(1, {**found.rows[0].cells, field: text})
        plan = plan_of(programme_rows, Sheet("json", found.columns, [line]), PROGRAMME)
        assert len(plan.steps) + bool(plan.faults) == 1


def test_the_digest_says_whether_the_same_would_be_done() -> None:
    one = sheet(["code", "rank"], ["FJ", "5"])
    plans = [
        plan_of(delegation_rows, one, DELEGATIONS),
        plan_of(delegation_rows, one, DELEGATIONS),
        plan_of(delegation_rows, sheet(["code", "rank"], ["FJ", "6"]), DELEGATIONS),
        plan_of(
            delegation_rows,
            one,
            replace(DELEGATIONS, known=[replace(FIJI, values={**FIJI.values, "rank": 9})]),
        ),
    ]
    first, again, *others = [plan.digest for plan in plans]
    assert first == again
    assert first not in others


def test_values_as_they_are_shown() -> None:
    assert [rules.value_text(value) for value in (True, False, None, 3, ["a", "b"], "x")] == [
        "yes",
        "no",
        "",
        "3",
        "a; b",
        "x",
    ]
