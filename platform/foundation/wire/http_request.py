"""HTTP requests whose bodies are bounded as they arrive: Daphne gathers them whole before the application hears of it.

What the house takes as a file goes to where the house says, octet by octet. All else has a limit, which is small
unless the house says otherwise, and is refused by its declared length before any of it comes.
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
from foundation.http.upload_hooks import MOST_BODY, Body, Head
from foundation.refusals import Refusal

DISCARDED = 8 * 1024 * 1024
"""How much of a refused body is read still, so that its sender gets to read why."""

LONGEST_NUMBER = 18
"""Digits of a Content-Length."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""Of what this server answers by itself. The application's answers have the application's."""


@dataclass(frozen=True)
class Limits:
    """How many connections one address may have, and how slow they may be: seconds, and octets a second of a body."""

    connections: int = 8000
    head: float = 20
    idle: float = 30
    body: float = 30
    pace: int = 8 * 1024
    stalled: float = 30


LIMITS = Limits()


class BoundedChannel(http.HTTPChannel):
    """An HTTP/1.1 connection whose heads and small bodies come in time as a whole, not each octet of them.

    Twisted gives each octet a minute. A caller that takes nothing of its answer for some time is cut off.
    """

    transport: Any
    _idle = False
    _waited = math.inf
    _flowing: asyncio.Event | None = None

    @property
    def limits(self) -> Limits:
        """The server's."""
        found: Limits = self.factory.server.limits
        return found

    def connectionMade(self) -> None:
        """Twisted's call when somebody connects."""
        super().connectionMade()
        self.setTimeout(self.limits.head)

    def setTimeout(self, period: float | None) -> float | None:
        """Twisted's call. Where a timer is to ring sooner its own looks for it among those of all connections."""
        before: float | None = super().setTimeout(None)
        super().setTimeout(period)
        return before

    def dataReceived(self, data: bytes) -> None:
        """Twisted's call for what came; its own begins the time anew."""
        if self._idle:
            self._idle = False
            self.setTimeout(self.limits.head)
        basic.LineReceiver.dataReceived(self, data)

    def allHeadersReceived(self) -> None:
        """Twisted's call at the end of a head."""
        super().allHeadersReceived()
        self.setTimeout(self.requests[-1].seconds)

    def requestDone(self, request: Any) -> None:
        """Twisted's call when a request is answered; more of them may come."""
        self._idle, self._savedTimeOut, self._waited = True, self.limits.idle, math.inf
        super().requestDone(request)

    def timeoutConnection(self) -> None:
        """Twisted's call when the time is over. Who still takes an answer, however slowly, may take all of it."""
        if self.moves():
            self.setTimeout(self.limits.stalled)
        else:
            super().timeoutConnection()

    def _maybeChooseTransferDecoder(self, header: bytes, data: bytes) -> bool:
        """Twisted's call for each header. What a proxy could read as another length than we do is refused."""
        unclear = {
            b"Content-Length": len(data) > LONGEST_NUMBER,
            b"Transfer-Encoding": data.lower() != b"chunked",
        }
        if unclear.get(header):
            return bool(self._failChooseTransferDecoder())
        return bool(super()._maybeChooseTransferDecoder(header, data))

    def lineLengthExceeded(self, line: bytes) -> None:
        """Twisted's call for a line that is too long; its own says nothing."""
        self._respondToBadRequestAndDisconnect()

    def _respondToBadRequestAndDisconnect(self) -> None:
        """Twisted's call for what is no HTTP."""
        from foundation.http.problems import UNREADABLE

        self.transport.write(_answer(UNREADABLE))
        self.loseConnection()

    def pauseProducing(self) -> None:
        """Twisted's call when much waits for the caller."""
        self._flowing = self._flowing or asyncio.Event()
        super().pauseProducing()

    def resumeProducing(self) -> None:
        """Twisted's call when the kernel has taken everything."""
        self._flow()
        super().resumeProducing()

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """Twisted's call at the end."""
        self._flow()
        super().connectionLost(reason)

    def _flow(self) -> None:
        if self._flowing is not None:
            self._flowing.set()
            self._flowing = None

    async def drained(self) -> None:
        """Wait until the caller has taken what waits for it; who takes nothing for some time is cut off."""
        while self._flowing is not None:
            try:
                async with asyncio.timeout(self.limits.stalled):
                    await self._flowing.wait()
            except TimeoutError:
                if not self.moves():
                    self.transport.abortConnection()
                    return

    def moves(self) -> bool:
        """Whether the caller took some of what waits for it since this was last asked."""
        lower = self.connection
        waiting = len(lower.dataBuffer) - lower.offset + lower._tempDataLen
        before, self._waited = self._waited, waiting
        return bool(0 < waiting < before)

    @property
    def connection(self) -> Any:
        """The TCP connection, which TLS wraps."""
        return getattr(self.transport, "transport", self.transport)


