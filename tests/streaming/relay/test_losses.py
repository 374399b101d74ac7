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
def test_the_loss_is_the_90th_percentile_of_listeners(lost: list[float], protected: float) -> None:
    assert losses.loss_of_listeners(lost) == protected


def test_two_hops_lose_more_than_one_and_less_than_their_sum() -> None:
    assert losses.loss_over_both_hops(0.0, 0.0) == 0.0
    assert losses.loss_over_both_hops(0.1, 0.0) == losses.loss_over_both_hops(0.0, 0.1) == pytest.approx(0.1)
    assert losses.loss_over_both_hops(0.1, 0.2) == pytest.approx(0.28)


def test_a_new_report_has_a_weight_of_a_quarter() -> None:
    assert losses.smoothed_loss(0.0, 0.2) == pytest.approx(0.05)
    assert losses.smoothed_loss(0.2, 0.2) == pytest.approx(0.2)
