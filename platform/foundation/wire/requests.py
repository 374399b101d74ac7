"""HTTP requests whose bodies are bounded as they arrive: Daphne gathers them whole before the application hears of it.

What the house takes as a file goes to where the house says, octet by octet. All else has a limit, which is small
unless the house says otherwise, and is refused by its declared length before any of it comes.
"""
# mypy: allow-untyped-calls
# Daphne and much of Twisted are untyped.

import io
import json
from typing import Any

from daphne.http_protocol import WebRequest

from foundation.refusals import Refusal
from foundation.wire.bodies import MOST_BODY, Body, Head

DISCARDED = 8 * 1024 * 1024
"""How much of a refused body is read still, so that its sender gets to read why."""


class HallRequest(WebRequest):
    """A request of `Server`, which says in `body_of` what is taken as a file."""

    channel: Any
    body: Body | None = None
    most: int = MOST_BODY
    refusal: Refusal | None = None
    taken = 0

    def gotLength(self, length: int | None) -> None:
        """Twisted's call when the head is there."""
        # Twisted would read forms and multipart bodies too; they are the application's.
        self._parsePOSTFormSubmission = False
        try:
            found = self.server.body_of(self._head(length))
            self.body, self.most = (None, found) if isinstance(found, int) else (found, 0)
            if self.body is None and (length or 0) > self.most:
                raise self._too_large()
        except Refusal as refusal:
            self.most = 0
            self._refuse(refusal)
        # In memory where the most that may come is small, in a file that has no name where it is not.
        super().gotLength(min(self.most, self.most if length is None else length))

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

    def _discard(self) -> None:
        if self.body is not None:
            self.body.discard()
            self.body = None


def _answer(refusal: Refusal) -> bytes:
    # The table of statuses comes with Django, which is not ready yet where a server's module is imported.
    from foundation.problems import OTHERWISE, STATUS, body

    status = STATUS.get(refusal.code, OTHERWISE)
    content = json.dumps(body(refusal.code, refusal.message, status)).encode()
    head = (
        f"HTTP/1.1 {status} Refused\r\nContent-Type: application/problem+json\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + content
