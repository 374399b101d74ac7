"""Limits on bodies while they arrive, and files in their folder; with a real server and real sockets."""

import contextlib
import http.client
import json
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.http.upload_hooks import MAX_BODY
from tests.support.patience import PATIENCE
from tests.support.wire_server import WireServer


@pytest.fixture(scope="module")
def server() -> Iterator[WireServer]:
    server = WireServer.start()
    yield server
    assert server.end(signal.SIGTERM) == (0, "draining\nstopped\n", "")


class Caller:
    """A plain HTTP client that can send anything."""

    def __init__(self, server: WireServer, path: str, *headers: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        head = [f"PUT {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers]
        self.socket.sendall("\r\n".join([*head, "", ""]).encode())

    def send(self, octets: bytes) -> None:
        """Send more."""
        self.socket.sendall(octets)

    def answer(self) -> tuple[int, str]:
        """The status, and the body or the problem's code."""
        with self.socket, http.client.HTTPResponse(self.socket) as response:
            response.begin()
            text = response.read().decode()
        return response.status, json.loads(text)["code"] if text.startswith("{") else text

    def everything(self) -> bytes:
        """Everything until the server closes the connection."""
        with self.socket, self.socket.makefile("rb") as file:
            return file.read()

    def status(self) -> bytes:
        """Only the status, while the body is still being sent."""
        return self.socket.recv(12)


def file_to(folder: Path) -> str:
    return f"Authorization: Bearer {folder}"


def until_empty(folder: Path, server: WireServer) -> None:
    """Request until the folder is empty. Each response comes after what the server did before."""
    while list(folder.iterdir()):
        assert Caller(server, "/", "Content-Length: 0").answer() == (200, "here")


def test_a_file_arrives_in_its_folder_and_is_gone_when_nobody_took_it(
    server: WireServer, tmp_path: Path
) -> None:
    caller = Caller(server, "/file", file_to(tmp_path), "Content-Length: 900000")
    caller.send(bytes(900_000))
    assert caller.answer() == (200, "900000 octets")
    until_empty(tmp_path, server)


def test_a_file_without_a_length_is_taken_in_chunks_and_stopped_when_it_is_too_large(
    server: WireServer, tmp_path: Path
) -> None:
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    for chunks, answer in ((3, (200, f"{3 * 0x10000} octets")), (16, (413, "http.too_large"))):
        caller = Caller(server, "/file", file_to(tmp_path), "Transfer-Encoding: chunked")
        caller.send(chunk * chunks + b"0\r\n\r\n")
        assert caller.answer() == answer
    until_empty(tmp_path, server)


def test_an_upload_that_is_cut_in_the_middle_leaves_nothing(server: WireServer, tmp_path: Path) -> None:
    caller = Caller(server, "/file", file_to(tmp_path), "Content-Length: 900000")
    caller.send(bytes(500_000))
    while not list(tmp_path.iterdir()):
        assert Caller(server, "/", "Content-Length: 0").answer() == (200, "here")
    caller.socket.close()
    until_empty(tmp_path, server)


def test_a_sender_without_permission_is_refused_before_the_body(server: WireServer, tmp_path: Path) -> None:
    caller = Caller(server, "/file", "Content-Length: 900000")
    assert caller.status() == b"HTTP/1.1 401"
    caller.socket.close()


def test_any_other_body_has_a_small_limit(server: WireServer) -> None:
    large = Caller(server, "/", f"Content-Length: {MAX_BODY + 1}")
    assert large.answer() == (413, "http.too_large")
    small = Caller(server, "/", f"Content-Length: {MAX_BODY}")
    small.send(bytes(MAX_BODY))
    assert small.answer() == (200, "here")


def test_a_body_that_does_not_say_its_length_is_cut_off_at_the_limit(server: WireServer) -> None:
    chunk = b"8000\r\n" + bytes(0x8000) + b"\r\n"
    for chunks, answer in ((2, (200, "here")), (3, (413, "http.too_large"))):
        caller = Caller(server, "/", "Transfer-Encoding: chunked")
        caller.send(chunk * chunks + b"0\r\n\r\n")
        assert caller.answer() == answer


def test_a_body_that_is_too_large_is_not_asked_for(server: WireServer) -> None:
    caller = Caller(server, "/", f"Content-Length: {MAX_BODY + 1}", "Expect: 100-continue")
    caller.send(bytes(MAX_BODY + 1))
    assert caller.everything().count(b"HTTP/1.1 ") == 1


def test_a_url_may_allow_more(server: WireServer) -> None:
    for length, answer in ((300_000, (200, "here")), (300_001, (413, "http.too_large"))):
        caller = Caller(server, "/large", f"Content-Length: {length}")
        with contextlib.suppress(ConnectionError):
            caller.send(bytes(length))
        assert caller.answer() == answer


def test_a_client_that_goes_on_sending_after_a_refusal_is_disconnected(server: WireServer) -> None:
    caller = Caller(server, "/", "Content-Length: 1000000000")

    def go_on() -> None:
        while True:
            caller.send(bytes(1 << 20))

    with pytest.raises(ConnectionError):
        go_on()
    caller.socket.close()
