"""Sends one slot's sound or picture to one listener (livekit's DownTrack)."""

from collections.abc import Sequence

from streaming.relay import rtcp
from streaming.relay.codecs import CLOCK_RATES
from streaming.relay.extensions import SEND_TIME, Layout, layout
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.retransmission_budget import RetransmissionBudget
from streaming.relay.rewriter import NEVER, Rewriter
from streaming.relay.rtp import Packet
from streaming.relay.send_path import SendPath
from streaming.relay.track import Track

CNAME = "balai"


class Sender:
    """An SSRC of ours at one listener. It is on one track at a time, or on none.

    `layers` are those of the picture in its slot, of which it gets one, or none where the line is too slow.
    `coming` is the layer that takes over with its next keyframe; until then `track` goes on. `shown` is how high
    the listener shows it, in pixels, None where it does not say.
    """

    __slots__ = (
        "_codecs",
        "_counted",
        "_octets",
        "_packets",
        "_repairs",
        "codec",
        "coming",
        "continuity",
        "kind",
        "layers",
        "layout",
        "loss",
        "mark_at",
        "mid",
        "path",
        "payload_type",
        "rtx_sequence",
        "rtx_ssrc",
        "shown",
        "slot",
        "ssrc",
        "track",
    )

    def __init__(self, slot: str, line: NegotiatedMedia) -> None:
        self.slot = slot
        self.kind = line.kind
        self.mid = line.mid
        self.layout = _layout(line)
        self.ssrc = line.ssrc
        self.rtx_ssrc = line.rtx_ssrc
        self.rtx_sequence = 0
        self.continuity = Rewriter(CLOCK_RATES[line.kind])
        self.path: SendPath | None = None
        self.track: Track | None = None
        self.coming: Track | None = None
        self.layers: tuple[Track, ...] = ()
        self.shown: int | None = None
        self.codec: Codec | None = None
        self.payload_type = 0
        # Spliced sound begins a talk spurt (RFC 3551, section 4.1); a picture's marker ends its frame.
        self.mark_at = NEVER
        # The fraction that the listener says it loses, in spite of repairs.
        self.loss = 0.0
        self._codecs = line.codecs
        self._packets = self._octets = 0
        self._counted = (0, 0)
        self._repairs = RetransmissionBudget()

    def attach(self, track: Track) -> None:
        """Wait on this track for a packet to begin with."""
        self.detach()
        self.track = track
        self.codec = choose(self._codecs, track.codec)
        self.payload_type = self.codec.payload_type if self.codec else 0
        track.senders.append(self)

    def turn_to(self, track: Track | None) -> None:
        """Go on with another layer of the same picture, from its next keyframe; None is none, at once."""
        if track is (self.coming or self.track):
            return
        if track is None or self.track is None or self.continuity.first == NEVER:
            self.detach()
            if track is not None:
                self.attach(track)
                track.welcome(self)
            return
        self._expect_nothing()
        if track is not self.track:
            self.coming = track
            track.expect(self)

    @property
    def is_off(self) -> bool:
        """Whether there is a picture and the line is too slow for it."""
        return bool(self.layers) and self.track is None

    @property
    def repair_payload_type(self) -> int | None:
        """Under which what was lost goes out again, or None."""
        codec = self.codec or next(iter(self._codecs), None)
        return codec.rtx_payload_type if codec is not None else None

    def detach(self) -> None:
        """Leave the track at once: nothing of it goes out any more, nor again, nor of a layer that was to come."""
        self._expect_nothing()
        if self.track is None:
            return
        if self.continuity.first != NEVER:
            self._settle(self.track)
        track = self.track
        self.continuity.leave(track.latest, track.latest_at, track.lasts, track.pictured)
        track.senders.remove(self)
        self.track, self.codec = None, None

    def _expect_nothing(self) -> None:
        if self.coming is not None:
            self.coming.expected.remove(self)
            self.coming = None

    def begin(self, packets: Sequence[Packet], now: float) -> bool:
        """Begin with the first of these packets that one can begin with, if there is one."""
        if self.codec is None or self.track is None:
            return False
        for packet in packets:
            if packet.joinable:
                self.continuity.join(packet, now)
                self.mark_at = packet.sequence if self.kind == "audio" else NEVER
                self._counted = (self.track.packets, self.track.octets)
                return True
        return False

    def is_waiting(self) -> bool:
        """Whether it could take its track and has not begun."""
        return self.continuity.first == NEVER and self.codec is not None and self.path is not None

    def sends(self, now: float) -> bool:
        """Whether packets of its track go out here."""
        return self.track is not None and self.continuity.first != NEVER and self.track.flow.flows(now)

    @property
    def is_new(self) -> bool:
        """Whether nothing went out here yet."""
        return not self.continuity.has_begun

    def count(self, packets: int, octets: int) -> None:
        """Count what went out here and to nobody else."""
        self._packets += packets
        self._octets += octets

    def may_repair(self, sequence: int, octets: int, now: float, round_trip: float) -> bool:
        """Whether a packet that went out here under this number may go out again; then it counts as sent."""
        if self.track is not None:
            self._settle(self.track)
        self._repairs.earn(self._octets)
        return self._repairs.take(sequence, octets, now, round_trip)

    def report(self, now: float) -> bytes:
        """The sender report at Unix time `now`, with the name; empty while its clock is unknown."""
        if self.track is None or self.continuity.first == NEVER:
            return b""
        timestamp = self.track.clock.timestamp(now)
        if timestamp is None:
            return b""
        self._settle(self.track)
        mapped = timestamp + self.continuity.timestamp_shift
        report = rtcp.sender_report(self.ssrc, rtcp.ntp(now), mapped, self._packets, self._octets)
        return report + rtcp.description(self.ssrc, CNAME)

    def _settle(self, track: Track) -> None:
        """Add what the track carried since we last looked: counting here costs nothing for each packet."""
        packets, octets = self._counted
        self._packets += track.packets - packets
        self._octets += track.octets - octets
        self._counted = (track.packets, track.octets)


def _layout(line: NegotiatedMedia) -> Layout:
    """The header extensions of its packets.

    What is sent again under its own number must be the same to the last bit: two packets under one nonce give
    away AES-GCM's key of authentication (RFC 7714, section 8). So where there is no RTX none says when it left.
    """
    apart = all(codec.rtx_payload_type is not None for codec in line.codecs)
    return layout(line.mid, {uri: id for uri, id in line.extensions.items() if apart or uri != SEND_TIME})


def choose(codecs: Sequence[Codec], name: str) -> Codec | None:
    """The listener's codec for what the source sends: the same, or the same with another profile, or none."""
    exact = [codec for codec in codecs if codec.name == name]
    family = [codec for codec in codecs if codec.name.split("/")[0] == name.split("/")[0]]
    return next(iter(exact + family), None)
