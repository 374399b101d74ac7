"""When a session may be recorded, who is recorded, and its chapters."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.refusals import Refusal
from streaming.session_recordings.rules import (
    Chapter,
    RecordedTurn,
    chapters,
    check_programme,
    check_ready,
    check_start,
    may_record,
)

ZERO = datetime(2021, 11, 16, 6, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return ZERO + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("state", "running", "free", "code"),
    [
        ("closed", False, 100, "session_recording.session_closed"),
        ("open", True, 100, "session_recording.running"),
        ("open", False, 9, "session_recording.no_room"),
    ],
)
def test_a_recording_does_not_begin(state: str, running: bool, free: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_start(state, running=running, free=free, reserve=10)
    assert refused.value.code == code


@pytest.mark.parametrize("state", ["scheduled", "open", "suspended"])
def test_a_recording_begins_before_a_session_too_and_in_its_breaks(state: str) -> None:
    check_start(state, running=False, free=10, reserve=10)


@pytest.mark.parametrize(
    ("state", "programme", "code"),
    [
        ("running", "", "session_recording.not_ready"),
        ("finishing", "", "session_recording.not_ready"),
        ("ready", "making", "session_recording.busy"),
    ],
)
def test_a_recording_in_work_cannot_be_changed(state: str, programme: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_ready(state, programme)
    assert refused.value.code == code


def test_an_mp4_is_made_once_and_of_existing_files() -> None:
    check_programme("failed", 1)
    for programme, files, code in (
        ("ready", 2, "session_recording.programme_made"),
        ("", 0, "session_recording.empty"),
    ):
        with pytest.raises(Refusal) as refused:
            check_programme(programme, files)
        assert refused.value.code == code


def test_persons_are_recorded_once_they_acknowledged_and_the_hall_and_videos_always() -> None:
    sources = ("person/ana", "person/ben", "slides/ana", "slides/ben", "hall", "hall_booth/key")
    assert [may_record(source, {"ana"}) for source in sources] == [True, False, True, False, True, True]


def test_an_interpreter_is_recorded_once_it_has_acknowledged_the_recording() -> None:
    assert [may_record("interpreter/ana", people) for people in (set(), {"ana"}, {"ben"})] == [
        False,
        True,
        False,
    ]


def test_chapters_are_the_turns_within_the_recording() -> None:
    turns = [
        RecordedTurn("Peru", at(-50), at(-10)),
        RecordedTurn("Fiji", at(-5), at(20)),
        RecordedTurn("Chile", at(30), at(60)),
        RecordedTurn("Japan", at(60), None),
    ]
    assert chapters(turns, ZERO, at(100)) == [
        Chapter("Fiji", 0, 20),
        Chapter("Chile", 30, 60),
        Chapter("Japan", 60, 100),
    ]


def test_FL13_a_turn_that_was_interrupted_goes_on_in_a_chapter_of_its_own() -> None:
    turns = [RecordedTurn("Fiji", at(0), at(90)), RecordedTurn("Chile", at(30), at(50))]

    assert chapters(turns, ZERO, at(100)) == [
        Chapter("Fiji", 0, 30),
        Chapter("Chile", 30, 50),
        Chapter("Fiji", 50, 90),
    ]


def test_two_turns_of_one_party_are_two_chapters() -> None:
    turns = [RecordedTurn("Fiji", at(0), at(30)), RecordedTurn("Fiji", at(30), at(50))]

    assert chapters(turns, ZERO, at(100)) == [Chapter("Fiji", 0, 30), Chapter("Fiji", 30, 50)]
