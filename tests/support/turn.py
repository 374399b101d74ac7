"""A real TURN server, coturn, on this machine alone."""

import socket
import subprocess
import time
from pathlib import Path

from tests.support.hall import PATIENCE, free_port

SECRET = "a secret of two servers"


class Coturn:
    """`turnserver` on loopback, over UDP and TCP, with credentials that end; `settings` are those of its hall."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.settings = {"TURN_URLS": f"turn:127.0.0.1:{self.port}?transport=tcp", "TURN_SECRET": SECRET}

    def start(self) -> None:
        """Run, and return once the port answers."""
        command = [
            "/usr/bin/turnserver", "-n", "--use-auth-secret", f"--static-auth-secret={SECRET}", "--realm=hall.test",
            "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", f"--listening-port={self.port}",
            "--allow-loopback-peers", "--no-cli", "--no-tls", "--no-dtls", "--log-file=stdout", "--simple-log",
            f"--pidfile={self.folder / 'turn.pid'}", f"--userdb={self.folder / 'turn.sqlite'}",
        ]  # fmt: skip
        with (self.folder / "turn.log").open("wb") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        end = time.monotonic() + PATIENCE
        while True:
            assert self._process.poll() is None, self.log()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert time.monotonic() < end, self.log()
                time.sleep(0.02)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(PATIENCE)

    def log(self) -> str:
        """What it printed."""
        return (self.folder / "turn.log").read_text(errors="replace")
