"""Setting a connection's timer does not search the timers of all connections."""

from collections.abc import Callable

from foundation.wire.http_request import BoundedChannel


class Timer:
    """A timer of the reactor. It counts the running ones. `reset` to an earlier time would search all timers."""

    running = 0

    def __init__(self) -> None:
        Timer.running += 1

    def reset(self, seconds: float) -> None:
        """Must not be called."""
        raise AssertionError("sought among all timers")

    def cancel(self) -> None:
        """Stop the timer."""
        Timer.running -= 1


def test_an_earlier_time_out_makes_a_new_timer() -> None:
    def call_later(seconds: float, work: Callable[[], None]) -> Timer:
        return Timer()

    channel = BoundedChannel()
    channel.callLater = call_later
    assert [channel.setTimeout(seconds) for seconds in (60, 20, None)] == [None, 60, 20]
    assert Timer.running == 0
