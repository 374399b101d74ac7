"""Orderings, motions, votes and statements in the minutes, with their corrections (FL4, FL7, FL13, FL25)."""

import csv
import hashlib
import io
from datetime import datetime, timedelta

import pytest

from foundation.accounts.seats import Seat
from tests.sessions.minutes.test_api import get, section
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(hall: Assembly) -> Seat:
    return hall.guest()


def table(hall: Assembly, name: str, guest: Seat) -> list[dict[str, str]]:
    text = get(hall, f"/{name}.csv", guest).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def drawn(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> Assembly:
    """Five entries wait. Lots were drawn for the last three, and an earlier ordering was undone."""
    for seat in (fiji, chile, *(hall.delegate(name) for name in ("Japan", "Peru", "Tonga"))):
        hall.done(seat, "floor.inscribe")
    as_shown = {"shown": [{"entry": str(number), "moves": 0} for number in range(1, 6)]}
    hall.done(chair, "floor.order", policy="first_come", **as_shown)
    hall.done(chair, "floor.undo_order", ordering="1")
    hall.done(chair, "floor.order", policy="lots", shown=[{"entry": "1", "moves": 0}])
    return hall


def test_FL7_lots_can_be_drawn_again_from_the_minutes(drawn: Assembly, guest: Seat) -> None:
    undone, lots = table(drawn, "orders", guest)
    assert (undone["policy"], undone["seed"], undone["drawn"]) == ("first_come", "", "")
    assert (bool(undone["undone_at_utc"]), lots["undone_at_utc"]) == (True, "")
    assert lots["policy"] == "lots"
    again = sorted("345", key=lambda item: hashlib.sha256(f"{lots['seed']}:{item}".encode()).hexdigest())
    assert (lots["drawn"].split(), lots["list"].split()) == (again, ["1", "2", *again])
    rows = section(get(drawn, seat=guest).json(), "orders")
    assert [(row["policy"], row["seed"]) for row in rows] == [
        ("first come", ""),
        ("drawn by lots", lots["seed"]),
    ]


def test_FL13_motions_and_votes_stand_with_rulings_and_figures(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat, moment: list[datetime]
) -> None:
    for number in range(10):
        hall.party(f"Party {number}")
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
    hall.done(chair, "floor.rule", token=2, ruling="not_upheld", text="It is in order.")
    hall.done(chair, "floor.appeal", token=3, ruling="2", party=chile.party)
    moment[0] += timedelta(seconds=5)
    hall.done(chair, "vote.close", vote="4", in_favour=2, against=9, abstentions=1)
    for number, motion in ((3, "closure_of_list"), (4, "suspension"), (5, "other")):
        text = "That the room be aired." if motion == "other" else ""
        hall.done(chile, "floor.inscribe", kind="motion", motion=motion, text=text)
        hall.done(chair, "floor.recognise", confirmed=True, entry=str(number), token=hall.floor().token)
        if motion != "other":
            hall.done(chair, "floor.put_to_vote", token=hall.floor().token)
        if motion == "closure_of_list":
            hall.done(chair, "vote.close", vote=str(hall.floor().token), in_favour=9, against=2)
        if motion == "suspension":
            hall.done(chair, "vote.drop", vote=str(hall.floor().token), reason="Withdrawn.")
        if motion == "other":
            ruled = {"token": hall.floor().token, "text": "It is warm enough."}
            hall.done(chair, "floor.rule_out_of_order", **ruled)
    minutes = get(hall, seat=guest).json()
    names = ("subject", "turn", "party", "motion", "ruling", "in_favour", "against", "abstentions", "result")
    assert [tuple(row[name] for name in names) for row in section(minutes, "votes")] == [
        ("appeal against a ruling", "2", "Chile", "", "not upheld", "2", "9", "1", "ruling stands"),
        ("procedural motion", "6", "Chile", "closure of the list of speakers", "", "9", "2", "0", "adopted"),
        (
            "procedural motion",
            "9",
            "Chile",
            "suspension of the meeting",
            "",
            "",
            "",
            "",
            "withdrawn, or not concluded",
        ),
    ]
    assert section(minutes, "votes")[0]["closed_at"] == "13:20:05"
    votes = [row["vote"] for row in section(minutes, "votes")]
    assert [(row["motion"], row["text"], row["vote"]) for row in section(minutes, "motions")] == [
        ("closure of the list of speakers", "", votes[1]),
        ("suspension of the meeting", "", votes[2]),
        ("other", "That the room be aired.", ""),
    ]
    assert [(row["kind"], row["ruling"], row["text"]) for row in section(minutes, "rulings")] == [
        ("point of order", "not upheld", "It is in order."),
        ("procedural motion", "out of order", "It is warm enough."),
    ]
    assert [row["result"] for row in table(hall, "votes", guest)] == ["stands", "adopted", "dropped"]
    page = get(hall, "/minutes.html?language=id", guest).content.decode()
    assert "ketetapan ketua tetap berlaku" in page


def test_FL27_who_spoke_on_a_motion_stands_with_what_became_of_it(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat, moment: list[datetime]
) -> None:
    peru, japan = hall.delegate("Peru"), hall.delegate("Japan")
    hall.done(chile, "floor.inscribe", kind="motion", motion="closure_of_debate")
    hall.done(chair, "floor.recognise", confirmed=True, entry="1", token=0)
    for seat in (peru, japan):
        hall.done(seat, "floor.speak_on_motion", motion="1", side="against")
    moment[0] += timedelta(seconds=20)
    hall.done(chair, "floor.hear_on_motion", confirmed=True, entry="2", token=1)
    moment[0] += timedelta(seconds=30)
    hall.done(fiji, "floor.inscribe", kind="motion", motion="adjournment")
    hall.done(chair, "floor.recognise", confirmed=True, entry="4", token=2)
    hall.done(chair, "floor.put_to_vote", token=3)
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="5", token=4)
    hall.done(chair, "floor.rule", token=5, ruling="upheld", text="Hands are raised higher.")
    hall.done(chair, "vote.close", vote="4", in_favour=2, against=1)
    motions = table(hall, "motions", guest)
    assert [(row["turn"], row["party"], row["outcome"], row["vote"]) for row in motions] == [
        ("1", "Chile", "lapsed", ""),
        ("3", "Fiji", "voted", "4"),
    ]
    speakers = table(hall, "motion_speakers", guest)
    assert [
        (row["turn"], row["motion_turn"], row["party"], row["side"], row["spoken"]) for row in speakers
    ] == [
        ("2", "1", "Peru", "against", "30.000"),
    ]
    assert [row["during_vote"] for row in table(hall, "rulings", guest)] == ["4"]
    assert {row["party"]: row["state"] for row in table(hall, "entries", guest)}["Japan"] == "not_heard"
    page = get(hall, "/minutes.html?language=id", guest).content.decode()
    assert "gugur" in page


