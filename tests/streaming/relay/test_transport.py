"""The private parts of aiortc and aioice that `transport.py` uses, and peers that misbehave."""

import asyncio
import inspect
import itertools
import re
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aioice.ice
import aiortc
import pytest
from aiortc import RTCPeerConnection, RTCSessionDescription, rtcdtlstransport, rtcpeerconnection
from aiortc.rtp import RtpPacket
from pylibsrtp import Error, Session

import streaming.relay
from streaming.relay import Origin, Relay, admission, transport
from streaming.relay.connection import Certificate
from streaming.relay.publisher import Publisher
from streaming.relay.relay import CONSENT_EXPIRES, CONSENT_GOOD_FOR
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakeListener, FakePublisher, Peer, until
from tests.support.virtual_time import VirtualLoop

# Where transport.py uses private parts, and what their code must contain.
PRIVATE = [
    (RTCPeerConnection.__init__, "self.__certificates = [RTCCertificate.generateCertificate()]"),
    (RTCPeerConnection._RTCPeerConnection__createTransceiver, "self.__transceivers.append(transceiver)"),  # type: ignore[attr-defined]  # private
    (
        RTCPeerConnection._RTCPeerConnection__createDtlsTransport,  # type: ignore[attr-defined]  # private
        "RTCDtlsTransport(iceTransport, self.__certificates)",
    ),
    (RTCPeerConnection.setRemoteDescription, "self.__createTransceiver("),
    (RTCPeerConnection._RTCPeerConnection__connect, "receiver.receive( self.__remoteRtp(transceiver) )"),  # type: ignore[attr-defined]  # private
    (RTCPeerConnection.setRemoteDescription, "self.__pendingRemoteDescription = description"),
    (RTCPeerConnection.setLocalDescription, "self.__currentLocalDescription = description"),
    (rtcpeerconnection.create_media_description_for_transceiver, "transceiver.sender._stream_id"),
    (rtcpeerconnection.create_media_description_for_transceiver, "transceiver.sender._rtx_ssrc"),
    (rtcdtlstransport.RTCCertificate._create_ssl_context, "srtp_profiles"),
    (rtcdtlstransport.RTCDtlsTransport.start, "_create_ssl_context("),
    (rtcdtlstransport.RTCDtlsTransport._setup_srtp, "self._rx_srtp = Session(rx_policy)"),
    (rtcdtlstransport.RTCDtlsTransport._setup_srtp, "self._tx_srtp = Session(tx_policy)"),
    (rtcdtlstransport.RTCDtlsTransport._set_role, "self._role = role"),
    (rtcdtlstransport.RTCDtlsTransport.start, "self._validate_peer_identity(remoteParameters)"),
    (rtcdtlstransport.RTCDtlsTransport._validate_peer_identity, "self._set_state(State.FAILED)"),
    (
        aioice.ice.Connection.gather_candidates,
        "self.get_component_candidates(component=component, addresses=addresses)",
    ),
    (aioice.ice.Connection.get_component_candidates, "StunProtocol(self)"),
    (aioice.ice.Connection.get_component_candidates, "self._protocols += host_protocols"),
    (aioice.ice.Connection.data_received, "self._queue.put_nowait((data, component))"),
    (aioice.ice.Connection.request_received, "check_message_integrity(self.local_password"),
    (aioice.ice.StunProtocol.request, "self.transactions[request.transaction_id]"),
    (aioice.ice.Connection.check_complete, "self._nominated[pair.component] = pair"),
    (aioice.ice.Connection.__init__, "self._protocols"),
    (aioice.ice.Connection.query_consent, "await pair.protocol.request("),
    (aioice.ice.Connection.query_consent, "retransmissions=0"),
    (aioice.ice.Connection.query_consent, "except stun.TransactionError"),
    (aioice.ice.StunProtocol.datagram_received, "self.receiver.data_received("),
    (aioice.ice.CandidatePair.remote_addr.fget, "self.remote_candidate"),  # type: ignore[attr-defined]  # private
    (Session.__init__, "self._srtp = ffi.gc("),
]