class BoundedRequest(WebRequest):
    """A request of `Server`, which says in `body_of` what is taken as a file."""

    channel: Any
    body: Body | None = None
    most: int = MOST_BODY
    refusal: Refusal | None = None
    taken = 0
    seconds: float = 0
    """How long the body may take to come; of a file, each part of it."""

    def gotLength(self, length: int | None) -> None:
        """Twisted's call when the head is there."""
        # Twisted would read forms and multipart bodies too; they are the application's.
        self._parsePOSTFormSubmission = False
        limits = self.channel.limits
        try:
            self._belong()
            found = self.server.body_of(self._head(length))
            self.body, self.most = (None, found) if isinstance(found, int) else (found, 0)
            if self.body is None and (length or 0) > self.most:
                raise self._too_large()
            self.seconds = limits.body + self.most / limits.pace
        except Refusal as refusal:
            self.most, self.seconds = 0, limits.body
            self._refuse(refusal)
        # In memory where the most that may come is small, in a file that has no name where it is not.
        super().gotLength(min(self.most, self.most if length is None else length))

    def _belong(self) -> None:
        """Count the connection to whom a proxy of ours carries."""
        forwarded = ",".join(
            each.decode("latin-1") for each in self.requestHeaders.getRawHeaders(b"X-Forwarded-For", [])
        )
        connection = self.channel.connection
        if not connection.belong(client_ip.caller(forwarded, connection.client[0])):
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
        """Twisted's call for each part of the body."""
        self.taken += len(data)
        if self.refusal is not None:
            if self.taken > DISCARDED:
                self._transport.abortConnection()
            return
        try:
            if self.body is not None:
                self.channel.resetTimeout()
                self.body.write(data)
            elif self.taken > self.most:
                raise self._too_large()
            else:
                super().handleContentChunk(data)
        except Refusal as refusal:
            self._refuse(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        """Answer at once, before the body has come: its sender need not send the rest."""
        self._discard()
        self.refusal, self.taken = refusal, 0
        self.content = io.BytesIO()
        # Twisted would ask for the body after our answer.
        self.requestHeaders.removeHeader(b"Expect")
        self._transport.write(_answer(refusal))

    def _too_large(self) -> Refusal:
        most = f"{self.most >> 10} KiB" if self.most < 1 << 20 else f"{self.most >> 20} MiB"
        return Refusal("http.too_large", f"This is too large: at most {most} are taken here.")

    @property
    def _transport(self) -> Any:
        return self.channel.transport

    def process(self) -> Any:
        """Twisted's call when the body is there."""
        if self.refusal is not None:
            self.channel.loseConnection()
            return None
        result = super().process()
        if self.transport is None:
            # A WebSocket has it. Request and channel would hold each other until a full collection, and those are rare.
            self.channel = None
        return result

    def connectionLost(self, reason: Any) -> None:
        """Twisted's call when the caller is gone; what the application has by then is the application's."""
        if self.application_queue is None:
            self._discard()
        super().connectionLost(reason)

    def finish(self) -> None:
        """Daphne's call when all is answered."""
        self._discard()
        super().finish()

    def basic_error(self, status: int, status_text: bytes, body: str) -> None:
        """Daphne's call where nothing else was answered; its own is a page that tells who wrote it."""
        from foundation.http.problems import FAILED, UNREADABLE

        if self._response_started:
            self._transport.abortConnection()
            return
        head, _, content = _answer(UNREADABLE if status == 400 else FAILED).partition(b"\r\n\r\n")
        headers = [tuple(line.split(b": ")) for line in head.split(b"\r\n")[1:]]
        self.handle_reply({"type": "http.response.start", "status": status, "headers": headers})
        self.handle_reply({"type": "http.response.body", "body": content})

    async def drained(self) -> None:
        """Wait until the caller has taken what waits for it."""
        if (channel := getattr(self, "channel", None)) is not None:
            await channel.drained()

    def _discard(self) -> None:
        if self.body is not None:
            self.body.discard()
            self.body = None


def _answer(refusal: Refusal) -> bytes:
    # What Django's framework needs is not ready yet where a server's module is imported.
    from foundation.http.problems import body, status_of

    status = status_of(refusal.code)
    content = json.dumps(body(refusal.code, refusal.message, status)).encode()
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
