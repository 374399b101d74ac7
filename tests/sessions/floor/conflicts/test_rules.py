"""When two sessions are held at the same time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sessions.floor.conflicts.rules import SessionTimes, overlap, parties_in
from tests.support.floors import NOW, entry, speaking, turn


def session(begins: int, lasts: int, state: str = "scheduled") -> SessionTimes:
    return SessionTimes(NOW + timedelta(minutes=begins), NOW + timedelta(minutes=begins + lasts), state)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (session(0, 60), session(0, 60), True),
        (session(0, 60), session(59, 60), True),
        (session(0, 60), session(60, 60), False),
        (session(0, 180), session(60, 30), True),
        (session(0, 60, "open"), session(30, 60), True),
        (session(0, 60, "closed"), session(30, 60), False),
        (session(0, 60, "open"), session(60, 60, "open"), True),
        (session(0, 60, "suspended"), session(60, 60, "open"), True),
        (session(0, 60, "open"), session(60, 60), False),
    ],
)
def test_two_sessions_at_the_same_time(one: SessionTimes, other: SessionTimes, clash: bool) -> None:
    assert (overlap(one, other), overlap(other, one)) == (clash, clash)


def test_who_waits_on_a_list_or_has_the_floor_is_there_and_what_interrupts_is_not() -> None:
    waiting = entry(1, "a"), entry(2, "b", kind="right_of_reply"), entry(3, "c", kind="motion")
    of = replace(speaking(4, "d"), entries=waiting)
    interrupted = turn(entry(5, "e", kind="point_of_order"), number=2)
    assert parties_in(of) == {"a", "b", "d"}
    assert parties_in(replace(of, turn=interrupted, interrupted_turns=(of.turn,))) == {"a", "b", "d"}
