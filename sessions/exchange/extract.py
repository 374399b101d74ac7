"""Reads a file for import and prints its rows, in a separate process.

`python -m sessions.exchange.extract <path>`. The file is not trusted. Its kind is determined by its content. The
process has limits of time, memory and files. It does not import Django, and can access nothing but the file.
"""

import json
import re
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from foundation.processes import resource_limits
from foundation.refusals import Refusal
from sessions.exchange import csv_file, refusals, schedule_file, xlsx_file
from sessions.exchange.sheet import Sheet

SECONDS, MEMORY = 20, 512 << 20
ZIP = b"PK\x03\x04"
OTHERS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"PK\x05\x06")
"""The first bytes of files that are often uploaded by mistake: old or encrypted Excel files, PDF, RTF, pictures."""

JSON_START = re.compile(rb"\{|\[\s*[\[{\]]")
"""How JSON begins: with an object, or with a list. No schedule is a list; it is refused as JSON."""


def read(path: Path) -> Sheet:
    """The rows of a file in one of the four formats: CSV, XLSX, JSON or XML. Refuses what `refusals.py` lists."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(ZIP):
        return xlsx_file.read(path)
    if head.startswith(OTHERS):
        raise refusals.not_a_table_refusal()
    content = path.read_bytes()
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if JSON_START.match(start):
        return schedule_file.read_json(content)
    return schedule_file.read_xml(content) if start.startswith(b"<") else csv_file.read(content)


def main(path: str) -> None:
    """Print the rows of the file, or the refusal, as one line of JSON."""
    # While compiled modules can still be cached.
    import_module("openpyxl.reader.excel")
    import_module("defusedxml.ElementTree")
    resource_limits.limit_process(seconds=SECONDS, memory=MEMORY, reads=[Path(path)])
    try:
        answer: dict[str, Any] = asdict(read(Path(path)))
    except Refusal as refusal:
        answer = {"refused": [refusal.code, refusal.message, refusal.values]}
    except MemoryError:
        answer = {"refused": [(found := refusals.too_much_inside_refusal()).code, found.message]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
