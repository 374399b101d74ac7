"""Corrections of the minutes by real commands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.minutes.corrections.protocol import ItemKind
from sessions.models import Correction, Entry, Turn
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
WORDS = {"text": "The speaker said “by 2030”.", "reason": "Misheard"}


@pytest.fixture
def proceedings(hall: Assembly, chair: Seat, fiji: Seat) -> Assembly:
    """Turn 1 was interrupted by point of order turn 2, which was ruled on. A decision followed."""
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(fiji, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
    hall.done(chair, "floor.rule", token=2, ruling="noted")
    hall.done(chair, "floor.end", token=3)
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(chair, "decision.record", text="Adopted.")
    hall.done(chair, "session.close")
    return hall


EACH: list[tuple[ItemKind, str]] = [
    ("entry", "1"), ("turn", "1"), ("turn", "2"), ("ruling", "2"), ("decision", "1"), ("roll_call", "1"),
]  # fmt: skip


def test_FL25_a_correction_stands_beside_and_changes_nothing(proceedings: Assembly, chair: Seat) -> None:
    before = (list(Entry.objects.values()), list(Turn.objects.values()))
    for number, (of, item) in enumerate(EACH, start=1):
        told = proceedings.done(chair, "minutes.correct", of=of, item=item, **WORDS)
        assert told.event == {
            "type": "minutes.corrected", "correction": str(number), "of": of, "item": item, **WORDS,
        }  # fmt: skip
    assert (list(Entry.objects.values()), list(Turn.objects.values())) == before
    shown = journal.snapshot_of(proceedings.stream, Audience.EVERYONE).entities["correction"]
    assert [(row["of"], row["item"], row["by"]) for row in shown.values()] == [
        (of, item, chair.participant) for of, item in EACH
    ]


@pytest.mark.parametrize(
    ("of", "item"),
    [("entry", "3"), ("turn", "9"), ("ruling", "1"), ("decision", "2"), ("roll_call", "x"), ("turn", "")],
)
def test_what_is_not_in_the_minutes_is_not_corrected(
    proceedings: Assembly, chair: Seat, of: str, item: str
) -> None:
    assert proceedings.code(chair, "minutes.correct", of=of, item=item, **WORDS) == "minutes.no_such_item"


def test_a_correction_says_what_and_why(proceedings: Assembly, chair: Seat) -> None:
    for words in ({"text": " ", "reason": "Misheard"}, {"text": "By 2030", "reason": ""}):
        assert proceedings.code(chair, "minutes.correct", of="turn", item="1", **words) == "wire.bad_command"
    assert Correction.objects.count() == 0


def test_FL25_a_statement_in_writing_is_corrected_once_everyone_reads_it(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "written.submit", language="en", text="We will speak.", spoken=True)
    hall.done(fiji, "written.submit", language="en", text="We agree.")
    hall.done(chair, "minutes.correct", of="written", item="1", **WORDS)
    assert hall.code(chair, "minutes.correct", of="written", item="2", **WORDS) == "minutes.no_such_item"


def test_FL25_a_correction_reads_the_part_of_the_minutes_that_it_is_of(
    proceedings: Assembly, chair: Seat
) -> None:
    with CaptureQueriesContext(connection) as asked:
        proceedings.done(chair, "minutes.correct", of="decision", item="1", **WORDS)
    read = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    others = ("chat_question", "conference_writtenstatement", "conference_vote", "conference_ordering")
    assert [sql for sql in read if any(f'"{table}"' in sql for table in others)] == []
