"""The load of `bench/wire.py`, in its own process: raw sockets that count their frames.

    wire_load.py PORT PID ROUNDS SOCKETS...

opens as many sockets as the first number says, has ROUNDS events sent to all of them one after another, goes on to the
next number, and prints as JSON, for each: the CPU of process PID for a message, the milliseconds from the order to each
client (median and 99th percentile), and how many connections a second were opened.
"""

import json
import sys
import time

from wire_crowd import Client, Crowd, allow_many_files, cpu_seconds

WARM_UP = 15
"""Rounds before the measured ones: in these Node compiles what it runs."""
AT_ONCE = 100
"""Handshakes at one time."""


class Load:
    """The sockets of one contender."""

    def __init__(self, port: int, pid: int) -> None:
        self.crowd = Crowd(port, self._frame, self._opened)
        self.clients: list[Client] = []
        self.pid, self.opened = pid, 0
        self.arrived: list[float] = []

    def _opened(self, client: Client) -> None:
        self.opened += 1

    def _frame(self, client: Client, first: int, payload: bytes, when: float) -> None:
        self.arrived.append(when)

    def open(self, sockets: int) -> float:
        """Open up to this many; returns connections a second."""
        began, before = time.perf_counter(), len(self.clients)
        while len(self.clients) < sockets:
            wanted = min(sockets, len(self.clients) + AT_ONCE)
            while len(self.clients) < wanted:
                self.clients.append(Client(None))
                self.crowd.connect(self.clients[-1])
            self.crowd.run(lambda: self.opened == len(self.clients))
        return (sockets - before) / (time.perf_counter() - began)

    def round(self, number: int) -> list[float]:
        """Seconds until an event that one socket asked for reached each socket."""
        self.arrived.clear()
        wanted = len(self.clients)
        began = time.perf_counter()
        self.clients[number % wanted].send(json.dumps({"number": number}).encode())
        self.crowd.run(lambda: len(self.arrived) >= wanted, 30)
        self.crowd.rest(0.005)
        assert len(self.arrived) == wanted
        return [when - began for when in self.arrived]

    def measure(self, sockets: int, rounds: int) -> dict[str, float]:
        """Measure with one number of sockets."""
        opened = self.open(sockets)
        self.crowd.rest(0.5)
        for number in range(WARM_UP):
            self.round(number)
        before = cpu_seconds(self.pid)
        each = [self.round(number) for number in range(rounds)]
        used = cpu_seconds(self.pid) - before
        times = sorted(time for times in each for time in times)
        return {
            "cpu_us": used * 1e6 / (rounds * sockets),
            "p50_ms": times[len(times) // 2] * 1e3,
            "p99_ms": times[int(len(times) * 0.99)] * 1e3,
            "connects_s": opened,
        }


def main(port: int, pid: int, rounds: int, *sizes: int) -> None:
    """Measure each number, from the smallest on."""
    allow_many_files()
    load = Load(port, pid)
    print(json.dumps({str(sockets): load.measure(sockets, rounds) for sockets in sizes}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
