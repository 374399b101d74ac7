"""Plain aiortc peers that send and record packets: the wire has exactly the packets that a test sends."""

import asyncio
import random
import re
from collections.abc import Callable
from time import monotonic
from typing import Any, Self

from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.rtp import (
    AnyRtcpPacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    RtpPacket,
    wrap_rtx,
)

from streaming.relay import INTERPRETATION, SIGN, TALKBACK, Answer, rtcp
from streaming.relay.vp8 import descriptor
from tests.support.patience import PATIENCE
from tests.support.udp_proxy import UdpProxy

OPUS = re.compile(r"a=rtpmap:(\d+) opus/48000/2\r\n")
KEY, DELTA = b"\x00", b"\x01"


async def until(
    condition: Callable[[], Any], *, during: Callable[[], Any] | None = None, every: float = 0.01
) -> None:
    """Wait until the condition holds. `during` is called at each look, like a sender that goes on.

    `every` is the loop's time in seconds between two looks.
    """
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, "The condition did not come true in time."
        if during is not None:
            result = during()
            if asyncio.iscoroutine(result):
                await result
        await asyncio.sleep(every)


class Peer:
    """A plain aiortc peer connection of a test. Like our pages, it offers NACK for sound."""

    def __init__(self, *, repairs_sound: bool = True) -> None:
        self.repairs_sound = repairs_sound
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self.resource = ""
        self.answer_sdp = ""
        self.proxy: UdpProxy | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.pc.close()

    async def offer(self) -> str:
        await self.pc.setLocalDescription(await self.pc.createOffer())
        sdp = str(self.pc.localDescription.sdp)
        return OPUS.sub(r"\g<0>a=rtcp-fb:\1 nack\r\n", sdp) if self.repairs_sound else sdp

    async def accept(self, answer: Answer) -> None:
        self.resource, self.answer_sdp = answer.resource, answer.sdp
        heard = answer.sdp if self.proxy is None else await self.proxy.answer_through_proxy(answer.sdp)
        await self.pc.setRemoteDescription(RTCSessionDescription(heard, "answer"))
        await until(lambda: self.pc.connectionState == "connected")

    async def vanish(self) -> None:
        """Disappear without a message, like a machine without power."""
        for protocol in self.dtls.transport._connection._protocols:
            protocol.transport.sendto = lambda data, address: None

    @property
    def dtls(self) -> Any:
        return self.pc.getTransceivers()[0].receiver.transport

    def transceivers(self, kind: str) -> list[Any]:
        return [transceiver for transceiver in self.pc.getTransceivers() if transceiver.kind == kind]

    def payload_type(self, kind: str, codec: str, at: int = 0) -> int:
        codecs = self.transceivers(kind)[at]._codecs
        return next(c.payloadType for c in codecs if c.name.lower() == codec.lower())


