"""The minutes over REST: their content and formats, and what they must never contain."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.test import Client

from chat.questions.models import Question
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from sessions.minutes.services import minutes_sections
from sessions.models import Conference, Participant, Session
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def get(hall: Assembly, path: str = "", seat: Seat | None = None, **headers: str) -> Any:
    if seat is not None:
        headers["Authorization"] = f"Bearer {seats.sign(seat)[0]}"
    return Client().get(f"/api/v1/sessions/{hall.session.pk}/minutes{path}", headers=headers)


def after(moment: list[datetime], seconds: float) -> None:
    moment[0] += timedelta(seconds=seconds)


@pytest.fixture
def guest(hall: Assembly) -> Seat:
    return hall.guest()


@pytest.fixture
def proceedings(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]) -> Assembly:
    """Fiji's turn, interrupted by Chile's point of order; a decision, questions, and corrections."""
    Conference.objects.update(publishes_parity="totals")
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    after(moment, 100)
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
    after(moment, 20)
    hall.done(chair, "floor.rule", token=2, ruling="upheld", text="=Let it stand")
    after(moment, 90)
    hall.done(chair, "floor.end", token=3)
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(chile, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(chair, "decision.record", text=f"Adopted. {SCRIPT}")
    for number, text in enumerate(
        ("Who pays?", "WITHHELD pending", "WITHHELD dismissed", "Who answers?"), start=1
    ):
        hall.done(fiji, "question.ask", text=text, anonymous=number == 4)
        if number != 2:
            hall.done(chair, "question.approve", question=str(number))
    hall.done(chair, "question.dismiss", question="3", reason="WITHHELD reason")
    hall.done(chair, "question.answer", question="1")
    hall.done(chair, "minutes.correct", of="turn", item="1", text="Two minutes.", reason="Clock")
    hall.done(chair, "session.close")
    return hall


def section(minutes: dict[str, Any], name: str) -> list[dict[str, str]]:
    """The rows of a section, as dictionaries by column."""
    found = next(each for each in minutes["sections"] if each["name"] == name)
    names = [column["name"] for column in found["columns"]]
    return [dict(zip(names, (cell["text"] for cell in row["cells"]), strict=True)) for row in found["rows"]]


def test_the_minutes_say_what_happened(proceedings: Assembly, guest: Seat) -> None:
    minutes = get(proceedings, seat=guest).json()
    assert (minutes["date"], minutes["state"], minutes["zone"]) == (
        "2021-11-16", "closed", "Times in Asia/Makassar, and in UTC",
    )  # fmt: skip
    assert section(minutes, "turns") == [
        {
            "turn": "1", "party": "Fiji", "kind": "statement", "mode": "live", "place": "remote",
            "started_at": "13:20:00", "ended_at": "13:23:30", "allotted": "3:00", "spoken": "3:10",
            "overtime": "0:10", "ended_by": "closed by the chair",
        },
        {
            "turn": "2", "party": "Chile", "kind": "point of order", "mode": "live", "place": "remote",
            "started_at": "13:21:40", "ended_at": "13:22:00", "allotted": "1:00", "spoken": "0:20",
            "overtime": "0:00", "ended_by": "ruled on",
        },
    ]  # fmt: skip
    assert section(minutes, "rulings") == [
        {
            "turn": "2",
            "party": "Chile",
            "kind": "point of order",
            "at": "13:22:00",
            "ruling": "upheld",
            "text": "=Let it stand",
            "spoken": "0:20",
        }
    ]
    assert section(minutes, "roll_calls")[0] | {"opened_at": ""} == {
        "roll_call": "1", "opened_at": "", "closed_at": "13:23:30", "accredited": "2", "present": "2",
        "needed_to_open": "1", "needed_to_decide": "2",
    }  # fmt: skip
    assert [(row["party"], row["present"]) for row in section(minutes, "attendance")] == [
        ("Fiji", "yes"), ("Chile", "yes"),
    ]  # fmt: skip
    assert [(row["text"], row["present"]) for row in section(minutes, "decisions")] == [
        (f"Adopted. {SCRIPT}", "2")
    ]
    assert [row["event"] for row in section(minutes, "course")] == ["Session closed"]
    assert [(row["entry"], row["state"]) for row in section(minutes, "entries")] == [
        ("1", "called"),
        ("2", "called"),
    ]
    assert [(row["place"], row["spoken"]) for row in section(minutes, "parity")] == [
        ("hall", "0:00"), ("remote", "3:30"),
    ]  # fmt: skip
    turns = next(each for each in minutes["sections"] if each["name"] == "turns")
    assert [[remark["text"] for remark in row["corrections"]] for row in turns["rows"]] == [
        ["Two minutes."],
        [],
    ]


def test_the_minutes_tell_the_session_in_short_and_by_time(proceedings: Assembly, guest: Seat) -> None:
    minutes = get(proceedings, seat=guest).json()
    assert [(fact["label"], fact["text"]) for fact in minutes["facts"]] == [
        ("Held", "2021-11-16"), ("Closed", minutes["chronology"][-1]["at"]["text"]), ("State", "closed"),
    ]  # fmt: skip
    assert minutes["in_short"] == [
        f"Decision 1: Adopted. {SCRIPT}",
        "The chair ruled on what Chile had raised: upheld. =Let it stand",
        "The roll was called: 2 of 2 delegations were present.",
        "Had the floor: 2. Turns: 2. Together: 3:30.",
        "Questions: 4. Answered: 1.",
    ]
    assert [(event["item"], event["text"]) for event in minutes["chronology"]] == [
        ("turn/1", "Fiji had the floor (statement, live, remote, 3:10)."),
        ("turn/2", "Chile had the floor (point of order, live, remote, 0:20)."),
        ("ruling/2", "The chair ruled on what Chile had raised: upheld. =Let it stand"),
        ("roll_call/1", "The roll was called: 2 of 2 delegations were present."),
        ("decision/1", f"Decision 1: Adopted. {SCRIPT}"),
        ("", "Session closed."),
    ]


def test_questions_stand_with_what_became_of_them_and_withheld_ones_nowhere(
    proceedings: Assembly, guest: Seat, chair: Seat
) -> None:
    minutes = get(proceedings, seat=guest).json()
    assert [
        (row["question"], row["author"], row["party"], row["text"], row["disposition"])
        for row in section(minutes, "questions")
    ] == [
        ("1", "Delegate of Fiji", "Fiji", "Who pays?", "answered"),
        ("2", "", "", "", "not reached"),
        ("3", "", "", "", "dismissed"),
        ("4", "", "", "Who answers?", "not reached"),
    ]
    for seat in (guest, chair):
        for path in ("", "/minutes.html", "/questions.csv"):
            assert "WITHHELD" not in get(proceedings, path, seat).content.decode()
        archive = zipfile.ZipFile(io.BytesIO(get(proceedings, "/minutes.zip", seat).content))
        assert not any("WITHHELD" in archive.read(name).decode() for name in archive.namelist())


def test_nothing_that_moderators_alone_were_told_is_in_it(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat
) -> None:
    """Swap proposals and unapproved questions do not change the minutes."""
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe")
    before = get(hall, seat=guest).json()["sections"][:-1]  # but the last, with the journal's numbers
    hall.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    hall.done(chile, "floor.answer_swap", swap="1", agrees=False)
    hall.done(fiji, "question.ask", text="Is this on?")
    withheld = [e for e in journal.entries_since(hall.stream, 1) if e.everyone is None]
    assert len(withheld) == 3
    assert get(hall, seat=guest).json()["sections"][:-1] == before
    assert Question.objects.count() == 1


def test_everyone_who_may_follow_reads_the_same(
    proceedings: Assembly, guest: Seat, chair: Seat, fiji: Seat
) -> None:
    screen = proceedings.person("Screen", "hall_screen")
    first, *rest = [get(proceedings, seat=seat).json() for seat in (guest, chair, fiji, screen)]
    assert rest == [first] * 3
    stranger = Assembly().moderator()
    nobody = proceedings.person("Nobody")
    for path in ("", "/minutes.html", "/turns.csv", "/minutes.zip"):
        assert get(proceedings, path).json()["code"] == "seat.missing"
        assert get(proceedings, path, stranger).json()["code"] == "wire.wrong_conference"
        assert get(proceedings, path, nobody).json()["code"] == "wire.forbidden"
    for path in ("/nothing.csv", "/turns.html", "/minutes.csv", "/turns.zip"):
        assert get(proceedings, path, guest).status_code == 404
    assert Client().get("/api/v1/sessions/999/minutes").json()["code"] == "wire.unknown_stream"


def test_the_minutes_grow_while_the_session_runs_and_are_sent_once(
    hall: Assembly, chair: Seat, fiji: Seat, guest: Seat
) -> None:
    first = get(hall, seat=guest)
    assert section(first.json(), "turns") == []
    assert first.json()["notes"] == ["The session is under way; these minutes grow with it."]
    unchanged = get(hall, "", guest, **{"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    then = get(hall, "", guest, **{"If-None-Match": first["ETag"]})
    assert section(then.json(), "turns")[0].keys() == {
        "turn", "party", "kind", "mode", "place", "started_at", "allotted",
    }  # fmt: skip
    assert get(hall, "?language=id", guest)["ETag"] != then["ETag"]


def test_the_page_to_take_away_is_valid_html_and_carries_all_it_needs(
    proceedings: Assembly, guest: Seat
) -> None:
    answer = get(proceedings, "/minutes.html?language=id", guest)
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    name = f"{proceedings.conference.slug}-session-{proceedings.session.pk}-2021-11-16-minutes.html"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    text = answer.content.decode()
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(text)
    assert (page.get("lang"), page.get("dir")) == ("id", None)
    assert [head.text for head in page.iter("h2")][:3] == [
        "Jalannya sidang", "Rekaman sidang", "Giliran bicara",
    ]  # fmt: skip
    assert SCRIPT not in text
    assert list(page.iter("script")) == []
    assert [each for each in page.iter() if each.get("src") or each.get("href")] == []
    assert "@media print" in text
    assert "url(" not in text
    assert "Two minutes." in text
    arabic = parser.parse(get(proceedings, "/minutes.html?language=ar", guest).content.decode())
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")


def test_the_day_is_that_of_the_conferences_zone(hall: Assembly, guest: Seat) -> None:
    # Two in the morning in Makassar.
    Session.objects.update(starts_at=datetime(2021, 11, 16, 18, tzinfo=UTC))
    assert get(hall, "", guest).json()["date"] == "2021-11-17"


TABLES = {
    "course": "at_local at_utc event item title chair reason resumes_at_local resumes_at_utc",
    "session_recordings": "started_at_local started_at_utc ended_at_local ended_at_utc problem acknowledged",
    "turns": "turn item party party_code kind mode place on_behalf_of speaker read_by simulated given_out"
    " inscribed_at_local inscribed_at_utc started_at_local started_at_utc ended_at_local ended_at_utc"
    " allotted spoken overtime ended_by ended_reason",
    "notes": "note turn at_local at_utc text",
    "rulings": "turn party party_code kind at_local at_utc ruling text spoken during_vote",
    "motions": "turn party party_code motion text at_local at_utc spoken outcome vote",
    "motion_speakers": "turn motion_turn party party_code motion side at_local at_utc spoken",
    "proposals": "proposal symbol title sponsors text link state",
    "votes": "vote subject turn party party_code motion ruling proposal question method majority put_at_local"
    " put_at_utc closed_at_local closed_at_utc present accredited needed counted_by in_favour against abstentions"
    " result reason drawn seed",
    "ballots": "vote party party_code answer place given_by answered_at_local answered_at_utc intended"
    " corrected_at_local corrected_at_utc",
    "explanations": "proposal turn party party_code when started_at_local started_at_utc spoken",
    "roll_calls": "roll_call opened_at_local opened_at_utc closed_at_local closed_at_utc accredited present"
    " needed_to_open needed_to_decide",
    "attendance": "roll_call party party_code present place answered_at_local answered_at_utc given_out",
    "decisions": "decision item at_local at_utc text roll_call present accredited needed proposal vote",
    "written": "statement party party_code on_behalf_of language spoken published_at_local published_at_utc given_out"
    " words text",
    "reactions": "statement party party_code reaction_agree reaction_thanks reaction_question",
    "transcript": "turn language source began_at_local began_at_utc ended_at_local ended_at_utc text",
    "questions": "question asked_at_local asked_at_utc author party party_code simulated text votes disposition"
    " answered_at_local answered_at_utc turn answer guest",
    "messages": "message at_local at_utc written_by party party_code simulated text reply_to deleted guest",
    "polls": "poll closed_at_local closed_at_utc poll_kind text option answers points",
    "announcements": "at_local at_utc text",
    "parity": "of place theme region turns spoken overtime called mean_wait waiting refusals",
    "entries": "entry item party party_code category kind mode place on_behalf_of inscribed_at_local inscribed_at_utc"
    " state withdrawn_at_local withdrawn_at_utc late_reason",
    "orders": "order at_local at_utc policy language letter seed drawn list undone_at_local undone_at_utc",
    "acts": "act at_local at_utc event entry turn party party_code details reason role by delegation",
    "corrections": "correction of item at_local at_utc text reason by",
    "journal": "stream last_entry head",
}


def test_tables_have_the_columns_that_rapporteurs_were_told_of(proceedings: Assembly, guest: Seat) -> None:
    archive = zipfile.ZipFile(io.BytesIO(get(proceedings, "/minutes.zip", guest).content))
    assert archive.namelist() == [f"{name}.csv" for name in TABLES]
    assert len(TABLES) == len(minutes_sections())
    for name, columns in TABLES.items():
        answer = get(proceedings, f"/{name}.csv", guest)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.content == archive.read(f"{name}.csv")
        assert answer.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
        assert answer.content.decode("utf-8-sig").splitlines()[0] == ",".join(["session", *columns.split()])
        assert all(row["session"] == str(proceedings.session.pk) for row in rows)


def test_the_page_for_rapporteurs_says_each_column() -> None:
    page = (Path(__file__).parents[3] / "docs" / "minutes.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `(\w+)`$", page, flags=re.M)[1:]
    told = {
        name: " ".join(column for row in re.findall(r"^\| `(\w+)` \|", text, re.M) for column in _told(row))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }
    assert told == TABLES


def _told(column: str) -> list[str]:
    return [f"{column}_local", f"{column}_utc"] if column == "at" or column.endswith("_at") else [column]


def test_the_minutes_have_the_heads_of_the_journal(proceedings: Assembly, guest: Seat) -> None:
    streams = [proceedings.stream, proceedings.conference.stream]
    last = [Entry.objects.filter(stream=stream).latest("seq") for stream in streams]
    expected = [{"stream": each.stream_id, "last_entry": str(each.seq), "head": each.hash} for each in last]
    assert section(get(proceedings, seat=guest).json(), "journal") == expected
    table = get(proceedings, "/journal.csv", guest).content.decode("utf-8-sig")
    session = {"session": str(proceedings.session.pk)}
    assert list(csv.DictReader(io.StringIO(table, newline=""))) == [session | each for each in expected]
    assert last[0].hash in get(proceedings, "/minutes.html", guest).content.decode()


def test_a_table_of_turns(proceedings: Assembly, guest: Seat) -> None:
    text = get(proceedings, "/turns.csv", guest).content.decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text, newline="")))
    assert {name: first[name] for name in ("started_at_local", "started_at_utc", "spoken", "overtime", "ended_by")} == {
        "started_at_local": "2021-11-16T13:20:00+08:00", "started_at_utc": "2021-11-16T05:20:00+00:00",
        "spoken": "190.000", "overtime": "10.000", "ended_by": "closed",
    }  # fmt: skip
    ruled = get(proceedings, "/rulings.csv", guest).content.decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(ruled, newline="")))["text"] == "'=Let it stand"


@pytest.mark.parametrize(("choice", "lines"), [("nothing", 0), ("totals", 2), ("all", 4)])
def test_the_ledger_stands_in_the_minutes_as_the_organiser_publishes_it(
    proceedings: Assembly, guest: Seat, chair: Seat, choice: str, lines: int
) -> None:
    Conference.objects.update(publishes_parity=choice)
    for seat in (guest, chair):
        rows = get(proceedings, "/parity.csv", seat).content.decode("utf-8-sig").splitlines()[1:]
        assert len(rows) == lines


def test_who_is_simulated_is_said_to_be(hall: Assembly, chair: Seat, fiji: Seat, guest: Seat) -> None:
    Participant.objects.filter(pk=fiji.participant).update(simulated=True)
    hall.done(fiji, "floor.inscribe", speaker=fiji.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    (turn,) = section(get(hall, seat=guest).json(), "turns")
    assert (turn["speaker"], turn["simulated"]) == ("Delegate of Fiji", "yes")


def test_the_minutes_are_read_and_never_written(proceedings: Assembly, guest: Seat) -> None:
    seq = journal.snapshot_of(proceedings.stream, Audience.EVERYONE).seq
    for path in ("", "/minutes.html", "/minutes.zip"):
        get(proceedings, path, guest)
    assert journal.snapshot_of(proceedings.stream, Audience.EVERYONE).seq == seq
    for method in ("post", "put", "delete"):
        answer = getattr(Client(), method)(f"/api/v1/sessions/{proceedings.session.pk}/minutes")
        assert answer.status_code == 405
