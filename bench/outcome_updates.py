"""What an update of an outcome document to all who follow it costs, with a server of its own.

    outcome_updates.py

prints the milliseconds as JSON. A document of 120 paragraphs with 600 amendments of the demo's 21 delegations,
followed by 200 sockets. The moderator writes paragraphs, each with five open amendments, which are moved in the same
event.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from floor_wire import Listener  # noqa: E402

from tests.support.hall import Hall  # noqa: E402
from tests.support.tab import Tab  # noqa: E402

SOCKETS, WRITES, WARM_UP = 200, 60, 5
WRITTEN = '"type":"outcome.written"'
FURNISH = "import sys; sys.path.insert(0, 'bench'); import outcome_document; outcome_document.furnish()"


async def update_times(hall: Hall) -> list[float]:
    """Milliseconds from a command that writes a paragraph to its event, of each socket and command."""
    stream = "outcome/1"
    tokens = [hall.seat(key)["token"] for key in ("fiji", "chile", "japan", "rapporteur")]
    audience = hall.seat("audience")["token"]
    listeners = [
        await Listener.of(hall, token, stream, WRITTEN)
        for token in [*tokens, *[audience] * (SOCKETS - len(tokens))]
    ]
    times: list[float] = []
    async with Tab.of(hall, "moderator") as moderator:
        state = await moderator.follow(stream)
        rows = list(state.entities["outcome_paragraph"].items())
        for number in range(WRITES + WARM_UP):
            key, row = rows[number % len(rows)]
            change = {"paragraph": key, "version": row["version"], "text": f"Once more: {row['text']}"}
            began = time.perf_counter()
            answer = await moderator.do(stream, "outcome.write", **change)
            assert "done" in answer, answer
            await asyncio.gather(*(listener.has(number + 1) for listener in listeners))
            if number >= WARM_UP:
                times += [(listener.heard[-1] - began) * 1000 for listener in listeners]
    for listener in listeners:
        await listener.leave()
    return times


def updates() -> dict[str, float]:
    """The times of updates."""
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        hall.prepare()
        hall.manage("shell", "-c", FURNISH)
        hall.start()
        try:
            times = asyncio.run(update_times(hall))
        finally:
            hall.stop()
    return {
        "update_to_all_p50_ms": statistics.median(times),
        "update_to_all_p99_ms": statistics.quantiles(times, n=100)[98],
    }


def main() -> None:
    """Measure, and print the figures as JSON."""
    print(json.dumps(updates()))


if __name__ == "__main__":
    main()
