"""Values of the minutes as people read them, and the words in every language."""

from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

from chat.questions.projections import SHOWN
from foundation.languages import text_in
from sessions.floor.core.state import EntryState
from sessions.floor.points_of_order.protocol import Ruling
from sessions.floor.protocol import EndedBy, Kind, Mode, Side
from sessions.minutes.corrections.protocol import ItemKind
from sessions.minutes.parity.rules import Dimension
from sessions.minutes.readable import Cell, ReadingContext, duration, readable
from sessions.minutes.sections import Column, Row, Section
from sessions.minutes.services import minutes_sections
from sessions.minutes.session_course import EVENTS
from sessions.minutes.texts import TEXTS, texts
from sessions.parties.protocol import Category, Place
from sessions.programme.protocol import Policy, SessionState
from sessions.proposals.protocol import State
from sessions.rollcall.protocol import CountedBy
from sessions.votes.protocol import Answer, Majority, Method, Motion, Subject

READER = ReadingContext("en", ZoneInfo("Asia/Makassar"), "2021-11-16")


def test_every_code_of_the_floor_has_a_word() -> None:
    codes = [
        EndedBy,
        Kind,
        Mode,
        EntryState,
        Ruling,
        Category,
        Place,
        Dimension,
        ItemKind,
        Motion,
        Policy,
        Side,
        Subject,
        Answer,
        CountedBy,
        Majority,
        Method,
        State,
    ]
    wanted = {f"word.{code}" for literal in codes for code in get_args(literal) if code}
    wanted |= {f"word.{event}" for event in EVENTS} | {f"word.{state}" for state in SHOWN}
    wanted |= {f"state.{state}" for state in get_args(SessionState)} | {"word.yes", "word.no"}
    wanted |= {
        f"word.{result}"
        for result in ("adopted", "not_adopted", "overturned", "stands", "dropped", "not_voting")
    }
    assert wanted - TEXTS.keys() == set()
    assert "approved" in SHOWN


def test_every_section_has_a_title() -> None:
    titles = {key.removeprefix("section.") for key in TEXTS if key.startswith("section.")}
    assert titles == {section.name for section in minutes_sections()}


def test_texts_are_those_of_the_language() -> None:
    said = [texts(language)["section.turns"] for language in ("en", "id", "xx")]
    assert said == ["Turns", "Giliran bicara", "Turns"]
    assert texts("id")["column.turns"] == "Giliran"


def test_moments_are_in_the_conferences_zone_and_in_utc() -> None:
    noon = datetime(2021, 11, 16, 5, 20, 5, 900000, tzinfo=UTC)
    assert READER.moment(noon) == Cell(text="13:20:05", utc="05:20:05", at="2021-11-16T05:20:05.900Z")
    # The date is shown if it is not the session's.
    evening = datetime(2021, 11, 15, 17, 0, tzinfo=UTC)
    assert READER.moment(evening) == Cell(
        text="01:00:00", utc="2021-11-15 17:00:00", at="2021-11-15T17:00:00.000Z"
    )


def test_values_as_people_read_them() -> None:
    assert READER.cell("seconds", 185.4) == Cell(text="3:05")
    assert READER.cell("seconds", 0.0) == Cell(text="0:00")
    assert READER.cell("count", 0) == Cell(text="0")
    assert READER.cell("word", "point_of_order") == Cell(text="point of order")
    assert READER.cell("word", "a_new_code") == Cell(text="a_new_code")
    assert READER.cell("yes", False) == Cell(text="no")
    assert READER.cell("name", {"id": "Jepang"}) == Cell(text="Jepang")
    assert READER.cell("moment", None) == Cell(text="")
    assert text_in({}, "en") == ""
    assert [duration(seconds) for seconds in (59.6, 3600)] == ["1:00", "60:00"]


def test_a_regional_group_of_the_united_nations_is_said_in_words_and_another_as_it_is_named() -> None:
    regions = READER.cell("word", "asia-pacific"), READER.cell("word", "The islands")
    assert regions == (Cell(text="Asia-Pacific"), Cell(text="The islands"))


def test_columns_that_say_nothing_are_left_out_and_corrections_stand_beside_their_items() -> None:
    columns = Column("turn", "count"), Column("party_code", for_programs=True), Column("on_behalf_of")
    turns = Section("turns", columns, (Row((1, "FJ", ""), "turn/1"), Row((2, "CL", ""), "turn/2")))
    names = ("correction", "of", "item", "at", "text", "reason", "by")
    at = datetime(2021, 11, 16, 6, 0, tzinfo=UTC)
    fixed = Row((1, "turn", 2, at, "By 2030", "Misheard", "Chair"))
    section, *rest = readable([turns, Section("corrections", tuple(map(Column, names)), (fixed,))], READER)
    assert rest == []
    assert [column.name for column in section.columns] == ["turn"]
    assert [[remark.text for remark in row.corrections] for row in section.rows] == [[], ["By 2030"]]
