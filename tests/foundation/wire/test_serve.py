"""`manage.py serve` as a person starts and stops it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.fork_server import fork_server
from tests.support.hall import free_port
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.wire_server import ROOT


@contextmanager
def serving(port: int, demo: str = "1", public: str = "") -> Iterator[subprocess.Popen[str]]:
    """The command with a test application, unbuffered as in a person's terminal."""
    arguments = ["serve", f"--port={port}", "--settings=tests.support.serve_settings"]
    process = subprocess.Popen(
        [sys.executable, "-u", "platform/manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"SERVE_DEMO": demo, "SERVE_PUBLIC_URL": public},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.thorough)])
def test_it_prints_its_address_and_ends_cleanly(number: signal.Signals) -> None:
    port = free_port()
    with serving(port) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        assert process.stdout.readline() == f"Balai is at http://127.0.0.1:{port}/ (Ctrl-C stops)\n"
        process.send_signal(number)
        assert process.communicate(timeout=PATIENCE) == ("draining\nstopped\n", "")
        assert process.returncode == 0


@pytest.mark.parametrize(
    ("public", "printed"),
    [("", "http://localhost:{}/"), ("https://hall.example", "https://hall.example/")],
)
def test_without_the_demo_it_prints_the_address_to_which_sign_ins_belong(public: str, printed: str) -> None:
    port = free_port()
    with serving(port, "0", public) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        assert process.stdout.readline() == f"Balai is at {printed.format(port)} (Ctrl-C stops)\n"


def test_a_taken_port_gets_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(port) as process:
            out, err = process.communicate(timeout=PATIENCE)
    assert (out, process.returncode) == ("", 1)
    assert err == f"Cannot listen on 127.0.0.1:{port}: Address already in use. Choose another port.\n"


def test_it_prepares_in_one_line_what_nobody_else_serves(tmp_path: Path) -> None:
    """As `make run` starts it: an update prints no line for each migration, and one folder has one hall."""
    hall = prepared(tmp_path / "data")
    hall.manage("migrate", "streaming", "0009", "--verbosity=0")
    hall.start(sys.executable, "platform/manage.py", "serve", "--prepare", f"--port={hall.port}")
    try:
        with (tmp_path / "second").open("wb") as out:
            second = fork_server().start(
                ["serve", "--prepare", f"--port={free_port()}"], hall.environment, out.fileno()
            )
            assert second.wait(PATIENCE) == 1
        told = (tmp_path / "second").read_text()
        assert told.startswith(f"CommandError: Another hall runs on the data in {hall.folder}. ")
        assert told.count("\n") == 1
    finally:
        hall.end()
    assert hall.log() == (
        f"Preparing the database … done\nBalai is at http://127.0.0.1:{hall.port}/ (Ctrl-C stops)\n"
    )


@pytest.mark.thorough
def test_it_prepares_an_empty_database_and_one_that_is_ready(tmp_path: Path) -> None:
    for _ in range(2):
        port = free_port()
        with subprocess.Popen(
            [sys.executable, "-u", "platform/manage.py", "serve", "--prepare", f"--port={port}"],
            cwd=ROOT,
            env=os.environ | {"DEMO": "0", "SECRET_KEY": secrets.token_hex(32), "DATA_DIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            shown = "".join(
                iter(process.stdout.readline, f"Balai is at http://localhost:{port}/ (Ctrl-C stops)\n")
            )
            process.terminate()
        assert f"http://localhost:{port}/account/" in shown
        assert process.returncode == 0
