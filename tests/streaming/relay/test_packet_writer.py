"""The hot loop against a real socket and real SRTP, without ICE or DTLS."""

import errno
import os
import socket
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pylibsrtp import Policy, Session

from streaming.relay.clock import SlotClock, SourceClock
from streaming.relay.extensions import AUDIO_LEVEL, MID, SEND_TIME
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.packet_writer import LONGEST_RUN, PacketWriter, runs_of_packets
from streaming.relay.rtp import Packet, packet_template, parse
from streaming.relay.send_path import SendPath
from streaming.relay.sender import Sender
from streaming.relay.track import Track
from tests.support.patience import PATIENCE

KEY = os.urandom(28)


def session(direction: int) -> Session:
    policy = Policy(KEY, direction, srtp_profile=Policy.SRTP_PROFILE_AEAD_AES_128_GCM)
    policy.allow_repeat_tx = True
    return Session(policy)


class Far:
    """The far end of a path, which reads what was sent."""

    def __init__(self) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.bind(("127.0.0.1", 0))
        self.sock.settimeout(PATIENCE)
        self.near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.near.setblocking(False)
        self.session = session(Policy.SSRC_ANY_INBOUND)

    def path(self, sock: Any = None) -> SendPath:
        return SendPath(session(Policy.SSRC_ANY_OUTBOUND), sock or self.near, self.sock.getsockname())

    def read(self, count: int) -> list[bytes]:
        return [self.session.unprotect(self.sock.recv(65535)) for _ in range(count)]

    def close(self) -> None:
        self.sock.close()
        self.near.close()


@pytest.fixture
def far() -> Iterator[Far]:
    far = Far()
    yield far
    far.close()


def packets(*sizes: int, start: int = 70000) -> list[Packet]:
    return [
        packet_template(
            bytes((number,)) * (size - 12), marker=False, sequence=start + number, timestamp=0, joinable=True
        )
        for number, size in enumerate(sizes)
    ]


EXTENSIONS = {MID: 1, AUDIO_LEVEL: 2, SEND_TIME: 3}


def sender(path: SendPath, kind: str = "audio", extensions: Mapping[str, int] | None = None) -> Sender:
    codec = Codec("opus" if kind == "audio" else "VP8", 111, None)
    sender = Sender("floor", NegotiatedMedia(kind, (codec,), 42, 43, "0", extensions or {}), SlotClock())
    sender.path = path
    sender.attach(Track(kind, codec.name, SourceClock(), PacketWriter(), None))
    return sender


def sizes(run: list[Packet]) -> list[int]:
    return [packet.size for packet in run]


def test_a_run_is_of_equal_packets_and_a_shorter_last() -> None:
    found = [sizes(run) for run in runs_of_packets(packets(900, 900, 500, 900, 100, 200))]

    assert found == [[900, 900, 500], [900, 100], [200]]


def test_a_run_has_an_end_and_nothing_is_no_run() -> None:
    assert [len(run) for run in runs_of_packets(packets(*[900] * (LONGEST_RUN + 5)))] == [LONGEST_RUN, 5]
    assert list(runs_of_packets([])) == []


@pytest.mark.parametrize("count", [1, 3, LONGEST_RUN + 2])
def test_all_packets_arrive_in_order_under_the_senders_numbers(far: Far, count: int) -> None:
    sent = packets(*[900] * count, 300)

    PacketWriter().send(sent, [sender(far.path())], 0.0)

    read = far.read(len(sent))
    headers = [parse(data) for data in read]
    assert [data[12:] for data in read] == [packet.data[12:] for packet in sent]
    assert {(header.ssrc, header.payload_type) for header in headers} == {(42, 111)}
    assert [(header.sequence - headers[0].sequence) & 0xFFFF for header in headers] == list(range(len(sent)))
    assert [header.marker for header in headers] == [True] + [False] * count


class Refusing:
    """A socket on a device that cannot segment, or on a full one."""

    def __init__(self, sock: socket.socket, error: OSError) -> None:
        self._sock, self._error = sock, error
        self.refused = 0

    def sendmsg(self, *args: Any) -> int:
        self.refused += 1
        raise self._error

    def sendto(self, data: Any, address: Any) -> int:
        return self._sock.sendto(data, address)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EIO, errno.EMSGSIZE, errno.EOPNOTSUPP])
def test_after_segmentation_failed_packets_are_sent_one_by_one(far: Far, number: int) -> None:
    sock = Refusing(far.near, OSError(number, "no"))
    path = far.path(sock)
    packet_writer, to = PacketWriter(), sender(path)

    packet_writer.send(packets(900, 900, 300), [to], 0.0)
    packet_writer.send(packets(900, 900, start=70003), [to], 0.0)

    assert [len(data) for data in far.read(5)] == [900, 900, 300, 900, 900]
    assert sock.refused == 1
    assert not path.gso


def test_a_full_socket_drops_the_run_and_keeps_segmentation(far: Far) -> None:
    path = far.path(Refusing(far.near, BlockingIOError()))
    packet_writer, to = PacketWriter(), sender(path)

    packet_writer.send(packets(900, 900), [to], 0.0)
    packet_writer.send(packets(100, start=70002), [to], 0.0)

    assert [len(data) for data in far.read(1)] == [100]
    assert path.gso


def test_packets_larger_than_pylibsrtp_takes_do_not_break_anything(far: Far) -> None:
    PacketWriter().send(packets(1400, 1500, 2000, 900), [sender(far.path())], 0.0)

    assert [len(far.sock.recv(65535)) for _ in range(4)] == [1416, 1516, 2016, 916]


def test_a_sender_without_a_path_takes_nothing_and_does_not_begin(far: Far) -> None:
    to = sender(far.path())
    to.path = None

    PacketWriter().send(packets(900), [to], 0.0)

    assert not to.is_waiting()
    to.path = far.path()
    assert to.is_waiting()


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_a_retransmission_under_the_same_number_is_identical(far: Far, kind: str) -> None:
    packet_writer, to, (sent,) = PacketWriter(), sender(far.path(), kind, EXTENSIONS), packets(300)
    packet_writer.send([sent._replace(level=30)], [to], 0.0)
    first = far.sock.recv(2048)

    packet_writer.resend(sent._replace(level=30), to)

    assert far.sock.recv(2048) == first
    assert len(first) > sent.size + len(bytes(to.layout.encode(0.0, 30)))


def test_a_picture_begins_within_a_run(far: Far) -> None:
    before, key, after = packets(900, 900, 900)
    to = sender(far.path(), "video")

    PacketWriter().send([before._replace(joinable=False), key, after._replace(joinable=False)], [to], 0.0)

    assert [data[12:] for data in far.read(2)] == [key.data[12:], after.data[12:]]
