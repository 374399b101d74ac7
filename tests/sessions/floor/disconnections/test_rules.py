"""Rules of disconnections, without a database."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation.clock import timestamp_text
from sessions.floor.core import session_state, turns
from sessions.floor.core import speakers_list as lists
from sessions.floor.core.state import Floor
from sessions.floor.disconnections import protocol, rules
from sessions.floor.disconnections.rules import LastReached, WatchedTurn
from tests.support.floors import NOW, after, candidate, entry, floor, member, order, refused, speaking, wish

GRACE = timedelta(seconds=30)


def dropped(**changes: Any) -> Floor:
    """Entry 1 held the floor and was last seen at 20 s. The drop was noticed two seconds later."""
    outcome = rules.holder_dropped(speaking(1, **changes), 1, after(seconds=20), after(seconds=22), GRACE)
    assert outcome is not None
    return replace(outcome.floor, entries=(entry(1, state="called"),), next_number=2)


def watched(**changes: Any) -> WatchedTurn:
    plain: dict[str, Any] = {
        "session": 1, "turn": 1, "party": "p1", "place": "remote", "reached_by": "line", "reached_at": NOW,
        "dropped": False, "connected": True,
    }  # fmt: skip
    return WatchedTurn(**plain | changes)


# Detecting a drop


@pytest.mark.parametrize(
    ("held", "line", "by"),
    [
        (watched(), NOW, "line"),
        (watched(), None, ""),
        (watched(reached_by=""), NOW, "line"),
        (watched(reached_by=""), None, "connection"),
        (watched(reached_by="", connected=False), None, ""),
        (watched(reached_by="connection"), None, "connection"),
        (watched(reached_by="connection", connected=False), None, ""),
        (watched(reached_by="", place="hall", hall=True), None, ""),
        (watched(reached_by="", place="hall", hall=True), NOW, "line"),
    ],
)
def test_FL20_a_line_once_there_is_wanted_again(held: WatchedTurn, line: datetime | None, by: str) -> None:
    assert rules.how_reached(held, line, after(seconds=9))[0] == by


@pytest.mark.parametrize(
    ("held", "known", "gone"),
    [
        (watched(), LastReached(NOW, after(seconds=1.4)), False),  # a flicker so far
        (watched(), LastReached(NOW, after(seconds=0.5)), True),
        (watched(dropped=True), LastReached(NOW, NOW), False),
        (watched(reached_by=""), LastReached(NOW, NOW), False),  # never reached
        (watched(reached_at=after(seconds=1)), LastReached(NOW, NOW), False),  # another process reaches it
        (watched(reached_by="connection"), LastReached(NOW, NOW), False),  # perhaps a page reload
        (watched(), None, False),  # another process's line, seen recently
        (watched(reached_at=NOW - timedelta(seconds=3)), None, True),  # a line that no process has any more
        (
            watched(reached_at=NOW - timedelta(seconds=9)),
            LastReached(NOW - timedelta(seconds=9)),
            False,
        ),  # this process slept
    ],
)
def test_FL20_who_has_dropped(held: WatchedTurn, known: LastReached | None, gone: bool) -> None:
    assert rules.is_gone(held, known, after(seconds=2)) == gone


def test_FL20_a_holder_known_by_its_connections_has_five_seconds_to_reload() -> None:
    held = watched(reached_by="connection")
    assert not rules.is_gone(held, LastReached(NOW, NOW), after(seconds=4.9))
    assert rules.is_gone(held, LastReached(NOW, NOW), after(seconds=5))


# Drop and return


def test_FL20_the_clock_stops_as_of_the_last_sign_and_the_floor_is_held() -> None:
    outcome = rules.holder_dropped(speaking(1), 1, after(seconds=20), after(seconds=22), GRACE)
    assert outcome is not None
    held = outcome.floor.turn
    assert held is not None
    assert (held.suspended_at, held.dropped_at) == (after(seconds=20), after(seconds=20))
    assert (held.held_until, outcome.floor.token) == (after(seconds=52), 1)
    assert outcome.event == protocol.HolderDropped(
        turn="1", party="p1", hall=False, held_until=timestamp_text(after(seconds=52))
    )


@pytest.mark.parametrize("seen", [-60, 0, 9.9])
def test_FL20_no_clock_runs_back_beyond_the_moment_when_it_last_began(seen: float) -> None:
    of = turns.resume(turns.suspend(speaking(1), 1, after(seconds=5)).floor, 2, after(seconds=10)).floor
    outcome = rules.holder_dropped(of, 1, after(seconds=seen), after(seconds=12), GRACE)
    assert outcome is not None
    assert outcome.floor.turn is not None
    assert outcome.floor.turn.spoken_time(after(seconds=99)) == timedelta(seconds=5)


@pytest.mark.parametrize("returned", [25, 60, 600])
def test_FL20_whoever_returns_has_the_time_that_was_left(returned: float) -> None:
    outcome = rules.holder_returned(dropped(), 1, after(seconds=returned))
    assert outcome is not None
    assert outcome.event == protocol.HolderReturned(turn="1", party="p1", hall=False, resumed=True)
    turn = outcome.floor.turn
    assert turn is not None
    assert (turn.dropped_at, turn.held_until, turn.suspended_at, outcome.floor.token) == (None, None, None, 2)
    assert turn.spoken_time(after(seconds=returned + 7)) == timedelta(seconds=27)


CHAIR_STOPPED = {
    "before": lambda: rules.holder_dropped(
        turns.suspend(speaking(1), 1, after(seconds=20)).floor, 1, after(seconds=21), after(seconds=22), GRACE
    ),
    "meanwhile": lambda: turns.suspend(dropped(), 1, after(seconds=25)),
    "with the session": lambda: session_state.suspend_session(dropped(), "Lunch.", after(seconds=25)),
}


@pytest.mark.parametrize("when", CHAIR_STOPPED)
def test_FL20_a_turn_that_the_chair_suspended_stays_so_and_the_drop_alone_is_over(when: str) -> None:
    stopped = CHAIR_STOPPED[when]()
    assert stopped is not None
    outcome = rules.holder_returned(stopped.floor, 1, after(seconds=40))
    assert outcome is not None
    assert outcome.event == protocol.HolderReturned(turn="1", party="p1", hall=False, resumed=False)
    turn = outcome.floor.turn
    assert turn is not None
    assert (turn.dropped_at, turn.suspended_at) == (None, after(seconds=20))
    assert outcome.floor.token == stopped.floor.token
    assert turn.spoken_time(after(seconds=90)) == timedelta(seconds=20)


@pytest.mark.parametrize("of", [floor(), speaking(1, number=2), dropped()])
def test_FL20_a_drop_that_another_process_told_already_is_nothing(of: Floor) -> None:
    assert rules.holder_dropped(of, 1, NOW, NOW, GRACE) is None


@pytest.mark.parametrize("of", [floor(), speaking(1, number=2), speaking(1)])
def test_FL20_a_return_that_nobody_waits_for_is_nothing(of: Floor) -> None:
    assert rules.holder_returned(of, 1, NOW) is None


# The moderator's choices

ACTS: dict[str, Any] = {
    "wait": lambda of, token: rules.wait(of, token, after(seconds=40), GRACE),
    "play_video_statement": lambda of, token: rules.play_video_statement(
        of, token, {"p1"}, after(seconds=40)
    ),
    "read_out": lambda of, token: rules.read_out(of, token, after(seconds=40)),
    "return_to_list": lambda of, token: rules.return_to_list(of, token, after(seconds=40)),
}


@pytest.mark.parametrize("act", ACTS)
def test_FL20_nothing_is_done_about_a_line_that_is_there(act: str) -> None:
    with refused("floor.not_dropped"):
        ACTS[act](speaking(1), 1)


@pytest.mark.parametrize("act", ACTS)
def test_FL10_an_act_on_a_drop_names_the_present_token(act: str) -> None:
    with refused("floor.token_changed"):
        ACTS[act](dropped(), 2)
    with refused("floor.nobody_speaks"):
        ACTS[act](floor(token=2), 2)


def test_FL20_a_moderator_waits_for_another_grace() -> None:
    outcome = ACTS["wait"](dropped(), 1)
    assert outcome.event == protocol.Waited(
        turn="1", party="p1", held_until=timestamp_text(after(seconds=70))
    )
    assert outcome.floor.turn == replace(dropped().turn, held_until=after(seconds=70))  # type: ignore[type-var]
    assert outcome.floor.token == 1


@pytest.mark.parametrize(
    ("act", "mode"), [("play_video_statement", "video_statement"), ("read_out", "read_out")]
)
def test_FL20_the_turn_goes_on_as_a_video_statement_or_read_out(act: str, mode: Any) -> None:
    outcome = ACTS[act](dropped(), 1)
    assert outcome.event == protocol.ModeChanged(turn="1", party="p1", mode=mode)
    turn = outcome.floor.turn
    assert (turn.mode, turn.dropped_at, turn.held_until, outcome.floor.token) == (mode, None, None, 2)
    assert turn.spoken_time(after(seconds=50)) == timedelta(seconds=30)
    with refused("session.not_open"):
        ACTS[act](replace(dropped(), session="suspended"), 1)


def test_FL20_a_party_without_a_video_statement_has_none_played() -> None:
    with refused("floor.no_video_statement"):
        rules.play_video_statement(dropped(), 1, {"p2"}, NOW)


def test_FL20_a_turn_that_goes_on_by_the_chairs_will_does_not_drop_again() -> None:
    outcome = turns.resume(dropped(reached_by="line"), 1, after(seconds=40))
    assert outcome.floor.turn is not None
    assert (outcome.floor.turn.reached_by, outcome.floor.turn.dropped_at) == ("", None)
    assert outcome.floor.turn.spoken_time(after(seconds=50)) == timedelta(seconds=30)


def test_FL20_an_entry_that_returns_waits_behind_its_category() -> None:
    of = dropped().with_entries(entry(2), entry(3), entry(4, category="observer"))
    outcome = rules.return_to_list(of, 1, after(seconds=40))
    assert outcome.event == protocol.ReturnedToList(turn="1", entry="1", party="p1", place=3, spoken=20.0)
    assert (order(outcome.floor), outcome.floor.turn) == ([2, 3, 1, 4], None)
    assert turns.grant(outcome.floor, "1", 1, after(seconds=50)).floor.turn is not None


def test_FL1_an_entry_that_returns_keeps_the_speaker_who_was_named_in_the_middle_of_its_turn() -> None:
    named = lists.change_speaker(dropped(), member("p1"), "1", "2", {"2"}).floor
    returned = rules.return_to_list(named, 1, after(seconds=40)).floor.entry(1)
    assert returned is not None
    assert returned.speaker == "2"


def test_FL20_alone_in_its_category_it_stands_where_the_order_puts_it() -> None:
    of = dropped().with_entries(entry(2, category="observer"), entry(3, category="other", placement=1))
    assert order(rules.return_to_list(of, 1, NOW).floor) == [3, 1, 2]


def test_FL1_an_entry_does_not_return_beside_another_of_its_party() -> None:
    of = dropped().with_entries(entry(2, "p1"))
    with refused("floor.already_inscribed"):
        rules.return_to_list(of, 1, NOW)


# The hall


def gone(of: Floor | None = None, **changes: Any) -> Floor:
    """The hall was seen until 20 s, and is waited for until 52 s. By default, a remote party speaks."""
    of = of or speaking(1)
    waits = replace(of, hall_at=after(seconds=20), hall_until=after(seconds=52), **changes)
    outcome = rules.holder_dropped(waits, 1, after(seconds=20), after(seconds=22), GRACE, hall=True)
    return outcome.floor if outcome else waits


@pytest.mark.parametrize(
    ("of", "overdue"),
    [
        (gone(), True),
        (gone(speaking(1, place="hall")), True),
        (gone(speaking(1, paused=True, suspended_at=NOW)), True),
        (gone(floor()), True),
        (gone(session="suspended"), False),
        (replace(speaking(1), hall_at=NOW), False),
        (dropped(), False),
    ],
)
def test_FL20_a_hall_that_stays_away_suspends_the_session(of: Floor, overdue: bool) -> None:
    assert rules.is_hall_overdue(of, after(seconds=51.9)) is False
    assert rules.is_hall_overdue(of, after(seconds=52)) is overdue


def test_FL20_a_drop_of_the_hall_stops_the_clock_of_whoever_speaks() -> None:
    outcome = rules.holder_dropped(speaking(1), 1, after(seconds=20), after(seconds=22), GRACE, hall=True)
    assert outcome is not None
    assert outcome.event == protocol.HolderDropped(
        turn="1", party="p1", hall=True, held_until=timestamp_text(after(seconds=52))
    )
    turn = outcome.floor.turn
    assert turn is not None
    assert (turn.awaits_hall, turn.suspended_at, outcome.floor.token) == (True, after(seconds=20), 1)
    assert rules.holder_returned(outcome.floor, 1, after(seconds=30)) is None, "its own line was not gone"
    back = rules.holder_returned(outcome.floor, 1, after(seconds=30), hall=True)
    assert back is not None
    assert back.floor.turn is not None
    assert (back.floor.turn.is_stopped, back.floor.turn.awaits_hall, back.floor.hall_until) == (
        False,
        False,
        None,
    )


def test_FL20_a_moderator_waits_for_the_hall_or_goes_on_without_it() -> None:
    of = gone()
    waits = rules.wait(of, 1, after(seconds=40), GRACE).floor
    assert [rules.is_hall_overdue(waits, after(seconds=n)) for n in (69, 70)] == [False, True]
    for on in (turns.resume(of, 1, after(seconds=40)), rules.read_out(of, 1, after(seconds=40))):
        assert on.floor.turn is not None
        assert (on.floor.turn.is_stopped, on.floor.hall_at, on.floor.hall_until) == (False, None, None)


def test_FL20_a_session_that_was_suspended_misses_no_hall_until_it_is_up_again() -> None:
    of = session_state.suspend_session(gone(), "The hall.", after(seconds=52)).floor
    assert (of.hall_at, of.hall_until) == (None, None)


# Call later


@pytest.mark.parametrize(
    ("number", "entries", "places", "listed"),
    [
        ("1", [entry(1), entry(2), entry(3)], (1, 3), [2, 3, 1]),
        ("1", [entry(1), entry(2), entry(3, category="observer")], (1, 2), [2, 1, 3]),
        ("2", [entry(1), entry(2), entry(3)], (2, 3), [1, 3, 2]),
        ("3", [entry(1), entry(2), entry(3, placement=1)], (1, 3), [1, 2, 3]),
        ("3", [entry(1), entry(2, category="group"), entry(3, placement=1)], (1, 2), [1, 3, 2]),
    ],
)
def test_FL19_call_later_is_behind_its_category(number: str, entries: Any, places: Any, listed: Any) -> None:
    outcome = rules.call_later(floor(*entries), number, 0)
    assert outcome.event == protocol.CalledLater(
        entry=number, party=f"p{number}", place_left=places[0], place_taken=places[1]
    )
    assert order(outcome.floor) == listed
    moved = outcome.floor.entry(int(number))
    assert moved is not None
    assert moved.moves == 1


def test_FL19_who_is_called_later_leaves_the_order_of_categories_to_those_who_come() -> None:
    of = floor(entry(1), entry(2, category="observer"), entry(3, category="observer"))
    of = rules.call_later(of, "2", 0).floor
    assert (order(of), {e.placement for e in of.waiting}) == ([1, 3, 2], {None})
    of = lists.inscribe(of, member("z"), candidate("z"), wish(), NOW).floor
    of = lists.inscribe(of, member("y"), candidate("y", category="observer"), wish(), NOW).floor
    assert order(of) == [1, 4, 3, 2, 5]


def test_FL19_behind_those_of_its_category_whom_a_moderator_put_in_front_it_stands_where_the_order_puts_it() -> (
    None
):
    observers = entry(1, category="observer", placement=1), entry(2, category="observer", placement=2)
    of = rules.call_later(floor(*observers, entry(3), entry(4, category="other")), "1", 0).floor
    assert order(of) == [2, 3, 1, 4]


def test_FL19_who_is_last_or_moved_or_gone_is_not_called_later() -> None:
    of = floor(entry(1), entry(2, moves=1), entry(3, category="observer"), entry(4, state="called"))
    for number, moves, code in [
        ("2", 1, "floor.already_last"), ("3", 0, "floor.already_last"), ("1", 1, "floor.list_changed"),
        ("4", 0, "floor.entry_gone"), ("9", 0, "floor.entry_gone"),
    ]:  # fmt: skip
        with refused(code):
            rules.call_later(of, number, moves)
