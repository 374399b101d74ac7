"""Readiness of an entry in every case (FL18, FL19)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, get_args

import pytest

from foundation.refusals import Refusal
from sessions.floor.core import turns
from sessions.floor.core.state import Entry
from sessions.floor.core.turns import READY
from sessions.floor.protocol import Mode, Readiness, Verdict
from sessions.floor.readiness import rules
from sessions.floor.readiness.rules import EntryFacts, ReportedLine
from sessions.parties.protocol import Place

NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)
GOOD = ReportedLine("11", "1", NOW - timedelta(minutes=5), True, NOW, NOW - timedelta(minutes=4), 0.02, 0.09)


def entry(mode: Mode = "live", place: Place = "remote", speaker: str | None = None) -> Entry:
    return Entry(1, "1", "state", "statement", mode, "", speaker, place, NOW)


def judged(line: ReportedLine) -> tuple[Verdict, int | None]:
    readiness = rules.judge_line(line, NOW)
    return readiness.verdict, readiness.figure


def test_FL18_a_remote_speaker_is_ready_once_heard_over_a_line_that_holds() -> None:
    assert rules.judge_entry(entry(), EntryFacts(lines=(GOOD,), here=True), NOW) == READY


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"has_sound": False}, "no_microphone"),
        ({"packet_at": None}, "silent"),
        ({"packet_at": NOW - timedelta(seconds=15, milliseconds=1)}, "silent"),
        ({"packet_at": NOW - timedelta(seconds=15)}, "ready"),
        ({"loss": 0.1}, "ready"),
        ({"rtt": 0.8}, "ready"),
        ({"rtt": None}, "ready"),
        ({"heard_at": None}, "not_heard"),
    ],
)
def test_FL18_what_is_missing_of_a_line(changes: dict[str, Any], verdict: Verdict) -> None:
    assert judged(replace(GOOD, **changes)) == (verdict, None)


def test_FL18_a_poor_line_is_told_with_its_figure() -> None:
    assert judged(replace(GOOD, loss=0.1249)) == ("lossy", 12)
    assert judged(replace(GOOD, rtt=0.9432)) == ("slow", 900)
    assert judged(replace(GOOD, loss=1.0, heard_at=None, rtt=2.0)) == ("lossy", 100)


@pytest.mark.parametrize(
    ("mode", "place", "here", "in_hall", "has_video"),
    list(product(get_args(Mode), get_args(Place), (False, True), (False, True), (False, True))),
)
def test_FL18_without_a_line(mode: Mode, place: Place, here: bool, in_hall: bool, has_video: bool) -> None:
    wanted: Verdict
    if mode == "video_statement":
        wanted = "ready" if has_video else "no_video_statement"
    elif mode == "read_out":
        wanted = "ready"
    elif place == "hall":
        wanted = "ready" if in_hall else "not_confirmed"
    else:
        wanted = "no_line" if here else "absent"
    facts = EntryFacts(here=here, in_hall=in_hall, has_video_statement=has_video)
    assert rules.judge_entry(entry(mode, place), facts, NOW) == Readiness(verdict=wanted)


def test_FL18_a_video_statement_that_is_converted_is_told_with_its_figure() -> None:
    converting = Readiness(verdict="converting", figure=40)
    assert rules.judge_entry(entry("video_statement"), EntryFacts(here=True, converted=40), NOW) == converting
    with pytest.raises(Refusal, match="not ready: converting, 40 % done"):
        turns.check_called(converting, confirmed=False)
    assert (
        rules.judge_entry(entry("video_statement"), EntryFacts(has_video_statement=True, converted=40), NOW)
        == READY
    )


def test_FL18_the_line_that_would_be_heard_is_judged() -> None:
    older = replace(GOOD, participant="12", began_at=NOW - timedelta(hours=1), heard_at=None)
    assert rules.heard_line((older, GOOD), None) == GOOD
    assert rules.heard_line((older, GOOD), "12") == older
    assert rules.heard_line((older, GOOD), "13") == GOOD
    assert rules.heard_line((), "12") is None
    facts = EntryFacts(lines=(older, GOOD), here=True)
    assert rules.judge_entry(entry(speaker="12"), facts, NOW) == Readiness(verdict="not_heard")


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_FL19_who_is_not_ready_is_called_once_it_is_confirmed(verdict: Verdict) -> None:
    readiness = Readiness(verdict=verdict, figure=12)
    turns.check_called(readiness, confirmed=True)
    if verdict == "ready":
        return turns.check_called(readiness, confirmed=False)
    with pytest.raises(Refusal) as refused:
        turns.check_called(readiness, confirmed=False)
    assert refused.value.code == "floor.not_ready"
    assert (
        refused.value.message == turns.WHY[verdict].format(figure=12) + " Call it anyway, or call it later."
    )
    return None


@pytest.mark.parametrize(
    ("place", "confirmed", "code"),
    [("remote", (), "floor.not_in_hall"), ("hall", (1,), "floor.confirmed_already")],
)
def test_FL18_what_is_not_confirmed(place: Place, confirmed: tuple[int, ...], code: str) -> None:
    rules.check_confirmation("hall", (2,), 1)
    with pytest.raises(Refusal) as refused:
        rules.check_confirmation(place, confirmed, 1)
    assert refused.value.code == code


def test_FL18_what_was_not_confirmed_is_not_taken_back() -> None:
    rules.check_taken_back((1,), 1)
    with pytest.raises(Refusal) as refused:
        rules.check_taken_back((2,), 1)
    assert refused.value.code == "floor.not_confirmed"
