"""HTTP requests with a limit on the body that applies while it arrives.

Daphne receives a whole body before it calls the application. Here a body that the application takes as a file is
written to that file part by part. Any other body has a limit, which is small unless the application sets another. If
the declared length exceeds it, the request is refused before the body is read.
"""
# mypy: allow-untyped-calls
# Daphne and much of Twisted are untyped.

import asyncio
import io
import json
import math
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from daphne.http_protocol import WebRequest
from twisted.internet.protocol import connectionDone
from twisted.protocols import basic
from twisted.python.failure import Failure
from twisted.web import http

from foundation.http import client_ip
from foundation.http.problems import FAILED, UNREADABLE, problem_body, status_of
from foundation.http.upload_hooks import MAX_BODY, Body, Head
from foundation.refusals import Refusal

MAX_DISCARDED = 8 * 1024 * 1024
"""How many octets of a refused body are still read, so that the client can read the refusal."""

LONGEST_NUMBER = 18
"""The most digits of a Content-Length."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of the responses that this server makes itself. The application sets its own."""


@dataclass(frozen=True)
class Limits:
    """Limits of HTTP connections.

    `connections` is the most from one address. `head`, `idle`, `body` and `stalled` are time-outs in seconds. `pace` is
    the minimum rate of a body, in octets per second.
    """

    connections: int = 8000
    head: float = 20
    idle: float = 30
    body: float = 30
    pace: int = 8 * 1024
    stalled: float = 30


LIMITS = Limits()


class BoundedChannel(http.HTTPChannel):
    """An HTTP/1.1 connection with a time-out for the whole head and for the whole of a small body.

    Twisted restarts its time-out of a minute with each octet. A client that reads nothing of its response is
    disconnected.
    """

    transport: Any
    _idle = False
    _waited = math.inf
    _flowing: asyncio.Event | None = None

    @property
    def limits(self) -> Limits:
        """The server's limits."""
        found: Limits = self.factory.server.limits
        return found

    def connectionMade(self) -> None:
        """Twisted's call when somebody connects."""
        super().connectionMade()
        self.setTimeout(self.limits.head)

    def setTimeout(self, period: float | None) -> float | None:
        """Called by Twisted.

        If a timer is set to an earlier time, Twisted searches the timers of all connections. A new timer avoids that.
        """
        before: float | None = super().setTimeout(None)
        super().setTimeout(period)
        return before

    def dataReceived(self, data: bytes) -> None:
        """Called by Twisted with received data. Twisted's own method would restart the time-out."""
        if self._idle:
            self._idle = False
            self.setTimeout(self.limits.head)
        basic.LineReceiver.dataReceived(self, data)

    def allHeadersReceived(self) -> None:
        """Called by Twisted at the end of a head."""
        super().allHeadersReceived()
        self.setTimeout(self.requests[-1].seconds)

    def requestDone(self, request: Any) -> None:
        """Called by Twisted when a request is answered. The connection stays open for the next one."""
        self._idle, self._savedTimeOut, self._waited = True, self.limits.idle, math.inf
        super().requestDone(request)

    def timeoutConnection(self) -> None:
        """Called by Twisted at the time-out.

        A client that still reads its response, however slowly, may read all of it.
        """
        if self.has_progressed():
            self.setTimeout(self.limits.stalled)
        else:
            super().timeoutConnection()

    def _maybeChooseTransferDecoder(self, header: bytes, data: bytes) -> bool:
        """Called by Twisted for each header.

        A length that a proxy could read differently is refused (request smuggling).
        """
        unclear = {
            b"Content-Length": len(data) > LONGEST_NUMBER,
            b"Transfer-Encoding": data.lower() != b"chunked",
        }
        if unclear.get(header):
            return bool(self._failChooseTransferDecoder())
        return bool(super()._maybeChooseTransferDecoder(header, data))

    def lineLengthExceeded(self, line: bytes) -> None:
        """Called by Twisted for a line that is too long. Twisted's own method sends no response."""
        self._respondToBadRequestAndDisconnect()

    def _respondToBadRequestAndDisconnect(self) -> None:
        """Called by Twisted for malformed HTTP."""
        self.transport.write(_refusal_response(UNREADABLE))
        self.loseConnection()

    def pauseProducing(self) -> None:
        """Called by Twisted when the send buffer is full."""
        self._flowing = self._flowing or asyncio.Event()
        super().pauseProducing()

    def resumeProducing(self) -> None:
        """Called by Twisted when the kernel has taken everything."""
        self._note_drained()
        super().resumeProducing()

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """Called by Twisted when the connection is closed."""
        self._note_drained()
        super().connectionLost(reason)

    def _note_drained(self) -> None:
        if self._flowing is not None:
            self._flowing.set()
            self._flowing = None

    async def wait_until_drained(self) -> None:
        """Wait until the send buffer is empty. A client that reads nothing for some time is disconnected."""
        while self._flowing is not None:
            try:
                async with asyncio.timeout(self.limits.stalled):
                    await self._flowing.wait()
            except TimeoutError:
                if not self.has_progressed():
                    self.transport.abortConnection()
                    return

    def has_progressed(self) -> bool:
        """Whether the client read some of the send buffer since the last call."""
        lower = self.connection
        waiting = len(lower.dataBuffer) - lower.offset + lower._tempDataLen
        before, self._waited = self._waited, waiting
        return bool(0 < waiting < before)

    @property
    def connection(self) -> Any:
        """The TCP connection below TLS."""
        return getattr(self.transport, "transport", self.transport)


