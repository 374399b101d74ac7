"""A real PostgreSQL and a real Redis on loopback, for as long as a command runs.

`python -m tests.support.stack COMMAND…` runs it with `DATABASE_URL` and `REDIS_URL` of its own servers, and ends with
its exit code. Their data is in a folder of /tmp, is never flushed to disk, and is deleted afterwards.
"""

import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import redis

from tests.support.hall import free_port
from tests.support.patience import PATIENCE

CARELESS = ("-c", "fsync=off", "-c", "full_page_writes=off")
# PostgreSQL refuses to run as root.
NOBODY = ("--reuid=nobody", "--regid=nogroup", "--clear-groups") if os.geteuid() == 0 else ()


def postgres(program: str) -> str:
    """The path of a PostgreSQL program: Debian keeps each version's in a folder outside PATH."""
    found = glob.glob(f"/usr/lib/postgresql/*/bin/{program}")
    return max(found, key=lambda path: int(path.split("/")[4]), default=program)


class Service:
    """A program that serves until `stop`, or until its parent ends. `answers` raises OSError until it is ready."""

    def __init__(
        self,
        log: Path,
        ending: str,
        command: list[str],
        answers: Callable[[], object],
        *,
        as_nobody: bool = True,
        environment: dict[str, str] | None = None,
    ) -> None:
        """`ending` is the name of the signal that ends it. As root, it runs as nobody unless told otherwise."""
        self._log, self._ending, self._answers, self._environment = log, ending, answers, environment
        self._command = ["setpriv", f"--pdeathsig={ending}", *(NOBODY if as_nobody else ()), *command]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and return once it answers. It ignores Ctrl-C, because its users are stopped first.

        Call it on the main thread: Linux ends it with the thread that started it (prctl(2), PR_SET_PDEATHSIG).
        """
        assert threading.current_thread() is threading.main_thread()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + PATIENCE
        while True:
            assert self._process.poll() is None, self._log.read_text()
            try:
                self._answers()
                return
            except OSError:
                assert time.monotonic() < end, self._log.read_text()
                time.sleep(0.02)

    def stop(self, ending: str = "") -> None:
        """End it, by another signal if given, and wait for its end."""
        if self._process is not None:
            self._process.send_signal(signal.Signals[f"SIG{ending or self._ending}"])
            self._process.wait(PATIENCE)
            self._process = None

    @property
    def pid(self) -> int:
        """The id of its running process."""
        assert self._process is not None
        return self._process.pid


def redis_at(port: int, folder: Path) -> Service:
    """A Redis that stores nothing on disk."""
    where = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", "/tmp")
    return Service(folder / f"redis-{port}.log", "TERM", ["redis-server", *where], lambda: _ask_redis(port))


def _ask_redis(port: int) -> None:
    try:
        with redis.Redis(port=port) as client:
            client.ping()
    except redis.ConnectionError as error:
        raise OSError from error


class Stack:
    """Both servers. `environment` has Balai's settings for them. Each may be stopped and started again."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="balai-stack-", dir="/tmp"))
        database, hints = free_port(), free_port()
        self.environment = {
            "DATABASE_URL": f"postgres://balai@127.0.0.1:{database}/postgres",
            "REDIS_URL": f"redis://127.0.0.1:{hints}/0",
        }
        data = self._folder / "postgres"
        self.postgres = Service(
            self._folder / "postgres.log",
            "INT",
            [
                postgres("postgres"),
                "-D",
                str(data),
                "-h",
                "127.0.0.1",
                "-p",
                str(database),
                "-k",
                "",
                *CARELESS,
            ],
            self._ask_postgres,
        )
        self.redis = redis_at(hints, self._folder)

    def _make(self, data: Path) -> None:
        self._folder.chmod(0o755)
        data.mkdir()
        if NOBODY:
            shutil.chown(data, "nobody", "nogroup")
        program = [
            postgres("initdb"),
            "-D",
            str(data),
            "-U",
            "balai",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(
            ["setpriv", *NOBODY, *program, "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL
        )

    def _ask_postgres(self) -> None:
        try:
            psycopg.connect(self.environment["DATABASE_URL"]).close()
        except psycopg.OperationalError as error:
            raise OSError from error

    def __enter__(self) -> "Stack":
        try:
            self._make(self._folder / "postgres")
            self.postgres.start()
            self.redis.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.redis.stop()
        self.postgres.stop()
        shutil.rmtree(self._folder)


def main(command: list[str]) -> int:
    """Run a command on a stack of its own. Ctrl-C goes to the command."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with Stack() as stack:
        process = subprocess.Popen(command, env=os.environ | stack.environment)
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
            except SystemExit:
                process.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
