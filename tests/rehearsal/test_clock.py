"""The rehearsal's estimate of the server's clock."""

import pytest

from rehearsal.clock import Clock


def answered(clock: Clock, *, at: float, after: float, ahead: float) -> None:
    """A request that took some time, answered halfway by a clock that is ahead."""
    clock.note_request(at)
    clock.note_answer(at + after / 2 + ahead, at + after)


def test_a_slow_first_answer_is_corrected_by_a_quick_one() -> None:
    clock = Clock()
    clock.note_request(100.0)
    clock.note_answer(100.0 + 5, 100.4)
    assert clock.ahead == pytest.approx(4.8)
    answered(clock, at=110.0, after=0.01, ahead=5)
    assert clock.ahead == pytest.approx(5)


def test_a_slow_answer_changes_nothing_and_one_as_quick_as_ever_does() -> None:
    clock = Clock()
    answered(clock, at=100.0, after=0.01, ahead=5)
    answered(clock, at=110.0, after=0.2, ahead=7)
    assert clock.ahead == pytest.approx(5)
    answered(clock, at=120.0, after=0.012, ahead=6)
    assert clock.ahead == pytest.approx(6)


def test_an_answer_without_a_request_is_ignored() -> None:
    clock = Clock()
    clock.note_answer(50.0, 100.0)
    assert clock.ahead == 0