class BoundedRequest(WebRequest):
    """An HTTP request with a limited body. `Server.body_of` says which bodies are taken as files."""

    channel: Any
    body: Body | None = None
    most: int = MAX_BODY
    refusal: Refusal | None = None
    taken = 0
    seconds: float = 0
    """Seconds within which the whole body has to arrive, or each part of a body that is stored as a file."""

    def gotLength(self, length: int | None) -> None:
        """Called by Twisted when the head is complete. Decides where the body goes, or refuses the request."""
        # Twisted would parse forms and multipart bodies too, but the application does that.
        self._parsePOSTFormSubmission = False
        limits = self.channel.limits
        try:
            self._count_for_client()
            found = self.server.body_of(self._head(length))
            self.body, self.most = (None, found) if isinstance(found, int) else (found, 0)
            if self.body is None and (length or 0) > self.most:
                raise self._too_large_refusal()
            self.seconds = limits.body + self.most / limits.pace
        except Refusal as refusal:
            self.most, self.seconds = 0, limits.body
            self._refuse(refusal)
        # Twisted keeps a small body in memory, and a larger one in an unnamed temporary file.
        super().gotLength(min(self.most, self.most if length is None else length))

    def _count_for_client(self) -> None:
        """Count the connection for the client that a trusted proxy names. Refuses `http.too_many`."""
        forwarded = ",".join(
            each.decode("latin-1") for each in self.requestHeaders.getRawHeaders(b"X-Forwarded-For", [])
        )
        connection = self.channel.connection
        if not connection.count_for_client(client_ip.client_address(forwarded, connection.client[0])):
            raise Refusal(
                "http.too_many", "Too many connections of your network are open here. Try again in a moment."
            )

    def _head(self, length: int | None) -> Head:
        bearer = self.requestHeaders.getRawHeaders(b"Authorization", [b""])[0]
        path = self.channel._path.partition(b"?")[0]
        return Head(
            self.channel._command.decode("latin-1"), path.decode("latin-1"), bearer.decode("latin-1"), length
        )

    def handleContentChunk(self, data: bytes) -> None:
        """Called by Twisted for each part of the body."""
        self.taken += len(data)
        if self.refusal is not None:
            if self.taken > MAX_DISCARDED:
                self._transport.abortConnection()
            return
        try:
            if self.body is not None:
                self.channel.resetTimeout()
                self.body.write(data)
            elif self.taken > self.most:
                raise self._too_large_refusal()
            else:
                super().handleContentChunk(data)
        except Refusal as refusal:
            self._refuse(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        """Respond at once, before the body has arrived: the client need not send the rest."""
        self._discard_body()
        self.refusal, self.taken = refusal, 0
        self.content = io.BytesIO()
        # Twisted would send "100 Continue" after our response.
        self.requestHeaders.removeHeader(b"Expect")
        self._transport.write(_refusal_response(refusal))

    def _too_large_refusal(self) -> Refusal:
        most = f"{self.most >> 10} KiB" if self.most < 1 << 20 else f"{self.most >> 20} MiB"
        return Refusal("http.too_large", f"This is too large: at most {most} are taken here.")

    @property
    def _transport(self) -> Any:
        return self.channel.transport

    def process(self) -> Any:
        """Called by Twisted when the body is complete."""
        if self.refusal is not None:
            self.channel.loseConnection()
            return None
        result = super().process()
        if self.transport is None:
            # A WebSocket has taken the connection over. Without this, request and channel refer to each other until a
            # full garbage collection, which is rare.
            self.channel = None
        return result

    def connectionLost(self, reason: Any) -> None:
        """Called by Twisted when the client has disconnected.

        Discards the body, unless the application runs: then the body belongs to the application.
        """
        if self.application_queue is None:
            self._discard_body()
        super().connectionLost(reason)

    def finish(self) -> None:
        """Called by Daphne when the response is complete."""
        self._discard_body()
        super().finish()

    def basic_error(self, status: int, status_text: bytes, body: str) -> None:
        """Called by Daphne when there is no other response. Daphne's own page names the server software."""
        if self._response_started:
            self._transport.abortConnection()
            return
        head, _, content = _refusal_response(UNREADABLE if status == 400 else FAILED).partition(b"\r\n\r\n")
        headers = [tuple(line.split(b": ")) for line in head.split(b"\r\n")[1:]]
        self.handle_reply({"type": "http.response.start", "status": status, "headers": headers})
        self.handle_reply({"type": "http.response.body", "body": content})

    async def wait_until_drained(self) -> None:
        """Wait until the send buffer is empty."""
        if (channel := getattr(self, "channel", None)) is not None:
            await channel.wait_until_drained()

    def _discard_body(self) -> None:
        if self.body is not None:
            self.body.discard()
            self.body = None


def _refusal_response(refusal: Refusal) -> bytes:
    status = status_of(refusal.code)
    content = json.dumps(problem_body(refusal.code, refusal.message, status)).encode()
    headers = HEADERS | {
        "Content-Type": "application/problem+json",
        "Content-Length": str(len(content)),
        "Connection": "close",
    }
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        *(": ".join(each) for each in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content
