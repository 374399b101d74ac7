"""The real server in a process of its own, because Twisted's reactor runs only once in a process.

`WireServer.start()` runs this file, whose ASGI application does what a socket asks of it: see `perform`.
"""

import asyncio
import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from foundation.http.upload_hooks import FILE, MAX_BODY, Head
from foundation.refusals import Refusal
from foundation.wire.origin import OriginCheck
from foundation.wire.socket_writer import text_frame
from tests.support.patience import PATIENCE

MUCH = 24
"""MiB of an answer of `/much`."""

PARTS = ("BoundedWebSocketProtocol", "BoundedRequest")
ROOT = Path(__file__).resolve().parent.parent.parent


def environment() -> dict[str, str]:
    """The environment of a process that imports the checkout's packages."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)])}


class WireServer:
    """A handle on the server's process."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port
        self.url = f"ws://127.0.0.1:{port}"

    @classmethod
    def start(cls, *arguments: str) -> "WireServer":
        """Start it, and wait until it accepts connections."""
        process = subprocess.Popen(
            [sys.executable, __file__, *arguments],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        return cls(process, int(process.stdout.readline()))

    def end(self, signal_number: int) -> tuple[int, str, str]:
        """Send a signal and wait; returns exit code, remaining output and errors."""
        self.process.send_signal(signal_number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


class FileBody:
    """A body that is written to a file of a folder, at most 1 MB."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / str(len(list(folder.iterdir())))
        self._file = self.path.open("wb", buffering=0)

    def write(self, octets: bytes) -> None:
        """Write the next octets."""
        if self._file.tell() + len(octets) > 1_000_000:
            raise Refusal("http.too_large", "At most 1 MB.")
        self._file.write(octets)

    def discard(self) -> None:
        """Delete the file."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def receive_as_file(head: Head) -> FileBody | int:
    """Where to write the body of a PUT to `/file`: the folder that the bearer names. `/large` accepts larger bodies."""
    if (head.method, head.path) != ("PUT", "/file"):
        return 300_000 if head.path == "/large" else MAX_BODY
    if not head.authorization:
        raise Refusal("seat.missing", "Take a seat first.")
    return FileBody(Path(head.authorization.removeprefix("Bearer ")))


class Application:
    """Keeps the sockets' connections by path."""

    def __init__(self) -> None:
        self.connections: dict[str, list[Any]] = {}
        self.notes: list[Any] = []
        self.sent = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            if scope["path"] == "/fails":
                raise RuntimeError("before an answer")
            await send({"type": "http.response.start", "status": 200, "headers": []})
            if scope["path"] == "/breaks":
                raise RuntimeError("within an answer")
            if scope["path"] == "/much":
                await self.send_much(receive, send)
            body = scope["extensions"].get(FILE)
            answer = b"here" if body is None else b"%d octets" % body.path.stat().st_size
            await send({"type": "http.response.body", "body": answer})
            return
        connection = scope["extensions"]["balai.ready"]
        self.connections.setdefault(scope["path"], []).append(connection)
        if scope["path"] == "/gone":
            connection.abort()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.receive":
                await self.perform(json.loads(message["text"]), connection, send)

    async def send_much(self, receive: Any, send: Any) -> None:
        """Send until the caller is gone, and count."""
        await receive()
        gone = asyncio.ensure_future(receive())
        for _ in range(MUCH):
            await send({"type": "http.response.body", "body": bytes(1 << 20), "more_body": True})
            await asyncio.sleep(0)
            self.sent += not gone.done()
        gone.cancel()

    async def perform(self, order: dict[str, Any], connection: Any, send: Any) -> None:
        """Do what a socket asks.

        `mix`: numbers by both ways; `close`: a ready frame after it; `flood`: a frame to a whole path; `sent`: MiB of
        `/much` that were taken; `kept`: how many objects of the connections of a path are still alive.
        """
        match order["do"]:
            case "mix":
                for number in range(order["count"]):
                    if number % 3:
                        connection.send_ready(text_frame(b"%d" % number))
                    else:
                        await send({"type": "websocket.send", "text": str(number)})
            case "close":
                await send({"type": "websocket.close", "code": 4000})
                self.notes.append(connection.send_ready(text_frame(b"late")))
                return
            case "flood":
                frame = text_frame(b"x" * order["size"])
                connections = self.connections[order["path"]]
                self.notes.append([each.send_ready(frame) for each in connections])
            case "pending":
                self.notes.append([each.pending() for each in self.connections[order["path"]]])
            case "sent":
                self.notes.append(self.sent)
            case "kept":
                path = order["path"].encode()
                ours = [each for each in gc.get_objects() if type(each).__name__ in PARTS]
                found = [type(each).__name__ for each in ours if getattr(each, "path", b"") == path]
                self.notes.append([found.count(part) for part in PARTS])
        await send({"type": "websocket.send", "text": json.dumps(self.notes)})
        self.notes.clear()


def print_line(line: str) -> None:
    """Print one line for the waiting test."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(endpoint: str = "", limits: str = "{}", proxies: str = "") -> None:
    """Serve until a signal; prints the port when ready and `stopped` at the end. `limits` are `Limits` in JSON."""
    from foundation.wire.http_request import Limits
    from foundation.wire.server import Server, tcp_endpoint

    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ALLOWED_ORIGINS=["http://friend.test"],
        TRUSTED_PROXIES=proxies.split(","),
    )
    hall = SimpleNamespace()

    async def on_start() -> None:
        # Callers that come before this is done must be served too.
        await asyncio.sleep(0)
        print_line(str(hall.server.listening_addresses[0][1]))

    async def on_drain() -> None:
        print_line("draining")
        await asyncio.to_thread(sys.stdin.readline)

    async def on_stop() -> None:
        print_line("stopped")

    endpoint = endpoint or tcp_endpoint("127.0.0.1", 0)
    hall.server = Server(
        OriginCheck(Application()),
        [endpoint],
        on_start,
        on_stop,
        receive_as_file,
        on_drain=on_drain,
        limits=Limits(**json.loads(limits)),
    )
    hall.server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
