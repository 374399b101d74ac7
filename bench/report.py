"""Writes the figures of a benchmark to `bench/results/<name>.json`, one object a run.

The file has the figures and the kind of machine only: no host name, no path.
"""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("aiortc", "aioice", "pylibsrtp", "av", "django", "channels", "daphne", "autobahn", "websockets")


def write(name: str, figures: Mapping[str, float], ratios: Mapping[str, float]) -> Path:
    """Write a run's figures and ratios (names to numbers; the name contains the unit), and print where."""
    RESULTS.mkdir(exist_ok=True)
    report = {
        "name": name,
        "machine": machine(),
        "versions": versions(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "figures": {key: round(value, 4) for key, value in figures.items()},
        "ratios": {key: round(value, 4) for key, value in ratios.items()},
    }
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return path


def merge(name: str, figures: Mapping[str, float]) -> Path:
    """Merge the figures of a partial run into the file."""
    path = RESULTS / f"{name}.json"
    if not path.exists():
        write(name, {}, {})
    report = json.loads(path.read_text(encoding="utf-8"))
    report["figures"] |= {key: round(value, 4) for key, value in figures.items()}
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return path


def machine() -> dict[str, str | int]:
    """The kind of machine: processor, cores, kernel and Python."""
    return {
        "cpu": cpu_model(),
        "cores": os.cpu_count() or 0,
        "kernel": platform.release(),
        "python": platform.python_version(),
    }


def cpu_model() -> str:
    """The processor's name as Linux gives it; elsewhere its architecture."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def versions() -> dict[str, str]:
    """The installed versions of the packages under test."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found
