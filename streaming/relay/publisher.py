"""A source over WebRTC: reads its packets, asks for lost ones again, and answers its reports."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from streaming.relay import losses, offers, opus_sdp, rtcp, rtp
from streaming.relay.clock import SourceClock
from streaming.relay.connection import Certificate
from streaming.relay.extensions import AUDIO_LEVEL, FROM_PUBLISHERS, REPAIRED_RID, RID, TRANSPORT
from streaming.relay.feedback import PacketArrivals
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.offers import CandidateType
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.sender import CNAME
from streaming.relay.sockets import SocketFactory
from streaming.relay.source import HEARD_DBOV, VOICE_DBOV, Origin, Source
from streaming.relay.track import Track
from streaming.relay.transport import PacketPeer

# The three layers of our own pages take 1.37 Mbit/s, and retransmissions need room. A sender without transport-wide
# feedback stays at its first guess until REMB allows more.
MAX_BITS_PER_SECOND = 1_600_000
# Used if the sender gives no audio level. Opus speech has at least 8 kbit/s: 20 octets in its usual 20 ms (RFC 6716,
# section 2.1.1). Silence has a few octets.
SILENT_OCTETS = 20
SHORTEST_PAUSE = 0.03
SHORTEST_STREAM = 0.5


class _PacketRoute(NamedTuple):
    kind: str
    codec: Codec
    is_retransmission: bool


class Publisher(Source):
    """A WHIP peer: it sends at most one sound and one picture, the picture in one layer or several."""

    def __init__(
        self,
        identity: str,
        origin: Origin,
        certificate: Certificate,
        sockets: SocketFactory,
        packet_writer: PacketWriter,
    ) -> None:
        super().__init__(identity, origin)
        self.peer = PacketPeer(certificate, sockets, self)
        self._packet_writer = packet_writer
        self._clock = SourceClock()
        self._routes: dict[int, _PacketRoute] = {}
        # The track of each SSRC; the present SSRC of each track, and since when.
        self._streams: dict[int, Track] = {}
        self._ssrcs: dict[Track, int] = {}
        self._began: dict[Track, float] = {}
        self._extensions: dict[str, int] = {}
        self._arrivals = PacketArrivals()
        self._ssrc = 0
        self._candidates: dict[tuple[str, int], CandidateType] = {}

    @property
    def rtt(self) -> float | None:
        """The round trip in seconds, from ICE's own checks."""
        return self.peer.rtt

    @property
    def candidate_type(self) -> CandidateType | None:
        """The ICE candidate type of the peer's address. An address that the offer does not name is peer reflexive."""
        if self.peer.path is None:
            return None
        return self._candidates.get(self.peer.path.address[:2], "prflx")

    @property
    def was_reached(self) -> bool:
        """Whether an ICE check of its sender arrived."""
        return self.peer.was_reached

    async def answer(self, offer: str) -> str:
        """Answer a WHIP offer (RFC 9725)."""
        read = offers.trim_offer(offer, FROM_PUBLISHERS)
        offers.check_publication(read)
        layers, self._candidates = offers.layer_names(read), offers.candidates(offer)
        answer, nacks = await self.peer.answer(read), offers.nack_payload_types(read)
        for medium in self.peer.media:
            self._add_medium(medium, layers if medium.kind == "video" and layers else ("",))
            for track in self.layers[medium.kind]:
                track.is_repaired = str(medium.codecs[0].payload_type) in nacks
        answer = offers.with_bandwidth(offers.with_layers(answer, layers), MAX_BITS_PER_SECOND)
        return opus_sdp.with_opus(answer, nacks, opus_parameters(self.origin))

    def _add_medium(self, medium: NegotiatedMedia, layers: Sequence[str]) -> None:
        name = medium.codecs[0].name
        self.layers[medium.kind] = tuple(
            Track(medium.kind, name, self._clock, self._packet_writer, self._request_picture, layer)
            for layer in layers
        )
        self._ssrc = medium.ssrc
        # All media share one space of ids, because they share one transport (RFC 8843, section 14).
        self._extensions |= medium.extensions
        for codec in medium.codecs:
            self._routes[codec.payload_type] = _PacketRoute(medium.kind, codec, False)
            if codec.rtx_payload_type is not None:
                self._routes[codec.rtx_payload_type] = _PacketRoute(medium.kind, codec, True)

    def opened(self) -> None:
        """Note that ICE and DTLS are done."""
        self.set_state("connected")

    def closed(self) -> None:
        """Note that the peer is gone. Either side may have ended the connection."""
        for track in self.tracks:
            track.close()
        self.set_state("gone")

    def received(self, packet: bytes, now: float) -> None:
        """Take one decrypted RTP packet. One that cannot be read is dropped."""
        try:
            header = rtp.parse(packet)
        except ValueError:
            return
        self._note_arrival(packet, header, now)
        route = self._routes.get(header.payload_type)
        track = self._track_of_packet(packet, header, route) if route is not None else None
        if route is None or track is None:
            return
        payload = packet[header.start : header.end]
        self._note_packet(now)
        if route.is_retransmission:
            self._take_retransmission(track, header, payload, now)
            return
        if not self._follows_stream(track, route.codec, header, now):
            return
        level = self._note_level(packet, header, len(payload), now) if route.kind == "audio" else rtp.NO_LEVEL
        track.add_packet(header.sequence, header.timestamp, header.marker, payload, now, level=level)

    def _note_arrival(self, packet: bytes, header: rtp.Header, now: float) -> None:
        wanted = self._extensions.get(TRANSPORT)
        value = rtp.extension(packet, header, wanted) if wanted else None
        if value is not None and len(value) == 2:
            self._arrivals.add(int.from_bytes(value, "big"), now)

    def _track_of_packet(self, packet: bytes, header: rtp.Header, route: _PacketRoute) -> Track | None:
        """The track of a packet.

        Packets name their layer (RFC 8852) until the sender knows that the relay knows the layer's SSRC.
        """
        layers = self.layers[route.kind]
        if len(layers) == 1:
            return layers[0]
        known = self._streams.get(header.ssrc)
        if known in layers:
            return known
        wanted = self._extensions.get(REPAIRED_RID if route.is_retransmission else RID, 0)
        name = rtp.extension(packet, header, wanted) if wanted else None
        named = [track for track in layers if name is not None and track.layer.encode() == name]
        for track in named:
            self._streams[header.ssrc] = track
        return named[0] if named else None

    def _note_packet(self, now: float) -> None:
        is_first, self.last_packet_at = self.last_packet_at is None, now
        if is_first:
            self.on_state(self)

    def _take_retransmission(self, track: Track, header: rtp.Header, payload: bytes, now: float) -> None:
        lost = rtp.retransmitted_packet(payload)
        if lost is not None and track in self._ssrcs:
            track.add_packet(lost[0], header.timestamp, header.marker, lost[1], now, again=True)

    def _follows_stream(self, track: Track, codec: Codec, header: rtp.Header, now: float) -> bool:
        """Whether the packet belongs to the track's stream. A new SSRC, a new codec or a leap begins a new stream.

        If a leap were forwarded, a listener that misses those packets would compute a wrong SRTP rollover counter. A
        stream that begins within `SHORTEST_STREAM` of the last one is dropped. Otherwise a sender that alternates
        between two streams would restart all listeners with every packet.
        """
        known, leaps = self._ssrcs.get(track), track.is_leap(header.sequence)
        if known == header.ssrc and track.codec == codec.name and not leaps:
            return True
        if known is not None and now - self._began[track] < SHORTEST_STREAM:
            return False
        self._ssrcs[track], self._began[track] = header.ssrc, now
        if known is not None or track.codec != codec.name:
            track.restart(codec.name, now)
        if track.is_wanted:
            track.request_keyframe()
        return True

    def _note_level(self, packet: bytes, header: rtp.Header, size: int, now: float) -> int:
        said = rtp.audio_level(packet, header, self._extensions.get(AUDIO_LEVEL, 0))
        level = rtp.decibels(said)
        if level is not None:
            self.level = level
        if level > HEARD_DBOV if level is not None else size > SILENT_OCTETS:
            self.heard_at = now
        if level is not None and level > VOICE_DBOV:
            self.voiced_at = now
        return said

    def batch_done(self, now: float) -> None:
        """Called when all waiting packets are read: forward them, ask for missing ones, and send feedback."""
        for track in self.tracks:
            track.flush(now)
            missing = track.gaps.due_requests(now, max(SHORTEST_PAUSE, self.peer.rtt or 0.0))
            if missing:
                lost = (number & 0xFFFF for number in missing)
                self._send_feedback(rtcp.nack(self._ssrc, self._ssrcs[track], lost))
        if self._arrivals.is_due(now):
            media = next(iter(self._ssrcs.values()), 0)
            self._send_feedback(rtcp.transport_feedback(self._ssrc, media, self._arrivals.message(now)))

    def received_rtcp(self, packet: bytes, now: float) -> None:
        """Read the sender reports of the publisher, which give the clocks of its streams."""
        for message in rtcp.parse(packet):
            # A sender without a clock reports zero (RFC 3550, section 6.4.1).
            if not isinstance(message, rtcp.SenderReport) or not message.ntp:
                continue
            for track, ssrc in self._ssrcs.items():
                if ssrc == message.ssrc:
                    track.clock.note_sender_report(message.ntp, message.timestamp, time.time())
                    track.reception.note_sender_report(message.ntp, now)

    def report(self, now: float) -> None:
        """Called once a second: send a receiver report and REMB, and repeat keyframe requests that are still needed."""
        if not self.connected:
            return
        blocks = [self._report_block(track, ssrc, now) for track, ssrc in self._ssrcs.items()]
        pictures = [ssrc for track, ssrc in self._ssrcs.items() if track.kind == "video"]
        limited = pictures and TRANSPORT not in self._extensions
        self._send_report(blocks, rtcp.remb(self._ssrc, MAX_BITS_PER_SECOND, pictures) if limited else b"")
        for track in self.tracks:
            if track.is_keyframe_awaited():
                track.request_keyframe()

    def _report_block(self, track: Track, ssrc: int, now: float) -> rtcp.ReportBlock:
        """The report block about a received stream.

        For sound its fraction lost includes the losses between relay and listeners, because Opus's FEC is set by it.

        Its number of lost packets, by which a browser chooses its rate, counts only losses between publisher and relay.
        """
        block = track.reception.report_block(ssrc, now)
        if track.kind == "video":
            return block
        down = losses.loss_of_listeners([sender.loss for sender in track.senders if sender.path is not None])
        lost = losses.loss_over_both_hops(track.reception.loss, down)
        return replace(block, lost_fraction=min(255, int(lost * 256)))

    def _request_picture(self, track: Track) -> bool:
        if self.peer.path is None or track not in self._ssrcs:
            return False
        self._send_feedback(rtcp.pli(self._ssrc, self._ssrcs[track]))
        return True

    def _send_feedback(self, feedback: bytes) -> None:
        """Send feedback after a report, which may be empty (RFC 4585, section 3.1)."""
        self._send_report((), feedback)

    def _send_report(self, blocks: Sequence[rtcp.ReportBlock], feedback: bytes) -> None:
        """Send a compound packet. Each has our CNAME in it (RFC 3550, section 6.1)."""
        report = rtcp.receiver_report(self._ssrc, blocks) + rtcp.sdes(self._ssrc, CNAME)
        self.peer.send_rtcp(report + feedback)

    async def close(self) -> None:
        """Close the connection. None of its packets is sent to a listener after this returns."""
        await super().close()
        await self.peer.close()


def opus_parameters(origin: Origin) -> str:
    """The Opus parameters of the answer to a publisher."""
    if origin.is_booth:
        return opus_sdp.BOOTH
    return opus_sdp.HALL if origin.is_hall_feed else opus_sdp.SPEECH
