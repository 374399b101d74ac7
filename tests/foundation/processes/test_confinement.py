"""What a confined process can still do, tried by real processes."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from foundation.processes import subprocesses
from foundation.processes.resource_limits import UNCONFINED
from tests.support.floors import refused
from tests.support.patience import PATIENCE

CALLS = {
    "x86_64": {"ptrace": 101, "process_vm_readv": 310, "tgkill": 234, "io_uring_setup": 425, "keyctl": 250}
}
ATTEMPTS = """
import ctypes, fcntl, json, os, platform, resource, signal, socket, subprocess, sys, sysconfig, threading
from pathlib import Path
from foundation.processes import resource_limits

given = json.loads(sys.argv[1])
mine, secret, parent = Path(given["mine"]), Path(given["secret"]), given["parent"]
libc = ctypes.CDLL(None, use_errno=True)
sysconfig.get_path("stdlib")  # of whose parts another user may not read all
if given["user"]:
    os.setgroups([]); os.setgid(given["user"]); os.setuid(given["user"])
files = {name: [mine] for name in given["has"]}
resource_limits.limit_process(seconds=20, memory=1 << 30, most_written=1 << 20, **files)

def checked(name, result):
    if result < 0:
        raise OSError(ctypes.get_errno(), name)

def call(name, *arguments):
    checked(name, libc.syscall(given["calls"][name], *arguments))

def connect(kind, address):
    with socket.socket(kind, socket.SOCK_STREAM) as line:
        line.connect(address)

attempts = {
    "environment of the parent": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
    "environment of its own": lambda: Path("/proc/self/environ").read_bytes(),
    "memory of the parent": lambda: open(f"/proc/{parent}/mem", "rb"),
    "database": lambda: secret.read_bytes(),
    "database by a link": lambda: Path(f"/proc/self/cwd{secret}").read_bytes(),
    "folder": lambda: os.listdir(secret.parent),
    "system": lambda: Path("/etc/passwd").read_bytes(),
    "another file": lambda: (mine.parent / "new").touch(),
    "removal": lambda: secret.unlink(),
    "truncation": lambda: os.truncate(secret, 0),
    "renaming": lambda: secret.rename(mine.parent / "other"),
    "mode": lambda: secret.chmod(0o777),
    "folder made": lambda: (mine.parent / "made").mkdir(),
    "link": lambda: os.symlink(secret, mine.parent / "link"),
    "TCP": lambda: connect(socket.AF_INET, ("127.0.0.1", given["port"])),
    "UDP": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "Unix socket": lambda: connect(socket.AF_UNIX, given["unix"]),
    "pair of sockets": lambda: socket.socketpair(),
    "fork": lambda: checked("fork", libc.fork()),
    "spawn": lambda: subprocess.run(["/bin/true"]),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "signal": lambda: os.kill(parent, signal.SIGTERM),
    "signal to all": lambda: os.kill(-1, 0),
    "signal by a pipe": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, parent),
    "limits of the parent": lambda: resource.prlimit(parent, resource.RLIMIT_NOFILE),
    "priority of the parent": lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
    "new namespace": lambda: checked("unshare", libc.unshare(0x10000000)),
} | {name: (lambda name=name: call(name, parent, parent, 15, 0, 0)) for name in given["calls"]}

def outcome(attempt):
    try:
        attempt()
    except OSError:
        return "refused"
    return "done"

