"""Eight minutes of people who come and go, 500 a minute: two web processes keep nothing of those who left.

`MINUTES=8 python -m tests.torture.soak` prints what each process holds when the hall is empty, before and after, and
ends with 1 where its memory is not back within 5 %, or descriptors or Redis's connections have grown.
"""

import asyncio
import itertools
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import redis

from tests.support.demo import without_video
from tests.support.hall import ROOT, Hall
from tests.support.stack import Stack
from tests.support.tab import Tab

RESULT = ROOT / "bench" / "results" / "soak.json"
JOINS_A_MINUTE, SEATS = 500, 60
STAYS_SECONDS = (2.0, 20.0)
WARM_MINUTES, EMPTY_SECONDS = 1.0, 20.0
"""A process has made what it makes once; and who left is forgotten, with what the interpreter frees late."""
WITHIN = 0.05
MAX_CONNECTIONS = int(os.environ.get("DATABASE_CONNECTIONS", "20"))


@dataclass(frozen=True)
class Held:
    """What a web process holds, and Redis for all of them."""

    memory_kb: int
    database_connections: int
    """They come and go with the load; `DATABASE_CONNECTIONS` bounds them."""
    descriptors: int
    """All others."""
    redis_connections: int


def memory_kb(hall: Hall) -> int:
    """What its process has in memory now."""
    status = Path(f"/proc/{hall.pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def held(hall: Hall, stack: Stack) -> Held:
    """Now."""
    with redis.Redis.from_url(stack.environment["REDIS_URL"]) as client:
        connections = len(client.client_list()) - 1
    port = urlsplit(stack.environment["DATABASE_URL"]).port
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()]
    theirs = {f"socket:[{line[9]}]" for line in lines if line[2].endswith(f":{port:04X}")}
    targets = [os.readlink(each) for each in Path(f"/proc/{hall.pid}/fd").iterdir()]
    database = sum(target in theirs for target in targets)
    return Held(memory_kb(hall), database, len(targets) - database, connections)


class Crowd:
    """Those who come and go: half of them say goodbye, the lines of the others break."""

    def __init__(self, halls: list[Hall]) -> None:
        self._dice = random.Random(2021)
        tokens = [halls[0].seat("audience")["token"] for _ in range(SEATS)]
        self._next = itertools.cycle([(halls[n % len(halls)], token) for n, token in enumerate(tokens)])
        self._streams = ["conference/1", f"session/{halls[0].session()}"]
        self.joins = 0

    async def come_and_go(self, minutes: float) -> None:
        """So long, and until the last has left. Each comes at its moment, however late the one before was."""
        begin = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(round(minutes * JOINS_A_MINUTE)):
                await asyncio.sleep(begin + number * 60 / JOINS_A_MINUTE - time.monotonic())
                group.create_task(self._visit())

    async def _visit(self) -> None:
        hall, token = next(self._next)
        async with Tab(hall, token) as tab:
            for stream in self._streams:
                await tab.follow(stream)
            self.joins += 1
            await asyncio.sleep(self._dice.uniform(*STAYS_SECONDS))
            if self._dice.random() < 0.5:
                tab.abort()


async def each_minute(halls: list[Hall], found: list[list[int]]) -> None:
    """Note what memory each has while people come and go, until cancelled."""
    while True:
        await asyncio.sleep(60)
        found.append([memory_kb(hall) for hall in halls])


async def soak(halls: list[Hall], stack: Stack, minutes: float) -> dict[str, object]:
    """Warm up, measure, let them come and go, and measure again."""
    crowd = Crowd(halls)
    await crowd.come_and_go(WARM_MINUTES)
    await asyncio.sleep(EMPTY_SECONDS)
    before, warm = [held(hall, stack) for hall in halls], crowd.joins
    meanwhile: list[list[int]] = []
    noting = asyncio.create_task(each_minute(halls, meanwhile))
    await crowd.come_and_go(minutes)
    noting.cancel()
    await asyncio.sleep(EMPTY_SECONDS)
    after = [held(hall, stack) for hall in halls]
    return {
        "minutes": minutes,
        "joins": crowd.joins - warm,
        "load": os.getloadavg()[2],
        "memory_kb_each_minute": meanwhile,
        "before": [asdict(each) for each in before],
        "after": [asdict(each) for each in after],
        "kept": [kept for pair in zip(before, after, strict=True) for kept in leaks(*pair)],
    }


def leaks(before: Held, after: Held) -> list[str]:
    """What did not come back."""
    found = []
    if after.memory_kb > before.memory_kb * (1 + WITHIN):
        found.append(f"memory {before.memory_kb} kB became {after.memory_kb} kB")
    if after.database_connections > MAX_CONNECTIONS:
        found.append(f"{after.database_connections} database connections")
    if after.descriptors > before.descriptors:
        found.append(f"{before.descriptors} descriptors became {after.descriptors}")
    if after.redis_connections > before.redis_connections:
        found.append(f"{before.redis_connections} connections to Redis became {after.redis_connections}")
    return found


def main() -> int:
    """1 where anything was kept."""
    minutes = float(os.environ.get("MINUTES", "8"))
    with tempfile.TemporaryDirectory(prefix="balai-soak-") as name, Stack() as stack:
        folder = Path(name)
        without_video(folder)
        halls = [Hall(folder, **stack.environment, PROCESS_TYPE="web") for _ in range(2)]
        try:
            halls[0].manage("migrate", "--verbosity=0")
            halls[0].manage("demo")
            for hall in halls:
                hall.start()
            result = asyncio.run(soak(halls, stack, minutes))
        finally:
            for hall in halls:
                hall.end()
    text = json.dumps(result, indent=1)
    RESULT.write_text(text + "\n", encoding="utf-8")
    print(text)
    return int(bool(result["kept"]))


if __name__ == "__main__":
    sys.exit(main())
