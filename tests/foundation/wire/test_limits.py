"""Slow clients, too many connections and malformed HTTP; with a real server and raw sockets."""

import asyncio
import contextlib
import http.client
import json
import signal
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from foundation.wire.http_request import HEADERS
from tests.support.own_site import connect
from tests.support.patience import PATIENCE
from tests.support.wire_server import MUCH, WireServer

Start = Callable[..., WireServer]
Call = Callable[..., socket.socket]
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a server with the test's limits, and stops it."""
    with contextlib.ExitStack() as stack:

        def start_one(proxies: str = "", **limits: float) -> WireServer:
            server = WireServer.start("", json.dumps(limits), proxies)
            stack.callback(server.end, signal.SIGTERM)
            return server

        yield start_one


@pytest.fixture
def caller() -> Iterator[Call]:
    """Connects from a loopback address and sends some octets."""
    with contextlib.ExitStack() as stack:

        def call(server: WireServer, said: bytes = b"", address: str = "127.0.0.1") -> socket.socket:
            client = socket.create_connection(
                ("127.0.0.1", server.port), PATIENCE, source_address=(address, 0)
            )
            stack.callback(client.close)
            client.sendall(said)
            return client

        yield call


def read(client: socket.socket) -> tuple[int, str]:
    """The status, and the code or text, of a response. The connection stays open."""
    with http.client.HTTPResponse(client) as response:
        response.begin()
        text = response.read().decode()
    return response.status, json.loads(text)["code"] if text.startswith("{") else text


def is_cut_off(client: socket.socket) -> bool:
    """Whether the server closes this connection, whatever it sends before."""
    with contextlib.suppress(ConnectionError):
        while client.recv(65536):
            continue
    return True


def drips_until_cut_off(client: socket.socket) -> bool:
    """Send octet after octet until the server closes the connection."""
    end = time.monotonic() + PATIENCE
    client.settimeout(0.02)
    with contextlib.suppress(ConnectionError):
        while time.monotonic() < end:
            client.sendall(b"x")
            with contextlib.suppress(TimeoutError):
                if client.recv(4096) == b"":
                    return True
    return time.monotonic() < end


def test_a_head_has_one_time_out_as_a_whole(start: Start, caller: Call) -> None:
    server = start(head=0.3)
    assert is_cut_off(caller(server))
    assert drips_until_cut_off(caller(server, HEAD + b"X: "))
    assert read(caller(server, HEAD + b"\r\n")) == (200, "here")


@pytest.mark.thorough
def test_the_next_head_has_the_same_time_out(start: Start, caller: Call) -> None:
    server = start(head=0.3, idle=0.3)
    for goes_on in (is_cut_off, drips_until_cut_off):
        client = caller(server, HEAD + b"\r\n")
        assert read(client) == (200, "here")
        assert goes_on(client)


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 60000",
        pytest.param(b"Transfer-Encoding: chunked", marks=pytest.mark.thorough),
        pytest.param(b"Content-Length: 70000", marks=pytest.mark.thorough),
    ],
)
def test_a_body_has_one_time_out_as_a_whole(start: Start, caller: Call, body: bytes) -> None:
    server = start(body=0.2, pace=1 << 20)
    assert drips_until_cut_off(caller(server, HEAD + body + b"\r\n\r\n"))


async def test_a_response_that_nobody_reads_is_not_kept_in_memory(start: Start, caller: Call) -> None:
    server = start(stalled=0.3)
    stopped = caller(server, HEAD.replace(b"/ ", b"/much "))
    stopped.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    stopped.sendall(b"\r\n")
    async with connect(server.url) as ws:

        async def ask(**order: str) -> list[object]:
            await ws.send(json.dumps(order))
            answer: list[object] = json.loads(await ws.recv())
            await asyncio.sleep(0.05)  # the rate limit of the socket
            return answer

        while await ask(do="sent") == [0]:
            continue
        while await ask(do="kept", path="/much") != [[0, 0]]:
            continue
        (sent,) = await ask(do="sent")
    assert isinstance(sent, int)
    assert sent < MUCH
    assert is_cut_off(stopped)


