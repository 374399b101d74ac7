"""Runs subprocesses that read files of strangers. Each limits itself with `resource_limits.py`.

Their output is as untrusted as the file: its length is limited, and the caller validates it.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from foundation.processes.resource_limits import UNCONFINED
from foundation.refusals import Refusal

MAX_ANSWER, MAX_LINE = 1 << 20, 1 << 16
TRIAL_SECONDS = 60
logger = logging.getLogger(__name__)
_lock = threading.Lock()
_missing: str | None = None


class NoAnswerError(Exception):
    """A process that reads a file gave no valid answer: for example it took too long, or its limits ended it."""


def run_on_file(module: str, path: Path, *, seconds: float, most: int = MAX_ANSWER) -> dict[str, Any]:
    """Run a module as a program on a file, and return its answer: one line of JSON of at most `most` characters.

    If the program printed a refusal, that refusal is raised. Raises `NoAnswerError`. Refuses `file.unconfined`.
    """
    with running_subprocess(module, path) as process:
        answer = _read_answer(process, seconds, most)
    if "refused" in answer:
        code, message, *values = answer["refused"]
        raise Refusal(str(code), str(message), values=_refusal_values(values))
    return answer


def _refusal_values(given: list[Any]) -> dict[str, str | int]:
    """The values of a refusal that a process printed, each as an integer or a text, because the process is
    not trusted.
    """
    first = given[0] if given and isinstance(given[0], dict) else {}
    return {str(name): each if isinstance(each, int) else str(each) for name, each in first.items()}


def _read_answer(process: "subprocess.Popen[str]", seconds: float, most: int) -> dict[str, Any]:
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        answer = json.loads(_stdout(process).read(most))
    except ValueError:
        raise NoAnswerError from None
    finally:
        timer.cancel()
    if not isinstance(answer, dict):
        raise NoAnswerError
    return answer


def output_lines(process: "subprocess.Popen[str]") -> Iterator[str]:
    """The output of a process, line by line. A line that is too long comes in parts."""
    return iter(lambda: _stdout(process).readline(MAX_LINE), "")


def _stdout(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdout is not None
    return process.stdout


@contextmanager
def stdin_until_exit() -> Iterator[int]:
    """A pipe for the standard input of a child. It ends when this process ends, and the child exits then."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(writing)
        os.close(reading)


def command(module: str, *arguments: object) -> list[str]:
    """The command that runs a module as a program, with the same Python."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def environment() -> dict[str, str]:
    """The environment of a child: where modules are, and no secrets.

    Numpy must start no threads, as these could not be confined.
    """
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}


@contextmanager
def running_subprocess(
    module: str, *arguments: object, trusted: bool = False
) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that prints lines while it works. It is killed at the end of the block.

    `trusted`: it reads no file of a stranger, and goes on if this machine cannot confine it. Refuses `file.unconfined`.
    """
    allowed = {UNCONFINED: "1"} if trusted or not _is_confined() else {}
    with stdin_until_exit() as stdin:
        process = subprocess.Popen(
            command(module, *arguments),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment() | allowed,
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


def _is_confined() -> bool:
    """Whether processes can be confined here. Tried and logged once. Refuses `file.unconfined`, except in the demo."""
    global _missing
    with _lock:
        if _missing is None:
            _missing = _try_confinement()
            if _missing:
                logger.log(
                    logging.WARNING if settings.DEMO else logging.ERROR,
                    "Processes that read strangers' files cannot be confined on this machine (docs/deploy.md): %s",
                    _missing,
                )
    if _missing and not settings.DEMO:
        raise Refusal(
            "file.unconfined",
            "This server cannot read files safely and takes none. Tell the organiser; hand in a text instead.",
        )
    return not _missing


def _try_confinement() -> str:
    """Start a process that confines itself and tries forbidden actions. Returns what it reports: what the confinement
    lacks on this machine, or "" for nothing.
    """
    with stdin_until_exit() as stdin:
        tried = subprocess.run(
            command("foundation.processes.confinement"),
            stdin=stdin,
            capture_output=True,
            env=environment(),
            timeout=TRIAL_SECONDS,
            check=True,
        )
    return str(json.loads(tried.stdout)["missing"])
