"""The real server on loopback."""

import asyncio
import contextlib
import ipaddress
import json
import signal
import socket
import ssl
import struct
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from tests.support.own_site import connect
from tests.support.patience import PATIENCE
from tests.support.wire_server import WireServer, environment

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.fixture(scope="module")
def server() -> Iterator[WireServer]:
    server = WireServer.start()
    yield server
    code, _, errors = server.end(signal.SIGTERM)
    assert (code, errors) == (0, "")


@pytest.fixture
def start() -> Iterator[Callable[..., WireServer]]:
    """Starts servers that the test stops itself."""
    started: list[WireServer] = []

    def start_one(*arguments: str) -> WireServer:
        started.append(WireServer.start(*arguments))
        return started[-1]

    yield start_one
    for server in started:
        if server.process.poll() is None:
            server.process.kill()
            server.process.communicate()


@contextlib.asynccontextmanager
async def ask(server: WireServer) -> AsyncIterator[Any]:
    """A socket of the test that sends an order and returns the resulting notes."""
    async with connect(f"{server.url}/test") as ws:

        async def order(**fields: Any) -> Any:
            await ws.send(json.dumps(fields))
            return json.loads(await ws.recv())

        yield order


def raw(server: WireServer, path: str) -> socket.socket:
    """A socket after the handshake with a small receive buffer, from which nothing reads."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(PATIENCE)
    client.connect(("127.0.0.1", server.port))
    client.sendall(HANDSHAKE.format(path=path, port=server.port).encode())
    assert client.recv(12) == b"HTTP/1.1 101"
    return client


async def numbers(ws: ClientConnection, count: int) -> list[str]:
    await ws.send(json.dumps({"do": "mix", "count": count}))
    return [str(await ws.recv()) for _ in range(count)]


async def test_ready_frames_keep_their_order_with_ordinary_sends(server: WireServer) -> None:
    async with connect(server.url) as ws:
        assert await numbers(ws, 1000) == [str(number) for number in range(1000)]


async def test_nothing_follows_a_close_frame(server: WireServer) -> None:
    async with ask(server) as order, connect(f"{server.url}/closing") as ws:
        await ws.send('{"do": "close"}')
        with pytest.raises(ConnectionClosed) as closed:
            await ws.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4000
        assert await order(do="notes") == [False]


async def test_a_reader_that_stops_is_aborted_and_the_others_are_served(server: WireServer) -> None:
    async with ask(server) as order, connect(f"{server.url}/flood") as reader:
        with contextlib.closing(raw(server, "/flood")) as stopped:
            await _flood_until_aborted(order, reader, stopped)
        assert await order(do="flood", path="/flood", size=10) == [[True, False]]


async def _flood_until_aborted(order: Any, reader: ClientConnection, stopped: socket.socket) -> None:
    waited = 0
    while (written := await order(do="flood", path="/flood", size=3000)) == [[True, True]]:
        assert await reader.recv() == "x" * 3000
        waited = (await order(do="pending", path="/flood"))[0][1]
    assert written == [[True, False]]
    assert waited > 256 * 1024 - 2 * 3000
    assert await reader.recv() == "x" * 3000
    with pytest.raises(ConnectionResetError):
        _read_to_the_end(stopped)


def _read_to_the_end(client: socket.socket) -> None:
    while client.recv(65536):
        continue


async def test_a_slow_reader_that_catches_up_goes_on(server: WireServer) -> None:
    async with ask(server) as order:
        with contextlib.closing(raw(server, "/slow")) as slow:
            frames = 0
            while (await order(do="pending", path="/slow"))[0][0] < 200_000:
                assert (await order(do="flood", path="/slow", size=3000)) == [[True]]
                frames += 1
            _read_until(slow, b"\x81\x7e\x0b\xb8" + b"x" * 3000, frames)
            slow.sendall(b"\x81\x8d" + bytes(4) + b'{"do":"none"}')
            _read_until(slow, b"\x81\x02[]", 1)


def _read_until(client: socket.socket, frame: bytes, times: int) -> None:
    received = b""
    while received.count(frame) < times:
        received += client.recv(65536)


async def test_a_reset_by_the_peer_never_reaches_the_sender(server: WireServer) -> None:
    async with ask(server) as order:
        for _ in range(20):
            client = raw(server, "/reset")
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
            (answers,) = await order(do="flood", path="/reset", size=100)
            assert set(answers) <= {True, False}
        await asyncio.sleep(0)
        assert await order(do="flood", path="/reset", size=100) == [[False] * 20]


async def test_a_closed_socket_leaves_no_objects(server: WireServer) -> None:
    async with ask(server) as order:
        async with connect(f"{server.url}/left"), connect(f"{server.url}/left") as broken:
            assert await order(do="kept", path="/left") == [[2, 2]]
            broken.transport.abort()
        # Without a full garbage collection: it is rare in this process, and many sockets come and go.
        async with asyncio.timeout(PATIENCE):
            while await order(do="kept", path="/left") != [[0, 0]]:  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.01)


async def test_a_peer_that_stops_reading_after_a_close_is_disconnected(server: WireServer) -> None:
    async with ask(server) as order:
        stopped = raw(server, "/goodbye")
        assert await order(do="flood", path="/goodbye", size=200_000) == [[True]]
        stopped.sendall(b"\x88\x80\0\0\0\0")
        async with asyncio.timeout(PATIENCE):
            while await order(do="kept", path="/goodbye") != [[0, 0]]:  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.1)
        stopped.close()


async def test_a_failed_handshake_leaves_no_objects(server: WireServer) -> None:
    async with ask(server) as order:
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
            client.sendall(
                HANDSHAKE.format(path="/", port=server.port).replace("Version: 13", "Version: 12").encode()
            )
            assert client.recv(12) == b"HTTP/1.1 400"
        async with asyncio.timeout(PATIENCE):
            while (await order(do="kept", path=""))[0][0]:  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.01)


async def test_a_closed_socket_is_not_opened_again(server: WireServer) -> None:
    """The fixture checks that Twisted logged no error."""
    for _ in range(3):
        with pytest.raises((ConnectionError, InvalidMessage)):
            await connect(f"{server.url}/gone")
    async with ask(server) as order:
        assert await order(do="flood", path="/gone", size=10) == [[False] * 3]


@pytest.mark.parametrize("fragments", [["x" * 65537], ["x" * 40000, "x" * 40000]])
async def test_a_message_over_64_kib_is_refused(server: WireServer, fragments: list[str]) -> None:
    async with connect(server.url) as ws:
        await ws.send(fragments)
        with pytest.raises(ConnectionClosed) as closed:
            await ws.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009


async def test_a_message_of_64_kib_is_taken(server: WireServer) -> None:
    async with connect(server.url) as ws:
        await ws.send(json.dumps({"do": "nothing"}).ljust(65536))
        assert await ws.recv() == "[]"


@pytest.mark.parametrize(
    "frame",
    [b"\x89\x80\0\0\0\0", b"\x8a\x80\0\0\0\0", b"\x00\x80\0\0\0\0", b'\x81\x88\0\0\0\0{"do":0}'],
    ids=["pings", "pongs", "parts of a message", "messages"],
)
async def test_a_peer_that_sends_too_many_frames_is_not_read_any_more(
    server: WireServer, frame: bytes
) -> None:
    flooding = raw(server, "/flood")
    start = b"\x01\x80\0\0\0\0" if frame[0] == 0 else b""
    flooding.sendall(start + frame * 1000)
    assert b"\x88\x02\x0f\xa8" in await asyncio.to_thread(heard, flooding)
    flooding.close()


def heard(client: socket.socket) -> bytes:
    """Everything until the end."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(4096):
            got += part
    return got


