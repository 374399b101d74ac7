"""The load of `bench/wire.py`, a process of its own: raw sockets that count the frames they get.

    wire_load.py PORT SOCKETS ROUNDS PID

opens SOCKETS sockets, has ROUNDS events sent to all of them one after the other, and prints as JSON
the CPU that process PID used for each message, and how long an event took to reach all.
"""

import asyncio
import base64
import json
import os
import statistics
import struct
import sys
import time
from pathlib import Path

WARM_UP = 5
HANDSHAKE = (
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {protocol}\r\n"
    "Sec-WebSocket-Key: {key}\r\n\r\n"
)


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Count:
    """Frames that reached a socket; `full` is set where `wanted` have."""

    def __init__(self) -> None:
        self.got, self.wanted, self.full = 0, 0, asyncio.Event()

    def expect(self, more: int) -> None:
        self.wanted += more
        self.full.clear()

    def add(self) -> None:
        self.got += 1
        if self.got == self.wanted:
            self.full.set()


class Client(asyncio.Protocol):
    """One socket: a handshake, then text frames of any length that are counted."""

    def __init__(self, opened: Count, events: Count) -> None:
        self.opened, self.events = opened, events
        self.buffer, self.is_open = b"", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport
        port = transport.get_extra_info("peername")[1]
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(HANDSHAKE.format(port=port, protocol="balai.v1", key=key).encode())

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.is_open:
            head, end, rest = self.buffer.partition(b"\r\n\r\n")
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self.buffer, self.is_open = rest, True
            self.opened.add()
        while self._take_frame():
            self.events.add()

    def _take_frame(self) -> bool:
        if len(self.buffer) < 4:
            return False
        size, start = self.buffer[1], 2
        if size == 126:
            size, start = struct.unpack("!H", self.buffer[2:4])[0], 4
        if len(self.buffer) < start + size:
            return False
        self.buffer = self.buffer[start + size :]
        return True

    def ask(self, number: int) -> None:
        """Have an event sent to all. The mask is zero, which leaves the payload as it is."""
        payload = json.dumps({"number": number}).encode()
        self.transport.write(bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload)


async def measure(port: int, sockets: int, rounds: int, pid: int) -> dict[str, float]:
    """Open, warm up, measure."""
    opened, events = Count(), Count()
    clients: list[Client] = []
    opened.expect(sockets)
    for _ in range(sockets):
        _, client = await asyncio.get_running_loop().create_connection(
            lambda: Client(opened, events), "127.0.0.1", port
        )
        clients.append(client)
    await asyncio.wait_for(opened.full.wait(), 60)
    for number in range(WARM_UP):
        await one_round(clients, events, number)
    before = cpu_seconds(pid)
    times = [await one_round(clients, events, number) for number in range(rounds)]
    used = cpu_seconds(pid) - before
    for client in clients:
        client.transport.abort()
    return {"cpu_us": used * 1e6 / (rounds * sockets), "fanout_ms": statistics.median(times) * 1e3}


async def one_round(clients: list[Client], events: Count, number: int) -> float:
    """Seconds until an event that one socket asked for has reached all."""
    events.expect(len(clients))
    began = time.perf_counter()
    clients[number % len(clients)].ask(number)
    await asyncio.wait_for(events.full.wait(), 30)
    took = time.perf_counter() - began
    await asyncio.sleep(0.005)
    return took


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(*map(int, sys.argv[1:])))))
