"""Balai's Daphne server: encoded frames, a long accept queue, limits on frames and on slow readers, a graceful stop.

Importing this module installs Twisted's asyncio reactor, so only code that starts a server may import it. It closes
sockets with 1009 for a message over `MAX_MESSAGE` (by autobahn), 4008 for frames that come too fast, and 4012 when the
server drains.
"""
# mypy: allow-untyped-calls
# Daphne, autobahn and much of Twisted are untyped.

import asyncio
import contextlib
import gc
import logging
import random
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import daphne.server
from autobahn.twisted import websocket as autobahn_twisted
from autobahn.websocket import protocol as autobahn_protocol
from autobahn.websocket.types import ConnectionDeny
from daphne.http_protocol import WebRequest
from daphne.ws_protocol import WebSocketProtocol
from django.conf import settings
from twisted.internet import defer, reactor, tcp
from twisted.internet.protocol import connectionDone
from twisted.logger import globalLogPublisher as twisted_log
from twisted.python.failure import Failure

from foundation import limits
from foundation.http import client_ip
from foundation.http.upload_hooks import FILE, BodyOf, no_files
from foundation.processes import open_file_limit
from foundation.processes.shutdown import ANSWERED, CANCELLED, LEFT, STOPPED, stopping
from foundation.wire.accept_rate import limit_accepts
from foundation.wire.connections import ConnectionCounter
from foundation.wire.fair_reading import FairReader
from foundation.wire.http_request import LIMITS, BoundedChannel, BoundedRequest, Limits
from foundation.wire.reconnect_spread import reconnect_period
from foundation.wire.socket_writer import MAX_PENDING, SocketWriter

BACKLOG = 2048
SWITCH_SECONDS = 0.001
"""Seconds after which Python lets another thread run. The event loop may wait that long after each write."""
MAX_MESSAGE = 64 * 1024
SEND_BUFFER = 64 * 1024
PARTS_AT_ONCE = 4
"""How many frame heads and payloads are read from one socket before other sockets have their turn."""
MAX_UNREAD = 64 * 1024
"""The most unread bytes of a socket. Beyond that no more is read from the kernel."""
TOO_FAST, DRAINING = 4008, 4012
CLOSE_SECONDS = 3.0
"""How long after a close the connection may remain if its peer does not read or does not end TLS."""
CHECK_SECONDS = 2.0
CHECKED_TOGETHER, CHECK_PAUSE = 25, 0.01
CONNECTIONS_SHARE = 0.9
"""The share of the process's open-file limit that connections may use."""

logger = logging.getLogger(__name__)
Hook = Callable[[], Awaitable[object]]


async def _do_nothing() -> None:
    pass


def _discard_result(protocol: Any) -> None:
    """Replace the result of autobahn's `is_closed` by None.

    The result is the protocol, which holds `is_closed`: a reference cycle, which would delay the release of both.
    """


def _without_query(request: WebRequest) -> str:
    return f"<WebRequest {request.method!r} {getattr(request, 'path', None)!r}>"


def _skip_formatting(value: object, **style: object) -> str:
    """Replaces autobahn's formatting of debug lines, which runs even if they are not logged.

    Formatting all options took half the CPU of a connect, and coloured names a tenth of the CPU of a frame.
    """
    return ""


for _module in (autobahn_protocol, autobahn_twisted):
    vars(_module).update(
        {name: _skip_formatting for name in ("pformat", "hltype", "hlval") if name in vars(_module)}
    )
# Daphne logs the repr of a request that hangs, and Twisted's repr shows the query, which may hold a secret.
setattr(WebRequest, "__repr__", _without_query)  # noqa: B010


