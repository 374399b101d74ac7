"""What votes and questions cost at the service.

    make bench-words

`words_votes.py` runs on SQLite and on PostgreSQL, `words_questions.py` on SQLite. Each is a process of its own with an
empty DATA_DIR, one after another. All figures go into `bench/results/words.json`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ON_POSTGRESQL = (sys.executable, "-m", "tests.support.stack")
PARTS: tuple[tuple[str, ...], ...] = (
    (sys.executable, str(HERE / "words_votes.py"), "100", "sqlite"),
    (*ON_POSTGRESQL, sys.executable, str(HERE / "words_votes.py"), "100", "postgresql"),
    (sys.executable, str(HERE / "words_questions.py"), "5000", "200"),
)


def measure(command: tuple[str, ...]) -> dict[str, float]:
    """The figures that a script prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DEMO": "1",
            "DATA_DIR": folder,
            "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        }
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=600
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure, print a table and write `bench/results/words.json`."""
    for part in PARTS:
        figures = measure(part)
        for name, value in figures.items():
            print(f"{name:<34}{value:>12.1f}")
        path = report.merge("words", figures)
    print("written to", path.relative_to(ROOT))


if __name__ == "__main__":
    main()