class FakePublisher(Peer):
    """Publishes: `say` sends packets of sound, `show` the packets of one picture."""

    def __init__(
        self,
        *,
        kinds: tuple[str, ...] = ("audio", "video"),
        codec: str = "VP8",
        repairs_sound: bool = True,
    ) -> None:
        super().__init__(repairs_sound=repairs_sound)
        self.codec = codec
        for kind in kinds:
            transceiver = self.pc.addTransceiver(kind, direction="sendonly")
            if kind == "video" and codec == "H264":
                wanted = [c for c in RTCRtpSender.getCapabilities("video").codecs if c.name != "VP8"]
                transceiver.setCodecPreferences(wanted)
        # Far apart, so that a number shows its kind.
        self.sequence = {"audio": random.randrange(0x4000), "video": random.randrange(0x4000, 0x8000)}
        self.timestamp = {"audio": random.getrandbits(31), "video": random.getrandbits(31)}
        self.picture = random.getrandbits(15)
        self.asked_for_keyframe = 0
        self.asked_again: list[int] = []
        self.answers = False
        self.limits: list[bytes] = []
        self.compounds: list[list[AnyRtcpPacket]] = []
        self.sent: dict[int, bytes] = {}

    async def accept(self, answer: Answer) -> None:
        for transceiver in self.pc.getTransceivers():
            transceiver.sender.send = _nothing
        await super().accept(answer)
        self.dtls._handle_rtcp_data = self._heard_rtcp

    async def _heard_rtcp(self, data: bytes) -> None:
        self.compounds.append(RtcpPacket.parse(data))
        for packet in self.compounds[-1]:
            if isinstance(packet, RtcpPsfbPacket) and packet.fmt == 1:
                self.asked_for_keyframe += 1
            elif isinstance(packet, RtcpPsfbPacket) and packet.fmt == 15:
                self.limits.append(packet.fci)
            elif isinstance(packet, RtcpRtpfbPacket):
                self.asked_again += packet.lost
                for sequence in packet.lost if self.answers else ():
                    await self.send_again(sequence)

    def ssrc(self, kind: str) -> int:
        return int(self.transceivers(kind)[0].sender._ssrc)

    def begin_another_stream(self, kind: str) -> None:
        """Go on under another SSRC and other numbers."""
        self.transceivers(kind)[0].sender._ssrc = random.getrandbits(32)
        self.sequence[kind] = random.randrange(0x8000)
        self.timestamp[kind] = random.getrandbits(31)

    async def say(self, *, word: bytes = b"word", skip: bool = False, extension: bytes = b"") -> None:
        """Send 20 ms of sound; `skip` drops it on the way."""
        await self._send("audio", "opus", word, marker=0, skip=skip, extension=extension)
        self.timestamp["audio"] += 960

    async def show(
        self, *, key: bool = False, packets: int = 3, size: int = 900, lose: tuple[int, ...] = ()
    ) -> None:
        """Send one picture of 40 ms; packets at the positions `lose` are dropped on the way."""
        for number in range(packets):
            payload = self._picture(key, first=number == 0) + bytes((number,)) * size
            last = number == packets - 1
            await self._send("video", self.codec, payload, marker=int(last), skip=number in lose)
        self.timestamp["video"] += 3600
        self.picture = (self.picture + 1) & 0x7FFF

    async def pad(self) -> None:
        """Send padding in the picture's own stream, like a browser that probes without RTX."""
        packet = RtpPacket(
            payload_type=self.payload_type("video", self.codec),
            sequence_number=self.sequence["video"],
            timestamp=self.timestamp["video"] & 0xFFFFFFFF,
            ssrc=self.ssrc("video"),
        )
        packet.padding_size = 20
        self.sequence["video"] = (self.sequence["video"] + 1) & 0xFFFF
        await self.dtls._send_rtp(packet.serialize())

    def _picture(self, key: bool, *, first: bool) -> bytes:
        if self.codec == "H264":
            return bytes((0x65 if key else 0x61,)) if first else b"\x61"
        return descriptor(self.picture, first=first) + (KEY if key else DELTA)

    def _mark(self, kind: str) -> bytes:
        """A mark that identifies a packet: the low octets of its number."""
        return self.sequence[kind].to_bytes(2, "big")

    async def _send(
        self, kind: str, codec: str, payload: bytes, *, marker: int, skip: bool, extension: bytes = b""
    ) -> None:
        packet = RtpPacket(
            payload_type=self.payload_type(kind, codec),
            marker=marker,
            sequence_number=self.sequence[kind],
            timestamp=self.timestamp[kind] & 0xFFFFFFFF,
            ssrc=self.ssrc(kind),
            payload=payload + self._mark(kind),
        )
        data = packet.serialize()
        if extension:
            data = bytes((data[0] | 0x10,)) + data[1:12] + extension + packet.payload
        self.sent[self.sequence[kind]] = data
        self.sequence[kind] = (self.sequence[kind] + 1) & 0xFFFF
        if not skip:
            await self.dtls._send_rtp(data)

    def origin_of(self, heard: RtpPacket) -> RtpPacket:
        """The packet as it was sent; each ends with its own number."""
        return RtpPacket.parse(self.sent[int.from_bytes(heard.payload[-2:], "big")])

    async def send_again(self, sequence: int) -> None:
        """Retransmit a packet: a picture's by RTX, of sound under the same number."""
        lost = RtpPacket.parse(self.sent[sequence])
        if lost.ssrc == self.ssrc("audio"):
            await self.dtls._send_rtp(self.sent[sequence])
            return
        sender = self.transceivers("video")[0].sender
        again = wrap_rtx(lost, self.payload_type("video", "rtx"), random.getrandbits(15), sender._rtx_ssrc)
        await self.dtls._send_rtp(again.serialize())

    async def report(self, kind: str, ntp: int, timestamp: int) -> None:
        """Send a sender report."""
        info = RtcpSenderInfo(ntp_timestamp=ntp, rtp_timestamp=timestamp, packet_count=1, octet_count=1)
        await self.dtls._send_rtp(bytes(RtcpSrPacket(ssrc=self.ssrc(kind), sender_info=info)))