class BoundedTransport(tcp.Server):
    """A TCP connection. It is counted, and it tells its socket's writer whether bytes wait to be sent.

    A connection over the limit is aborted before anything is sent. It counts for its peer, or for the client named by
    the last head if the peer is a trusted proxy.
    """

    writer: SocketWriter | None = None
    _address: str | None = None

    def __init__(
        self, connections: ConnectionCounter, sock: Any, protocol: Any, client: Any, server: Any, *rest: Any
    ) -> None:
        super().__init__(sock, protocol, client, server, *rest)
        self._connections = connections
        self._is_proxy = client[0] in settings.TRUSTED_PROXIES
        address = "" if self._is_proxy else client_ip.client_address("", client[0])
        if connections.enter(address):
            self._address = address
        else:
            self.abortConnection()

    def count_for_client(self, address: str) -> bool:
        """Count the connection for the client of the current request. Returns False if that client has too many."""
        if not self._is_proxy or self._address is None:
            return True
        if not self._connections.move(self._address, address):
            return False
        self._address = address
        return True

    def connectionLost(self, reason: Failure) -> None:
        """Called by Twisted when the connection is closed."""
        if self._address is not None:
            self._connections.leave(self._address)
            self._address = None
        super().connectionLost(reason)

    def startWriting(self) -> None:
        """Called by Twisted with each write. Tells the writer that bytes may wait."""
        if self.writer is not None:
            self.writer.waits = True
        super().startWriting()

    def stopWriting(self) -> None:
        """Called by Twisted when the kernel has taken everything. Tells the writer that no bytes wait."""
        if self.writer is not None:
            self.writer.waits = False
        super().stopWriting()


