"""The page for rapporteurs lists every code that a table of the minutes can have."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from chat.messages.protocol import MessageRemoval
from chat.polls.protocol import PollKind
from chat.questions.projections import SHOWN
from chat.questions.protocol import AnswerKind, QuestionState
from chat.questions.rules import disposition
from sessions.floor.core.state import EntryState
from sessions.floor.points_of_order.protocol import Ruling
from sessions.floor.protocol import EndedBy, Kind, Mode, Side
from sessions.minutes.acts import ACTS, ROLES
from sessions.minutes.corrections.protocol import ItemKind
from sessions.minutes.parity.rules import Dimension
from sessions.minutes.services import sections_of
from sessions.minutes.session_course import EVENTS
from sessions.minutes.texts import TEXTS
from sessions.parties.protocol import Category, Place
from sessions.programme.protocol import Policy
from sessions.proposals.protocol import State
from sessions.rollcall.protocol import CountedBy
from sessions.votes.protocol import Answer, Giver, Majority, Method, Motion, Subject
from streaming.session_recordings.protocol import Problem
from tests.support.assembly import Assembly

PAGE = (Path(__file__).parents[3] / "docs" / "minutes.md").read_text(encoding="utf-8")

DISPOSITIONS = {
    disposition(state, kind, is_closed=is_closed)
    for is_closed, states in ((True, get_args(QuestionState)), (False, SHOWN))
    for state in states
    for kind in get_args(AnswerKind)
}
CODES: dict[str, dict[str, Any]] = {
    "course": {"event": EVENTS},
    "session_recordings": {"problem": tuple(filter(None, get_args(Problem)))},
    "turns": {"kind": get_args(Kind), "mode": get_args(Mode), "place": get_args(Place), "ended_by": get_args(EndedBy)},
    "rulings": {"kind": ("point_of_order", "motion"), "ruling": (*get_args(Ruling), "out_of_order")},
    "motions": {"motion": get_args(Motion), "outcome": ("voted", "withdrawn", "ruled", "lapsed", "session")},
    "motion_speakers": {"motion": get_args(Motion), "side": get_args(Side)},
    "votes": {
        "subject": get_args(Subject),
        "motion": get_args(Motion),
        "ruling": (*get_args(Ruling), "out_of_order"),
        "result": ("adopted", "not_adopted", "overturned", "stands", "indicative", "dropped"),
        "method": get_args(Method),
        "majority": get_args(Majority),
        "counted_by": get_args(CountedBy),
    },
    "proposals": {"state": get_args(State)},
    "ballots": {
        "answer": (*filter(None, get_args(Answer)), "not_voting"),
        "place": get_args(Place),
        "given_by": {f"by_{each}" for each in get_args(Giver)},
        "intended": ("yes", "no", "abstain"),
    },
    "explanations": {"when": ("before_vote", "after_vote")},
    "attendance": {"place": get_args(Place)},
    "questions": {"disposition": DISPOSITIONS},
    "messages": {"deleted": {f"deleted_by_{each}" for each in get_args(MessageRemoval) if each}},
    "transcript": {"source": ("by_captioner", "by_engine", "by_prepared_text")},
    "polls": {"poll_kind": {f"poll_{each}" for each in get_args(PollKind)}},
    "parity": {"of": get_args(Dimension), "place": get_args(Place)},
    "entries": {
        "category": get_args(Category),
        "kind": get_args(Kind),
        "mode": get_args(Mode),
        "place": get_args(Place),
        "state": get_args(EntryState),
    },
    "orders": {"policy": get_args(Policy)},
    "acts": {"event": tuple(ACTS), "role": ROLES},
    "corrections": {"of": get_args(ItemKind)},
}  # fmt: skip
"""The codes of each column of codes."""
FREE = {"parity": {"region"}}
"""Columns in which the organiser's own words may stand."""


def documented(section: str, column: str) -> set[str]:
    """The codes that the page gives for a column, there or where it says that they are as of another section."""
    text = re.split(rf"^## `{section}`$", PAGE, flags=re.M)[1].split("\n## ")[0]
    row = re.search(rf"^\| `{column}` \| (.*) \|$", text, re.M)
    assert row, f"{section}.{column} is not on the page"
    found = set(re.findall(r"`([a-z0-9_.-]+)`", row[1]))
    elsewhere = re.search(r"as of (\w+)", row[1])
    return found | (documented(elsewhere[1], column) if elsewhere else set())


@pytest.mark.parametrize(
    ("section", "column"), [(section, column) for section, columns in CODES.items() for column in columns]
)
def test_the_page_lists_the_codes_of(section: str, column: str) -> None:
    assert documented(section, column) == set(CODES[section][column])


@pytest.mark.django_db
def test_each_column_of_codes_is_here(hall: Assembly) -> None:
    found = {
        section.name: {column.name for column in section.columns if column.kind == "word"}
        for section in sections_of(hall.session)
    }
    assert {name: columns for name, columns in found.items() if columns} == {
        name: {*CODES[name], *FREE.get(name, set())} for name in CODES
    }


def test_each_code_has_a_word() -> None:
    codes = {code for columns in CODES.values() for listed in columns.values() for code in listed}
    assert {f"word.{code}" for code in codes} - TEXTS.keys() == set()
