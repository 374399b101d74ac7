"""Halls that start from one process: each ends with its own code, and threads start several at once."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.fork_server import ROOT, Started, fork_server
from tests.support.patience import PATIENCE


def started(folder: Path, *arguments: str) -> Started:
    with (folder / "log").open("ab") as log:
        return fork_server().start([*arguments], {"DATA_DIR": str(folder), "DEMO": "1"}, log.fileno())


def test_processes_started_by_several_threads_are_separate(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(4)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as pool:
        orders = ["version", "no_such_command", "version", "no_such_command"]
        begun = list(pool.map(started, folders, orders))
        assert list(pool.map(lambda each: each.wait(60), begun)) == [0, 1, 0, 1]
    assert len({each.pid for each in begun}) == 4
    assert "no_such_command" in (folders[1] / "log").read_text()


def test_the_signal_that_ended_a_process_is_reported(tmp_path: Path) -> None:
    one = started(tmp_path, "shell", "--command=import signal; signal.pause()")
    one.kill()
    assert one.wait(60) == -signal.SIGKILL
    one.terminate()  # the process has ended already


def test_a_process_gets_its_own_environment(tmp_path: Path) -> None:
    # Django sets the time zone and the settings module itself.
    code = "import os; print(sorted(name for name in os.environ if name != 'DJANGO_SETTINGS_MODULE'))"
    assert started(tmp_path, "shell", "--no-imports", f"--command={code}").wait(60) == 0
    assert "['DATA_DIR', 'DEMO', 'TZ']" in (tmp_path / "log").read_text()


def test_started_processes_end_with_their_parent(tmp_path: Path) -> None:
    script = (
        "import os, sys; from tests.support.fork_server import fork_server; "
        "wait = ['shell', '--command=import signal; signal.pause()']; "
        "print(fork_server().start(wait, {'DATA_DIR': sys.argv[1], 'DEMO': '1'}, 2).pid, flush=True); os._exit(0)"
    )
    with (tmp_path / "log").open("wb") as log:
        told = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=log,
            check=True,
            cwd=ROOT,
        )
    end = time.monotonic() + PATIENCE
    while runs(int(told.stdout)):
        assert time.monotonic() < end
        time.sleep(0.02)


def runs(pid: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