class BoundedWebSocketProtocol(WebSocketProtocol):
    """A WebSocket with a writer for encoded frames and a limit on the bytes that wait in it."""

    writer: SocketWriter
    frames: limits.TokenBucket
    transport: Any
    _close_timer: asyncio.TimerHandle | None = None
    _is_paused = _is_too_fast = False
    _state: int = WebSocketProtocol.STATE_CLOSED

    @property
    def state(self) -> int:
        """Autobahn's state, which autobahn changes in many places. Each change is passed to the writer."""
        return self._state

    @state.setter
    def state(self, state: int) -> None:
        self._state = state
        self.writer.open = state == self.STATE_OPEN

    def makeConnection(self, transport: Any) -> None:
        """Called by Twisted at the upgrade.

        The kernel's send buffer is kept small: a large one hides a reader that has stopped.
        """
        transport.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        plain = isinstance(transport, BoundedTransport) and not transport.TLS
        self.transport = transport
        self.frames = limits.SOCKET_FRAMES.bucket()
        self.writer = SocketWriter(self, transport.socket if plain else None, time.monotonic())
        if plain:
            transport.writer = self.writer
        super().makeConnection(transport)

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:
        """Called by autobahn for everything that it sends: the handshake, its own frames, the consumer's messages."""
        if sync or chopsize or self.send_queue or not self.writer.send_now(data):
            super().sendData(data, sync, chopsize)

    def onConnect(self, request: Any) -> Any:
        """Called by autobahn at a handshake.

        While the server drains, a handshake may still come over an open connection.
        """
        if self.factory.server_class.draining:
            raise ConnectionDeny(503, "The server drains")
        if not all(each.isascii() for each in request.protocols):
            raise ConnectionDeny(400, "A subprotocol is a token")
        return super().onConnect(request)

    def consumeData(self) -> None:
        """Called by autobahn with received data and after a handshake.

        Sockets are read in turns (`FairReader`). Autobahn would process all data at once.
        """
        if not self._is_reading_state():
            super().consumeData()
            return
        if len(self.data) > MAX_UNREAD and not self._is_paused:
            self._is_paused = True
            self.transport.pauseProducing()
        self.factory.server_class.reading.add(self)

    def _is_reading_state(self) -> bool:
        return self.state in (self.STATE_OPEN, self.STATE_CLOSING)

    def read_some(self) -> bool:
        """Read a few frames. Returns False if nothing more can be read now."""
        for _ in range(PARTS_AT_ONCE):
            if self.state == self.STATE_CLOSED or not self.processData():
                self._resume_reading()
                return False
        return True

    def fail(self) -> None:
        """Close the connection after a read failed."""
        self.transport.abortConnection()

    def _resume_reading(self) -> None:
        if self._is_paused and not self._is_too_fast:
            self._is_paused = False
            self.transport.resumeProducing()

    def onFrameBegin(self) -> None:
        """Called by autobahn at the head of each frame.

        Nothing more is read from a peer that sends too many frames, because each frame takes CPU time.
        """
        if self.state == self.STATE_OPEN and not self.frames.take():
            self._is_too_fast = True
            self.sendClose(TOO_FAST)
            self.transport.pauseProducing()
            self.data = b""
        super().onFrameBegin()

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        """Called by autobahn for each message. A message after our Close frame is ignored."""
        if self.state == self.STATE_OPEN:
            super().onMessage(payload, isBinary)

    def onClose(self, wasClean: bool, code: int, reason: Any) -> None:
        """Called by autobahn at the end, also of a handshake that Daphne does not know yet or no longer knows.

        Daphne is told only of connections that it knows.
        """
        if self in self.factory.server_class.connections:
            super().onClose(wasClean, code, reason)

    def _closeConnection(self, abort: bool = False) -> None:
        """Called by autobahn when it is done with the connection.

        After `CLOSE_SECONDS` the connection is aborted. Twisted would wait for the peer without a limit.
        """
        super()._closeConnection(abort)
        self._close_timer = asyncio.get_event_loop().call_later(CLOSE_SECONDS, self.transport.abortConnection)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """Called by Twisted at the end. Breaks reference cycles, which would stay until a full garbage collection."""
        # Read what came before the end first: it may hold a Close frame.
        if self._is_reading_state():
            super().consumeData()
        super().connectionLost(reason)
        if self._close_timer is not None:
            self._close_timer.cancel()
        self.is_closed.addCallback(_discard_result)
        self.writer.release_connection()
        if isinstance(self.transport, BoundedTransport):
            self.transport.writer = None

    def serverSend(self, content: Any, binary: bool = False) -> None:
        """Called by Daphne for the consumer's sends.

        They have the same limit as encoded frames, and are dropped after a close.
        """
        if self.state != self.STATE_OPEN:
            return
        if self.writer.pending() > MAX_PENDING:
            self.writer.abort("too far behind")
        else:
            super().serverSend(content, binary)

    def serverAccept(self, subprotocol: str | None = None) -> None:
        """Called by Daphne when the consumer accepts the socket.

        A socket that has closed meanwhile must not open again.
        """
        if self.state == self.STATE_CONNECTING:
            super().serverAccept(subprotocol)

    def check_timeouts(self) -> None:
        """Called by Daphne every 2 s."""
        super().check_timeouts()
        self.writer.check_progress(time.monotonic())


