"""Rules of roll calls and quorum, without a database: every threshold at every size, and every refusal."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.refusals import Refusal
from sessions.programme.protocol import Quorum, SessionState
from sessions.rollcall import rules
from sessions.rollcall.rules import Roll

CALLED = frozenset({"1", "2", "3", "4", "5", "6"})
STATES: tuple[SessionState, ...] = ("scheduled", "open", "suspended", "closed")


def roll(*present: str, is_open: bool = True) -> Roll:
    """A roll call of six: two are needed to open, four to decide."""
    return Roll("2", is_open, CALLED, frozenset(present), needed_to_open=2, needed_to_decide=4)


@pytest.mark.parametrize(
    ("threshold", "of_21", "of_193"),
    [("none", 0, 0), ("quarter", 6, 49), ("third", 7, 65), ("majority", 11, 97), ("two_thirds", 14, 129)],
)
def test_FL22_thresholds_of_practice(threshold: Quorum, of_21: int, of_193: int) -> None:
    assert (rules.quorum(threshold, 21), rules.quorum(threshold, 193)) == (of_21, of_193)


@given(st.integers(min_value=1, max_value=1000))
def test_a_threshold_is_the_least_number_that_is_enough(n: int) -> None:
    parts = {"quarter": Fraction(1, 4), "third": Fraction(1, 3), "two_thirds": Fraction(2, 3)}
    for threshold, part in parts.items():
        enough = rules.quorum(threshold, n)  # type: ignore[arg-type]
        assert Fraction(enough, n) >= part > Fraction(enough - 1, n)
    enough = rules.quorum("majority", n)
    assert 2 * enough > n >= 2 * (enough - 1)


@pytest.mark.parametrize("state", STATES)
def test_a_roll_is_called_before_and_in_a_session_and_not_after(state: SessionState) -> None:
    if state == "closed":
        with refused("session.closed"):
            rules.check_new_roll(state, None, CALLED)
        with refused("session.closed"):
            rules.check_answer(state, roll(), "2", "1", True)
    else:
        rules.check_new_roll(state, None, CALLED)
        rules.check_new_roll(state, roll(is_open=False), CALLED)
        rules.check_answer(state, roll(), "2", "1", True)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.RaisesExc(Refusal, check=lambda refusal: refusal.code == code)


def test_one_roll_at_a_time_and_of_somebody() -> None:
    with refused("rollcall.open_already"):
        rules.check_new_roll("open", roll(), CALLED)
    with refused("rollcall.nobody_accredited"):
        rules.check_new_roll("open", None, ())


def test_who_may_answer_and_once() -> None:
    for last, number in ((None, "2"), (roll(is_open=False), "2"), (roll(), "1")):
        with refused("rollcall.not_open"):
            rules.check_answer("open", last, number, "1", True)
    with refused("rollcall.not_accredited"):
        rules.check_answer("open", roll(), "2", "7", True)
    with refused("rollcall.answered_already"):
        rules.check_answer("open", roll("1"), "2", "1", True)
    with refused("rollcall.not_answered"):
        rules.check_answer("open", roll("1"), "2", "2", False)
    rules.check_answer("open", roll("1"), "2", "1", False)


def test_a_quorum_to_open_is_presumed_until_a_roll_call_shows_that_there_is_none() -> None:
    rules.check_opening(None)
    rules.check_opening(roll("1"))
    rules.check_opening(roll("1", "2", is_open=False))
    with refused("rollcall.no_quorum"):
        rules.check_opening(roll("1", is_open=False))


def test_a_session_does_not_close_in_the_middle_of_a_roll_call() -> None:
    rules.check_closing(None)
    rules.check_closing(roll(is_open=False))
    with refused("rollcall.still_open"):
        rules.check_closing(roll())


def test_FL22_nothing_is_decided_without_a_quorum() -> None:
    enough = roll("1", "2", "3", "4", is_open=False)
    assert rules.check_decision("open", enough) == enough
    with refused("rollcall.no_quorum"):
        rules.check_decision("open", roll("1", "2", "3", is_open=False))
    with refused("rollcall.none_held"):
        rules.check_decision("open", None)
    with refused("rollcall.still_open"):
        rules.check_decision("open", roll("1", "2", "3", "4"))
    for state in ("scheduled", "suspended", "closed"):
        with refused("session.not_open"):
            rules.check_decision(state, enough)  # type: ignore[arg-type]


def test_a_refusal_says_how_many_are_missing() -> None:
    with pytest.raises(
        Refusal, match="3 of 6 accredited delegations are present, and 4 are needed to decide"
    ):
        rules.check_decision("open", roll("1", "2", "3", is_open=False))
