"""A WebRTC peer that gives and takes whole packets.

Only this module, `connection.py` and `sockets.py` use private parts of aiortc 1.16 and aioice 0.13. They change only
their own objects, and patch no class or module of these libraries. If a new version moved a private part,
`tests/streaming/relay/test_transport.py` fails and says which.
"""

import asyncio
import hashlib
import logging
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from aioice.stun import TransactionError
from aiortc import RTCSessionDescription
from aiortc.rtcdtlstransport import X509_DIGEST_ALGORITHMS, RTCDtlsParameters, State
from aiortc.rtcrtpparameters import RTCRtcpFeedback, RTCRtpHeaderExtensionParameters
from aiortc.rtcrtptransceiver import RTCRtpTransceiver
from OpenSSL import crypto

from streaming.relay import admission, offers, rtp
from streaming.relay.connection import Certificate, Connection
from streaming.relay.errors import MediaRefusal
from streaming.relay.extensions import TRANSPORT
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.send_path import SendPath
from streaming.relay.sockets import DATAGRAM, SocketFactory, TimedSocket
from streaming.relay.srtp import Buffer

logger = logging.getLogger(__name__)

BATCH = 64
SEND_BUFFER = 1 << 20
# Seconds. aioice repeats a check after half a second, so a longer wait does not measure the round trip.
RETRANSMITTED = 0.5
# A consent check is repeated after 0.5 and 1 s; an answer is awaited until 3.5 s.
SENT_AGAIN = 2

StreamIds = Mapping[str, Sequence[str]]
"""The ids of the streams that a peer sends, in the order of the media, by their kind."""
RECEIVES_ONLY: StreamIds = MappingProxyType({})


class PeerCallbacks(Protocol):
    """The methods of its owner that a peer calls. Packets are plain bytes. Times are the loop's, in seconds.

    `now` is when the packet arrived, which may be earlier than when it was read. `received` is None if the peer may
    send no sound and picture. Its packets are then not decrypted. `batch_done` is called when all datagrams that waited
    were read.
    """

    @property
    def received(self) -> Callable[[bytes, float], None] | None: ...
    def opened(self) -> None: ...
    def received_rtcp(self, packet: bytes, now: float) -> None: ...
    def batch_done(self, now: float) -> None: ...
    def closed(self) -> None: ...