@pytest.mark.parametrize(("where", "what"), PRIVATE)
def test_the_private_parts_are_where_they_were(where: Callable[..., object], what: str) -> None:
    found = " ".join(inspect.getsource(where).split())

    assert " ".join(what.split()) in found, (
        f"aiortc {aiortc.__version__} has changed {where.__qualname__}: it no longer has “{what}”. "
        "Read what it does now, and mend streaming/relay/transport.py before moving to this version."
    )


def test_aiortc_is_imported_only_for_connections_and_h264_packets() -> None:
    folder = Path(streaming.relay.__file__).parent
    users = {
        path.name
        for path in folder.glob("*.py")
        if re.search(r"^(from|import) (aiortc|aioice)", path.read_text(), re.M)
    }

    assert users == {"connection.py", "h264.py", "sockets.py", "transport.py"}


def test_aiortc_itself_is_left_as_it_was() -> None:
    assert rtcpeerconnection.RTCRtpSender is aiortc.RTCRtpSender  # type: ignore[attr-defined]  # not exported
    assert rtcpeerconnection.RTCRtpReceiver is aiortc.RTCRtpReceiver  # type: ignore[attr-defined]  # not exported
    assert rtcpeerconnection.RTCCertificate is aiortc.RTCCertificate  # type: ignore[attr-defined]  # not exported


async def test_candidates_are_gathered_on_the_given_addresses_alone(relay: Relay, listen: Listen) -> None:
    viewer = await listen(["floor"])

    candidates = {
        line.split()[4] for line in viewer.answer_sdp.splitlines() if line.startswith("a=candidate")
    }
    assert candidates == {"127.0.0.1"}


async def test_a_server_behind_nat_announces_its_outside_address() -> None:
    relay = Relay(["203.0.113.7/127.0.0.1"])
    async with FakeListener(["floor"]) as viewer:
        answer = await relay.listen("session/1", await viewer.offer(), slots=["floor"], origin=Origin())
    await relay.close()

    candidates = {line.split()[4] for line in answer.sdp.splitlines() if line.startswith("a=candidate")}
    assert candidates == {"203.0.113.7"}


async def test_a_peer_with_another_certificate_than_it_offered_is_let_go(relay: Relay) -> None:
    async with FakePublisher() as sender:
        offer = re.sub(r"(fingerprint:\S+ )..", r"\g<1>00", await sender.offer())
        answer = await relay.publish("session/1", offer, source="ana", origin=Origin())
        stage = relay.stage("session/1")
        assert stage.sources["ana"].state == "connecting"

        await sender.pc.setRemoteDescription(RTCSessionDescription(answer.sdp, "answer"))
        await until(lambda: not stage.sources)


async def test_addresses_of_another_machine_fail_loudly() -> None:
    relay = Relay(["192.0.2.1"])
    async with FakeListener(["floor"]) as viewer:
        with pytest.raises(OSError, match="media addresses"):
            await relay.listen("session/1", await viewer.offer(), slots=["floor"], origin=Origin())
    await relay.close()


async def test_the_relay_is_the_dtls_server_and_speaks_aes_gcm(publish: Publish) -> None:
    ana = await publish("ana")

    assert ana.dtls._role == "client"
    assert ana.dtls._ssl.get_selected_srtp_profile() in (b"SRTP_AEAD_AES_256_GCM", b"SRTP_AEAD_AES_128_GCM")


def peer_of(relay: Relay, source: str) -> transport.PacketPeer:
    """The relay's end of a publisher's connection."""
    publisher = relay.stage("session/1").sources[source]
    assert isinstance(publisher, Publisher)
    return publisher.peer


def port_of(peer: Peer) -> int:
    """The port at which the relay takes this peer's packets."""
    found = re.search(r"a=candidate:\S+ 1 udp \d+ \S+ (\d+)", peer.answer_sdp)
    assert found is not None
    return int(found[1])


