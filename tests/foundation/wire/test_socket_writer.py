"""The door for ready frames, on sockets that misbehave on demand."""

from types import SimpleNamespace
from typing import Any

import pytest

from foundation.wire.socket_writer import MAX_PENDING, STALLED_AFTER, SocketWriter, binary_frame, text_frame

OPENED = 1000.0


class Transport:
    """What Twisted's transport shows of itself: two buffers and an offset. Ours tells the door that bytes wait."""

    door: SocketWriter

    connected, disconnecting = True, False

    def __init__(self) -> None:
        self.dataBuffer, self.offset, self._tempDataLen = b"", 0, 0
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.written.append(data)
        self._tempDataLen += len(data)
        self.door.waits = True


class Protocol:
    """What autobahn's protocol shows of itself. Ours tells the door that it closed."""

    def __init__(self) -> None:
        self.transport = Transport()
        self.trafficStats = SimpleNamespace(outgoingOctetsWireLevel=0)
        self.wasNotCleanReason: str | None = None

    def dropConnection(self, abort: bool) -> None:
        self.transport.door.open = False


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


def door_of(socket: Any) -> tuple[SocketWriter, Protocol]:
    protocol = Protocol()
    door = protocol.transport.door = SocketWriter(protocol, socket, OPENED)
    door.open, door.waits = True, False
    return door, protocol


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
    door, protocol = door_of(socket)
    assert door.send_ready(b"frame")
    assert (socket.taken, protocol.transport.written) == (b"frame", [])


@pytest.mark.parametrize(
    ("socket", "rest"), [(Socket(room=2), b"ame"), (Socket(error=BlockingIOError()), b"frame")]
)
def test_what_the_kernel_does_not_take_waits_in_the_transport(socket: Socket, rest: bytes) -> None:
    door, protocol = door_of(socket)
    assert door.send_ready(b"frame")
    assert protocol.transport.written == [rest]


def test_a_frame_never_overtakes_what_waits() -> None:
    socket = Socket()
    door, protocol = door_of(socket)
    protocol.transport.write(b"ordinary")
    assert door.send_ready(b"frame")
    assert (socket.taken, protocol.transport.written) == (b"", [b"ordinary", b"frame"])


def test_what_autobahn_sends_passes_twisted_by_also_before_the_socket_is_open() -> None:
    socket = Socket(room=9)
    door, protocol = door_of(socket)
    door.open = False
    assert door.send_now(b"handshake")
    assert door.send_now(b"and more of it")
    assert (socket.taken, protocol.transport.written) == (b"handshakeand more ", [b"of it"])


@pytest.mark.parametrize("state", ["waiting", "closing", "gone", "refused", "tls"])
def test_what_cannot_be_sent_now_is_left_to_twisted(state: str) -> None:
    door, protocol = door_of(
        {"tls": None}.get(state, Socket(error={"refused": BrokenPipeError()}.get(state)))
    )
    protocol.transport.disconnecting = state == "closing"
    protocol.transport.connected = state != "gone"
    door.waits = state == "waiting"
    assert not door.send_now(b"handshake")
    assert protocol.transport.written == []


def test_under_tls_the_frame_always_goes_through_the_transport() -> None:
    door, protocol = door_of(None)
    assert door.send_ready(b"frame")
    assert protocol.transport.written == [b"frame"]


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), BrokenPipeError(), OSError(9, "Bad file descriptor")]
)
def test_a_socket_that_is_gone_is_reported_and_not_raised(error: OSError) -> None:
    door, _ = door_of(Socket(error=error))
    assert not door.send_ready(b"frame")
    assert not door.open
    assert not door.send_ready(b"frame")


def test_a_closing_socket_takes_nothing() -> None:
    socket = Socket()
    door, _ = door_of(socket)
    door.open = False
    assert not door.send_ready(b"frame")
    assert socket.taken == b""


def test_a_reader_too_far_behind_is_aborted() -> None:
    door, protocol = door_of(Socket(error=BlockingIOError()))
    assert door.send_ready(b"x" * (MAX_PENDING + 1)), "one large frame on a free socket is no backlog"
    assert not door.send_ready(b"frame")
    assert (door.open, protocol.wasNotCleanReason) == (False, "too far behind")


def test_a_reader_that_takes_nothing_is_aborted_and_a_slow_one_is_not() -> None:
    door, protocol = door_of(Socket(error=BlockingIOError()))
    door.send_ready(b"x" * 100)
    door.check_progress(OPENED)
    protocol.transport._tempDataLen -= 1
    door.check_progress(OPENED + STALLED_AFTER)
    door.send_ready(b"more, and nothing drained")
    door.check_progress(OPENED + 2 * STALLED_AFTER)
    assert door.open
    door.check_progress(OPENED + 0.1 + 2 * STALLED_AFTER)
    assert (door.open, protocol.wasNotCleanReason) == (False, "took nothing for too long")


def test_an_idle_reader_may_be_idle_for_ever() -> None:
    door, _ = door_of(Socket())
    door.check_progress(OPENED)
    door.check_progress(OPENED + 8000)
    assert door.open
