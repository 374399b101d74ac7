"""The list as a whole: moving entries, opening and closing, limits."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from sessions.floor import protocol
from sessions.floor.core import speakers_list
from sessions.floor.core.state import MOTION_SPEAKERS, Entry
from sessions.floor.protocol import Limits, ListState, PresetName
from sessions.floor.speaking_time import protocol as limits_protocol
from sessions.floor.speaking_time import rules as limits_rules
from sessions.programme.protocol import SessionState
from tests.support.floors import (
    LIMITS,
    NOW,
    after,
    candidate,
    entry,
    floor,
    member,
    order,
    refused,
    speaking,
    wish,
)  # fmt: skip

FJ = member("fj")


def moved(number: int, left: int, taken: int, reason: str = "") -> protocol.Moved:
    return protocol.Moved(
        entry=str(number), party=f"p{number}", place_left=left, place_taken=taken, reason=reason
    )


@pytest.mark.parametrize(
    ("number", "before", "becomes", "left", "taken"),
    [
        ("3", "1", [3, 1, 2, 4], 3, 1),
        ("3", "2", [1, 3, 2, 4], 3, 2),
        ("1", "4", [2, 3, 1, 4], 1, 3),
        ("1", None, [2, 3, 4, 1], 1, 4),
        ("4", None, [1, 2, 3, 4], 4, 4),
        ("2", "3", [1, 2, 3, 4], 2, 2),
    ],
)
def test_FL8_a_move_is_an_event_with_the_places_left_and_taken(
    number: str, before: str | None, becomes: list[int], left: int, taken: int
) -> None:
    of = floor(entry(1), entry(2), entry(3), entry(4))
    outcome = speakers_list.move(of, number, 0, before, 0 if before else None, "As agreed.")
    assert (order(outcome.floor), outcome.event) == (becomes, moved(int(number), left, taken, "As agreed."))
    assert {e.number: e.moves for e in outcome.floor.entries} == {
        n: int(str(n) == number) for n in (1, 2, 3, 4)
    }


def test_FL8_a_move_crosses_categories_and_is_kept_when_others_come() -> None:
    of = floor(entry(1), entry(2, category="other"))
    of = speakers_list.move(of, "2", 0, "1", 0).floor
    of = speakers_list.inscribe(of, member("z"), candidate("z"), wish(), NOW).floor
    assert order(of) == [2, 1, 3]


def test_FL8_those_behind_a_move_keep_to_the_order_of_FL6() -> None:
    of = speakers_list.move(floor(entry(1), entry(2), entry(3, category="other")), "2", 0, "1", 0).floor
    assert {e.placement for e in of.waiting} == {None}
    of = speakers_list.inscribe(of, member("z"), candidate("z"), wish(), NOW).floor
    assert order(of) == [2, 1, 4, 3]


def test_FL8_two_moves_of_different_entries_both_succeed() -> None:
    of = floor(entry(1), entry(2), entry(3), entry(4))
    of = speakers_list.move(of, "3", 0, "1", 0).floor
    of = speakers_list.move(of, "4", 0, "2", 0).floor
    assert order(of) == [3, 1, 4, 2]


def test_FL8_a_move_is_refused_if_the_entry_or_its_neighbour_moved_since() -> None:
    of = speakers_list.move(floor(entry(1), entry(2), entry(3)), "3", 0, "2", 0).floor
    with refused("floor.list_changed"):
        speakers_list.move(of, "3", 0, "1", 0)
    with refused("floor.list_changed"):
        speakers_list.move(of, "1", 0, "3", 0)
    assert order(speakers_list.move(of, "1", 0, "3", 1).floor) == [1, 3, 2]
    assert order(speakers_list.move(of, "3", 1, "1", 0).floor) == [3, 1, 2]


@pytest.mark.parametrize("gone", [entry(2, state="withdrawn"), entry(2, state="called")])
def test_FL8_a_move_is_refused_if_the_entry_or_its_neighbour_has_gone(gone: Entry) -> None:
    of = floor(entry(1), gone)
    with refused("floor.list_changed"):
        speakers_list.move(of, "2", 0, None, None)
    with refused("floor.list_changed"):
        speakers_list.move(of, "1", 0, "2", 0)


def test_FL8_a_move_names_both_or_is_refused() -> None:
    of = floor(entry(1), entry(2))
    with refused("floor.list_changed"):
        speakers_list.move(of, "1", 0, "2", None)
    with refused("floor.list_changed"):
        speakers_list.move(of, "1", 0, "1", 0)
    with refused("floor.list_changed"):
        speakers_list.move(of, "9", 0, None, None)


# The list and its limits


@pytest.mark.parametrize("listed", ["draft", "open", "closed"])
@pytest.mark.parametrize("state", ["scheduled", "open", "suspended"])
def test_FL3_a_list_opens_with_or_without_a_closing_time(listed: ListState, state: SessionState) -> None:
    of = floor(list_state=listed, closes_at=after(minutes=1), session=state)
    outcome = speakers_list.open_list(of, None, NOW)
    assert outcome.event == protocol.ListOpened(closes_at=None)
    assert outcome.floor == replace(of, list_state="open", closes_at=None)
    outcome = speakers_list.open_list(of, after(minutes=5), NOW)
    assert outcome.event == protocol.ListOpened(closes_at="2021-11-16T05:25:00.000Z")
    assert outcome.floor == replace(of, list_state="open", closes_at=after(minutes=5))


def test_FL3_a_closing_time_lies_ahead() -> None:
    speakers_list.open_list(floor(), after(microseconds=1), NOW)
    for past in (NOW, after(seconds=-1)):
        with refused("floor.past_closing"):
            speakers_list.open_list(floor(), past, NOW)


def test_FL26_the_list_of_a_closed_session_does_not_open() -> None:
    with refused("session.closed"):
        speakers_list.open_list(floor(session="closed", list_state="closed"), None, NOW)


@pytest.mark.parametrize("listed", ["draft", "open"])
def test_FL3_a_list_closes_once(listed: ListState) -> None:
    of = floor(entry(1), list_state=listed, closes_at=after(minutes=1))
    outcome = speakers_list.close_list(of)
    assert outcome.event == protocol.ListClosed()
    assert outcome.floor == replace(of, list_state="closed", closes_at=None)
    with refused("floor.list_closed"):
        speakers_list.close_list(outcome.floor)


def test_FL15_limits_change_for_all_who_wait_and_not_for_the_present_turn() -> None:
    of = replace(speaking(1), entries=(entry(2),), next_number=3)
    limits = Limits(state=120, group=121, observer=60, other=30)
    outcome = limits_rules.set_limits(of, limits, None)
    assert outcome.event == limits_protocol.LimitsSet(
        limits=limits,
        ends_turns=False,
        reply_limits=[180, 120],
        motion_speakers=MOTION_SPEAKERS,
        preset=None,
        lower=True,
    )
    assert outcome.floor == replace(of, limits=limits, preset=None, figures=1)
    assert outcome.floor.turn is not None
    assert outcome.floor.turn.allotted == 180


def test_FL15_of_two_moderators_who_set_figures_at_once_one_does() -> None:
    limits = Limits(state=120, group=121, observer=60, other=30)
    of = limits_rules.set_limits(floor(), limits, None, seen=0).floor
    assert of.figures == 1
    for late in (
        lambda: limits_rules.set_limits(of, LIMITS, None, seen=0),
        lambda: limits_rules.apply_preset(of, "who", seen=0),
        lambda: limits_rules.set_budget(of, 30, NOW, seen=0),
    ):
        with refused("floor.figures_changed"):
            late()
    assert limits_rules.set_budget(of, 30, NOW, seen=1).floor.figures == 2


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize(("said", "becomes"), [(None, None), (True, True), (False, False)])
def test_FL16_whether_turns_end_by_themselves_is_set_and_said(
    before: bool, said: bool | None, becomes: bool | None
) -> None:
    outcome = limits_rules.set_limits(floor(ends_turns=before), LIMITS, said)
    ends = before if becomes is None else becomes
    preset: PresetName | None = None if ends else "conference"
    assert outcome.floor == floor(ends_turns=ends, preset=preset, figures=1)
    assert outcome.event == limits_protocol.LimitsSet(
        limits=LIMITS,
        ends_turns=ends,
        reply_limits=[180, 120],
        motion_speakers=MOTION_SPEAKERS,
        preset=preset,
        lower=False,
    )


@pytest.mark.parametrize("seconds", [9, 3601])
def test_FL15_a_limit_is_ten_seconds_to_an_hour(seconds: int) -> None:
    Limits(state=10, group=3600, observer=10, other=3600)
    with pytest.raises(ValidationError):
        Limits(state=seconds, group=60, observer=60, other=60)