async def test_garbage_from_a_peer_or_a_stranger_harms_nobody(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, viewer = await publish("ana"), await listen(["floor"])
    port = port_of(ana)
    stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for data in (
        b"",
        b"\x80",
        b"\x80" * 40,
        b"\x16\xfe\xfd" + bytes(40),
        b"\x00\x01" + bytes(30),
        bytes(5000),
    ):
        stranger.sendto(data, ("127.0.0.1", port))
    stranger.close()
    session = ana.dtls._tx_srtp
    for data in (
        b"\x80\x7f" + bytes(10) + b"of no payload type known",
        b"\x80" + bytes((ana.payload_type("video", "VP8"),)) + bytes(10) + b"\x90",
        b"\x80" + bytes((ana.payload_type("video", "rtx"),)) + bytes(10) + b"\x01",
    ):
        await ana.dtls.transport._send(session.protect(data))
    await ana.dtls.transport._send(session.protect_rtcp(b"\x81\xc8\x00\x01" + bytes(4)))
    await viewer.dtls.transport._send(viewer.dtls._tx_srtp.protect_rtcp(b"\x81\xce\x00\x02" + bytes(8)))

    await until(lambda: viewer.heard("floor", "audio"), during=ana.say)

    assert relay.stage("session/1").sources["ana"].connected


def has_stream(session: Session, ssrc: int) -> bool:
    """Whether libsrtp knows this stream; it changes nothing."""
    try:
        session.remove_stream(ssrc)
    except Error:
        return False
    return True


async def send_streams(peer: Peer, payload_type: int) -> range:
    """Send a packet under each of many SSRCs, and return these."""
    ssrcs = range(1000, 1200)
    for ssrc in ssrcs:
        packet = RtpPacket(payload_type=payload_type, ssrc=ssrc, payload=b"word").serialize()
        await peer.dtls.transport._send(peer.dtls._tx_srtp.protect(packet))
    return ssrcs


async def test_a_publisher_with_ever_new_ssrcs_is_not_followed(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, viewer = await publish("ana"), await listen(["floor"])
    await until(lambda: viewer.heard("floor", "audio"), during=ana.say)
    ssrcs = await send_streams(ana, ana.payload_type("audio", "opus"))
    heard = len(viewer.heard("floor", "audio"))
    await until(lambda: len(viewer.heard("floor", "audio")) > heard, during=ana.say)

    peer = peer_of(relay, "ana")
    assert sum(has_stream(peer._incoming, ssrc) for ssrc in ssrcs) <= admission.MAX_STREAMS


async def test_what_a_listener_sends_is_not_even_decrypted(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, viewer = await publish("ana"), await listen(["floor"])
    ssrcs = await send_streams(viewer, 96)
    await viewer.ask_for_keyframe("floor")
    await until(lambda: ana.asked_for_keyframe, during=ana.show)

    (listener,) = relay.stage("session/1").listeners
    assert not any(has_stream(listener.peer._incoming, ssrc) for ssrc in ssrcs)


async def test_a_packet_from_an_address_that_ice_did_not_check_is_not_taken(
    relay: Relay, publish: Publish
) -> None:
    ana = await publish("ana", kinds=("audio",))
    source = relay.stage("session/1").sources["ana"]
    await ana.say(word=b"stolen", skip=True)
    stolen = ana.dtls._tx_srtp.protect(ana.sent[(ana.sequence["audio"] - 1) & 0xFFFF])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(stolen, ("127.0.0.1", port_of(ana)))
    following = ana.sequence["audio"]
    await until(lambda: source.stats().packets, during=ana.say)

    assert source.layers["audio"][0].reception._first & 0xFFFF == following


async def test_a_peer_that_never_connects_is_hung_up(relay: Relay) -> None:
    async with FakePublisher() as sender, FakeListener(["floor"]) as viewer:
        answer = await relay.publish("session/1", await sender.offer(), source="ana", origin=Origin())
        await relay.listen("session/1", await viewer.offer(), slots=["floor"], origin=Origin())
        stage = relay.stage("session/1")

        await until(lambda: not stage.sources and not stage.listeners, every=1.0)

        assert not await relay.hang_up(answer.resource)


async def test_a_peer_that_falls_silent_is_hung_up(relay: Relay, publish: Publish, listen: Listen) -> None:
    ana, viewer, ben = await publish("ana"), await listen(["floor"]), await publish("ben")
    stage = relay.stage("session/1")
    for peer in (ana, viewer):
        await peer.vanish()

    await until(lambda: not stage.listeners and stage.sources.keys() == {"ben"}, every=1.0)
    left = peer_of(relay, "ben")
    consented = left.consented_at
    await until(lambda: left.consented_at > consented + 15, every=1.0)
    assert ben.pc.connectionState == "connected"


async def test_a_peer_that_our_packets_do_not_reach_is_hung_up(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana")
    stage, peer = relay.stage("session/1"), peer_of(relay, "ana")
    await until(lambda: peer._answers_consent, every=1.0)
    for protocol in ana.dtls.transport._connection._protocols:
        protocol.datagram_received = lambda data, address: None

    await until(lambda: not stage.sources, during=ana.say, every=0.5)


async def test_a_relay_that_was_suspended_hangs_up_nobody(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana")
    peer, loop = peer_of(relay, "ana"), asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    loop.block_for(CONSENT_GOOD_FOR + 5)
    stood_still = peer.consented_at

    await until(lambda: peer.consented_at > stood_still or not relay.has_resource(ana.resource), every=0.5)
    assert relay.has_resource(ana.resource)


async def test_without_consent_a_peer_is_hung_up_after_30_seconds_though_the_relay_was_suspended(
    relay: Relay, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.relay.CONSENT_GOOD_FOR", 1000.0)
    ana = await publish("ana")
    peer, loop = peer_of(relay, "ana"), asyncio.get_running_loop()
    await ana.vanish()

    await until(lambda: not relay.has_resource(ana.resource), every=1.0)
    assert CONSENT_EXPIRES < loop.time() - peer.consented_at < CONSENT_EXPIRES + 3


async def test_a_check_of_consent_may_take_longer_than_half_a_second(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana")
    peer = peer_of(relay, "ana")
    loop = asyncio.get_running_loop()
    for protocol in ana.dtls.transport._connection._protocols:
        protocol.datagram_received = partial(loop.call_later, 0.7, protocol.datagram_received)
    cut = loop.time() + 1.0

    await until(lambda: peer.consented_at > cut, every=0.1)


async def test_packets_follow_a_peer_to_another_pair(relay: Relay, publish: Publish, listen: Listen) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, _ = await publish("ana"), await listen(["floor"])
    (listener,) = relay.stage("session/1").listeners
    path = listener.peer.path
    assert path is not None
    elsewhere = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    elsewhere.bind(("127.0.0.1", 0))
    elsewhere.setblocking(False)
    pair = listener.peer._dtls.transport._connection._nominated[1]

    pair.remote_candidate.port = elsewhere.getsockname()[1]
    listener.peer._dtls.transport._connection.check_complete(pair)
    loop = asyncio.get_running_loop()
    arrival = asyncio.ensure_future(loop.sock_recv(elsewhere, 2048))
    await until(arrival.done, during=ana.say)

    assert path.address == elsewhere.getsockname()
    elsewhere.close()


async def test_one_certificate_serves_all(relay: Relay, publish: Publish, listen: Listen) -> None:
    ana, viewer = await publish("ana"), await listen(["floor"])

    def fingerprint(answer: str) -> str:
        return next(line for line in answer.splitlines() if line.startswith("a=fingerprint:sha-256"))

    assert fingerprint(ana.answer_sdp) == fingerprint(viewer.answer_sdp)
    assert isinstance(relay._certificate, Certificate)


@pytest.mark.real_time
async def test_packets_that_are_read_together_keep_their_order(
    relay: Relay, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the process is suspended between two looks at a clock."""
    sender = await publish("ana", kinds=("audio",))
    held_up = itertools.cycle((0.02, 0.0))
    monkeypatch.setattr(transport, "time", SimpleNamespace(time=lambda: time.time() + next(held_up)))
    came: list[float] = []
    handler: Any = peer_of(relay, "ana")._callbacks
    handler.received = lambda packet, now: came.append(now)

    for _ in range(20):
        await sender.say()
    await until(lambda: len(came) == 20)

    assert came == sorted(came)
