"""Processes of their own that read and convert recordings."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation.children import Unanswered, ask, command, environment, lifeline
from foundation.refusals import Refusal
from streaming.recordings.rules import Facts

PROBE_SECONDS = 120
AT_ONCE = threading.BoundedSemaphore(2)
"""How many files are read at a time."""


def probe(path: Path) -> Facts:
    """What a file's packets say. Refuses what `probe.py` does, and `recording.unreadable`."""
    try:
        with AT_ONCE:
            answer = ask("streaming.recordings.probe", path, seconds=PROBE_SECONDS)
    except Unanswered:
        raise Refusal(
            "recording.unreadable",
            "The file could not be read through. Export it as MP4 (H.264 and AAC), then send it again.",
        ) from None
    return Facts(**answer["facts"])


@contextmanager
def conversion(source: Path, target: Path, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """A process that converts one file and prints the seconds done; it is ended with the block."""
    with lifeline() as stdin:
        process = subprocess.Popen(
            command("streaming.recordings.convert", source, target, int(seconds)),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()
