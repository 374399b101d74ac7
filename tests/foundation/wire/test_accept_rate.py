"""A crowd of callers is taken a few at a time."""

from foundation.wire import accept_rate


class Port:
    """As Twisted's: where as many wait as it takes, it takes more the next time."""

    def __init__(self) -> None:
        self.numberAccepts = 100
        self.accepted: list[int] = []

    def doRead(self) -> None:
        """The reactor's call."""
        self.accepted.append(self.numberAccepts)
        self.numberAccepts += 20


def test_a_crowd_is_taken_a_few_at_a_time_however_many_wait() -> None:
    port = Port()
    accept_rate.few_at_a_time(port)
    for _ in range(3):
        port.doRead()
    assert port.accepted == [accept_rate.TOGETHER] * 3
