"""Rules of the turn, without a database."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from sessions.floor import protocol
from sessions.floor.core import turns
from sessions.floor.core.speakers_list import Actor
from sessions.floor.core.state import Floor
from sessions.programme.protocol import SessionState
from tests.support.floors import NOW, after, entry, floor, member, refused, speaking, turn


def granted(**changes: Any) -> protocol.Granted:
    plain: dict[str, Any] = {
        "turn": "1", "entry": "1", "party": "p1", "token": 1, "allotted": 180, "ended": None,
        "ended_overtime": 0.0,
    }  # fmt: skip
    return protocol.Granted(**plain | changes)


def ended(**changes: Any) -> protocol.Ended:
    plain: dict[str, Any] = {
        "turn": "1", "party": "p1", "by": "closed", "spoken": 0.0, "overtime": 0.0, "reason": "",
    }  # fmt: skip
    return protocol.Ended(**plain | changes)


def test_FL10_a_grant_starts_the_clock_and_raises_the_token() -> None:
    of = floor(entry(1), entry(2))
    outcome = turns.grant(of, "1", 0, after(seconds=5))
    assert outcome.event == granted()
    assert outcome.floor == replace(
        of,
        token=1,
        turn=turn(entry(1), started_at=after(seconds=5)),
        entries=(entry(1, state="called"), entry(2)),
    )


def test_FL10_a_grant_ends_the_turn_before_it() -> None:
    of = replace(speaking(1, number=4, allotted=60), token=6, entries=(entry(2),))
    outcome = turns.grant(of, "2", 6, after(seconds=75))
    assert outcome.event == granted(
        turn="7", entry="2", party="p2", token=7, ended="4", ended_party="p1", ended_overtime=15.0
    )
    assert outcome.floor.turn == turn(entry(2), 7, started_at=after(seconds=75))
    assert outcome.floor.token == 7


def test_FL10_a_grant_says_what_was_left_of_the_turn_that_it_ended() -> None:
    of = speaking(1, allotted=180).with_entries(entry(2))
    event = turns.grant(of, "2", 1, after(seconds=31)).event
    assert isinstance(event, protocol.Granted)
    assert (event.ended_party, event.ended_left, event.ended_overtime) == ("p1", 149.0, 0.0)


def test_FL10_what_the_entry_says_the_turn_says() -> None:
    inscribed = entry(
        1,
        kind="intervention",
        mode="video_statement",
        on_behalf_of="PIF",
        speaker="7",
        place="hall",
        category="other",
    )
    held = turns.grant(floor(inscribed), "1", 0, NOW).floor.turn
    assert held == turn(inscribed, allotted=240, introducing=True)


@pytest.mark.parametrize(
    ("category", "group", "allotted"),
    [("state", "", 180), ("group", "", 240), ("observer", "", 120), ("other", "", 60), ("state", "PIF", 240)],
)
def test_FL15_a_turn_is_allotted_the_limit_of_its_category(category: Any, group: str, allotted: int) -> None:
    outcome = turns.grant(floor(entry(1, category=category, on_behalf_of=group)), "1", 0, NOW)
    assert outcome.event == granted(allotted=allotted)


def test_FL10_two_moderators_who_press_next_at_once_skip_nobody() -> None:
    of = floor(entry(1), entry(2), token=3)
    first = turns.grant(of, "1", 3, NOW).floor
    with refused("floor.token_changed"):
        turns.grant(first, "2", 3, NOW)
    assert first.waiting == [entry(2)]


def test_FL10_any_waiting_entry_may_be_called_and_no_other() -> None:
    of = floor(entry(1), entry(2), entry(3, state="withdrawn"), entry(4, state="called"))
    assert turns.grant(of, "2", 0, NOW).event == granted(entry="2", party="p2")
    for number in ("3", "4", "5", "", "02"):
        with refused("floor.entry_gone"):
            turns.grant(of, number, 0, NOW)


@pytest.mark.parametrize("state", ["scheduled", "suspended", "closed"])
def test_FL26_the_floor_is_given_only_while_the_session_is_open(state: SessionState) -> None:
    with refused("session.not_open"):
        turns.grant(floor(entry(1), session=state), "1", 0, NOW)


ACTS = {
    "end": lambda of, token: turns.end(of, token, "closed", NOW),
    "finish": lambda of, token: turns.finish(of, member("p1"), token, NOW),
    "extend": lambda of, token: turns.extend(of, token, 60),
    "suspend": lambda of, token: turns.suspend(of, token, NOW),
    "resume": lambda of, token: turns.resume(of, token, NOW),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("token", [0, 6, 8])
def test_FL10_an_act_on_another_token_is_refused(act: str, token: int) -> None:
    with refused("floor.token_changed"):
        ACTS[act](replace(speaking(1), token=7), token)


@pytest.mark.parametrize("act", ACTS)
def test_FL10_an_act_on_nobodys_turn_is_refused(act: str) -> None:
    with refused("floor.nobody_speaks"):
        ACTS[act](floor(token=7), 7)


@pytest.mark.parametrize(("seconds", "overtime"), [(0, 0.0), (59.9, 0.0), (60, 0.0), (61.25, 1.25)])
def test_FL16_the_end_of_a_turn_records_time_and_overtime(seconds: float, overtime: float) -> None:
    of = speaking(1, allotted=60)
    outcome = turns.end(of, 1, "closed", after(seconds=seconds))
    assert outcome.event == ended(spoken=seconds, overtime=overtime)
    assert outcome.floor == replace(of, turn=None)


def test_FL11_a_turn_is_revoked_with_its_reason() -> None:
    outcome = turns.end(speaking(1), 1, "revoked", NOW, "Off the subject.")
    assert outcome.event == ended(by="revoked", reason="Off the subject.")
    assert outcome.floor.turn is None


@pytest.mark.parametrize("state", ["open", "suspended"])
def test_FL16_a_turn_can_be_ended_and_extended_while_the_session_is_suspended(state: SessionState) -> None:
    of = replace(speaking(1), session=state)
    assert turns.end(of, 1, "closed", NOW).event == ended()
    assert turns.extend(of, 1, 60).event == protocol.Extended(turn="1", party="p1", seconds=60)


def test_FL16_two_moderators_who_give_time_at_once_give_it_once() -> None:
    of = speaking(1, allotted=180)
    first = turns.extend(of, 1, 30, seen=180).floor
    with refused("floor.time_changed"):
        turns.extend(first, 1, 30, seen=180)
    assert turns.extend(first, 1, 30, seen=210).floor == speaking(1, allotted=240, extended=60)
    assert turns.extend(first, 1, 30).floor == speaking(1, allotted=240, extended=60)


def test_FL16_the_party_finishes_its_own_turn() -> None:
    outcome = turns.finish(speaking(1, "fj"), member("fj"), 1, after(seconds=30))
    assert outcome.event == ended(party="fj", by="finished", spoken=30.0)


@pytest.mark.parametrize("actor", [member("cl"), Actor(None, "900", for_others=True, moderates=True)])
def test_FL16_nobody_finishes_anothers_turn(actor: Actor) -> None:
    with refused("floor.not_yours"):
        turns.finish(speaking(1, "fj"), actor, 1, NOW)


def test_FL16_an_extension_adds_to_what_was_allotted() -> None:
    of = speaking(1)
    once = turns.extend(of, 1, 30)
    assert once.event == protocol.Extended(turn="1", party="p1", seconds=30)
    assert once.floor == replace(of, turn=turn(entry(1), allotted=210, extended=30))
    twice = turns.extend(once.floor, 1, 60).floor
    assert turns.end(twice, 1, "closed", after(seconds=275)).event == ended(spoken=275.0, overtime=5.0)


def test_FL16_a_suspension_stops_the_clock_and_raises_the_token() -> None:
    of = speaking(1)
    outcome = turns.suspend(of, 1, after(seconds=20), "Noise.")
    assert outcome.event == protocol.TurnSuspended(turn="1", party="p1", reason="Noise.")
    assert outcome.floor == replace(
        of, token=2, turn=turn(entry(1), suspended_at=after(seconds=20), paused=True)
    )
    with refused("floor.turn_suspended"):
        turns.suspend(outcome.floor, 2, after(seconds=21))


def test_FL16_the_turn_goes_on_with_what_was_left_and_another_token() -> None:
    of = turns.suspend(speaking(1), 1, after(seconds=20)).floor
    outcome = turns.resume(of, 2, after(seconds=80))
    assert outcome.event == protocol.TurnResumed(turn="1", party="p1")
    assert outcome.floor.token == 3
    assert turns.end(outcome.floor, 3, "closed", after(seconds=90)).event == ended(spoken=30.0)
    with refused("floor.not_suspended"):
        turns.resume(outcome.floor, 3, after(seconds=81))


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_FL26_a_turn_goes_on_only_in_an_open_session(state: SessionState) -> None:
    of = replace(speaking(1, suspended_at=NOW, paused=True), session=state)
    with refused("session.not_open"):
        turns.resume(of, 1, NOW)


def test_FL3_time_closes_the_list_to_the_second() -> None:
    of = floor(closes_at=after(seconds=10))
    assert turns.apply_time(of, after(seconds=10, microseconds=-1)) is None
    outcome = turns.apply_time(of, after(seconds=10))
    assert outcome is not None
    assert (outcome.event, outcome.floor) == (protocol.ListClosed(), floor(list_state="closed"))
    assert turns.apply_time(outcome.floor, after(seconds=11)) is None


@pytest.mark.parametrize("of", [floor(), floor(list_state="draft"), speaking(1)])
def test_FL16_time_alone_changes_nothing_unless_the_session_is_set_so(of: Floor) -> None:
    assert turns.apply_time(of, after(days=1)) is None


def test_FL20_without_a_moderator_no_turn_ends_by_itself() -> None:
    of = replace(speaking(allotted=40), ends_turns=True, closes_at=after(seconds=50))
    assert turns.apply_time(of, after(seconds=45), moderated=False) is None
    closed = turns.apply_time(of, after(seconds=60), moderated=False)
    assert closed is not None
    assert (closed.event, closed.floor.turn) == (protocol.ListClosed(), of.turn)
    ended_by_time = turns.apply_time(of, after(seconds=45), moderated=True)
    assert ended_by_time is not None
    assert ended_by_time.floor.turn is None


def test_FL16_where_turns_end_by_themselves_time_ends_them_to_the_second() -> None:
    of = replace(speaking(1, allotted=60), ends_turns=True)
    assert turns.apply_time(of, after(seconds=60, microseconds=-1)) is None
    outcome = turns.apply_time(of, after(seconds=60))
    assert outcome is not None
    assert outcome.event == ended(by="time", spoken=60.0)
    assert outcome.floor == replace(of, turn=None)


@pytest.mark.parametrize("moment", [NOW, after(days=1)])
def test_FL16_a_suspended_turn_does_not_end_by_itself(moment: datetime) -> None:
    of = replace(speaking(1, allotted=60, suspended_at=NOW, paused=True), ends_turns=True)
    assert turns.apply_time(of, moment) is None


def test_time_says_one_thing_at_a_time() -> None:
    of = replace(speaking(1, allotted=60), ends_turns=True, closes_at=after(seconds=60))
    first = turns.apply_time(of, after(seconds=60))
    assert first is not None
    second = turns.apply_time(first.floor, after(seconds=60))
    assert second is not None
    assert [first.event, second.event] == [ended(by="time", spoken=60.0), protocol.ListClosed()]
    assert turns.apply_time(second.floor, after(seconds=60)) is None
