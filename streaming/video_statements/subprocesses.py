"""Subprocesses that read and convert video statements."""

import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from foundation.processes.file_queue import FileQueue
from foundation.processes.subprocesses import NoAnswerError, run_on_file, running_subprocess
from foundation.refusals import Refusal
from streaming.video_statements.rules import Facts

PROBE_SECONDS = 120
queue = FileQueue("file.video")
FACTS = TypeAdapter(Facts)


def probe(path: Path) -> Facts:
    """The facts of a file. Refuses what `probe.py` does, and `video_statement.unreadable`.

    For a party's file the caller holds a place in the queue.
    """
    try:
        return FACTS.validate_python(
            run_on_file("streaming.video_statements.probe", path, seconds=PROBE_SECONDS)
        )
    except (NoAnswerError, ValidationError):
        raise Refusal(
            "video_statement.unreadable",
            "The file could not be read through. Export it as MP4 (H.264 and AAC), then send it again.",
        ) from None


def conversion(source: Path, target: Path, seconds: float) -> AbstractContextManager["subprocess.Popen[str]"]:
    """A subprocess that converts one file and prints the seconds done. It is killed when the block ends."""
    return running_subprocess("streaming.video_statements.convert", source, target, int(seconds))
