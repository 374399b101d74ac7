"""may_run.py PORT: says in one sentence why `make run` cannot open the hall, before the set-up does its work.

Runs on the system's Python and writes nothing into a folder that has data: settings would make the demo's secret there.
"""

import os
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "platform"))

from foundation.processes.data_folder import hold_folder, make_folder

LAST_PORT = 65535
HAS_REAL_HALL = """
SELECT EXISTS (SELECT 1 FROM conference_conference WHERE NOT is_demo)
    OR EXISTS (SELECT 1 FROM conference_organiserlink) AND NOT EXISTS (SELECT 1 FROM conference_conference)
"""
"""Also a hall without a conference yet, whose first organiser has a link. A demo that was opened once with DEMO=0 has
such a link too.
"""


def main() -> None:
    """Check the port, then the folder."""
    folder = Path(os.environ["DATA_DIR"]).resolve()
    if (
        why := port_fault(sys.argv[1])
        or make_folder("DATA_DIR", folder)
        or hold_folder(folder)
        or demo_fault(folder)
    ):
        sys.exit(why)


def port_fault(given: str) -> str:
    """Why the server cannot listen there, or ""."""
    if not given.isdecimal() or not 0 < int(given) <= LAST_PORT:
        return f"{given} is no port. Give a number up to {LAST_PORT}: make run PORT=8000"
    port = int(given)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < LAST_PORT else 8000
            return f"Port {port} is not free: {error.strerror}. Choose another one: make run PORT={other}"
    return ""


def demo_fault(folder: Path) -> str:
    """Why the demo, which anyone may enter, may not be laid out in this folder, or ""."""
    if os.environ["DEMO"] == "0" or not has_real_hall(folder / "balai.sqlite3"):
        return ""
    return (
        f"{folder} has the data of a hall that is no demo, and anyone may enter a demo. Open it with make run DEMO=0, "
        "or the demo on a folder of its own: make run DATA_DIR=/somewhere/else"
    )


def has_real_hall(database: Path) -> bool:
    """Whether SQLite's file has a hall that is no demo. What cannot be read is left to the server's own checks."""
    if not database.is_file():
        return False
    # Reading makes files of the write-ahead log if they are not there, unless the database is said to be at rest.
    mode = "mode=ro" if Path(f"{database}-wal").exists() else "immutable=1"
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?{mode}", uri=True)) as opened:
            return bool(opened.execute(HAS_REAL_HALL).fetchone()[0])
    except sqlite3.Error:
        return False


if __name__ == "__main__":
    main()