class Server(daphne.server.Server):
    """One listening server in this process. `run()` returns after SIGINT or SIGTERM (`shutdown.py`).

    `on_start` runs in the event loop before the first connection is accepted, `on_drain` when no more are accepted, and
    `on_stop` after the last was closed. `on_drain` may return for how many seconds no process accepts the clients.
    `run()` raises what `on_start` raised. `failure` holds the error if a port cannot be bound. `body_of` says which
    bodies are taken as files. `limits` bounds connections and time-outs. A socket that was quiet for `ping` seconds is
    sent a ping, and is closed if no pong comes within `pong` seconds.
    """

    def __init__(
        self,
        application: Any,
        endpoints: Sequence[str],
        on_start: Hook,
        on_stop: Hook,
        body_of: BodyOf = no_files,
        ping: int = 10,
        pong: int = 12,
        on_drain: Hook = _do_nothing,
        limits: Limits = LIMITS,
    ) -> None:
        super().__init__(
            application,
            endpoints=list(endpoints),
            ping_interval=ping,
            ping_timeout=pong,
            websocket_timeout=-1,
            websocket_max_message_size=MAX_MESSAGE,
            websocket_max_frame_size=MAX_MESSAGE,
            ready_callable=self._prepare,
            server_name="",
            signal_handlers=False,
        )
        self.failure: BaseException | None = None
        self.body_of, self.limits = body_of, limits
        self.reading = FairReader()
        self.draining = False
        self._on_start, self._on_drain, self._on_stop = on_start, on_drain, on_stop
        self._ports: list[Any] = []
        self._starting: asyncio.Task[None] | None = None

    def run(self) -> None:
        """Serve until a signal. Objects made before are exempt from garbage collection."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        sys.setswitchinterval(SWITCH_SECONDS)
        most = int(open_file_limit.raise_limit() * CONNECTIONS_SHARE)
        self.connections_of = ConnectionCounter(most, self.limits.connections)
        stopping.listen(lambda: reactor.callFromThread(self.stop))
        super().run()
        # Otherwise the interpreter searches everything that thousands of sockets left before it exits.
        gc.freeze()
        if self.failure is not None:
            raise self.failure

    def _prepare(self) -> None:
        """Called by Daphne last before the reactor runs. From here on its factories make our protocols."""
        self.ws_factory.protocol = BoundedWebSocketProtocol
        vars(self.http_factory)["protocol"] = BoundedChannel
        vars(self.http_factory)["buildProtocol"] = _with_bounded_requests(self.http_factory.buildProtocol)
        vars(self.http_factory)["acceptableProtocols"] = lambda: [b"http/1.1"]
        # A close code instead of a reset; and `origin.py` refuses a null origin.
        self.ws_factory.setProtocolOptions(failByDrop=False, allowNullOrigin=True)
        # Daphne does not log Twisted's events. Errors that Twisted caught must be logged.
        observer: Any = _log_crash
        twisted_log.addObserver(observer)
        reactor.callWhenRunning(self._begin)

    def listen_success(self, port: Any) -> None:
        """Called by Daphne when a port is bound. Clients wait in the accept queue until `on_start` is done."""
        super().listen_success(port)
        port.transport = partial(BoundedTransport, self.connections_of)
        limit_accepts(port)
        port.stopReading()
        self._ports.append(port)

    def listen_error(self, failure: Any) -> None:
        """Called by Daphne when a port cannot be bound."""
        self.failure = failure.value
        self.stop()

    def timeout_checker(self) -> None:
        """Called by Daphne every 2 s. Checks a few sockets at a time.

        Thousands of sockets that opened together need a ping at the same time. All at once that would block the loop
        for most of a second.
        """
        self._check_timeouts(list(self.connections), time.monotonic() + CHECK_SECONDS)

    def _check_timeouts(self, waiting: list[Any], again_at: float) -> None:
        loop = asyncio.get_event_loop()
        for protocol in waiting[:CHECKED_TOGETHER]:
            protocol.check_timeouts()
        if rest := waiting[CHECKED_TOGETHER:]:
            loop.call_later(CHECK_PAUSE, self._check_timeouts, rest, again_at)
        else:
            loop.call_later(max(0.0, again_at - time.monotonic()), self.timeout_checker)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Called by Daphne for each connection. Puts the writer into a WebSocket's scope, and a file into a request's.

        Daphne lets clients set the root path, and decodes `%2E` in a subprotocol's name. Both are undone here.
        """
        extensions = scope.setdefault("extensions", {})
        scope["root_path"] = self.root_path
        if scope["type"] == "websocket":
            scope["subprotocols"] = protocol.request.protocols
            extensions["balai.ready"] = protocol.writer
        elif protocol.body is not None:
            extensions[FILE] = protocol.body
        return super().create_application(protocol, scope)

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """Called by Daphne for what the application sends. Waits until the client of a request has read it."""
        await super().handle_reply(protocol, message)
        if isinstance(protocol, BoundedRequest):
            await protocol.wait_until_drained()

    def _begin(self) -> None:
        self._starting = asyncio.get_event_loop().create_task(self._start())

    async def _start(self) -> None:
        try:
            await self._on_start()
        except Exception as error:
            self.failure = error
            self.stop()
        else:
            for port in self._ports:
                port.startReading()

    def kill_all_applications(self) -> Any:
        """Start to drain. Called by Daphne before the reactor stops, which waits for the result."""
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._drain()))

    async def _drain(self) -> None:
        stopping.begin()
        self.draining = True
        for port in self._ports:
            port.stopListening()
        away = await self._run_hook(self._on_drain, ANSWERED)
        self._close_all(away if isinstance(away, float) else 0.0)
        await self._until_idle()
        await self._run_hook(self._on_stop, STOPPED)
        await _cancel_other_tasks()

    def _close_all(self, away: float) -> None:
        """Close each socket.

        The close reason is the number of milliseconds after which to reconnect, so that not all reconnect at once.
        """
        sockets = [each for each in self.connections if isinstance(each, BoundedWebSocketProtocol)]
        first, last = reconnect_period(len(sockets), away)
        for socket_ in sockets:
            _close(socket_, round(random.uniform(first, last) * 1000))

    async def _until_idle(self) -> None:
        """Wait at most until `LEFT` for the applications, which finish when their sockets close."""
        details = self.connections.values()
        running = [each["application_instance"] for each in details if "application_instance" in each]
        if running:
            await _wait_until_deadline(running, LEFT)

    async def _run_hook(self, hook: Hook, moment: float) -> object:
        if self._starting is None or not self._starting.done() or self.failure is not None:
            return None
        try:
            async with stopping.timeout_at(moment):
                return await hook()
        except TimeoutError:
            name = getattr(hook, "__qualname__", hook)
            logger.warning("%s was not done %s s after this process was told to stop", name, moment)
        except Exception:
            logger.exception("%s failed", getattr(hook, "__qualname__", hook))
        return None


