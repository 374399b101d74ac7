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
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MANAGE = ROOT / "platform" / "manage.py"

PACKAGES = ("sessions", "chat", "streaming")

MOST = 200_000
"""Most octets of one order; most of it is the environment."""

IMPORTED = (
    "aiortc",
    "autobahn.twisted.websocket",
    "csp.middleware",
    "dateutil.rrule",
    "defusedxml.ElementTree",
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
    "fido2.server",
    "icalendar",
    "inflection",
    "jinja2",
    "jwt",
    "lxml.etree",
    "nh3",
    "openpyxl",
    "PIL.Image",
    "pydantic.dataclasses",
    "pydantic.main",
    "pydantic.type_adapter",
    "pygments.formatters.html",
    "pygments.lexers",
    "pyuca",
    "rapidfuzz.distance",
    "redis.asyncio",
    "requests",
    "segno",
    "streaming.relay",
    "twisted.internet.asyncioreactor",
    "twisted.web.http",
    "typst",
    "unittest",
    "uritemplate",
    "whitenoise.base",
    "wsgiref.simple_server",
    "xml.dom.minidom",
    "yaml",
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

    def run(self, arguments: list[str], environment: dict[str, str], script: str = "") -> str:
        """Run `manage.py`, or a script with Django, to its end; returns its output.

        Raises `subprocess.CalledProcessError` if it fails.
        """
        with tempfile.TemporaryFile() as out:
            order = {"arguments": arguments, "environment": environment, "script": script, "errors": False}
            pid = self.ask(order, out.fileno())
            assert pid is not None
            code = Started(self, pid).wait()
            out.seek(0)
            output = out.read().decode()
        if code:
            raise subprocess.CalledProcessError(code, script or arguments, output)
        return output

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
    for module in (*IMPORTED, *_pure()):
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


def _pure() -> Iterator[str]:
    """Our modules that read no settings. To make the declarations of the protocol takes long."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.stem in ("protocol", "rules") or path.parent.name == "core":
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _next(line: socket.socket) -> tuple[dict[str, Any], int] | None:
    text, descriptors, _, _ = socket.recv_fds(line, MOST, 1)
    return (json.loads(text), descriptors[0] if descriptors else -1) if text else None


def _become(order: dict[str, Any], out: int) -> None:
    """Run `manage.py` or a script to its end, as a process of its own would."""
    os.environ.clear()
    os.environ.update(order["environment"])
    os.dup2(out, 1)
    if order.get("errors", True):
        os.dup2(out, 2)
    os.close(out)
    sys.path[:2] = [str(MANAGE.parent)]
    if script := order.get("script"):
        sys.argv = ["-c", *order["arguments"]]
        sys.path.insert(1, str(ROOT))
        exec(script, {"__name__": "__main__"})
    else:
        sys.argv = [str(MANAGE), *order["arguments"]]
        runpy.run_path(str(MANAGE), run_name="__main__")


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
