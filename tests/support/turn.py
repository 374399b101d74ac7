"""A real TURN server, coturn, on loopback, configured as in docs/deploy.md."""

import re
import socket
import subprocess
import time
from pathlib import Path

from tests.support.hall import ROOT, free_port
from tests.support.patience import PATIENCE

SECRET = "a secret of two servers"
PAGE = ROOT / "docs" / "deploy.md"


class Coturn:
    """`turnserver` on loopback over UDP and TCP, and with a certificate over TLS too.

    `settings` are those of its hall, with TCP only.
    """

    def __init__(self, folder: Path, certificate: Path | None = None, key: Path | None = None) -> None:
        self.folder, self.port, self.tls_port = folder, free_port(), free_port()
        self.certificate, self.key = certificate, key
        self.settings = {"TURN_URLS": self.url("tcp"), "TURN_SECRET": SECRET}

    def url(self, way: str) -> str:
        """Its URL for `udp`, `tcp` or `tls`."""
        if way == "tls":
            return f"turns:127.0.0.1:{self.tls_port}?transport=tcp"
        return f"turn:127.0.0.1:{self.port}?transport={way}"

    def start(self) -> None:
        """Start it, and return once the port answers."""
        (self.folder / "turn.conf").write_text("\n".join(self._lines()))
        command = ["/usr/bin/turnserver", "-c", str(self.folder / "turn.conf")]
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
        """Its output."""
        return (self.folder / "turn.log").read_text(errors="replace")

    def _lines(self) -> list[str]:
        """The lines of docs/deploy.md, with this machine's addresses, ports, files and secret."""
        block = re.search(r"```\n# /etc/turnserver.conf\n(.*?)```", PAGE.read_text(), re.DOTALL)
        assert block is not None, "docs/deploy.md has no configuration for coturn."
        here = {
            "listening-port": f"listening-port={self.port}",
            "tls-listening-port": f"tls-listening-port={self.tls_port}"
            if self.certificate
            else "no-tls\nno-dtls",
            "cert": f"cert={self.certificate}" if self.certificate else "",
            "pkey": f"pkey={self.key}" if self.certificate else "",
            "static-auth-secret": f"static-auth-secret={SECRET}",
            "allowed-peer-ip": "allowed-peer-ip=127.0.0.1\nallow-loopback-peers",
        }
        lines = [here.get(line.partition("=")[0], line) for line in block[1].splitlines()]
        return [
            *lines,
            *("listening-ip=127.0.0.1", "relay-ip=127.0.0.1", "log-file=stdout", "simple-log"),
            *(f"pidfile={self.folder / 'turn.pid'}", f"userdb={self.folder / 'turn.sqlite'}"),
        ]
