"""A PostgreSQL that refuses a process: it does not wait, and says why in one sentence."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.support.fork_server import fork_server
from tests.support.hall import free_port
from tests.support.patience import PATIENCE
from tests.support.stack import Stack

pytestmark = pytest.mark.database


@pytest.fixture
def server() -> Iterator[str]:
    """Host and port of a PostgreSQL that wants a password of `asked`."""
    with Stack() as stack:
        address = stack.environment["DATABASE_URL"]
        host = address.partition("@")[2].partition("/")[0]
        with psycopg.connect(address, autocommit=True) as database:
            database.execute("CREATE ROLE asked LOGIN PASSWORD 'right'")
            (path,) = database.execute("SHOW hba_file").fetchone() or ("",)
            rules = Path(path)
            rules.write_text(f"host all asked 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
            database.execute("SELECT pg_reload_conf()")
            end = time.monotonic() + PATIENCE
            while _lets_in(host):
                assert time.monotonic() < end
                time.sleep(0.02)
        yield host


def _lets_in(host: str) -> bool:
    """Whether it reads its rules still as they were."""
    try:
        psycopg.connect(f"postgres://asked:wrong@{host}/postgres").close()
    except psycopg.OperationalError:
        return False
    return True


REFUSED = [
    (["serve"], "wrong", "postgres", 'password authentication failed for user "asked"'),
    (["migrate"], "wrong", "postgres", 'password authentication failed for user "asked"'),
    (["serve"], "right", "nowhere", 'database "nowhere" does not exist'),
]


@pytest.mark.thorough
def test_it_ends_with_one_sentence(tmp_path: Path, server: str, subtests: pytest.Subtests) -> None:
    for command, password, database, why in REFUSED:
        with subtests.test(command=command, why=why):
            environment = {
                "PATH": os.environ["PATH"],
                "DATA_DIR": str(tmp_path),
                "SECRET_KEY": "a7Qx-3vR_kP9wLz2Tn8Yb4Jd6Hs5Mf1C",
                "DATABASE_URL": f"postgres://asked:{password}@{server}/{database}",
            }
            port = [f"--port={free_port()}"] if command == ["serve"] else []
            with (tmp_path / "written").open("wb") as written:
                process = fork_server().start([*command, *port], environment, written.fileno())
                code = process.wait(PATIENCE)
            told = (tmp_path / "written").read_text()
            assert code == 1
            assert re.fullmatch(
                rf"The database refuses DATABASE_URL \(.*{re.escape(why)}\)\. Correct its user, password and "
                r"name, or make them in PostgreSQL\.\n",
                told,
            ), told
