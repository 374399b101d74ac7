"""A source over WebRTC: its packets taken apart, its losses asked for again, its reports answered."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from streaming.relay import offers, rtcp, rtp
from streaming.relay.clock import SourceClock
from streaming.relay.connection import Certificate
from streaming.relay.fanout import Fanout
from streaming.relay.outlet import CNAME
from streaming.relay.sockets import Sockets
from streaming.relay.source import HEARD_DBOV, Origin, Source
from streaming.relay.track import Track
from streaming.relay.transport import Codec, Line, PacketPeer

# A browser without transport-wide feedback does not go beyond its first guess unless it is told that it may.
MOST_BITS_PER_SECOND = 1_200_000
# Where the sender does not say how loud it is: Opus gives speech at least 8 kbit/s, 20 octets in its usual 20 ms
# (RFC 6716, section 2.1.1), and silence a few.
SILENT_OCTETS = 20
SHORTEST_PAUSE = 0.03
SHORTEST_STREAM = 0.5


class _Route(NamedTuple):
    track: Track
    codec: Codec
    is_retransmission: bool


class Publisher(Source):
    """The far end sends at most one sound and one picture."""

    def __init__(
        self,
        identity: str,
        origin: Origin,
        certificate: Certificate,
        sockets: Sockets,
        fanout: Fanout,
    ) -> None:
        super().__init__(identity, origin)
        self.peer = PacketPeer(certificate, sockets, self)
        self._fanout = fanout
        self._clock = SourceClock()
        self._routes: dict[int, _Route] = {}
        self._ssrcs: dict[str, int] = {}
        self._began: dict[str, float] = {}
        self._level_extension = 0
        self._ssrc = 0

    @property
    def rtt(self) -> float | None:
        """The round trip in seconds, from ICE's own checks."""
        return self.peer.rtt

    async def answer(self, offer: str) -> str:
        """Answer a WHIP offer (RFC 9725)."""
        offers.check_publication(offer)
        answer = await self.peer.answer(offers.trim(offer))
        for line in self.peer.lines:
            self._add_line(line)
        return answer

    def _add_line(self, line: Line) -> None:
        track = Track(line.kind, line.codecs[0].name, self._clock, self._fanout, self._request_picture)
        self.tracks[line.kind] = track
        self._ssrc = line.ssrc
        if line.kind == "audio":
            self._level_extension = line.level_extension
        for codec in line.codecs:
            self._routes[codec.payload_type] = _Route(track, codec, False)
            if codec.rtx_payload_type is not None:
                self._routes[codec.rtx_payload_type] = _Route(track, codec, True)

    def opened(self) -> None:
        """ICE and DTLS are done."""
        self.set_state("connected")

    def closed(self) -> None:
        """The peer is gone, by itself or by us."""
        for track in self.tracks.values():
            track.close()
        self.set_state("gone")

    def received(self, packet: bytes, now: float) -> None:
        """One decrypted RTP packet; what cannot be read is dropped."""
        try:
            header = rtp.parse(packet)
        except ValueError:
            return
        route = self._routes.get(header.payload_type)
        if route is None:
            return
        payload = packet[header.start : header.end]
        self._note_packet(now)
        if route.is_retransmission:
            self._take_again(route, header, payload, now)
            return
        if not self._follows_stream(route, header, now):
            return
        if route.track.kind == "audio":
            self._listen(packet, header, len(payload), now)
        route.track.take(header.sequence, header.timestamp, header.marker, payload, now)

    def _note_packet(self, now: float) -> None:
        is_first, self.last_packet_at = self.last_packet_at is None, now
        if is_first:
            self.on_state(self)

    def _take_again(self, route: _Route, header: rtp.Header, payload: bytes, now: float) -> None:
        lost = rtp.original(payload)
        if lost is not None and route.track.kind in self._ssrcs:
            route.track.take(lost[0], header.timestamp, header.marker, lost[1], now, again=True)

    def _follows_stream(self, route: _Route, header: rtp.Header, now: float) -> bool:
        """Whether the packet is of the track's stream, which a new SSRC or another codec begins anew.

        A sender that flutters between streams would make all its listeners begin with each packet.
        """
        track = route.track
        known = self._ssrcs.get(track.kind)
        if known == header.ssrc and track.codec == route.codec.name:
            return True
        if known is not None and now - self._began[track.kind] < SHORTEST_STREAM:
            return False
        self._ssrcs[track.kind], self._began[track.kind] = header.ssrc, now
        if known is not None or track.codec != route.codec.name:
            track.restart(route.codec.name)
        if track.outlets or track.heads:
            track.request_keyframe()
        return True

    def _listen(self, packet: bytes, header: rtp.Header, size: int, now: float) -> None:
        level = rtp.audio_level(packet, header, self._level_extension)
        if level is not None:
            self.level = level
        if level > HEARD_DBOV if level is not None else size > SILENT_OCTETS:
            self.heard_at = now

    def drained(self, now: float) -> None:
        """All that waited has been taken: let it go out, and ask for what is missing."""
        for kind, track in self.tracks.items():
            track.flush(now)
            missing = track.gaps.due(now, max(SHORTEST_PAUSE, self.peer.rtt or 0.0))
            if missing:
                lost = (number & 0xFFFF for number in missing)
                self._send_feedback(rtcp.nack(self._ssrc, self._ssrcs[kind], lost))

    def received_rtcp(self, packet: bytes, now: float) -> None:
        """The sender's reports: they say what time its streams are at."""
        for message in rtcp.parse(packet):
            # A sender without a clock reports zero (RFC 3550, section 6.4.1).
            if not isinstance(message, rtcp.SenderReport) or not message.ntp:
                continue
            for kind, ssrc in self._ssrcs.items():
                if ssrc == message.ssrc:
                    self.tracks[kind].clock.learn(message.ntp, message.timestamp, time.time())
                    self.tracks[kind].reception.heard_report(message.ntp, now)

    def report(self, now: float) -> None:
        """Once a second: how its packets arrive, how much it may send, and again who waits for a keyframe."""
        if not self.connected:
            return
        blocks = [self.tracks[kind].reception.block(ssrc, now) for kind, ssrc in self._ssrcs.items()]
        video = [self._ssrcs["video"]] if "video" in self._ssrcs else []
        self._send_report(blocks, rtcp.remb(self._ssrc, MOST_BITS_PER_SECOND, video) if video else b"")
        for track in self.tracks.values():
            if track.has_waiting():
                track.request_keyframe()

    def _request_picture(self) -> bool:
        if self.peer.path is None or "video" not in self._ssrcs:
            return False
        self._send_feedback(rtcp.pli(self._ssrc, self._ssrcs["video"]))
        return True

    def _send_feedback(self, feedback: bytes) -> None:
        """Feedback follows a report, if an empty one (RFC 4585, section 3.1)."""
        self._send_report((), feedback)

    def _send_report(self, blocks: Sequence[rtcp.ReportBlock], feedback: bytes) -> None:
        """Each compound packet has our name in it (RFC 3550, section 6.1)."""
        report = rtcp.receiver_report(self._ssrc, blocks) + rtcp.description(self._ssrc, CNAME)
        self.peer.send_rtcp(report + feedback)

    async def close(self) -> None:
        """End it: nothing of it goes out from now on."""
        await super().close()
        await self.peer.close()
