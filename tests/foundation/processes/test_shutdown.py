"""A second signal to a process that is stopping."""

import pytest

from foundation.processes.shutdown import SAME_SIGNAL_SECONDS, Shutdown


@pytest.mark.parametrize(
    ("after", "same"),
    [(0.0, True), (SAME_SIGNAL_SECONDS - 0.01, True), (SAME_SIGNAL_SECONDS, False), (9.0, False)],
)
def test_two_signals_in_quick_succession_count_as_one(after: float, same: bool) -> None:
    stopping = Shutdown()
    stopping._since = 100.0
    assert stopping.is_repeat(100.0 + after) is same