def _with_bounded_requests(build: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def build_protocol(address: Any) -> Any:
        protocol = build(address)
        protocol.requestFactory = BoundedRequest
        return protocol

    return build_protocol


def _log_crash(event: dict[str, Any]) -> None:
    if "log_failure" in event:
        logger.error("Caught by Twisted: %s", event["log_failure"].getTraceback())


def _close(protocol: BoundedWebSocketProtocol, milliseconds: int) -> None:
    if protocol.state == protocol.STATE_OPEN:
        protocol.sendClose(DRAINING, str(milliseconds))
    elif protocol.state == protocol.STATE_CONNECTING:
        protocol.serverReject()


async def _cancel_other_tasks() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    if rest:
        await _wait_until_deadline(rest, CANCELLED)


async def _wait_until_deadline(tasks: Collection[asyncio.Task[Any]], moment: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with stopping.timeout_at(moment):
            await asyncio.wait(tasks)


def tcp_endpoint(host: str, port: int) -> str:
    """Twisted's description of a TCP port. The default queue of 50 makes clients retransmit in a burst."""
    return f"tcp:port={port}:interface={_escape_for_endpoint(host)}:backlog={BACKLOG}"


def tls_endpoint(host: str, port: int, certificate: Path, key: Path) -> str:
    """Twisted's description of a TCP port with TLS. Both files are PEM. Intermediate certificates follow the
    certificate.
    """
    files = f"certKey={_escape_for_endpoint(str(certificate))}:privateKey={_escape_for_endpoint(str(key))}"
    return f"ssl:port={port}:interface={_escape_for_endpoint(host)}:{files}:backlog={BACKLOG}"


def _escape_for_endpoint(text: str) -> str:
    return text.replace("\\", r"\\").replace(":", r"\:")
