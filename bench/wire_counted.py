"""`manage.py` with counted SQL statements, for `bench/wire_restart.py`.

    wire_counted.py FILE serve --port=8000

FILE holds the number so far: eight octets in the machine's order, which any process may read at any time.
"""

import mmap
import os
import struct
import sys
from pathlib import Path
from threading import Lock
from typing import Any

from django.core.management import execute_from_command_line
from django.db.backends.utils import CursorWrapper

NUMBER = struct.Struct("=Q")


def counted(file: Path) -> int:
    """The number of statements so far."""
    (number,) = NUMBER.unpack(file.read_bytes())
    return int(number)


def count(file: Path) -> None:
    """Count the statements of this process from now on."""
    file.write_bytes(NUMBER.pack(0))
    with file.open("r+b") as opened:
        memory = mmap.mmap(opened.fileno(), NUMBER.size)
    lock, statements = Lock(), 0

    def counting(original: Any) -> Any:
        def run(self: CursorWrapper, *args: Any) -> Any:
            nonlocal statements
            with lock:
                statements += 1
                NUMBER.pack_into(memory, 0, statements)
            return original(self, *args)

        return run

    for name in ("execute", "executemany"):
        setattr(CursorWrapper, name, counting(getattr(CursorWrapper, name)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    count(Path(sys.argv[1]))
    execute_from_command_line(["manage.py", *sys.argv[2:]])
