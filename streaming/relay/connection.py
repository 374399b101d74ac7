"""Uses aiortc's peer connection only for ICE, DTLS, SRTP keys and SDP.

A subclass leaves out what aiortc does with media: decoders, encoders, jitter buffers, a task for each stream.
"""

import random
import uuid
from typing import Any

from aiortc import RTCBundlePolicy, RTCCertificate, RTCConfiguration, RTCPeerConnection
from aiortc.rtcdtlstransport import RTCDtlsFingerprint
from aiortc.rtcrtptransceiver import RTCRtpTransceiver
from OpenSSL import SSL


class Certificate(RTCCertificate):
    """One certificate and one TLS context for all peers of the process. To make them for each peer would take most of
    the time in which its connection is set up.

    The fingerprints are cached, because each set-up asks for them a dozen times.
    """

    _context: SSL.Context | None = None
    _fingerprints: list[RTCDtlsFingerprint] | None = None

    def getFingerprints(self) -> list[RTCDtlsFingerprint]:
        if self._fingerprints is None:
            self._fingerprints = super().getFingerprints()
        return self._fingerprints

    def _create_ssl_context(self, srtp_profiles: Any) -> SSL.Context:
        if self._context is None:
            self._context = super()._create_ssl_context(srtp_profiles)
        return self._context


class _Sender:
    """Replaces aiortc's sender and encoder. It only holds what the SDP answer says of a stream that the relay sends."""

    track = None

    def __init__(self, kind: str, transport: Any) -> None:
        self.kind = kind
        self.transport = transport
        self._ssrc = random.getrandbits(32)
        self._rtx_ssrc = random.getrandbits(32)
        self._stream_id = "-"
        self._track_id = str(uuid.uuid4())

    def setTransport(self, transport: Any) -> None:
        self.transport = transport

    async def send(self, parameters: Any) -> None:
        """Do nothing, because the packet writer sends the packets."""

    async def stop(self) -> None:
        """Do nothing, because nothing was started."""


class _Receiver:
    """Replaces aiortc's receiver, with its jitter buffer and decoder thread."""

    def __init__(self, kind: str, transport: Any) -> None:
        self.kind = kind
        self.transport = transport
        self.track = self._track = None

    def setTransport(self, transport: Any) -> None:
        self.transport = transport

    async def receive(self, parameters: Any) -> None:
        """Do nothing, because packets are taken before aiortc routes them."""

    async def stop(self) -> None:
        """Do nothing, because nothing was started."""


class Connection(RTCPeerConnection):
    """A peer connection that makes `_Sender` and `_Receiver`, all on one transport."""

    _RTCPeerConnection__transceivers: list[RTCRtpTransceiver]
    _RTCPeerConnection__createDtlsTransport: Any

    def __init__(self, certificate: Certificate) -> None:
        super().__init__(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self._RTCPeerConnection__certificates = [certificate]

    def _RTCPeerConnection__createTransceiver(
        self, direction: str, kind: str, sender_track: None = None
    ) -> RTCRtpTransceiver:
        all_ = self._RTCPeerConnection__transceivers
        transport = all_[0].receiver.transport if all_ else self._RTCPeerConnection__createDtlsTransport()
        sender: Any = _Sender(kind, transport)
        receiver: Any = _Receiver(kind, transport)
        transceiver = RTCRtpTransceiver(kind=kind, direction=direction, sender=sender, receiver=receiver)
        transceiver._bundled = bool(all_)
        all_.append(transceiver)
        return transceiver

    def _RTCPeerConnection__remoteRtp(self, transceiver: RTCRtpTransceiver) -> None: ...

    def forget_descriptions(self) -> None:
        """Drop the offer and the answer, which take a fifth of a listener's memory and are not needed any more."""
        for which in ("currentLocal", "pendingLocal", "currentRemote", "pendingRemote"):
            setattr(self, f"_RTCPeerConnection__{which}Description", None)
