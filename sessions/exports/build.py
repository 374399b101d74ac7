"""Makes the file of an export, in a separate process.

`python -m sessions.exports.build <folder> <pdf|docx>`. The folder holds `document.json` (`content.py`), and the process
writes `part` beside it. It has limits of time, memory and files, and does not import Django. It prints a line for each
step: `writing`, `saving`, and `done` or `no_room`.
"""

import errno
import json
import sys
from pathlib import Path

from foundation.processes import resource_limits
from sessions.exports import docx_file, pdf_file
from sessions.exports.coverage import covered, font_files

SECONDS, MEMORY, MOST_OCTETS = 60, 3 << 30, 20 << 20


def main(folder: Path, kind: str) -> None:
    """Write the file, and print how far it is."""
    layout, fonts = pdf_file.LAYOUT.read_bytes(), pdf_file.open_fonts()
    covered()
    resource_limits.limit_process(
        seconds=SECONDS, memory=MEMORY, most_written=MOST_OCTETS, reads=font_files(), within=folder
    )
    document = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    _say("writing")
    octets = pdf_file.write(document, layout, fonts) if kind == "pdf" else docx_file.write(document)
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


def _say(step: str) -> None:
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