@pytest.mark.thorough
def test_a_client_that_reads_gets_the_whole_response(start: Start, caller: Call) -> None:
    status, text = read(caller(start(stalled=5), HEAD.replace(b"/ ", b"/much ") + b"\r\n"))
    assert (status, len(text)) == (200, (MUCH << 20) + len("here"))


def test_connections_are_limited_for_each_address(start: Start, caller: Call) -> None:
    server = start(connections=3)
    open_connections = [caller(server, HEAD + b"\r\n") for _ in range(3)]
    assert [read(each) for each in open_connections] == [(200, "here")] * 3
    with contextlib.suppress(ConnectionError):
        assert is_cut_off(caller(server))
    assert read(caller(server, HEAD + b"\r\n", "127.0.0.2")) == (200, "here")
    open_connections.pop().close()
    while True:
        with contextlib.suppress(ConnectionError):
            assert read(caller(server, HEAD + b"\r\n")) == (200, "here")
            break


async def test_connections_of_a_proxy_are_limited_for_each_client(start: Start, caller: Call) -> None:
    server = start(proxies="127.0.0.1", connections=2)

    def carried(address: str) -> tuple[socket.socket, tuple[int, str]]:
        client = caller(server, HEAD + f"X-Forwarded-For: {address}\r\n\r\n".encode())
        return client, read(client)

    async with connect(server.url, additional_headers={"X-Forwarded-For": "192.0.2.1"}):
        first, answer = carried("192.0.2.1")
        assert answer == (200, "here")
        _, answer = carried("192.0.2.1")
        assert answer == (429, "http.too_many")
        _, answer = carried("192.0.2.2")
        assert answer == (200, "here")
        # The same connection forwards another client now.
        first.sendall(HEAD + b"X-Forwarded-For: 192.0.2.3\r\n\r\n")
        assert read(first) == (200, "here")
        _, answer = carried("192.0.2.1")
        assert answer == (200, "here")


UNREADABLE = {
    "length and chunks": HEAD
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + HEAD
    + b"\r\n",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 40\r\nX: y\r\n\r\n{}" + HEAD + b"\r\n",
    "a list of lengths": HEAD + b"Content-Length: 2, 2\r\n\r\n{}",
    "a length of no end": HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "another coding": HEAD + b"Transfer-Encoding: identity\r\n\r\n" + HEAD + b"\r\n",
    "two codings": HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "a chunk of no length": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a long header": HEAD + b"X: " + b"a" * 70000 + b"\r\n\r\n",
    "many headers": HEAD + b"X: y\r\n" * 10000 + b"\r\n",
    "a header without a colon": HEAD + b"X\r\n\r\n",
    "NUL in a header": HEAD + b"X: \0\r\n\r\n",
    "NUL in the path": HEAD.replace(b"/ ", b"/\0 ") + b"\r\n",
    "no ASCII in the path": HEAD.replace(b"/ ", b"/\xff ") + b"\r\n",
    "no ASCII in the query": HEAD.replace(b"/ ", b"/?\xff ") + b"\r\n",
    "no name of a header": HEAD + b"(X): y\r\nConnection: close\r\n\r\n",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
}


def test_ambiguous_http_is_refused_and_the_connection_closed(start: Start, caller: Call) -> None:
    server, answers = start(), {}
    for name, said in UNREADABLE.items():
        client = caller(server)
        with contextlib.suppress(ConnectionError):
            client.sendall(said)
        with contextlib.suppress(ConnectionError):
            with http.client.HTTPResponse(client) as response:
                response.begin()
                code = json.loads(response.read())["code"]
            ours = {header: response.headers[header] for header in HEADERS} == HEADERS
            answers[name] = (response.status, code, ours, response.headers["Server"])
            assert client.recv(4096) == b"", name
    assert answers == dict.fromkeys(UNREADABLE, (400, "http.unreadable", True, None))


def test_a_failing_application_reveals_no_details(start: Start, caller: Call) -> None:
    server = start()
    assert read(caller(server, HEAD.replace(b"/ ", b"/fails ") + b"\r\n")) == (500, "http.failed")
    assert is_cut_off(caller(server, HEAD.replace(b"/ ", b"/breaks ") + b"\r\n"))
    assert read(caller(server, HEAD + b"\r\n")) == (200, "here")
