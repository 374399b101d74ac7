"""Makes the file of an export, in a separate process.

`python -m sessions.exports.build <folder> <pdf|docx>`. The folder holds `document.json` (`content.py`), and the process
writes `part` beside it. It has limits of time, memory and files, and does not import Django. It prints a line for each
step: `writing`, `saving`, and `done` or `no_room`.
"""

import errno
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from foundation.processes import resource_limits

SECONDS, MEMORY, MOST_OCTETS = 60, 3 << 30, 20 << 20


def main(folder: Path, kind: str) -> None:
    """Write the file of an export, and print each step."""
    write, reads = _writer(kind)
    resource_limits.limit_process(
        seconds=SECONDS, memory=MEMORY, most_written=MOST_OCTETS, reads=reads, within=folder
    )
    document = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    _say("writing")
    octets = write(document)
    _say("saving")
    try:
        with (folder / "part").open("wb") as file:
            file.write(octets)
            file.flush()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        _say("no_room")
    else:
        _say("done")


def _writer(kind: str) -> tuple[Callable[[dict[str, Any]], bytes], list[Path]]:
    """The function that writes a document in this format, and the files that it reads while it writes. Only the
    libraries that it needs are loaded.
    """
    module = import_module(f"sessions.exports.{kind}_file")
    if kind == "docx":
        return module.write, []
    coverage = import_module("sessions.exports.coverage")
    layout, fonts = module.LAYOUT.read_bytes(), module.open_fonts()
    coverage.covered_code_points()
    return lambda document: module.write(document, layout, fonts), coverage.font_files()


def _say(step: str) -> None:
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
