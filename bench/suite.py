"""How long it takes to open Balai and to prove it, and how large its tree is: bench/results/suite.json.

    make bench-suite [PARTS="opened quick tested sizes"]

Everything runs in fresh clones of HEAD. Seconds are of this machine; `reference_s` is what a fixed loop of Python takes
on it in the same minute.
"""

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import report

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.support.hall import free_port  # noqa: E402

BEFORE = "1b4e73bb"
"""The commit with which the sizes are compared: the last one before the tests had two tiers."""
RUNS = 3
LOOP = "sum(i * i for i in range(20_000_000))"
LONGEST_SECONDS = 1800
KINDS: dict[str, Callable[[str], bool]] = {
    "python": lambda path: path.endswith(".py") and not path.startswith("tests/"),
    "tests_python": lambda path: path.endswith(".py") and path.startswith("tests/"),
    "typescript_svelte": lambda path: path.endswith((".ts", ".svelte")),
    "texts": lambda path: "locale" in path and path.endswith((".json", ".po")),
    "docs": lambda path: path.endswith(".md"),
    "all": lambda path: True,
}


def main() -> None:
    """Measure these parts, or all, and merge their figures into the file."""
    for part in sys.argv[1:] or PARTS:
        figures = PARTS[part]()
        figures[f"{part}_reference_s"] = cpu_s(LOOP)
        print(json.dumps(figures, indent=2), flush=True)
        report.merge("suite", figures)


def opened() -> dict[str, float]:
    """`make run` in fresh clones, and again on their data: seconds until the first page answers, and their parts.

    `setup_import_s` is the processor time of a Python that runs `django.setup()`, less that of one that does nothing.
    """
    runs = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            clone(Path(folder))
            cold, parts = open_hall(Path(folder))
            warm, _ = open_hall(Path(folder))
            runs.append((cold, warm, parts))
            print(f"cold {cold:.1f} s, warm {warm:.1f} s: {parts}", flush=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    setup = [cpu_s("import django; django.setup()") - cpu_s("") for _ in range(2 * RUNS + 1)]
    median = sorted(runs)[RUNS // 2]
    return {
        "cold_run_s": median[0],
        "warm_run_s": statistics.median(warm for _, warm, _ in runs),
        "setup_import_s": statistics.median(setup),
    } | {f"cold_run_{name}_s": seconds for name, seconds in median[2].items()}


def open_hall(folder: Path) -> tuple[float, dict[str, float]]:
    """Run `make run`; returns the seconds until a page answers, and those that it printed of its steps."""
    port, began = free_port(), time.monotonic()
    with (folder / "printed").open("w+") as printed:
        hall = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=folder,
            env=environment(),
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until_answers(port, hall)
            seconds = time.monotonic() - began
        finally:
            os.killpg(hall.pid, signal.SIGTERM)
            hall.wait(60)
        printed.seek(0)
        parts = {}
        for line in printed:
            sentence, _, told = line.partition(" … done (")
            if told:
                parts[sentence.lower().replace("'", "").replace(" ", "_")] = float(told.split()[0])
    return seconds, parts


def wait_until_answers(port: int, hall: subprocess.Popen[bytes]) -> None:
    """Return once the first page answers; exit if it never does."""
    end = time.monotonic() + LONGEST_SECONDS
    while hall.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("The hall did not open.")


def quick() -> dict[str, float]:
    """`make quick` after the last three commits, its tools installed."""
    with tempfile.TemporaryDirectory() as folder:
        clone(Path(folder))
        make(Path(folder), ".stamps/dev", ".stamps/npm")
        return {"quick_s": make(Path(folder), "quick", "BASE=HEAD~3")}


def tested() -> dict[str, float]:
    """`make test`, and its stages."""
    with tempfile.TemporaryDirectory() as folder:
        clone(Path(folder))
        whole = make(Path(folder), "test")
        stages: dict[str, float] = json.loads((Path(folder) / ".data" / "test-times.json").read_text())
        return stages | {"test_with_set_up_s": whole}


def sizes() -> dict[str, float]:
    """Lines by kind, and files, of HEAD and of BEFORE."""
    figures: dict[str, float] = {}
    for commit, suffix in ((BEFORE, "_before"), ("HEAD", "")):
        listed = git("ls-tree", "-r", "-z", "--name-only", commit).split("\0")
        # Empty against this commit, so that each line counts as added; binary files have none.
        empty = git("hash-object", "-t", "tree", "/dev/null").strip()
        changed = [row.split("\t", 2) for row in git("diff", "--numstat", empty, commit).splitlines()]
        for kind, is_of in KINDS.items():
            figures[f"{kind}_lines{suffix}"] = sum(
                int(added) for added, _, path in changed if is_of(path) and added.isdigit()
            )
            figures[f"{kind}_files{suffix}"] = len([path for path in listed if path and is_of(path)])
    return figures


def clone(folder: Path) -> None:
    """Clone HEAD into an empty folder."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)


def make(folder: Path, *arguments: str) -> float:
    """Run `make` in a clone; returns its seconds."""
    began = time.monotonic()
    subprocess.run(["make", *arguments], cwd=folder, env=environment(), check=True, timeout=LONGEST_SECONDS)
    return time.monotonic() - began


def environment() -> dict[str, str]:
    """The environment of a person who has just cloned."""
    ours = ("DATA_DIR", "DEMO", "PYTHONPATH", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    return {name: value for name, value in os.environ.items() if name not in ours}


def cpu_s(script: str) -> float:
    """The processor time of a Python that runs a script."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def git(*arguments: str) -> str:
    """The output of git in this tree."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


PARTS: dict[str, Callable[[], dict[str, float]]] = {
    "sizes": sizes,
    "opened": opened,
    "quick": quick,
    "tested": tested,
}

if __name__ == "__main__":
    main()
