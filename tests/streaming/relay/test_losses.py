"""The loss that a publisher should protect its voice from."""

import pytest

from streaming.relay import losses


@pytest.mark.parametrize(
    ("lost", "protected"),
    [
        ([], 0.0),
        ([0.1], 0.1),
        ([0.1, 0.0], 0.1),
        ([0.0] * 9 + [0.15], 0.0),
        ([0.0] * 8 + [0.05, 0.15], 0.05),
        ([0.0] * 80 + [0.08] * 20, 0.08),
        ([0.9] * 3, losses.MOST),
    ],
)
def test_it_is_what_nine_of_ten_listeners_lose_at_most(lost: list[float], protected: float) -> None:
    assert losses.of_listeners(lost) == protected


def test_two_ways_lose_more_than_one_and_less_than_their_sum() -> None:
    assert losses.on_the_whole_way(0.0, 0.0) == 0.0
    assert losses.on_the_whole_way(0.1, 0.0) == losses.on_the_whole_way(0.0, 0.1) == pytest.approx(0.1)
    assert losses.on_the_whole_way(0.1, 0.2) == pytest.approx(0.28)


def test_one_report_is_a_quarter_of_what_is_known() -> None:
    assert losses.known(0.0, 0.2) == pytest.approx(0.05)
    assert losses.known(0.2, 0.2) == pytest.approx(0.2)
