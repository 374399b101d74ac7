"""The whole of Balai with the demo in a process of its own, for journeys and socket tests."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.support import databases
from tests.support.fork_server import Started, fork_server
from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent.parent


_taken: list[socket.socket] = []
"""A socket bound to each given port. It never listens, and keeps the port from other test processes."""


def free_port(*others: int) -> int:
    """A free TCP port that stays reserved for the caller as long as this process lives.

    So do those at these distances from it. All are outside the kernel's range for outgoing connections, because a
    restarted hall needs the same port.
    """
    while True:
        port = random.randrange(20_000, 30_000)
        probes: list[socket.socket] = []
        try:
            for each in (0, *others):
                probes.append(socket.socket())
                probes[-1].bind(("127.0.0.1", port + each))
        except OSError:
            for probe in probes:
                probe.close()
            continue
        for probe in probes:
            # With this option on both sockets, a server may bind and listen beside one that does not listen.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _taken.extend(probes)
        return port


def copied(original: Path, folder: Path) -> Path:
    """A copy of the data of a stopped hall, in a folder of its own."""
    shutil.copytree(original, folder)
    databases.copy(original, folder)
    return folder


class Hall:
    """`manage.py serve` on the demo's data in `folder`, on loopback. `settings` are environment variables."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.pages = f"{self.url}/c/icdd-2021"
        """Where the pages of the demo's conference are."""
        self._environment = (
            os.environ
            # Not the machine's outward address, which `make run` adds for Firefox.
            | {"DEMO": "1", "DATA_DIR": str(folder), "MEDIA_ADDRESSES": "127.0.0.1"}
            | databases.settings(folder)
            | settings
        )
        self._process: Started | subprocess.Popen[bytes] | None = None
        self._log = folder / "serve.log"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of this hall's processes."""
        return dict(self._environment)

    def publish(self, address: str) -> None:
        """Let links in e-mails lead to an address of this hall (PUBLIC_URL). Call it before `start`."""
        self._environment["PUBLIC_URL"] = address

    def prepare(self) -> None:
        """Make the demo's data. It takes seconds: make it once, and copy the folder for each hall."""
        databases.create(self.folder)
        self.manage("migrate", "--verbosity=0")
        self.manage("demo")

    def start(self, *command: str) -> None:
        """Serve, by `command` if given, and return once the port answers.

        If it never does, end the process and fail.
        """
        assert not self.runs
        with self._log.open("ab") as log:
            if command:
                self._process = subprocess.Popen(
                    command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
                )
            else:
                serve = ["serve", f"--port={self.port}"]
                self._process = fork_server().start(serve, self._environment, log.fileno())
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.kill()
            raise

    def manage(self, *arguments: str) -> str:
        """Run a management command on this hall's data; returns its output."""
        return fork_server().run([*arguments], self._environment)

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            assert self._process is not None
            assert self._process.poll() is None, self._log.read_text()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert time.monotonic() < end, self._log.read_text()
                time.sleep(0.02)

    def rehearse(self, *arguments: str, to: int | None = None) -> Started:
        """Start a rehearsal (delegations, a chair and an audience), as `make run` does; the caller ends it.

        `to` is a descriptor for its output in place of a log.
        """
        rehearse = ["rehearse", f"--url={self.url}", *arguments]
        with (self.folder / "rehearse.log").open("ab") as log:
            return fork_server().start(rehearse, self._environment, log.fileno() if to is None else to)

    @property
    def runs(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The server's process id."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: no shutdown, nothing flushed."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """Stop the process (SIGSTOP). What browsers send waits, and arrives at once after `resume`."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Continue after `pause`."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        """SIGTERM, as a service manager would; returns the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(PATIENCE)

    def end(self) -> None:
        """End the process in whatever state it is, started or not."""
        if self.runs:
            self.resume()
            self.stop()

    def log(self) -> str:
        """The server's output."""
        return self._log.read_text()

    def post(self, path: str, body: dict[str, Any], bearer: str = "") -> Any:
        """POST JSON; returns the JSON answer, raises `urllib.error.HTTPError` for a problem."""
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {bearer}"} if bearer else {}
        )
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def get(self, path: str) -> Any:
        """GET; returns the JSON answer."""
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return json.load(answer)

    def session(self) -> str:
        """The id of the open session."""
        return str(self.get("/api/v1/demo")["session"])

    def code(self) -> str:
        """The joining code of that session."""
        return str(self.get(f"/api/v1/sessions/{self.session()}")["code"])

    def token_of(self, **changes: str | int) -> str:
        """A moderator's seat token signed by this hall, with changed content."""
        script = (
            "import json, sys; from django.core import signing; from foundation.accounts import seats; "
            "from sessions.demo.seats import take_seat; token, _ = seats.sign(take_seat('moderator')); "
            "content = signing.loads(token, salt='balai.seat') | json.loads(sys.argv[-1]); "
            "print(signing.dumps(content, salt='balai.seat'))"
        )
        return self.python(script, json.dumps(changes)).strip()

    def guests(self, count: int) -> list[str]:
        """Seat tokens of this many guests, made without the limit for each address."""
        script = (
            "import json, sys; from uuid import uuid4; from foundation.accounts import seats; "
            "from foundation.accounts.models import User; from foundation.accounts.seats import Seat; "
            "from sessions.demo.seats import conference; here = str(conference().pk); "
            "guests = User.objects.ensure_guests({uuid4(): f'Guest {n}' for n in range(int(sys.argv[-1]))}); "
            "seated = [Seat(str(g.public_id), here, g.name, 'remote', ('audience',)) for g in guests]; "
            "print(json.dumps([seats.sign(seat)[0] for seat in seated]))"
        )
        tokens: list[str] = json.loads(self.python(script, str(count)))
        return tokens

    def account(self, email: str, password: str, role: str) -> None:
        """Make an account with a role in the demo's conference."""
        self.accounts([email], password, role)

    def accounts(self, emails: list[str], password: str, role: str) -> None:
        """Make an account for each address, all with this password and role."""
        script = (
            "import sys; from foundation.accounts.models import User; from sessions.demo.seats import conference; "
            "from sessions.models import Participant; password, role, *emails = sys.argv[1:]; "
            "users = [User.objects.create_user(email, password) for email in emails]; "
            "here = conference(); made = Participant.objects.create; "
            "[made(conference=here, person=user, name='Ana (demo)', roles=[role]) for user in users]"
        )
        self.python(script, password, role, *emails)

    def is_demo(self, yes: bool) -> None:
        """Make the demo's conference one whose e-mails are sent, webhooks called and invitations accepted; or a demo,
        whose seats can be taken, again.
        """
        self.python(
            "import sys; from sessions.models import Conference; from sessions.demo import loader; "
            "from foundation.languages import in_each_language as text; yes = sys.argv[1] == 'True'; "
            "Conference.objects.update(is_demo=yes, notice=text(loader.NOTICE) if yes else {})",
            str(yes),
        )

    def recording(self) -> str:
        """Store a recording of the open session with one file, which is not on the disk; returns the file's id."""
        script = (
            "from foundation import clock; from sessions.demo.seats import conference, main_session; "
            "from streaming.session_recordings.models import SessionRecording; "
            "session, now = main_session(conference()), clock.now(); made = SessionRecording.objects.create("
            "session=session, state='ready', folder='made', started_at=now, stopped_at=now); "
            "print(made.files.create(slot='floor', name='floor.webm', at=0, seconds=60, octets=1000).pk)"
        )
        return self.python(script).strip()

    def close_session(self) -> None:
        """Close the open session, as its moderator."""
        script = (
            "from foundation.messages.protocol import CommandFrame; from foundation.wire.execution import execute; "
            "from sessions.demo.seats import conference, main_session, take_seat; "
            "stream = main_session(conference()).stream; "
            "command = CommandFrame(id='close-it', stream=stream, command={'type': 'session.close'}); "
            "execute(take_seat('moderator'), command)"
        )
        self.python(script)

    def python(self, script: str, *arguments: str) -> str:
        """Run a script with Django on this hall's data; returns its output."""
        environment = self._environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        return fork_server().run([*arguments], environment, f"import django; django.setup(); {script}")

    def seat(self, key: str) -> Any:
        """Take a seat of the demo over REST: token, expiry and seat."""
        return self.post("/api/v1/seats/demo", {"seat": key})
