"""Checks of datagrams before they are parsed, decrypted or answered."""

import hmac
import socket
import struct
from functools import partial

import pytest

from streaming.relay import Relay, admission, rtcp, transport
from tests.streaming.relay.conftest import Publish
from tests.streaming.relay.peers import until
from tests.streaming.relay.test_transport import peer_of


def attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def stun(kind: int, value: bytes) -> bytes:
    """A binding request with one attribute of this type, of any length."""
    body = attribute(kind, value)
    return struct.pack("!HHI", 1, len(body), 0x2112A442) + bytes(12) + body


def signed(kind: int, value: bytes, user: bytes, key: bytes) -> bytes:
    """The same, signed with our password."""
    body = attribute(0x0006, user + b"them") + attribute(kind, value)
    head = struct.pack("!HHI", 1, len(body) + 24, 0x2112A442) + bytes(12) + body
    return head + attribute(0x0008, hmac.digest(key, head, "sha1"))


MISSHAPEN = [
    (0x0024, b"ab"),  # PRIORITY has four octets
    (0x8028, b"abc"),  # FINGERPRINT too
    (0x802A, b"abcd"),  # ICE-CONTROLLING has eight
]


@pytest.mark.parametrize(("kind", "value"), MISSHAPEN)
async def test_a_malformed_check_with_the_right_password_blocks_nothing(
    relay: Relay, publish: Publish, kind: int, value: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    ana = await publish("ana", kinds=("audio",))
    peer = peer_of(relay, "ana")
    protocol = next(iter(peer._sockets))
    batch_done: list[float] = []
    peer._callbacks.batch_done = batch_done.append  # type: ignore[method-assign]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        for _ in range(2):
            protocol.datagram_received(signed(kind, value, peer._user, peer._key), stranger.getsockname())

    assert (len(batch_done), peer.unread) == (2, 2)
    assert [record.message for record in caplog.records if record.name == transport.__name__] == [
        "A datagram could not be read; more of this peer are only counted"
    ]
    assert ana.pc.connectionState == "connected"


async def test_a_check_without_the_password_is_neither_parsed_nor_answered(
    relay: Relay, publish: Publish
) -> None:
    await publish("ana", kinds=("audio",))
    peer = peer_of(relay, "ana")
    protocol, sock = next(iter(peer._sockets.items()))
    parsed: list[bytes] = []
    take = partial(
        peer._take_datagram,
        protocol,
        lambda data, address: parsed.append(data),
        sock,
        now=peer._loop.time(),
        wall=0.0,
    )
    priority = (0x0024, bytes(4))
    for data in (
        stun(*priority),
        signed(*priority, b"them:", peer._key),
        signed(*priority, peer._user, b"no"),
    ):
        take(data, ("127.0.0.1", 9))
    assert parsed == []
    genuine = signed(*priority, peer._user, peer._key)
    take(genuine, ("127.0.0.1", 9))
    assert parsed == [genuine]


async def test_checks_with_the_right_password_are_limited(relay: Relay, publish: Publish) -> None:
    await publish("ana", kinds=("audio",))
    peer = peer_of(relay, "ana")
    protocol, sock = next(iter(peer._sockets.items()))
    parsed: list[bytes] = []
    now = peer._loop.time()
    genuine = signed(0x0024, bytes(4), peer._user, peer._key)
    known = len(peer._checked)

    def ask(address: tuple[str, int], at: float) -> None:
        peer._take_datagram(
            protocol, lambda data, address: parsed.append(data), sock, genuine, address, at, 0.0
        )

    for _ in range(200):
        ask(("127.0.0.1", 9), now)
    assert 90 <= len(parsed) <= admission.CHECKS
    parsed.clear()
    for port in range(1000, 1200):
        ask(("127.0.0.1", port), now + port)
    assert len(parsed) == admission.MAX_ADDRESSES - known - 1
    assert len(peer._checked) == admission.MAX_ADDRESSES


async def test_reports_have_their_own_rate_limit(relay: Relay, publish: Publish) -> None:
    """A report can have a hundred messages, so as many reports as media packets would block the loop."""
    publisher = await publish("ana", kinds=("audio",))
    peer = peer_of(relay, "ana")
    taken: list[bytes] = []
    peer._callbacks.received_rtcp = lambda packet, now: taken.append(packet)  # type: ignore[method-assign]
    now = peer._loop.time() + 10
    reports = [publisher.dtls._tx_srtp.protect_rtcp(rtcp.receiver_report(1, ())) for _ in range(500)]

    for report in reports:
        peer._take_media(report, now)
    assert len(taken) == admission.REPORTS

    for _ in range(3):
        await publisher.say()
    await until(lambda: relay.stage("session/1").sources["ana"].stats().packets == 3)


async def test_large_reports_are_read_no_more_often_than_small_ones(relay: Relay, publish: Publish) -> None:
    publisher = await publish("ana", kinds=("audio",))
    peer = peer_of(relay, "ana")
    taken: list[bytes] = []
    peer._callbacks.received_rtcp = lambda packet, now: taken.append(packet)  # type: ignore[method-assign]
    now = peer._loop.time() + 10
    reports = [publisher.dtls._tx_srtp.protect_rtcp(rtcp.pli(1, 9) * 100) for _ in range(50)]

    for report in reports:
        peer._take_media(report, now)
    assert len(taken) == admission.REPORT_OCTETS // len(reports[0])


async def test_an_unread_handshake_is_bounded_and_not_taken_for_a_check(
    relay: Relay, publish: Publish
) -> None:
    await publish("ana", kinds=("audio",))
    peer = peer_of(relay, "ana")
    protocol, sock = next(iter(peer._sockets.items()))
    there = next(iter(peer._checked))
    parsed: list[bytes] = []
    disguised = b"\x16" + stun(0x802A, b"abcd")[1:]
    for _ in range(1000):
        now = peer._loop.time()
        peer._take_datagram(
            protocol, lambda data, address: parsed.append(data), sock, disguised, there, now, 0.0
        )
    assert (peer._ice._queue.qsize(), parsed) == (admission.MAX_WAITING, [])


@pytest.mark.parametrize(
    "datagram",
    [
        b"\x00\x01" + bytes(30),
        stun(0x0024, b"abcd")[:-1],
        stun(0x0024, b"abcd") + b"x",
        stun(0x0024, b"abcd").replace(b"\x21\x12\xa4\x42", bytes(4)),
    ],
)
def test_a_datagram_without_the_shape_of_stun_is_not_stun(datagram: bytes) -> None:
    assert admission.is_stun(stun(0x0024, b"abcd"))
    assert not admission.is_stun(datagram)


def test_a_token_bucket_allows_a_burst_of_one_second_and_then_its_rate() -> None:
    bucket = admission.TokenBucket(10.0)
    assert sum(bucket.take(100.0) for _ in range(30)) == 10
    assert sum(bucket.take(100.5) for _ in range(30)) == 5
    assert sum(bucket.take(200.0) for _ in range(30)) == 10
