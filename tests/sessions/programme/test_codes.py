"""Codes of sessions: what they are made of, how they are read, and that each session has its own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.programme import codes
from tests.support import databases
from tests.support.assembly import Assembly
from tests.support.hall import Hall

LOOK_ALIKE = ("0OQ", "1IL", "2Z", "5S", "6G", "8B", "UV")


def test_a_code_is_no_word_and_has_nothing_that_looks_alike() -> None:
    assert set("AEIOU") & set(codes.ALPHABET) == set()
    assert [alike for alike in LOOK_ALIKE if len(set(alike) & set(codes.ALPHABET)) > 1] == []
    assert len(set(codes.ALPHABET)) ** codes.LENGTH == 64_000_000
    for _ in range(100):
        code = codes.make()
        assert (len(code), set(code) <= set(codes.ALPHABET)) == (6, True)


@pytest.mark.parametrize(
    "typed",
    ["K7M3PX", "k7m3px", " k7m 3px ", "K7M-3PX", "K7M–3PX",
     "Ｋ７Ｍ３ＰＸ", "K٧M٣PX", "k۷m۳px", "K७M३PX", "K7M\u200b3PX"]
)  # fmt: skip
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert codes.plain(typed) == "K7M3PX"


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed: str) -> None:
    assert codes.plain(codes.plain(typed)) == codes.plain(typed)


@pytest.mark.django_db
def test_each_session_has_a_code_of_its_own_and_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(["CCCCCC", "CCCCCC", "CCCCCC", "DDDDDD"])
    monkeypatch.setattr(codes, "make", lambda: next(made))
    hall = Assembly()
    other = hall.add_session()
    other.save()
    assert [session.code for session in (hall.session, other)] == ["CCCCCC", "DDDDDD"]


BEFORE_CODES = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

before, after = [("conference", "0003_simulated")], [("conference", "0004_session_code")]
models = MigrationExecutor(connection).migrate(before).apps
conference = models.get_model("conference", "Conference").objects.create(slug="old", name={}, timezone="UTC")
day = models.get_model("conference", "Day").objects.create(conference=conference, date="2021-11-16")
for hour in range(3):
    moment = f"2021-11-16T1{hour}:00Z"
    models.get_model("conference", "Session").objects.create(
        conference=conference, day=day, kind="statements", title={}, starts_at=moment, ends_at=moment
    )
MigrationExecutor(connection).migrate(after)
"""


def test_sessions_from_before_codes_are_given_theirs(tmp_path: Path) -> None:
    databases.create(tmp_path)
    Hall(tmp_path).manage("shell", "--no-imports", f"--command={BEFORE_CODES}")
    given = [code for (code,) in databases.rows(tmp_path, "SELECT code FROM conference_session")]
    assert [len(code) for code in given] == [codes.LENGTH] * 3
    assert len(set(given)) == 3
