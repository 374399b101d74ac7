"""Writes a WebSocket message, encoded once, directly to many sockets, without autobahn.

Nothing here imports Twisted's reactor, so any module may import it.
"""

import struct
from typing import Any

MAX_PENDING = 256 * 1024
"""A reader with more bytes than this waiting is disconnected. It reconnects with its cursor."""

STALLED_AFTER = 10.0
"""Seconds within which a reader that has bytes waiting must take at least one byte."""


def text_frame(payload: bytes) -> bytes:
    """`payload` (UTF-8) as one complete, unmasked text message (RFC 6455, 5.2)."""
    return _encode_frame(0x81, payload)


def binary_frame(payload: bytes) -> bytes:
    """`payload` as one complete, unmasked binary message (RFC 6455, 5.2)."""
    return _encode_frame(0x82, payload)


def _encode_frame(first: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", first, size) + payload
    if size < 65536:
        return struct.pack("!BBH", first, 126, size) + payload
    return struct.pack("!BBQ", first, 127, size) + payload


class SocketWriter:
    """The only writer of encoded frames to a socket, in `scope["extensions"]["balai.ready"]`.

    Call it on the event loop's thread. Frames and the consumer's own messages keep their order. The owner keeps two
    flags up to date, so that a write to a free socket needs no further call. `open`: the WebSocket is open. `waits`:
    bytes may wait in the transport.
    """

    __slots__ = ("_lower", "_moved_at", "_protocol", "_send", "_sent", "_transport", "open", "waits")

    def __init__(self, protocol: Any, plain_socket: Any, now: float) -> None:
        """`plain_socket` is the TCP socket below the protocol, or None with TLS.

        `now`, here and in `check_progress`, is seconds of one monotonic clock.
        """
        self._protocol: Any = protocol
        self._transport = protocol.transport
        self._lower = getattr(self._transport, "transport", self._transport)  # below TLS, if there is TLS
        self._send = None if plain_socket is None else plain_socket.send
        self._sent = 0
        self._moved_at = now
        self.open = False
        self.waits = self.pending() > 0

    def send_now(self, octets: bytes) -> bool:
        """Write autobahn's bytes. Returns False if Twisted must do it, because bytes wait or the socket failed."""
        if self.waits or self._send is None or not self._lower.connected or self._lower.disconnecting:
            return False
        try:
            taken = self._send(octets)
        except OSError:
            return False  # Twisted meets the error too, and ends the connection
        if taken < len(octets):
            self._write_now(octets[taken:])
        return True

    def send_ready(self, frame: bytes) -> bool:
        """Write whole frames. Returns False if the socket is closing, gone or too far behind. Never raises."""
        if not self.open:
            return False
        if self.waits or self._send is None:
            return self._queue(frame)
        # Not through Twisted's buffers, which are empty: this saves a `doWrite` per socket, four fifths of the CPU.
        try:
            taken = self._send(frame)
        except BlockingIOError:
            taken = 0
        except OSError:
            self.abort("the connection is gone")
            return False
        if taken < len(frame):
            self._write_now(frame[taken:])
        return True

    def _queue(self, frame: bytes) -> bool:
        if self.pending() > MAX_PENDING:
            self.abort("too far behind")
            return False
        self._write_now(frame)
        return True

    def _write_now(self, part: bytes) -> None:
        self._protocol.trafficStats.outgoingOctetsWireLevel += len(part)
        self._transport.write(part)

    def pending(self) -> int:
        """The bytes that the kernel has not taken yet."""
        lower = self._lower
        waiting: int = len(lower.dataBuffer) - lower.offset + lower._tempDataLen
        return waiting

    def abort(self, reason: str = "aborted") -> None:
        """Drop the connection at once. A reader that does not read would never see a Close frame."""
        if self._protocol is None:
            return
        self._protocol.wasNotCleanReason = reason
        self._protocol.dropConnection(abort=True)

    def release_connection(self) -> None:
        """Release the connection after it was closed."""
        self.open = False
        self._protocol = None

    def check_progress(self, now: float) -> None:
        """Abort a reader that took nothing for `STALLED_AFTER` seconds. Called every few seconds."""
        if self._protocol is None:
            return
        waiting = self.pending()
        sent = self._protocol.trafficStats.outgoingOctetsWireLevel - waiting
        if not waiting or sent != self._sent:
            self._sent, self._moved_at = sent, now
        elif now - self._moved_at > STALLED_AFTER:
            self.abort("took nothing for too long")
