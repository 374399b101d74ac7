"""Sends one slot's sound or picture to one listener. LiveKit calls this a DownTrack."""

from collections.abc import Sequence

from streaming.relay import rtcp
from streaming.relay.clock import MOST_APART, SlotClock
from streaming.relay.codecs import CLOCK_RATES
from streaming.relay.extensions import SEND_TIME, ExtensionLayout, layout_for
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.retransmission_budget import RetransmissionBudget
from streaming.relay.rewriter import NEVER, Rewriter
from streaming.relay.rtp import Packet
from streaming.relay.send_path import SendPath
from streaming.relay.track import Track

CNAME = "balai"


class Sender:
    """One SSRC that the relay sends to one listener. It sends one track at a time, or none.

    `layers` are the layers of the picture in its slot. One of them is sent, or none if the line is too slow. `coming`
    is the layer that takes over with its next keyframe. Until then `track` is sent. `shown` is the height at which the
    listener shows the picture, in pixels, or None if unknown. `clock` is the slot's, for its sound and its picture.
    """

    __slots__ = (
        "_clock",
        "_codecs",
        "_counted",
        "_delay",
        "_octets",
        "_packets",
        "_retransmissions",
        "codec",
        "coming",
        "kind",
        "layers",
        "layout",
        "loss",
        "mark_at",
        "mid",
        "path",
        "payload_type",
        "rewriter",
        "rtx_sequence",
        "rtx_ssrc",
        "shown",
        "slot",
        "ssrc",
        "track",
    )

    def __init__(self, slot: str, medium: NegotiatedMedia, clock: SlotClock) -> None:
        self.slot = slot
        self.kind = medium.kind
        self.mid = medium.mid
        self.layout = _extension_layout(medium)
        self.ssrc = medium.ssrc
        self.rtx_ssrc = medium.rtx_ssrc
        self.rtx_sequence = 0
        self.rewriter = Rewriter(CLOCK_RATES[medium.kind])
        self.path: SendPath | None = None
        self.track: Track | None = None
        self.coming: Track | None = None
        self.layers: tuple[Track, ...] = ()
        self.shown: int | None = None
        self.codec: Codec | None = None
        self.payload_type = 0
        # The marker bit. Sound after a switch begins a talk spurt (RFC 3551, section 4.1); a picture's ends its frame.
        self.mark_at = NEVER
        # The fraction that the listener reports as lost, after retransmissions.
        self.loss = 0.0
        self._clock = clock
        # The delay of its source at this listener, or None where the source has not reported.
        self._delay: float | None = None
        self._codecs = medium.codecs
        self._packets = self._octets = 0
        self._counted = (0, 0)
        self._retransmissions = RetransmissionBudget()

    def attach(self, track: Track) -> None:
        """Follow this track. Sending begins with its next joinable packet."""
        self.detach()
        self.track = track
        self.codec = choose_codec(self._codecs, track.codec)
        self.payload_type = self.codec.payload_type if self.codec else 0
        track.senders.append(self)

    def switch_to(self, track: Track | None) -> None:
        """Send another layer of the same picture, from its next keyframe on. None turns the picture off at once."""
        if track is (self.coming or self.track):
            return
        if track is None or self.track is None or self.rewriter.first == NEVER:
            self.detach()
            if track is not None:
                self.attach(track)
                track.start_sender(self)
            return
        self._cancel_switch()
        if track is not self.track:
            self.coming = track
            track.switch_at_keyframe(self)

    @property
    def is_off(self) -> bool:
        """Whether there is a picture and the line is too slow for it."""
        return bool(self.layers) and self.track is None

    @property
    def rtx_payload_type(self) -> int | None:
        """The payload type of retransmissions, or None."""
        codec = self.codec or next(iter(self._codecs), None)
        return codec.rtx_payload_type if codec is not None else None

    def detach(self) -> None:
        """Leave the track at once: no packet of it, and no retransmission, is sent any more."""
        self._cancel_switch()
        if self.track is None:
            return
        if self.rewriter.first != NEVER:
            self._add_track_counts(self.track)
        track = self.track
        left_at = self._time_of(track, track.latest, track.latest_at) if track.latest else track.latest_at
        self.rewriter.end_source(track.latest, left_at, track.last_duration, track.pictured)
        track.senders.remove(self)
        self.track, self.codec = None, None

    def _cancel_switch(self) -> None:
        if self.coming is not None:
            self.coming.switching.remove(self)
            self.coming = None

    def begin(self, packets: Sequence[Packet], now: float) -> bool:
        """Begin with the first packet at which a listener can begin, which arrived at `now`. Returns whether there was
        one.
        """
        if self.codec is None or self.track is None:
            return False
        for packet in packets:
            if packet.joinable:
                self._delay = self._delay_of(self.track, packet, now)
                self.rewriter.begin_source(packet, self._time_of(self.track, packet, now))
                self.mark_at = packet.sequence if self.kind == "audio" else NEVER
                self._counted = (self.track.packets, self.track.octets)
                return True
        return False

    def _delay_of(self, track: Track, packet: Packet, arrived: float) -> float | None:
        """The delay of the track's source in the slot, or None before its first report."""
        travelled = track.clock.travelled(packet.timestamp, arrived)
        return None if travelled is None else self._clock.delay(track.clock.source, travelled)

    def _time_of(self, track: Track, packet: Packet, arrived: float) -> float:
        """The time of a packet at this listener, on the loop's clock. That of its arrival if reports are missing or
        wrong.
        """
        travelled = track.clock.travelled(packet.timestamp, arrived)
        if self._delay is None or travelled is None:
            return arrived
        apart = self._delay - travelled
        return arrived + apart if abs(apart) <= MOST_APART else arrived

    def is_waiting(self) -> bool:
        """Whether it can send its track, and waits for the packet at which it can begin."""
        return self.rewriter.first == NEVER and self.codec is not None and self.path is not None

    def is_sending(self, now: float) -> bool:
        """Whether packets of its track are sent to the listener now."""
        return self.track is not None and self.rewriter.first != NEVER and self.track.bitrate.is_flowing(now)

    @property
    def is_new(self) -> bool:
        """Whether nothing was sent to the listener yet."""
        return not self.rewriter.has_begun

    def count(self, packets: int, octets: int) -> None:
        """Count packets that were sent to this listener only."""
        self._packets += packets
        self._octets += octets

    def may_resend(self, sequence: int, octets: int, now: float, round_trip: float) -> bool:
        """Whether the packet with this number may be resent. If so, it counts as sent."""
        if self.track is not None:
            self._add_track_counts(self.track)
        self._retransmissions.add_credit(self._octets)
        return self._retransmissions.spend(sequence, octets, now, round_trip)

    def report(self, now: float) -> bytes:
        """The sender report at Unix time `now`, with the CNAME. Empty while its clock is unknown."""
        if self.track is None or self.rewriter.first == NEVER:
            return b""
        if self._delay is None and self.track.latest is not None:
            self._delay = self._delay_of(self.track, self.track.latest, self.track.latest_at)
        timestamp = self.track.clock.timestamp(now - (self._delay or 0.0))
        if timestamp is None:
            return b""
        self._add_track_counts(self.track)
        mapped = timestamp + self.rewriter.timestamp_shift
        report = rtcp.sender_report(self.ssrc, rtcp.ntp_timestamp(now), mapped, self._packets, self._octets)
        return report + rtcp.sdes(self.ssrc, CNAME)

    def _add_track_counts(self, track: Track) -> None:
        """Add what the track has forwarded since the last call, in packets and octets. So nothing is counted per
        packet.
        """
        packets, octets = self._counted
        self._packets += track.packets - packets
        self._octets += track.octets - octets
        self._counted = (track.packets, track.octets)


def _extension_layout(medium: NegotiatedMedia) -> ExtensionLayout:
    """The header extensions of its packets.

    A retransmission with the same sequence number must be identical to the first packet: two different packets with one
    nonce reveal AES-GCM's authentication key (RFC 7714, section 8). So packets have no send time if RTX was not
    negotiated.
    """
    apart = all(codec.rtx_payload_type is not None for codec in medium.codecs)
    return layout_for(
        medium.mid, {uri: id for uri, id in medium.extensions.items() if apart or uri != SEND_TIME}
    )


def choose_codec(codecs: Sequence[Codec], name: str) -> Codec | None:
    """Choose the listener's codec for a source's codec: the same, or the same in another profile, or None."""
    exact = [codec for codec in codecs if codec.name == name]
    family = [codec for codec in codecs if codec.name.split("/")[0] == name.split("/")[0]]
    return next(iter(exact + family), None)
