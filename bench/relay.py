"""Cost, latency and capacity of the packet relay, compared with aiortc's MediaRelay in the same run.

    .venv/bin/python bench/relay.py

Publishers send a clip made beforehand (VP8 1 Mbit/s, 640x360, 30 pictures a second, and Opus). Light listeners do ICE,
DTLS and SRTP, and count by the headers. The process under test has one core, publishers and listeners the other. All
traffic stays on 127.0.0.1. Join times and latencies include the cost of those listeners.
"""

import argparse
import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import relay_clip
import report
from relay_loss import measure_loss
from relay_processes import call, process
from relay_switches import switch

WARM_UP, MEASURED = 2.5, 6.0
TOGETHER = 8
BUDGET = 0.7
"""Share of its core that a relay may use (docs/architecture.md)."""
LISTENERS = (5, 20, 100, 200, 300, 400)
LOST_PERCENT = 0.01
MEDIARELAY_LISTENERS = 5
WAVE, WAVES, WAVES_OF_THREE = 100, 20, 5
"""Listeners of a wave, number of waves, and number of waves with three slots."""
WARMED_BY = 10
"""Waves before the measured ones: the first listeners fill pools that later ones reuse."""
SWITCHES = 100
"""Switches of a slot among three publishers, seen by Chromium."""
ROW, DELAYS = "{:<11}{:>5}{:>10.2f}{:>8.3f}{:>8.3f}{:>10.1f}", "{:>9.1f}{:>9.1f}"
HEAD = f"{'':<11}{'N':>5}{'ms/s each':>10}{'core':>8}{'loss %':>8}{'pict./s':>10}{'p50 ms':>9}{'p99 ms':>9}"


class Result(NamedTuple):
    """The result of one run: cores, loss in percent, pictures a second, latencies in milliseconds."""

    listeners: int
    core: float
    loss: float
    pictures: float
    p50: float
    p99: float

    @property
    def each(self) -> float:
        """Milliseconds of CPU a second for each listener."""
        return self.core * 1000 / self.listeners


class Run:
    """A server with its publishers and listeners."""

    def __init__(self, server: str, publishers: str, listeners: str) -> None:
        self.server, self.publishers, self.listeners = server, publishers, listeners
        self.number = 0

    async def publish(self, number: int = 1) -> None:
        """Add publishers."""
        for _ in range(number):
            await call(self.publishers, "publish", to=self.server)

    async def join(self, number: int, slots: int = 1, together: int = TOGETHER) -> dict[str, Any]:
        """Add listeners."""
        self.number += number
        there = {"to": self.server, "number": number, "slots": slots, "together": together}
        found: dict[str, Any] = await call(self.listeners, "join", **there)
        return found

    async def come_and_go(self, number: int, slots: int) -> dict[str, Any]:
        """Add listeners, and remove them."""
        found = await self.join(number, slots)
        await call(self.listeners, "leave")
        await call(self.server, "settle")
        return found

    async def used(self) -> dict[str, float]:
        """CPU seconds and memory of the server so far."""
        found: dict[str, float] = await call(self.server, "used")
        return found

    async def measure(self) -> Result:
        """Measure for some seconds."""
        await asyncio.sleep(WARM_UP)
        await call(self.listeners, "mark")
        began, cpu = time.monotonic(), (await self.used())["cpu"]
        await asyncio.sleep(MEASURED)
        used, elapsed = (await self.used())["cpu"] - cpu, time.monotonic() - began
        counts = await call(self.listeners, "counts")
        loss = 100 * counts["lost"] / max(1, counts["expected"])
        core = used / elapsed
        return Result(self.number, core, loss, counts["pictures"] / elapsed, counts["p50"], counts["p99"])


@contextlib.asynccontextmanager
async def run(role: str) -> AsyncIterator[Run]:
    """A context with a server of this role, and processes for publishers and listeners. Nobody is connected yet."""
    last = (os.cpu_count() or 1) - 1
    with tempfile.TemporaryDirectory() as folder:
        async with (
            process(role, f"{folder}/server", 0) as server,
            process("publishers", f"{folder}/publishers", last) as publishers,
            process("listeners", f"{folder}/listeners", last) as listeners,
        ):
            yield Run(server, publishers, listeners)


def show(role: str, found: Result) -> None:
    """Print a line of the table."""
    # MediaRelay encodes again, so the send times in the packets are lost, and with them the latencies.
    taken = "" if role == "mediarelay" else DELAYS.format(found.p50, found.p99)
    print(ROW.format(role, found.listeners, found.each, *found[1:4]) + taken, flush=True)