said = {name: outcome(attempt) for name, attempt in attempts.items()}
said["read"] = outcome(lambda: mine.read_bytes())
said["write"] = outcome(lambda: mine.write_bytes(b"mine"))
thread = threading.Thread(target=lambda: said.update(thread="done"))
thread.start(); thread.join()
print(json.dumps(said))
"""
USERS = [0, 65534] if os.getuid() == 0 else [0]
"""The user of the process: this one, and one without privileges."""


@pytest.mark.parametrize("has", ["reads", "writes"])
@pytest.mark.parametrize("user", USERS)
def test_a_confined_process_reaches_nothing_but_its_file(tmp_path: Path, has: str, user: int) -> None:
    mine, secret = tmp_path / "mine", tmp_path / "balai.sqlite3"
    for path in (mine, secret):
        path.write_bytes(b"x")
        path.chmod(0o666)  # so that only the confinement can refuse access, not the file's mode
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o005)
    tmp_path.chmod(0o777)
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as unix,
        socket.socket(socket.AF_INET) as inherited,
    ):
        inherited.set_inheritable(True)
        unix.bind(str(tmp_path / "unix"))
        unix.listen()
        given = {
            "mine": str(mine),
            "secret": str(secret),
            "parent": os.getpid(),
            "port": tcp.getsockname()[1],
            "unix": str(tmp_path / "unix"),
            "user": user,
            "has": [has],
            "calls": CALLS.get(os.uname().machine, {}),
        }
        said = run(ATTEMPTS, json.dumps(given))

    allowed = {"read": "done", "write": "done" if has == "writes" else "refused", "thread": "done"}
    attempts = {name: outcome for name, outcome in said.items() if name not in allowed}
    assert {name for name, outcome in attempts.items() if outcome != "refused"} == set()
    assert len(attempts) > 25
    assert {name: said[name] for name in allowed} == allowed
    assert secret.read_bytes() == b"x"


def run(code: str, *arguments: str, **variables: str) -> Any:
    """Run this code in a process and return the JSON that it prints."""
    with subprocesses.stdin_until_exit() as stdin:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            stdin=stdin,
            capture_output=True,
            env=subprocesses.environment() | variables,
            timeout=PATIENCE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


AGAIN = """
import json
from foundation.processes import confinement

confinement._prctl(confinement.PR_SET_NO_NEW_PRIVS)
confinement._limit_calls(may_write=False)
try:
    confinement._limit_files([], [], None)
except confinement.UnconfinedError as error:
    print(json.dumps(str(error)))
"""


def test_without_landlock_a_process_ends() -> None:
    """With a filter that refuses Landlock, the kernel answers like one without Landlock."""
    assert run(AGAIN) == "Landlock failed: Function not implemented."


THREADS = """
import json, threading
from foundation.processes import confinement, resource_limits

end = threading.Event()
threading.Thread(target=end.wait).start()
try:
    resource_limits.limit_process(seconds=5, memory=1 << 30)
    print(json.dumps("went on"))
except confinement.UnconfinedError as error:
    print(json.dumps(str(error)))
end.set()
"""


def test_a_process_with_threads_cannot_be_confined() -> None:
    assert run(THREADS) == "The process has several threads, and Landlock would confine only one."
    assert run(THREADS, **{UNCONFINED: "1"}) == "went on"


def test_this_machine_confines() -> None:
    assert subprocesses._try_confinement() == ""


@pytest.mark.parametrize(("demo", "level"), [(False, "ERROR"), (True, "WARNING")])
def test_where_nothing_can_be_confined_only_a_demo_reads_files(
    demo: bool, level: str, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DEMO = demo
    monkeypatch.setattr(subprocesses, "_missing", None)
    monkeypatch.setattr(
        subprocesses, "_try_confinement", lambda: "Landlock failed: Function not implemented."
    )
    for _ in range(2):
        if demo:
            with subprocesses.running_subprocess("foundation.processes.confinement") as process:
                assert json.loads(next(subprocesses.output_lines(process))) == {"missing": ""}
        else:
            with (
                refused("file.unconfined"),
                subprocesses.running_subprocess("foundation.processes.confinement"),
            ):
                pass
    assert [record.levelname for record in caplog.records] == [level]
    assert "Landlock failed" in caplog.text


def test_a_process_that_reads_no_strangers_file_runs_unconfined_where_it_must(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False
    monkeypatch.setattr(subprocesses, "_missing", "Landlock failed: Function not implemented.")
    program = "import os; print(os.environ['UNCONFINED'])"
    monkeypatch.setattr(subprocesses, "command", lambda *given: [sys.executable, "-c", program])
    with subprocesses.running_subprocess("any", trusted=True) as process:
        assert next(subprocesses.output_lines(process)) == "1\n"


FLOOD = "import sys\nwhile True: sys.stdout.write('9' * 4096)"


def test_the_output_of_a_process_is_limited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(subprocesses, "_missing", "")
    monkeypatch.setattr(subprocesses, "command", lambda *given: [sys.executable, "-c", FLOOD])
    with pytest.raises(subprocesses.NoAnswerError):
        subprocesses.run_on_file("any", tmp_path, seconds=PATIENCE)
    with subprocesses.running_subprocess("any") as process:
        assert len(next(subprocesses.output_lines(process))) == subprocesses.MAX_LINE
