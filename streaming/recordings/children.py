"""Processes of their own for what a stranger's file might do to ours."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from foundation.refusals import Refusal
from streaming.recordings.rules import Facts

PROBE_SECONDS = 120
AT_ONCE = threading.BoundedSemaphore(2)
"""How many files are read at a time."""


def probe(path: Path) -> Facts:
    """What a file's packets say. Refuses what `probe.py` does, and `recording.unreadable`."""
    with AT_ONCE, _lifeline() as stdin:
        try:
            done = subprocess.run(
                _command("probe", path),
                stdin=stdin,
                capture_output=True,
                env=_environment(),
                timeout=PROBE_SECONDS,
                check=False,
            )
            answer: dict[str, Any] = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, ValueError):
            raise Refusal(
                "recording.unreadable",
                "The file could not be read through. Export it as MP4 (H.264 and AAC), then send it again.",
            ) from None
    if "refused" in answer:
        raise Refusal(*answer["refused"])
    return Facts(**answer["facts"])


@contextmanager
def conversion(source: Path, target: Path, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """A process that converts one file and prints the seconds done; it is ended with the block."""
    with _lifeline() as stdin:
        process = subprocess.Popen(
            [*_command("convert", source), str(target), str(int(seconds))],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


@contextmanager
def _lifeline() -> Iterator[int]:
    """What a child reads from: it ends when this process does, and the child with it."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(writing)
        os.close(reading)


def _command(module: str, path: Path) -> list[str]:
    return [sys.executable, "-m", f"streaming.recordings.{module}", str(path)]


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