async def cost(counts: tuple[int, ...]) -> tuple[dict[int, Result], Result]:
    """Measure one publisher with a growing number of listeners. Before that, measure MediaRelay with few listeners."""
    async with run("mediarelay") as there:
        await there.publish()
        await there.join(MEDIARELAY_LISTENERS, together=1)
        transcoder = await there.measure()
        show("mediarelay", transcoder)
    found: dict[int, Result] = {}
    async with run("relay") as there:
        await there.publish()
        for count in counts:
            await there.join(count - there.number)
            found[count] = await there.measure()
            show("relay", found[count])
            if found[count].core > BUDGET:
                break
    return found, transcoder


async def churn(slots: int, times: int) -> dict[str, float]:
    """Measure waves of listeners that come and go.

    Returns the cost of each listener, and the memory that is not freed.
    """
    async with run("relay") as there:
        await there.publish(slots)
        for _ in range(WARMED_BY):
            await there.come_and_go(WAVE, slots)
        before = await there.used()
        waves = [await there.come_and_go(WAVE, slots) for _ in range(times)]
        after = await there.used()
    took = sorted(time for wave in waves for time in wave["took"])
    return {
        "p50": took[len(took) // 2],
        "p99": took[len(took) * 99 // 100],
        "rate": sum(wave["rate"] for wave in waves) / times,
        "cpu_ms": (after["cpu"] - before["cpu"]) * 1000 / (times * WAVE),
        "left_kb": (after["memory"] - before["memory"]) / (times * WAVE),
    }


async def memory(number: int = 100) -> float:
    """The memory of a listener of two slots, in kB."""
    async with run("relay") as there:
        await there.publish(2)
        await there.join(number, 2)
        before = await there.used()
        await there.join(number, 2)
        return ((await there.used())["memory"] - before["memory"]) / number


async def six() -> Result:
    """Measure six publishers, and fifty listeners that receive all of them."""
    async with run("relay") as there:
        await there.publish(6)
        await there.join(50, 6)
        found = await there.measure()
        show("relay, six", found)
        return found


async def measure(counts: tuple[int, ...]) -> None:
    """Do all runs, print a table and write the report."""
    relay_clip.clip_path()
    print(HEAD)
    found, transcoder = await cost(counts)
    whole = [f for f in found.values() if f.loss <= LOST_PERCENT and f.core <= BUDGET]
    figures = {f"relay_ms_per_listener_{count}": each.each for count, each in found.items()}
    figures |= {f"relay_core_{count}": each.core for count, each in found.items()}
    figures |= {f"mediarelay_ms_per_listener_{MEDIARELAY_LISTENERS}": transcoder.each}
    if 100 in found:
        figures |= {"latency_p50_ms_100": found[100].p50, "latency_p99_ms_100": found[100].p99}
    figures |= {"listeners_per_core": max((f.listeners for f in whole), default=0)}
    one, three = await churn(1, WAVES), await churn(3, WAVES_OF_THREE)
    figures |= {"join_p50_ms": one["p50"], "join_p99_ms": one["p99"]}
    figures |= {"joins_per_s": one["rate"], "joins_per_s_three_slots": three["rate"]}
    figures |= {"join_cpu_ms": one["cpu_ms"], "join_cpu_ms_three_slots": three["cpu_ms"]}
    figures |= {"left_kb_per_leaver": one["left_kb"], "memory_kb_per_listener": await memory()}
    figures |= {"six_publishers_core": (await six()).core}
    figures |= await measure_loss()
    switched = await switch(SWITCHES)
    figures |= {"switch_longest_pause_ms": switched.longest_pause, "switch_freezes": switched.freezes}
    figures |= {"lips_early_ms": max(switched.lips), "lips_late_ms": -min(switched.lips)}
    most = found.get(100) or max(found.values())
    report.write("relay", figures, {"cpu_vs_mediarelay": most.each / transcoder.each})
    for name, value in figures.items():
        print(f"{name:<34}{value:>10.2f}")
    print(f"MediaRelay takes {transcoder.each / most.each:.0f} times the CPU for each listener.")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--listeners", type=int, nargs="+", default=LISTENERS, help="how many, run by run")
    asyncio.run(measure(tuple(parser.parse_args().listeners)))


if __name__ == "__main__":
    main()
