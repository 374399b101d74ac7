"""Cost of reconnections to a server that was just started, for `bench/wire.py`: a process of its own.

    wire_restart.py READERS CORE [stack]

starts Balai on a fresh demo (on PostgreSQL and Redis with `stack`), on processor CORE, and measures twice:

    - a first crowd: FIRST guests who come at once to a process that nobody has visited;
    - a restart: SIGTERM and start while READERS guests are connected, who come back as `connection.ts` does.

Meanwhile a moderator, who reconnects with them, sends commands. The latency of a command is taken from those who
followed when it was sent. A few guests share each address. Prints the figures as JSON.
"""

import json
import math
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any

from wire_counted import counted
from wire_crowd import Client, allow_many_files, cpu_seconds
from wire_hall import Browser, Hall

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.support import databases  # noqa: E402
from tests.support import hall as halls  # noqa: E402
from tests.support.stack import Stack  # noqa: E402

COMMAND_SECONDS = 0.5
FIRST = 1000
AFTERWARDS = 3.0
"""Seconds for which commands are sent after the last has come."""
NEIGHBOURS = 20
"""Guests at one address."""
DRAINING = 4012
PATIENCE = 120.0


class Arrivals(Hall):
    """Browsers that connect, or reconnect, while a moderator sends commands."""

    def __init__(self, orders: dict[str, Any]) -> None:
        super().__init__(orders)
        for number, client in enumerate(self.moderators + self.audience):
            client.address = f"127.{1 + number // NEIGHBOURS // 250}.{number // NEIGHBOURS % 250}.1"
        self.everyone = self.moderators + self.audience[:FIRST]
        """The expected clients."""
        self.since = 0.0
        """Clients that came before this time are connected to the former process."""
        self.came: dict[Client, float] = {}
        """When each client began to follow both streams."""
        self.sent: dict[str, float] = {}
        self.heard: list[tuple[int, float, float]] = []
        """Each event at each browser: its number, its arrival, and since when the browser follows."""
        self.sending = False

    def _gone(self, client: Client) -> None:
        self.came.pop(client, None)
        code, reason = int.from_bytes(client.farewell[:2], "big"), client.farewell[2:]
        if code == DRAINING:
            browser: Browser = client.mark
            browser.attempt += 1
            browser.live.clear()
            self.crowd.call_later(int(reason) / 1000, lambda: self.crowd.connect(client))
        else:
            super()._gone(client)

    def _frame(self, client: Client, first: int, payload: bytes, when: float) -> None:
        known = client.mark.streams[self.session][0]
        super()._frame(client, first, payload, when)
        if client not in self.came and len(client.mark.live) == 2:
            self.came[client] = when
        elif client in self.came and (now := client.mark.streams[self.session][0]) != known:
            self.heard.append((now, when, self.came[client]))

    def send_commands(self) -> None:
        """Send a command if a moderator is connected, and repeat."""
        if not self.sending:
            return
        chair = next((each for each in self.moderators if self.came.get(each, 0.0) > self.since), None)
        if chair is not None:
            self.sent[self.seat(chair, len(self.sent))] = time.perf_counter()
        self.crowd.call_later(COMMAND_SECONDS, self.send_commands)

    def all_come(self) -> dict[str, float]:
        """Send commands until all follow, and for a while after. Then wait until all have read to the heads.

        Returns figures.
        """
        began = time.perf_counter()
        self.sent.clear()
        self.heard.clear()
        self.opens = self.failures = 0
        self.sending = True
        self.send_commands()
        self.crowd.run(self.have_all_come, PATIENCE)
        took = max(self.came.values()) - began
        self.crowd.rest(AFTERWARDS)
        self.sending = False
        self.crowd.run(self.is_consistent, PATIENCE)
        return {
            "s": took,
            "worst_command_ms": self.latest() * 1000,
            "commands": len(self.sent),
            "failed": self.failures,
        }

    def have_all_come(self) -> bool:
        """Whether all clients follow at the present process."""
        return len(self.came) == len(self.everyone) and min(self.came.values()) > self.since

    def is_consistent(self) -> bool:
        """Whether all commands are answered and all browsers have read to the end."""
        answered = [self.answers[key]["seq"] for key in self.sent if key in self.answers]
        if len(answered) < len(self.sent):
            return False
        return all(client.mark.streams[self.session][0] >= max(answered) for client in self.everyone)

    def latest(self) -> float:
        """The longest time from a command to its event at a client that followed when it was sent, in seconds."""
        sent = {self.answers[key]["seq"]: when for key, when in self.sent.items()}
        return max(when - sent[seq] for seq, when, since in self.heard if seq in sent and since <= sent[seq])


class Server:
    """The hall's process, and its CPU, statements and memory."""

    def __init__(self, hall: halls.Hall, core: str, counts: Path) -> None:
        serve = [str(ROOT / "bench/wire_counted.py"), str(counts), "serve", f"--port={hall.port}"]
        pinned = ["taskset", "--cpu-list", core] if core else []
        self.hall, self._counts = hall, counts
        self._command = [*pinned, sys.executable, *serve]
        self.used_to_start = 0.0
        self._statements = 0

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.hall.start(*self._command)
        self.used_to_start, self._statements = cpu_seconds(self.hall.pid), counted(self._counts)

    def used(self) -> dict[str, float]:
        """What the process has used since it first answered."""
        return {
            "cpu_s": cpu_seconds(self.hall.pid) - self.used_to_start,
            "start_cpu_s": self.used_to_start,
            "statements": counted(self._counts) - self._statements,
        }


def measure_first_crowd(load: Arrivals, server: Server) -> dict[str, float]:
    """All connect at once to a fresh process."""
    server.start()
    for client in load.everyone:
        load.crowd.connect(client)
    return load.all_come() | server.used()


def measure_restart(load: Arrivals, server: Server) -> dict[str, float]:
    """SIGTERM and start while all are connected."""
    began, load.since = time.perf_counter(), math.inf

    def restart() -> None:
        server.hall.stop()
        stopped = time.perf_counter()
        server.start()
        load.since = stopped
        times.update(stop_s=stopped - began, start_s=time.perf_counter() - stopped)

    times: dict[str, float] = {}
    there = Thread(target=restart)
    there.start()
    took = load.all_come()
    there.join()
    return took | times | server.used()


def main(readers: int, core: str, stack: str = "") -> None:
    """Do both measurements."""
    allow_many_files()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        if stack:
            os.environ |= (there := held.enter_context(Stack())).environment
            databases.SERVER = there.environment["DATABASE_URL"]
        found = run(readers, core, folder)
    print(json.dumps(found))


def run(readers: int, core: str, folder: Path) -> dict[str, float]:
    """Run on fresh data in a folder."""
    hall = halls.Hall(folder)
    hall.prepare()
    server = Server(hall, core, folder / "statements")
    server.start()
    session, speaker = hall.session(), hall.seat("fiji")["seat"]
    moderators = [hall.seat("moderator")["token"] for _ in range(4)]
    hall.stop()
    orders = {
        "port": hall.port,
        "pid": 0,
        "session": f"session/{session}",
        "conference": f"conference/{speaker['conference']}",
        "participant": speaker["participant"],
        "moderators": moderators,
        "audience": hall.guests(readers),
    }
    load = Arrivals(orders)
    try:
        first = measure_first_crowd(load, server)
        load.gather(load.audience[FIRST:])
        load.everyone = load.moderators + load.audience
        load.crowd.rest(2)
        again = measure_restart(load, server)
    finally:
        hall.end()
    return {f"first_{k}": v for k, v in first.items()} | {f"restart_{k}": v for k, v in again.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