class FakeListener(Peer):
    """Listens: records every packet, and decodes none."""

    def __init__(self, slots: list[str], *, video: tuple[str, ...] = ("VP8", "H264", "rtx")) -> None:
        super().__init__()
        self.slots = slots
        for slot in slots:
            if slot != SIGN:
                self.pc.addTransceiver("audio", direction="recvonly")
            if slot not in (INTERPRETATION, TALKBACK):
                transceiver = self.pc.addTransceiver("video", direction="recvonly")
                wanted = [c for c in RTCRtpSender.getCapabilities("video").codecs if c.name in video]
                transceiver.setCodecPreferences(wanted)
        self.packets: list[RtpPacket] = []
        self._by_ssrc: dict[int, list[RtpPacket]] = {}
        self.raw: dict[int, list[bytes]] = {}
        self.reports: list[RtcpSrPacket] = []
        self.ssrcs: dict[tuple[str, str], tuple[int, int]] = {}
        self.dropped: list[int] = []
        self._drops_next = False
        self._loses = 0.0

    async def accept(self, answer: Answer) -> None:
        for transceiver in self.pc.getTransceivers():
            transceiver.receiver.receive = _nothing
        self.dtls._handle_rtp_data = self._heard
        self.dtls._handle_rtcp_data = self._heard_rtcp
        await super().accept(answer)
        self._from_network = self.dtls.transport._recv
        self.dtls.transport._recv = self._receive
        for media in answer.sdp.split("m=")[1:]:
            kind, slot = media.split(" ")[0], media.split("a=msid:")[1].split(" ")[0]
            ssrcs = [int(line.split(" ")[0]) for line in media.split("a=ssrc:")[1:]]
            self.ssrcs[slot, kind] = (ssrcs[0], ssrcs[-1])

    async def _heard(self, data: bytes, arrival_time_ms: int) -> None:
        packet = RtpPacket.parse(data)
        self.packets.append(packet)
        self._by_ssrc.setdefault(packet.ssrc, []).append(packet)
        self.raw.setdefault(packet.ssrc, []).append(data)

    async def _heard_rtcp(self, data: bytes) -> None:
        self.reports += [packet for packet in RtcpPacket.parse(data) if isinstance(packet, RtcpSrPacket)]

    def heard(self, slot: str, kind: str) -> list[RtpPacket]:
        """The packets of one slot and kind, in order of arrival."""
        return list(self._by_ssrc.get(self.ssrcs[slot, kind][0], ()))

    def heard_again(self, slot: str) -> list[RtpPacket]:
        """The retransmissions of one slot's picture."""
        return list(self._by_ssrc.get(self.ssrcs[slot, "video"][1], ()))

    async def _receive(self) -> bytes:
        """The next datagram, without those that are to be dropped: SRTP does not encrypt headers."""
        while True:
            data = await self._from_network()
            if len(data) > 12 and 128 <= data[0] < 192 and random.random() < self._loses:
                continue
            lose = self._drops_next and len(data) > 12 and data[8:12] == self._dropping
            if not lose:
                return data
            self._drops_next = False
            self.dropped.append(int.from_bytes(data[2:4], "big"))

    def drop_next_packet(self, slot: str, kind: str = "video") -> None:
        """Drop the next packet of a slot's picture or sound."""
        self._dropping = self.ssrcs[slot, kind][0].to_bytes(4, "big")
        self._drops_next = True

    def lose(self, share: float) -> None:
        """Drop this share of all packets, retransmissions too."""
        self._loses = share

    def missing(self, slot: str, kind: str = "video") -> list[int]:
        """The numbers that a browser would ask for: those between the first and the last that are missing, in order."""
        first = self.heard(slot, kind)[0].sequence_number
        came = {packet.sequence_number for packet in self.heard(slot, kind)}
        if kind == "video":
            came |= {int.from_bytes(packet.payload[:2], "big") for packet in self.heard_again(slot)}
        last = max((number - first) & 0xFFFF for number in came)
        return [number for at in range(last) if (number := (first + at) & 0xFFFF) not in came]

    async def ask_again(self, slot: str, sequences: list[int], kind: str = "video") -> None:
        """Send a NACK."""
        packet = rtcp.nack(1, self.ssrcs[slot, kind][0], sequences)
        await self.dtls._send_rtp(packet)

    async def report(self, ssrc: int, highest: int, lost: int) -> None:
        """Send a receiver report with this highest number and packets lost."""
        block = rtcp.ReportBlock(ssrc, 0, lost, highest, 0, 0, 0)
        await self.dtls._send_rtp(rtcp.receiver_report(1, [block]))

    async def tell_limit(self, bits_per_second: int) -> None:
        """Send a bandwidth estimate (REMB), like a browser."""
        await self.dtls._send_rtp(rtcp.remb(1, bits_per_second, []))

    async def report_loss(self, slot: str, kind: str, fraction: float) -> None:
        """Send a receiver report with this fraction lost."""
        block = rtcp.ReportBlock(self.ssrcs[slot, kind][0], int(fraction * 256), 0, 0, 0, 0, 0)
        await self.dtls._send_rtp(rtcp.receiver_report(1, [block]))

    async def ask_for_keyframe(self, slot: str) -> None:
        """Send a PLI."""
        packet = RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=self.ssrcs[slot, "video"][0])
        await self.dtls._send_rtp(bytes(packet))


async def _nothing(parameters: Any) -> None:
    """Replaces aiortc's send and receive, which would start reports and decoders."""
