"""Thousands of raw WebSocket clients in one process: one epoll, no library, as little Python per frame as possible.

Used by `wire_load.py`, `wire_slow.py`, `wire_hall.py` and `demo.py`. Times are seconds of `time.perf_counter`.
"""

import base64
import heapq
import os
import resource
import select
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: balai.v1\r\n"
    "Sec-WebSocket-Key: {key}\r\n\r\n"
)
READ, WRITE = select.EPOLLIN, select.EPOLLOUT
GONE = select.EPOLLERR | select.EPOLLHUP
ANSWER_PING = b"\x8a\x80\0\0\0\0"
NO_LINGER = struct.pack("ii", 1, 0)


def allow_many_files() -> None:
    """Raise the limit of open files to the hard limit, because a socket is a file."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Client:
    """One socket. `mark` is any object of the caller; `room` is the size of a smaller receive buffer in octets.

    It connects from the local `address`. `farewell` is the payload of the Close frame that ended it.
    """

    __slots__ = ("address", "buffer", "farewell", "mark", "open", "room", "socket")

    def __init__(self, mark: Any, room: int = 0, address: str = "") -> None:
        self.mark, self.room, self.address = mark, room, address
        self.open, self.buffer, self.farewell = False, b"", b""
        self.socket: socket.socket

    def send(self, payload: bytes) -> None:
        """Send a text message. The mask is zero, so that the payload stays as it is."""
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0xFE, size)
        self.socket.sendall(head + bytes(4) + payload)

    def take(self, octets: int) -> None:
        """Read octets and discard them."""
        with suppress(BlockingIOError, ConnectionError):
            self.socket.recv(octets)

    def cut(self) -> None:
        """Reset the connection, without a Close frame."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self.socket.close()


class Crowd:
    """All clients. `on_frame(client, first octet, payload, when)`; `on_open` and `on_gone` get the client."""

    def __init__(
        self,
        port: int,
        on_frame: Callable[[Client, int, bytes, float], None],
        on_open: Callable[[Client], None] = lambda client: None,
        on_gone: Callable[[Client], None] = lambda client: None,
        path: str = "/ws",
    ) -> None:
        self._address = ("127.0.0.1", port)
        self._on_frame, self._on_open, self.on_gone = on_frame, on_open, on_gone
        self._handshake = HANDSHAKE.format(path=path, port=port, key=_key()).encode()
        self._epoll = select.epoll()
        self._clients: dict[int, Client] = {}
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._number = 0

    def connect(self, client: Client) -> None:
        """Begin a connection; `on_open` is called after its handshake."""
        client.open, client.buffer, client.farewell = False, b"", b""
        client.socket = socket.socket()
        client.socket.setblocking(False)
        client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if client.room:
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, client.room)
        if client.address:
            client.socket.bind((client.address, 0))
        client.socket.connect_ex(self._address)
        self._clients[client.socket.fileno()] = client
        self._epoll.register(client.socket.fileno(), WRITE)

    def pause(self, client: Client) -> None:
        """Stop reading a client. The end of its connection is still noticed."""
        self._epoll.modify(client.socket.fileno(), 0)

    def cut(self, client: Client) -> None:
        """Drop a connection at once, without a callback."""
        number = client.socket.fileno()
        if number in self._clients:
            del self._clients[number]
            client.cut()

    def call_later(self, seconds: float, work: Callable[[], None]) -> None:
        """Call `work` from within `run`."""
        self._number += 1
        heapq.heappush(self._later, (time.perf_counter() + seconds, self._number, work))

    def run(self, until: Callable[[], bool], seconds: float = 60.0) -> None:
        """Serve all until a condition holds. Raises TimeoutError if it does not."""
        end = time.perf_counter() + seconds
        while not until():
            now = time.perf_counter()
            if now > end:
                raise TimeoutError(f"not within {seconds} s")
            while self._later and self._later[0][0] <= now:
                heapq.heappop(self._later)[2]()
            wait = min(0.05, max(0.0, self._later[0][0] - now)) if self._later else 0.05
            for number, event in self._epoll.poll(wait, 512):
                self._serve(number, event)

    def rest(self, seconds: float) -> None:
        """Serve all for some seconds."""
        end = time.perf_counter() + seconds
        self.run(lambda: time.perf_counter() >= end, seconds + 1)

    def _serve(self, number: int, event: int) -> None:
        client = self._clients.get(number)
        if client is None:
            return
        try:
            if event & READ:
                data = client.socket.recv(1 << 18)
                if not data:
                    raise ConnectionResetError
                self._take(client, data, time.perf_counter())
            elif event & GONE:
                raise ConnectionResetError
            else:
                client.socket.send(self._handshake)
                self._epoll.modify(number, READ)
        except (ConnectionError, BlockingIOError):
            self._clients.pop(number, None)
            client.socket.close()
            self.on_gone(client)

    def _take(self, client: Client, data: bytes, when: float) -> None:
        if client.buffer:
            data = client.buffer + data
        if not client.open:
            head, end, rest = data.partition(b"\r\n\r\n")
            if not end:
                client.buffer = data
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise ConnectionResetError
            client.open, data = True, rest
            self._on_open(client)
        at, whole = 0, len(data)
        while whole - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                if whole - at < 4:
                    break
                size, start = (data[at + 2] << 8) | data[at + 3], at + 4
            elif size == 127:
                if whole - at < 10:
                    break
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if whole - start < size:
                break
            first = data[at]
            at = start + size
            if first == 0x89:
                client.socket.send(ANSWER_PING[:1] + bytes([0x80 | size]) + bytes(4) + data[start:at])
            elif first == 0x88:
                client.farewell = data[start:at]
                raise ConnectionResetError
            else:
                self._on_frame(client, first, data[start:at], when)
        client.buffer = data[at:]


def _key() -> str:
    return base64.b64encode(os.urandom(16)).decode()


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its threads so far (proc(5), fields 14 and 15)."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int) -> int:
    """The resident memory of a process in kB."""
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