def test_FL4_statements_stand_with_their_words_once_they_are_published(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat, moment: list[datetime]
) -> None:
    hall.done(fiji, "floor.inscribe")
    html = "<h2>Tides</h2><p>We <b>measure</b> them.</p><ul><li>Often</li></ul>"
    hall.done(fiji, "written.submit", language="en", text=html, rich=True, spoken=True)
    hall.done(chile, "written.submit", language="es", text="=De acuerdo", on_behalf_of="Islands")
    hall.done(chile, "written.submit", language="es", text="WITHHELD", spoken=True, on_behalf_of="Islands")
    hall.done(chile, "floor.inscribe", on_behalf_of="Islands")
    (only,) = table(hall, "written", guest)
    assert (only["party"], only["on_behalf_of"], only["language"], only["text"], only["spoken"]) == (
        "Chile", "Islands", "es", "'=De acuerdo", "no",
    )  # fmt: skip
    moment[0] += timedelta(seconds=60)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "session.close")
    rows = section(get(hall, seat=guest).json(), "written")
    assert [(row["statement"], row["party"], row["published_at"], row["words"]) for row in rows] == [
        ("1", "Chile", "13:20:00", "2"),
        ("2", "Fiji", "13:21:00", "5"),
    ]
    assert rows[1]["text"] == "Tides\n\nWe measure them.\n\nOften"
    for path in ("", "/minutes.html", "/written.csv"):
        assert "WITHHELD" not in get(hall, path, guest).content.decode()


