"""The reconnection of sockets that a draining server closes."""

import pytest

from foundation.wire.reconnect_spread import MIN_SPREAD_SECONDS, RECONNECTS_PER_SECOND, reconnect_period


@pytest.mark.parametrize("sockets", [0, 1, RECONNECTS_PER_SECOND])
def test_few_sockets_reconnect_at_once(sockets: int) -> None:
    assert reconnect_period(sockets, 2.5) == (0.0, MIN_SPREAD_SECONDS)


def test_many_sockets_wait_for_the_next_process_and_reconnect_at_a_rate() -> None:
    assert reconnect_period(4 * RECONNECTS_PER_SECOND, 2.5) == (2.5, 6.5)


def test_many_sockets_go_to_other_processes_without_waiting() -> None:
    assert reconnect_period(4 * RECONNECTS_PER_SECOND, 0.0) == (0.0, 4.0)
