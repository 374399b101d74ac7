"""What the outcome document, the minutes and the journal's hash chain cost.

    make bench-outcome

`PARTS` are scripts of this folder. Each runs in a process of its own with an empty DATA_DIR, one after another, and
prints its figures as JSON. All figures go into `bench/results/outcome.json`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import report

HERE = Path(__file__).resolve().parent
PARTS: tuple[tuple[str, ...], ...] = (
    ("outcome_updates.py",),
    ("outcome_server.py",),
    ("outcome_chain.py", "100000", "3000"),
)


def measure(part: tuple[str, ...]) -> dict[str, float]:
    """The figures of one script with its arguments."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DEMO": "1", "DATA_DIR": folder}
        command = [sys.executable, str(HERE / part[0]), *part[1:]]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=1800)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure, print a table and write `bench/results/outcome.json`."""
    for part in PARTS:
        figures = measure(part)
        for name, value in figures.items():
            print(f"{name:<34}{value:>12.3f}")
        path = report.merge("outcome", figures)
    print("written to", path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
