"""Ports for tests."""

import socket
import subprocess
import sys

from tests.support.hall import ROOT, free_port

PROBE = "import socket, sys; socket.socket().bind(('127.0.0.1', int(sys.argv[1])))"


def test_a_port_is_given_once_and_its_owner_can_listen_again_and_again() -> None:
    port = free_port()
    other = subprocess.run([sys.executable, "-c", PROBE, str(port)], cwd=ROOT, stderr=subprocess.PIPE)
    assert b"Address already in use" in other.stderr
    for _ in range(2):
        with (
            socket.create_server(("127.0.0.1", port)) as server,
            socket.create_connection(("127.0.0.1", port)) as client,
        ):
            assert client.getpeername() == server.getsockname()
