"""Long courses, one for each seed, and what came of them: `SEEDS=20 OPS=10000 python -m tests.torture`.

`SEEDS` is how many, from `SEED` (1) on; `OPS` the commands of each.

Prints a row for each course and writes all of them to `RESULT` (`bench/results/torture.json`). Where something was
broken, the course's history stays in a folder that is named, and the exit code is 1.
"""

import asyncio
import json
import os
import pickle
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.support.hall import ROOT
from tests.support.stack import Stack
from tests.torture.checker import recoveries, violations
from tests.torture.course import Course, Outcome, Plan
from tests.torture.nemesis import LONG

RESULT = ROOT / os.environ.get("RESULT", "bench/results/torture.json")
GUESTS, PACE = 18, 4.5
"""The server's bucket of a socket fills by five frames a second, and a sign of life is one too."""


@dataclass
class Row:
    """A course in figures; `worst` is the longest time in seconds until the last reader was back, by fault."""

    seed: int
    seconds: float
    sent: int
    done: int
    refused: int
    repeated: int
    frames: int
    faults: dict[str, int]
    worst: dict[str, float]
    handshakes_refused: int
    violations: list[str] = field(default_factory=list)


def row_of(seed: int, outcome: Outcome) -> Row:
    """What a history says."""
    history = outcome.history
    codes = {(answer.person, answer.id): answer.code for answer in history.answers}
    worst: dict[str, float] = defaultdict(float)
    for fault in history.faults:
        last = max(seconds for _, _, seconds in recoveries(history, fault.ended, fault.heads))
        worst[fault.name] = max(worst[fault.name], round(last, 2))
    return Row(
        seed=seed,
        seconds=round(outcome.seconds, 1),
        sent=len(history.sent),
        done=sum(not code for code in codes.values()),
        refused=sum(bool(code) for code in codes.values()),
        repeated=len(history.answers) - len(codes),
        frames=len(history.saw),
        faults=dict(Counter(fault.name for fault in history.faults)),
        worst=dict(worst),
        handshakes_refused=outcome.refused,
        violations=violations(history),
    )


def keep(seed: int, outcome: Outcome) -> Path:
    """Where a history with violations is to be read."""
    path = Path(tempfile.mkdtemp(prefix="balai-torture-")) / f"{seed}.pickle"
    path.write_bytes(pickle.dumps(outcome.history))
    return path


def run(seed: int, operations: int) -> Row:
    """One course on servers of its own."""
    plan = Plan(seed, operations, GUESTS, PACE, LONG)
    with tempfile.TemporaryDirectory(prefix="balai-course-") as folder, Stack() as stack:
        outcome = asyncio.run(Course(Path(folder) / "hall", plan, stack).run())
    row = row_of(seed, outcome)
    said = f"seed {seed}: {row.sent} commands, {row.done} done, {sum(row.faults.values()) - 1} faults"
    said += f", last reader back after {max(row.worst.values()):.1f} s, {len(row.violations)} violations"
    print(f"{said} ({row.seconds:.0f} s)", flush=True)
    if row.violations:
        print("\n".join([*row.violations[:20], f"  history: {keep(seed, outcome)}"]), flush=True)
    return row


def main() -> int:
    """All of them; 1 where anything was broken."""
    seeds, operations = int(os.environ.get("SEEDS", "20")), int(os.environ.get("OPS", "10000"))
    first = int(os.environ.get("SEED", "1"))
    rows: list[Row] = []
    for seed in range(first, first + seeds):
        rows.append(run(seed, operations))
        figures = {"first_seed": first, "operations": operations, "cores": os.cpu_count()}
        content = figures | {"courses": [asdict(row) for row in rows]}
        RESULT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return int(any(row.violations for row in rows))


if __name__ == "__main__":
    sys.exit(main())
