"""Latency of the floor: from a grant to its event, from a grant to its picture, from a cast
vote to all readers, and of a command with a long list.

    make bench-floor

Everything runs on 127.0.0.1, one measurement after another. The ratio is the mean cost of all commands with 200 entries
on the list, divided by that with 5. The cost of each command is printed too.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))
from floor_pictures import picture_times  # noqa: E402
from floor_votes import vote_times  # noqa: E402
from floor_wire import grant_times  # noqa: E402

from tests.support.hall import Hall  # noqa: E402

READY, COLD, HALLS = 14, 4, 3
"""Turns in each of some halls: how far a browser's sound is delayed differs from hall to hall."""
ROUNDS, PROCESSES = 30, 5
"""How often each command is done in each of some processes. Equal processes differ by a tenth."""
FEW, MANY = 5, 200


@contextmanager
def hall() -> Iterator[tuple[Hall, Path]]:
    """The demo without simulated delegations, and its folder."""
    with tempfile.TemporaryDirectory() as folder:
        served = Hall(Path(folder), SOCKET_COMMANDS_A_MINUTE="6000")
        served.prepare()
        served.start()
        try:
            yield served, Path(folder)
        finally:
            served.stop()


def commands(entries: int) -> dict[str, float]:
    """The median milliseconds of each command with this many entries on the list."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DEMO": "1", "DATA_DIR": folder}
        command = [sys.executable, str(HERE / "floor_commands.py"), str(entries), str(ROUNDS)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=240)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def commands_by_turns() -> tuple[dict[str, float], dict[str, float]]:
    """The median milliseconds of each command with few and with many entries, in processes that take turns."""
    runs = [(commands(FEW), commands(MANY)) for _ in range(PROCESSES)]

    def medians(which: int) -> dict[str, float]:
        return {kind: statistics.median(run[which][kind] for run in runs) for kind in runs[0][which]}

    return medians(0), medians(1)


def pictures() -> tuple[list[float], list[float]]:
    """The milliseconds from grant to picture, ready and cold."""
    ready: list[float] = []
    cold: list[float] = []
    for _ in range(HALLS):
        with hall() as (served, folder):
            found = asyncio.run(picture_times(served, folder, READY, COLD))
        ready += found[0]
        cold += found[1]
        print(f"  grant to picture: {statistics.median(found[0]):.0f} ms")
    return ready, cold


def measure() -> tuple[dict[str, float], dict[str, float]]:
    """Measure all. Returns the figures and the ratios."""
    with hall() as (served, _):
        reached = asyncio.run(grant_times(served))
    ready, cold = pictures()
    with hall() as (served, _):
        votes = asyncio.run(vote_times(served))
    few, many = commands_by_turns()
    for kind in few:
        print(f"  {kind:<24}{few[kind]:>8.1f} ms with {FEW}{many[kind]:>8.1f} ms with {MANY}")
    figures = {
        "grant_p50_ms": statistics.median(reached),
        "grant_p99_ms": statistics.quantiles(reached, n=100)[98],
        "grant_to_picture_ready_ms": statistics.median(ready),
        "grant_to_picture_cold_ms": statistics.median(cold),
        "grant_to_picture_cold_worst_ms": max(cold),
        "vote_cast_to_all_p50_ms": statistics.median(votes),
        "vote_cast_to_all_p99_ms": statistics.quantiles(votes, n=100)[98],
        f"command_ms_{FEW}_entries": statistics.mean(few.values()),
        f"command_ms_{MANY}_entries": statistics.mean(many.values()),
    }
    grows = figures[f"command_ms_{MANY}_entries"] / figures[f"command_ms_{FEW}_entries"]
    return figures, {"command_200_vs_5_entries": grows}


def main() -> None:
    """Measure, print a table and write `bench/results/floor.json`."""
    figures, ratios = measure()
    for name, value in (figures | ratios).items():
        print(f"{name:<34}{value:>10.2f}")
    print("written to", report.write("floor", figures, ratios).relative_to(ROOT))


if __name__ == "__main__":
    main()
