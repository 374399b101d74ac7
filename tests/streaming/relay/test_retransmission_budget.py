"""Retransmissions: once in a round trip, and in proportion to what was sent."""

from streaming.relay.retransmission_budget import BURST, REMEMBERED, SHARE, RetransmissionBudget


def test_a_number_goes_out_again_once_a_round_trip() -> None:
    repairs = RetransmissionBudget()

    assert repairs.spend(7, 1000, 10.0, 0.5)
    assert not repairs.spend(7, 1000, 10.25, 0.5)
    assert repairs.spend(8, 1000, 10.25, 0.5)
    assert repairs.spend(7, 1000, 10.5, 0.5)


def test_retransmissions_are_a_share_of_what_was_sent() -> None:
    repairs = RetransmissionBudget()
    for number in range(BURST // 1024):
        assert repairs.spend(number, 1024, 10.0, 0.2)
    assert not repairs.spend(1000, 1024, 10.0, 0.2)

    repairs.add_credit(round(2048 / SHARE))
    assert [repairs.spend(number, 1024, 10.0, 0.2) for number in (1000, 1001, 1002)] == [True, True, False]
    repairs.add_credit(10**9)
    assert not repairs.spend(2000, BURST + 1, 10.0, 0.2)


def test_old_retransmissions_are_forgotten() -> None:
    repairs = RetransmissionBudget()
    for number in range(REMEMBERED + 1):
        assert repairs.spend(number, 1, 10.0, 0.2)

    assert repairs.spend(0, 1, 10.0, 0.2)
    assert not repairs.spend(REMEMBERED, 1, 10.0, 0.2)