async def test_a_burst_of_connections_is_accepted(server: WireServer) -> None:
    async with contextlib.AsyncExitStack() as stack:
        sockets = await asyncio.gather(
            *(
                stack.enter_async_context(connect(f"{server.url}/burst", open_timeout=PATIENCE))
                for _ in range(300)
            )
        )
        async with ask(server) as order:
            assert await order(do="flood", path="/burst", size=10) == [[True] * 300]
        assert await asyncio.gather(*(ws.recv() for ws in sockets)) == ["x" * 10] * 300


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("", 403),
        ("http://127.0.0.1:{port}", 101),
        ("http://friend.test", 101),
        ("null", 403),
        ("http://evil.test", 403),
        ("http://127.0.0.1:1", 403),
        ("https://127.0.0.1", 403),
        ("http://evil.test@127.0.0.1:{port}", 403),
        ("http://127.0.0.1:{port}/path", 403),
        ("http://friend.test.evil.test", 403),
    ],
)
async def test_a_foreign_page_may_not_open_a_socket(server: WireServer, origin: str, status: int) -> None:
    answered = 101
    try:
        async with connect(server.url, origin=origin.format(port=server.port) or None):
            pass
    except InvalidStatus as refused:
        answered = refused.response.status_code
    assert answered == status


async def test_a_rebound_name_is_not_the_same_site(server: WireServer) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"ws://evil.test:{server.port}", host="127.0.0.1"):
            pass
    assert refused.value.response.status_code == 403


