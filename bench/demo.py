"""The CPU use of `make run`: the server and its rehearsal, with six publishers and one browser that listens.

    PYTHONPATH=platform:. .venv/bin/python bench/demo.py

It starts the demo on data of its own whose films are made, as `make run` does in its first minutes by a process beside
these, and waits until the hall is full and six lines are up. Then it reads the CPU time
of both processes from /proc over a minute. The browser's own work is not counted. `demo_cpu_cores` is merged into
bench/results/web.json.
"""

import asyncio
import tempfile
import time
from pathlib import Path

import report
from playwright.async_api import async_playwright
from wire_crowd import cpu_seconds

from tests.journeys.conftest import FLAGS
from tests.support.hall import Hall
from tests.support.tab import Tab

SECONDS = 60
PUBLISHING = 6
PATIENCE = 120.0


async def is_full(hall: Hall) -> None:
    """Wait until one party speaks, eight wait and six lines are up."""
    stream = f"session/{hall.session()}"
    async with Tab(hall, hall.seat("audience")["token"]) as tab:
        room = await tab.follow(stream)

        def full() -> bool:
            lines = room.signals.get("media.lines", {}).get("publishing", [])
            return (
                bool(room.entities.get("turn"))
                and len(room.entities["entry"]) >= 8
                and len(lines) >= PUBLISHING
            )

        async with tab._news, asyncio.timeout(PATIENCE):
            await tab._news.wait_for(full)


async def measure(hall: Hall, processes: dict[str, int]) -> dict[str, float]:
    """The share of a core that each process uses, over `SECONDS`."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = await chromium.new_page()
        await page.goto(f"{hall.url}/take/audience")
        await page.get_by_test_id("take-seat").click()
        await is_full(hall)
        listen = page.get_by_test_id("listen")
        if await listen.is_visible():
            await listen.click()
        await page.wait_for_function(
            "[...document.querySelectorAll('video')].some((video) => video.videoWidth > 0)"
        )
        before, began = {name: cpu_seconds(number) for name, number in processes.items()}, time.monotonic()
        await asyncio.sleep(SECONDS)
        took = time.monotonic() - began
        cores = {name: (cpu_seconds(number) - before[name]) / took for name, number in processes.items()}
        await chromium.close()
    return cores


def main() -> None:
    """Run the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        hall.prepare()
        hall.manage("clips")
        hall.start()
        # The calm mix, because in the lively one a publisher has no line for its first minutes.
        rehearsal = hall.rehearse("--mix=calm")
        try:
            cores = asyncio.run(measure(hall, {"server": hall.pid, "rehearsal": rehearsal.pid}))
        finally:
            rehearsal.terminate()
            rehearsal.wait(30)
            hall.stop()
    for name, value in cores.items():
        print(f"{name:<12}{value:6.3f} cores")
    total = round(sum(cores.values()), 3)
    print(f"{'together':<12}{total:6.3f} cores")
    report.merge("web", {"demo_cpu_cores": total})


if __name__ == "__main__":
    main()
