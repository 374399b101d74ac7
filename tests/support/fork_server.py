"""Starts halls by forking a process that has already imported what they all import.

Most of the time that `manage.py` needs to start is spent on imports, and the tests start some hundreds of halls. Only
modules that no setting affects are imported before the fork. After it the child runs `manage.py` as usual. The tests of
commands and of shutdown (tests/foundation/wire/test_serve.py) start their processes without this.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MANAGE = ROOT / "platform" / "manage.py"

MOST = 200_000
"""Most octets of one order; most of it is the environment."""

IMPORTED = (
    "aiortc",
    "autobahn.twisted.websocket",
    "csp.middleware",
    "django.contrib.admin.apps",
    "django.contrib.auth.hashers",
    "django.contrib.messages.middleware",
    "django.contrib.postgres.fields",
    "django.core.handlers.asgi",
    "django.core.management",
    "django.core.serializers.json",
    "django.db.backends.sqlite3.base",
    "django.db.migrations",
    "django.template.defaulttags",
    "django.utils.log",
    "django.views.generic",
    "environ",
    "nh3",
    "pydantic.dataclasses",
    "pydantic.main",
    "pydantic.type_adapter",
    "redis.asyncio",
    "segno",
    "streaming.relay",
    "twisted.internet.asyncioreactor",
    "twisted.web.http",
    "whitenoise.base",
)


class Started:
    """A forked process, with the part of `subprocess.Popen` that halls use."""

    def __init__(self, fork_server: "ForkServer", pid: int) -> None:
        self._fork_server = fork_server
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or minus the number of the signal that ended it; None while it runs."""
        if self.returncode is None:
            self.returncode = self._fork_server.ask({"poll": self.pid})
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises `subprocess.TimeoutExpired` after `timeout` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        pause = 0.0005
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("manage.py", timeout or 0)
            time.sleep(pause)
            pause = min(pause * 2, 0.05)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


class ForkServer:
    """A handle on the forking process. Several threads may start halls at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.fork_server", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        atexit.register(self._end)

    def start(self, arguments: list[str], environment: dict[str, str], out: int) -> Started:
        """Fork `manage.py` with these arguments; its output goes to the descriptor `out`."""
        pid = self.ask({"arguments": arguments, "environment": environment}, out)
        assert pid is not None
        return Started(self, pid)

    def ask(self, order: dict[str, Any], *descriptors: int) -> int | None:
        """Send an order, and wait for its answer."""
        with self._lock:
            socket.send_fds(self._line, [json.dumps(order).encode()], descriptors)
            answer: int | None = json.loads(self._line.recv(MOST))
        return answer

    def _end(self) -> None:
        # It ends when its socket is closed, and ends all that it started.
        self._line.close()
        self._process.wait()


@cache
def fork_server() -> ForkServer:
    """The fork server of this process."""
    return ForkServer()


def main(line: socket.socket) -> None:
    """Fork at each order; the child runs `manage.py`."""
    gc.disable()
    sys.path.insert(1, str(MANAGE.parent))
    # No protocol module reads settings, and making their declarations takes long.
    protocols = [".".join(path.parts[-3:]).removesuffix(".py") for path in ROOT.glob("*/*/protocol.py")]
    for module in (*IMPORTED, *(name for name in protocols if not name.startswith("platform."))):
        import_module(module)
    gc.freeze()
    gc.enable()
    running: set[int] = set()
    try:
        while message := _next(line):
            order, out = message
            if "poll" in order:
                pid, status = os.waitpid(order["poll"], os.WNOHANG)
                running.discard(pid)
                line.send(json.dumps(os.waitstatus_to_exitcode(status) if pid else None).encode())
            elif pid := os.fork():
                os.close(out)
                running.add(pid)
                line.send(json.dumps(pid).encode())
            else:
                running.clear()
                line.close()
                return _become(order, out)
    finally:
        # The process that started them is gone.
        for pid in running:
            os.kill(pid, signal.SIGKILL)


def _next(line: socket.socket) -> tuple[dict[str, Any], int] | None:
    text, descriptors, _, _ = socket.recv_fds(line, MOST, 1)
    return (json.loads(text), descriptors[0] if descriptors else -1) if text else None


def _become(order: dict[str, Any], out: int) -> None:
    """Run `manage.py` to its end, as a process of its own would."""
    os.environ.clear()
    os.environ.update(order["environment"])
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(out)
    sys.argv = [str(MANAGE), *order["arguments"]]
    sys.path[:2] = [str(MANAGE.parent)]
    runpy.run_path(str(MANAGE), run_name="__main__")


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