class PacketPeer:
    """A WebRTC peer that gives and takes whole packets.

    `consented_at` is when it last answered an ICE check, which shows that our packets reach it and are wanted.
    `unanswered` are the seconds since then in which the relay could have received an answer. The owner counts them.
    """

    def __init__(self, certificate: Certificate, sockets: SocketFactory, callbacks: PeerCallbacks) -> None:
        self.path: SendPath | None = None
        self.rtt: float | None = None
        self.media: tuple[NegotiatedMedia, ...] = ()
        self._own = sockets
        self._callbacks = callbacks
        self._loop = asyncio.get_running_loop()
        self.consented_at = self.began_at = self._loop.time()
        self.unanswered = 0.0
        self._pc = Connection(certificate)
        self._pc.on("connectionstatechange", self._state_changed)
        self._sockets: dict[Any, TimedSocket] = {}
        self._dtls: Any = None
        self._incoming: Any = None
        self._ice: Any = None
        self._user = self._key = b""
        self._buffer = Buffer(DATAGRAM)
        self._checked: set[Any] = set()
        self._answers_consent = False
        self._streams = admission.AdmittedStreams()
        self._checks = admission.TokenBucket(admission.CHECKS)
        self._packets = admission.TokenBucket(admission.PACKETS)
        self._reports = admission.TokenBucket(admission.REPORTS)
        self._report_octets = admission.TokenBucket(admission.REPORT_OCTETS)
        self.unread = 0
        self.is_closed = False

    @property
    def was_reached(self) -> bool:
        """Whether one of its ICE checks arrived."""
        return bool(self._checked)

    async def answer(self, offer: str, streams: StreamIds = RECEIVES_ONLY) -> str:
        """Answer a trimmed offer.

        With `streams`, the peer sends: the k-th medium of a kind gets the k-th id of that kind.

        The answer has all our candidates. Refuses what aiortc cannot read.
        """
        try:
            return await self._make_answer(offer, streams)
        except (MediaRefusal, OSError):
            raise
        except Exception as error:
            # aiortc raises whatever malformed text made it run into.
            raise offers.malformed_refusal("its media could not be read.") from error

    async def _make_answer(self, offer: str, streams: StreamIds) -> str:
        # Each step of an answer takes a millisecond or two: let other peers' packets pass in between.
        await asyncio.sleep(0)
        await self._pc.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        transceivers = self._pc.getTransceivers()
        self._dtls = transceivers[0].receiver.transport
        self._dtls._set_role(offers.dtls_role(offer))
        self._dtls._validate_peer_identity = partial(_check_fingerprints, self._dtls)
        self._prepare_ice(self._dtls.transport._connection)
        _name_streams(transceivers, streams)
        _set_extensions(transceivers, offers.extension_ids(offer))
        await asyncio.sleep(0)
        await self._pc.setLocalDescription(await self._pc.createAnswer())
        self.media = tuple(map(_negotiated_medium, transceivers))
        answer = self._pc.localDescription.sdp
        self._pc.forget_descriptions()
        return self._own.with_announced_addresses(answer)

    def send_rtcp(self, packet: bytes) -> None:
        """Encrypt and send a compound packet. It is dropped if it cannot be sent now."""
        if self.path is None:
            return
        try:
            self.path.sock.sendto(self._dtls._tx_srtp.protect_rtcp(packet), self.path.address)
        except OSError:
            logger.debug("A report could not be sent")

    async def close(self) -> None:
        """End the peer. Packets stop at once. To close the connection may take three seconds."""
        self.path = self._incoming = None
        try:
            # Not `wait_for`: in Python 3.11 it can lose a cancellation that comes as it ends.
            async with asyncio.timeout(3):
                await self._pc.close()
        except TimeoutError:
            logger.warning("A peer connection did not close in time")
        except Exception:  # aiortc may raise anything for a peer that an invalid offer left half made
            logger.info("A peer connection did not close by itself", exc_info=True)
            if self._ice is not None:
                await self._ice.close()
        finally:
            for sock in self._sockets.values():
                sock.close()
            self._sockets.clear()
            self._report_closed()

    def _prepare_ice(self, ice: Any) -> None:
        """Make aioice gather on our sockets, and report each pair that it checked."""
        self._ice = ice
        self._user, self._key = f"{ice.local_username}:".encode(), ice.local_password.encode()
        ice.get_component_candidates = lambda component, addresses, **rest: self._own.gather_candidates(
            ice, component, addresses, self._tap_socket
        )
        complete = ice.check_complete
        ice.check_complete = lambda pair: self._pair_checked(complete, pair)

    def _pair_checked(self, complete: Any, pair: Any) -> None:
        complete(pair)
        self._use_nominated_pair()

    def _tap_socket(self, protocol: Any, sock: TimedSocket) -> None:
        """Read a socket of ours before aioice does. Keep it for sending, even after aioice closed it."""
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._sockets[protocol] = sock.dup()
        protocol.datagram_received = partial(self._on_datagrams, protocol, protocol.datagram_received, sock)
        protocol.request = partial(self._timed_request, protocol.request)

    async def _timed_request(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Send an ICE check: it measures the round trip and shows consent (RFC 7675).

        aioice sends a consent check once and waits half a second, which is too short for a poor line. It ends a peer
        that answers none of six checks. In Balai the relay's beat decides when a peer is ended.
        """
        is_consent = kwargs.get("retransmissions") == 0
        if is_consent:
            kwargs["retransmissions"] = SENT_AGAIN
        began = self._loop.time()
        try:
            answer = await request(*args, **kwargs)
        except TransactionError:
            if is_consent:
                return None
            raise
        self._answers_consent |= is_consent
        self._note_consent()
        elapsed = self.consented_at - began
        if elapsed < RETRANSMITTED:
            self.rtt = elapsed
        return answer

    def _note_consent(self) -> None:
        self.consented_at, self.unanswered = self._loop.time(), 0.0

    def _note_check_as_consent(self, address: Any) -> None:
        """Take a publisher's own ICE checks as consent if it answers none of ours. A publisher is sent only reports.

        FFmpeg's `whip` answers no check once it is connected.
        """
        is_in_use = self.path is not None and self.path.address == address
        if is_in_use and self._callbacks.received is not None and not self._answers_consent:
            self._note_consent()

    def _on_datagrams(
        self, protocol: Any, pass_on: Any, sock: TimedSocket, data: bytes, address: Any
    ) -> None:
        """Read this datagram and all that wait in the socket, then let the owner forward them together.

        Both clocks are read once, so that datagrams that are read together keep their order.
        """
        now, wall = self._loop.time(), time.time()
        try:
            self._take_datagram(protocol, pass_on, sock, data, address, now, wall)
            for _ in range(BATCH):
                try:
                    data, address = sock.recvfrom(DATAGRAM)
                except OSError:
                    break
                self._take_datagram(protocol, pass_on, sock, data, address, now, wall)
        finally:
            self._callbacks.batch_done(now)

    def _take_datagram(
        self,
        protocol: Any,
        pass_on: Any,
        sock: TimedSocket,
        data: bytes,
        address: Any,
        now: float,
        wall: float,
    ) -> None:
        """Take media and DTLS from addresses with an authentic ICE check. Drop all else unread."""
        if address in self._checked:
            if admission.is_media(data):
                self._take_media(data, now - sock.seconds_waited(wall))
                return
            if admission.is_dtls(data):
                # Not through aioice's parser, which takes a datagram for STUN if its length fits.
                if self._ice._queue.qsize() < admission.MAX_WAITING:
                    self._ice.data_received(data, protocol.local_candidate.component)
                return
        if admission.is_stun(data) and self._is_stun_accepted(protocol, data, address, now):
            self._pass_on_stun(pass_on, data, address)

    def _take_media(self, data: bytes, now: float) -> None:
        is_rtcp = rtp.is_rtcp(data)
        bucket = self._reports if is_rtcp else self._packets
        if self._incoming is None or not bucket.take(now):
            return
        if is_rtcp and not self._report_octets.take(now, len(data)):
            return
        tell = self._callbacks.received_rtcp if is_rtcp else self._callbacks.received
        if tell is None:
            return
        packet = self._unprotect(data, is_rtcp)
        if packet is not None:
            tell(packet, now)

    def _unprotect(self, data: bytes, is_rtcp: bool) -> bytes | None:
        ssrc = data[4:8] if is_rtcp else data[8:12]
        if not self._streams.is_admitted(ssrc):
            return None
        packet = self._buffer.unprotect(self._incoming._srtp[0], data, rtcp=is_rtcp)
        if packet is not None:
            self._streams.note(ssrc)
        return packet

    def _is_stun_accepted(self, protocol: Any, data: bytes, address: Any, now: float) -> bool:
        """Whether a STUN message answers a check of ours, or is a check by someone who knows our password."""
        if not admission.is_request(data):
            return admission.transaction(data) in protocol.transactions
        if not admission.is_signed(data, self._user, self._key) or not self._checks.take(now):
            return False
        if address not in self._checked and len(self._checked) >= admission.MAX_ADDRESSES:
            return False
        self._checked.add(address)
        self._note_check_as_consent(address)
        return True

    def _pass_on_stun(self, pass_on: Any, data: bytes, address: Any) -> None:
        try:
            pass_on(data, address)
        except Exception:  # aioice raises whatever its parser ran into
            self.unread += 1
            if self.unread == 1:
                logger.warning(
                    "A datagram could not be read; more of this peer are only counted", exc_info=True
                )

    def _state_changed(self) -> None:
        if self._pc.connectionState == "connected":
            self._incoming = self._dtls._rx_srtp
            self._use_nominated_pair()
            self._callbacks.opened()
        elif self._pc.connectionState in ("failed", "closed"):
            self.path = self._incoming = None
            self._report_closed()

    def _use_nominated_pair(self) -> None:
        """Send to the pair that ICE nominated. A browser may nominate another when its network changes."""
        pair = self._ice._nominated.get(1)
        if pair is None or self._incoming is None:
            return
        sock, address = self._sockets[pair.protocol], pair.remote_addr
        if self.path is None:
            self.path = SendPath(self._dtls._tx_srtp, sock, address)
        elif (self.path.sock, self.path.address) != (sock, address):
            self.path.change_address(sock, address)

    def _report_closed(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            self._callbacks.closed()


def _check_fingerprints(dtls: Any, remote: RTCDtlsParameters) -> None:
    """Fail a peer whose certificate is not the one that its offer names (RFC 8122, section 5).

    The fingerprint is that of the certificate's DER. aiortc would parse the certificate first, with `cryptography`.
    That parser raises an error for a certificate that claims version 2 and is of another version. Those of
    libdatachannel up to 0.22 and of OBS 30 do.
    """
    presented = crypto.dump_certificate(crypto.FILETYPE_ASN1, dtls._ssl.get_peer_certificate())
    known = [one for one in remote.fingerprints if one.algorithm.lower() in X509_DIGEST_ALGORITHMS]
    if not known or any(_fingerprint(presented, one.algorithm) != one.value.upper() for one in known):
        dtls._set_state(State.FAILED)


def _fingerprint(octets: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm.lower().replace("-", ""), octets).digest().hex(":").upper()


def _name_streams(transceivers: Sequence[RTCRtpTransceiver], streams: StreamIds) -> None:
    left = {kind: iter(ids) for kind, ids in streams.items()}
    for transceiver in transceivers if streams else ():
        transceiver.direction = "sendonly"
        transceiver.sender._stream_id = next(left[transceiver.kind])


def _set_extensions(
    transceivers: Sequence[RTCRtpTransceiver], extensions: Sequence[Mapping[str, int]]
) -> None:
    """Take the header extensions of the trimmed offer, and transport-wide feedback, which aiortc does not know.

    A peer with that feedback needs no REMB.
    """
    for transceiver, ids in zip(transceivers, extensions, strict=True):
        transceiver._headerExtensions = [RTCRtpHeaderExtensionParameters(id, uri) for uri, id in ids.items()]
        if TRANSPORT not in ids:
            continue
        for codec in transceiver._codecs:
            if codec.name != "rtx":
                others = [feedback for feedback in codec.rtcpFeedback if feedback.type != "goog-remb"]
                codec.rtcpFeedback = [*others, RTCRtcpFeedback("transport-cc")]


def _negotiated_medium(transceiver: RTCRtpTransceiver) -> NegotiatedMedia:
    described: list[Any] = transceiver._codecs
    repairs = {codec.parameters["apt"]: codec.payloadType for codec in described if codec.name == "rtx"}
    codecs = [codec for codec in described if codec.name != "rtx"]
    return NegotiatedMedia(
        kind=transceiver.kind,
        codecs=tuple(Codec(_codec_name(c), c.payloadType, repairs.get(c.payloadType)) for c in codecs),
        ssrc=transceiver.sender._ssrc,
        rtx_ssrc=transceiver.sender._rtx_ssrc,
        mid=transceiver.mid or "",
        extensions={extension.uri: extension.id for extension in transceiver._headerExtensions},
    )


def _codec_name(codec: Any) -> str:
    if codec.name.upper() != "H264":
        return str(codec.name)
    return "H264/" + str(codec.parameters.get("profile-level-id", "42e01f"))[:4].lower()
