"""Whether slow readers harm the others, for `bench/wire.py`: a process of its own.

    wire_slow.py PORT PID READERS SLOW ROUNDS PAIRS

READERS read at once. In every other turn SLOW more are connected, with buffers of 4 kB, and read 2 kB a second: bytes
wait for them in the server, until it drops them and they reconnect. An event is sent to all ROUNDS times a turn, PAIRS
times without and with them. Prints as JSON the 99th percentile of milliseconds to a normal reader, without and with
them (the median of all turns, and of the pairs' ratios), and how many were dropped.
"""

import json
import statistics
import sys

from wire_crowd import Client, allow_many_files
from wire_load import WARM_UP, Load

ROOM, SIP, SIP_SECONDS = 4096, 2048, 1.0
FILLING = 400
"""Rounds until a slow reader's kernel buffers are full, and bytes wait in the server."""


class SlowLoad(Load):
    """Normal readers, and at times slow ones."""

    def __init__(self, port: int, pid: int) -> None:
        super().__init__(port, pid)
        self.slow: list[Client] = []
        self.let_go = 0
        self.crowd.on_gone = self._gone

    def _frame(self, client: Client, first: int, payload: bytes, when: float) -> None:
        if client.mark != "slow":
            super()._frame(client, first, payload, when)

    def _opened(self, client: Client) -> None:
        super()._opened(client)
        if client.mark == "slow":
            self.crowd.pause(client)
            self._read_slowly(client, client.socket)

    def _read_slowly(self, client: Client, socket: object) -> None:
        def read_slowly() -> None:
            if client.socket is socket and client in self.slow:
                client.take(SIP)
                self._read_slowly(client, socket)

        self.crowd.call_later(SIP_SECONDS, read_slowly)

    def _gone(self, client: Client) -> None:
        self.let_go += 1
        self.opened -= 1
        if client in self.slow:
            self.crowd.connect(client)

    def seat_slow(self, number: int) -> None:
        """Connect slow readers, and let bytes begin to wait for them."""
        self.slow = [Client("slow", ROOM) for _ in range(number)]
        for client in self.slow:
            self.crowd.connect(client)
        self.crowd.run(lambda: self.opened == len(self.clients) + number)
        for turn in range(FILLING):
            self.round(turn)

    def send_slow_away(self) -> None:
        """Disconnect the slow readers."""
        self.opened = len(self.clients)
        leaving, self.slow = self.slow, []
        for client in leaving:
            self.crowd.cut(client)
        self.crowd.rest(1)

    def p99_ms(self, rounds: int) -> float:
        """Send events for this many rounds. Returns the 99th percentile of the delays of normal readers, in ms."""
        times = sorted(time for number in range(rounds) for time in self.round(number))
        return times[int(len(times) * 0.99)] * 1e3


def main(port: int, pid: int, readers: int, slow: int, rounds: int, pairs: int) -> None:
    """Measure in turn, without and with them."""
    allow_many_files()
    load = SlowLoad(port, pid)
    load.open(readers)
    for number in range(WARM_UP):
        load.round(number)
    alone, beside = [], []
    for _ in range(pairs):
        alone.append(load.p99_ms(rounds))
        load.seat_slow(slow)
        beside.append(load.p99_ms(rounds))
        load.send_slow_away()
    ratios = [with_them / without for with_them, without in zip(beside, alone, strict=True)]
    found = {
        "alone_p99_ms": statistics.median(alone),
        "beside_p99_ms": statistics.median(beside),
        "p99_ratio": statistics.median(ratios),
        "let_go": load.let_go,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