def test_the_limit_of_open_files_is_raised(server: WireServer) -> None:
    limits = Path(f"/proc/{server.process.pid}/limits").read_text().splitlines()
    (soft, hard) = next(line.split()[3:5] for line in limits if line.startswith("Max open files"))
    assert int(soft) == min(int(hard), 65536)


def test_http_is_served_beside(server: WireServer) -> None:
    assert httpx.get(f"http://127.0.0.1:{server.port}/", trust_env=False).text == "here"


def test_daphnes_log_leaves_out_the_query() -> None:
    program = (
        "import foundation.wire.server; from daphne.http_protocol import WebRequest;"
        "request = WebRequest.__new__(WebRequest);"
        "request.method, request.path, request.uri = b'GET', b'/join', b'/join?token=secret';"
        "assert repr(request) == \"<WebRequest b'GET' b'/join'>\", request"
    )
    subprocess.run([sys.executable, "-c", program], env=environment(), check=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.thorough)])
async def test_a_signal_closes_every_socket_with_4012_and_ends_cleanly(
    number: signal.Signals, start: Any
) -> None:
    server = start()
    async with connect(server.url) as ws:
        stopped = raw(server, "/stopped")
        ending = asyncio.create_task(asyncio.to_thread(server.end, number))
        with pytest.raises(ConnectionClosed) as closed:
            await ws.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4012
        assert 0 <= int(closed.value.rcvd.reason) <= 1000
        assert await ending == (0, "draining\nstopped\n", "")
        stopped.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.thorough)])
def test_a_later_signal_ends_it_at_once(number: signal.Signals, start: Any) -> None:
    process = start().process
    process.send_signal(number)
    assert process.stdout.readline() == "draining\n"
    while process.poll() is None:
        process.send_signal(number)
        time.sleep(0.01)  # wait until the next signal counts as another one
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (-number, "")


def test_while_draining_no_websocket_opens_on_an_open_connection(start: Any) -> None:
    server = start()
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as kept:
        kept.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        assert kept.recv(4096).startswith(b"HTTP/1.1 200")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.stdout is not None
        assert server.process.stdout.readline() == "draining\n"
        kept.sendall(HANDSHAKE.format(path="/late", port=server.port).encode())
        assert kept.recv(4096).startswith(b"HTTP/1.1 503")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), PATIENCE)
    out, err = server.process.communicate(timeout=PATIENCE)
    assert (server.process.returncode, out, err) == (0, "stopped\n", "")


async def test_tls_carries_ready_frames_encrypted(tmp_path: Path, start: Any) -> None:
    _write_certificate(tmp_path)
    server = start(f"ssl:0:interface=127.0.0.1:privateKey={tmp_path}/key.pem:certKey={tmp_path}/cert.pem")
    trust = ssl.create_default_context(cafile=f"{tmp_path}/cert.pem")
    async with connect(server.url.replace("ws:", "wss:"), ssl=trust) as ws:
        assert await numbers(ws, 100) == [str(number) for number in range(100)]
    assert server.end(signal.SIGTERM) == (0, "draining\nstopped\n", "")


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hall.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
