"""The writer of encoded frames, with sockets that fail on demand."""

from types import SimpleNamespace
from typing import Any

import pytest

from foundation.wire.socket_writer import MAX_PENDING, STALLED_AFTER, SocketWriter, binary_frame, text_frame

OPENED = 1000.0


class Transport:
    """The attributes of Twisted's transport: two buffers and an offset.

    Balai's transport also tells the writer of waiting bytes.
    """

    writer: SocketWriter

    connected, disconnecting = True, False

    def __init__(self) -> None:
        self.dataBuffer, self.offset, self._tempDataLen = b"", 0, 0
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.written.append(data)
        self._tempDataLen += len(data)
        self.writer.waits = True


class Protocol:
    """The attributes of autobahn's protocol. Balai's protocol also tells the writer when it closes."""

    def __init__(self) -> None:
        self.transport = Transport()
        self.trafficStats = SimpleNamespace(outgoingOctetsWireLevel=0)
        self.wasNotCleanReason: str | None = None

    def dropConnection(self, abort: bool) -> None:
        self.transport.writer.open = False


class Socket:
    """A socket that takes `room` bytes, or raises."""

    def __init__(self, room: int = 1 << 20, error: OSError | None = None) -> None:
        self.room, self.error, self.taken = room, error, b""

    def send(self, data: bytes) -> int:
        if self.error:
            raise self.error
        part = data[: self.room]
        self.taken += part
        return len(part)


def writer_of(socket: Any) -> tuple[SocketWriter, Protocol]:
    protocol = Protocol()
    writer = protocol.transport.writer = SocketWriter(protocol, socket, OPENED)
    writer.open, writer.waits = True, False
    return writer, protocol


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65535, b"\x81\x7e\xff\xff"),
        (65536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_frames_carry_the_shortest_length_there_is(size: int, head: bytes) -> None:
    payload = b"x" * size
    assert text_frame(payload) == head + payload
    assert binary_frame(payload) == b"\x82" + head[1:] + payload


def test_a_free_socket_takes_the_frame_at_once() -> None:
    socket = Socket()
    writer, protocol = writer_of(socket)
    assert writer.send_ready(b"frame")
    assert (socket.taken, protocol.transport.written) == (b"frame", [])


@pytest.mark.parametrize(
    ("socket", "rest"), [(Socket(room=2), b"ame"), (Socket(error=BlockingIOError()), b"frame")]
)
def test_what_the_kernel_does_not_take_waits_in_the_transport(socket: Socket, rest: bytes) -> None:
    writer, protocol = writer_of(socket)
    assert writer.send_ready(b"frame")
    assert protocol.transport.written == [rest]


def test_a_frame_never_overtakes_what_waits() -> None:
    socket = Socket()
    writer, protocol = writer_of(socket)
    protocol.transport.write(b"ordinary")
    assert writer.send_ready(b"frame")
    assert (socket.taken, protocol.transport.written) == (b"", [b"ordinary", b"frame"])


def test_autobahns_bytes_bypass_twisted_even_before_the_socket_is_open() -> None:
    socket = Socket(room=9)
    writer, protocol = writer_of(socket)
    writer.open = False
    assert writer.send_now(b"handshake")
    assert writer.send_now(b"and more of it")
    assert (socket.taken, protocol.transport.written) == (b"handshakeand more ", [b"of it"])


@pytest.mark.parametrize("state", ["waiting", "closing", "gone", "refused", "tls"])
def test_bytes_that_cannot_be_sent_now_are_left_to_twisted(state: str) -> None:
    writer, protocol = writer_of(
        {"tls": None}.get(state, Socket(error={"refused": BrokenPipeError()}.get(state)))
    )
    protocol.transport.disconnecting = state == "closing"
    protocol.transport.connected = state != "gone"
    writer.waits = state == "waiting"
    assert not writer.send_now(b"handshake")
    assert protocol.transport.written == []


def test_under_tls_the_frame_always_goes_through_the_transport() -> None:
    writer, protocol = writer_of(None)
    assert writer.send_ready(b"frame")
    assert protocol.transport.written == [b"frame"]


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), BrokenPipeError(), OSError(9, "Bad file descriptor")]
)
def test_a_socket_that_is_gone_is_reported_and_not_raised(error: OSError) -> None:
    writer, _ = writer_of(Socket(error=error))
    assert not writer.send_ready(b"frame")
    assert not writer.open
    assert not writer.send_ready(b"frame")


def test_a_closing_socket_takes_nothing() -> None:
    socket = Socket()
    writer, _ = writer_of(socket)
    writer.open = False
    assert not writer.send_ready(b"frame")
    assert socket.taken == b""


def test_a_reader_too_far_behind_is_aborted() -> None:
    writer, protocol = writer_of(Socket(error=BlockingIOError()))
    assert writer.send_ready(b"x" * (MAX_PENDING + 1)), "one large frame on a free socket is no backlog"
    assert not writer.send_ready(b"frame")
    assert (writer.open, protocol.wasNotCleanReason) == (False, "too far behind")


def test_a_reader_that_takes_nothing_is_aborted_and_a_slow_one_is_not() -> None:
    writer, protocol = writer_of(Socket(error=BlockingIOError()))
    writer.send_ready(b"x" * 100)
    writer.check_progress(OPENED)
    protocol.transport._tempDataLen -= 1
    writer.check_progress(OPENED + STALLED_AFTER)
    writer.send_ready(b"more, and nothing drained")
    writer.check_progress(OPENED + 2 * STALLED_AFTER)
    assert writer.open
    writer.check_progress(OPENED + 0.1 + 2 * STALLED_AFTER)
    assert (writer.open, protocol.wasNotCleanReason) == (False, "took nothing for too long")


def test_an_idle_reader_may_be_idle_for_ever() -> None:
    writer, _ = writer_of(Socket())
    writer.check_progress(OPENED)
    writer.check_progress(OPENED + 8000)
    assert writer.open
