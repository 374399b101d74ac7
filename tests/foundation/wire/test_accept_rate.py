"""Connections of a crowd are accepted a few at a time."""

from foundation.wire import accept_rate


class Port:
    """Like Twisted's port: if as many wait as it accepts, it accepts more the next time."""

    def __init__(self) -> None:
        self.numberAccepts = 100
        self.accepted: list[int] = []

    def doRead(self) -> None:
        """Called by the reactor."""
        self.accepted.append(self.numberAccepts)
        self.numberAccepts += 20


def test_connections_are_accepted_a_few_at_a_time() -> None:
    port = Port()
    accept_rate.limit_accepts(port)
    for _ in range(3):
        port.doRead()
    assert port.accepted == [accept_rate.MAX_ACCEPTS] * 3
