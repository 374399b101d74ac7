"""Processes of their own for what a stranger's file might do to ours; `bounds.py` is what they bind themselves with."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from foundation.refusals import Refusal


class Unanswered(Exception):
    """A process that was to read a file took too long, or was ended by its bounds."""


def ask(module: str, path: Path, *, seconds: float) -> dict[str, Any]:
    """What a module, run as a program, says of a file: one line of JSON. Raises `Unanswered`.

    A refusal it printed is raised here.
    """
    try:
        with lifeline() as stdin:
            done = subprocess.run(
                command(module, path),
                stdin=stdin,
                capture_output=True,
                env=environment(),
                timeout=seconds,
                check=False,
            )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Unanswered from None
    if "refused" in answer:
        raise Refusal(*answer["refused"])
    return answer


@contextmanager
def lifeline() -> Iterator[int]:
    """What a child reads from: it ends when this process does, and the child with it."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(writing)
        os.close(reading)


def command(module: str, *arguments: object) -> list[str]:
    """How a module is run as a program, by the Python that runs us."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def environment() -> dict[str, str]:
    """What a child is told of ours: where modules are, and no secret."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@contextmanager
def running(module: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """A process that prints lines while it works; it is ended with the block."""
    with lifeline() as stdin:
        process = subprocess.Popen(
            command(module, *arguments),
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