def test_FL25_a_question_that_was_shown_can_be_corrected_and_no_other(
    hall: Assembly, chair: Seat, fiji: Seat, guest: Seat
) -> None:
    hall.done(fiji, "question.ask", text="Who pays?")
    words = {"of": "question", "item": "1", "text": "Who will pay?", "reason": "Misheard"}
    assert hall.code(chair, "minutes.correct", **words) == "minutes.no_such_item"
    hall.done(chair, "question.approve", question="1")
    hall.done(chair, "minutes.correct", **words)
    questions = next(each for each in get(hall, seat=guest).json()["sections"] if each["name"] == "questions")
    assert [[remark["text"] for remark in row["corrections"]] for row in questions["rows"]] == [
        ["Who will pay?"]
    ]
    assert "Who will pay?" in get(hall, "/minutes.html", guest).content.decode()


def test_FL25_votes_and_orders_can_be_corrected_too(drawn: Assembly, chair: Seat, chile: Seat) -> None:
    hall = drawn
    hall.done(chile, "floor.inscribe", kind="motion", motion="suspension")
    hall.done(chair, "floor.recognise", confirmed=True, entry="6", token=0)
    hall.done(chair, "floor.put_to_vote", token=1)
    words = {"text": "Eleven were in favour.", "reason": "Counted again"}
    hall.done(chair, "minutes.correct", of="vote", item="2", **words)
    hall.done(chair, "minutes.correct", of="order", item="2", **words)
    assert hall.code(chair, "minutes.correct", of="vote", item="1", **words) == "minutes.no_such_item"


def test_FL14_the_minutes_say_at_which_item_and_who_presided(
    hall: Assembly, chair: Seat, fiji: Seat, guest: Seat, moment: list[datetime]
) -> None:
    vice = hall.person("Vice-chair", "moderator")
    hall.done(chair, "floor.seat", slot="panel-1", participant=fiji.participant)
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    hall.done(chair, "floor.name_item", item=2, title="Any other business")
    for kind, item in (("statement", 1), ("intervention", 2)):
        hall.done(fiji, "floor.inscribe", kind=kind, item=item)
    assert [row["item"] for row in table(hall, "entries", guest)] == ["1", "2"]
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    moment[0] += timedelta(minutes=1)
    hall.done(chair, "floor.take_up_item", item=2, seen=1)
    hall.done(chair, "floor.hand_over", chair=chair.participant, to=vice.participant)
    hall.done(vice, "floor.grant", entry="2", token=1, confirmed=True)
    hall.done(fiji, "floor.inscribe", kind="right_of_reply")
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(chair, "decision.record", text="Adopted.")
    hall.done(vice, "floor.unseat", slot="chair")
    course = [(row["event"], row["item"], row["title"], row["chair"]) for row in table(hall, "course", guest)]
    assert course == [
        ("floor.seated", "", "", "Chair"),
        ("floor.item_taken_up", "2", "Any other business", ""),
        ("floor.handed_over", "", "", "Vice-chair"),
        ("floor.unseated", "", "", "Vice-chair"),
    ]
    items = {
        name: [row["item"] for row in table(hall, name, guest)] for name in ("turns", "entries", "decisions")
    }
    assert items == {"turns": ["1", "2"], "entries": ["1", "2", "2"], "decisions": ["2"]}


def test_FL27_what_a_carried_motion_did_stands_in_the_course(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    for number, motion in ((2, "closure_of_debate"), (3, "suspension")):
        hall.done(chile, "floor.inscribe", kind="motion", motion=motion)
        hall.done(chair, "floor.recognise", confirmed=True, entry=str(number), token=hall.floor().token)
        hall.done(chair, "floor.put_to_vote", token=hall.floor().token)
        hall.done(chair, "vote.close", vote=str(hall.floor().token), in_favour=1, against=0)
    assert [row["event"] for row in table(hall, "course", guest)] == [
        "floor.list_closed",
        "session.suspended",
    ]


def test_FL16_the_reason_for_which_a_turn_was_ended_stands_beside_it(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat
) -> None:
    for seat, entry in ((fiji, "1"), (chile, "2")):
        hall.done(seat, "floor.inscribe")
        hall.done(chair, "floor.grant", entry=entry, token=hall.floor().token, confirmed=True)
    hall.done(chair, "floor.revoke", token=hall.floor().token, reason="Out of order.")
    turns = table(hall, "turns", guest)
    assert [(turn["ended_by"], turn["ended_reason"]) for turn in turns] == [
        ("next", ""),
        ("revoked", "Out of order."),
    ]
