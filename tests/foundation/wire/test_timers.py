"""A connection's timer is not sought among those of all the others."""

from collections.abc import Callable

from foundation.wire.http_request import BoundedChannel


class Timer:
    """One of the reactor's; it counts those that run. `reset` to a sooner moment is a search among all."""

    running = 0

    def __init__(self) -> None:
        Timer.running += 1

    def reset(self, seconds: float) -> None:
        """Not to be called."""
        raise AssertionError("sought among all timers")

    def cancel(self) -> None:
        """It rings no more."""
        Timer.running -= 1


def test_a_timer_that_is_to_ring_sooner_is_a_new_one() -> None:
    def call_later(seconds: float, work: Callable[[], None]) -> Timer:
        return Timer()

    channel = BoundedChannel()
    channel.callLater = call_later
    assert [channel.setTimeout(seconds) for seconds in (60, 20, None)] == [None, 60, 20]
    assert Timer.running == 0
