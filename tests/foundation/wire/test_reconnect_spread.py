"""When those come back whose sockets a draining server closes."""

import pytest

from foundation.wire.reconnect_spread import A_SECOND, LEAST_SPREAD, span


@pytest.mark.parametrize("sockets", [0, 1, A_SECOND])
def test_few_come_back_within_a_second_and_try_at_once(sockets: int) -> None:
    assert span(sockets, 2.5) == (0.0, LEAST_SPREAD)


def test_a_crowd_waits_until_the_next_process_is_there_and_comes_so_many_a_second() -> None:
    assert span(4 * A_SECOND, 2.5) == (2.5, 6.5)


def test_a_crowd_goes_to_the_other_processes_without_waiting() -> None:
    assert span(4 * A_SECOND, 0.0) == (0.0, 4.0)
