"""The sound or the picture of one source: turns received packets into templates for its listeners."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from streaming.relay import frame_size, h264, opus
from streaming.relay.bitrate import Bitrate
from streaming.relay.clock import MediaClock, SourceClock
from streaming.relay.codecs import CLOCK_RATES
from streaming.relay.history import Gaps, History
from streaming.relay.keyframe_throttle import KeyframeThrottle
from streaming.relay.packet_writer import Destination, PacketWriter
from streaming.relay.reception import Reception
from streaming.relay.rtp import HEADER_SIZE, NO_LEVEL, Packet, SequenceExtender, packet_template
from streaming.relay.vp8 import DescriptorReader

# Packets that are kept: some seconds of a picture, and as much sound as a listener may still play.
KEPT = {"audio": 128, "video": 512}
# A keyframe of this age spares a newcomer the wait for the next one, which may not be asked for sooner.
RECENT = KeyframeThrottle.INTERVAL + 0.1


class Sink(Protocol):
    """A consumer of one track at a time, or of none: a listener's sender, or a recorder."""

    track: Track | None

    def attach(self, track: Track) -> None:
        """Follow this track and no other."""
        ...

    def detach(self) -> None:
        """Follow no track, and wait for none."""
        ...


class ListenerSink(Sink, Destination, Protocol):
    """A sink at a listener, to which the packet writer sends. `Sender` implements it."""

    slot: str
    loss: float

    @property
    def is_new(self) -> bool:
        """Whether nothing was sent to the listener yet."""
        ...

    def is_waiting(self) -> bool:
        """Whether it can send its track, and waits for the packet at which it can begin."""
        ...

    def count(self, packets: int, octets: int) -> None:
        """Count packets that were sent to this listener only."""
        ...

    def may_resend(self, sequence: int, octets: int, now: float, round_trip: float) -> bool:
        """Whether the packet with this number may be resent."""
        ...


class RecordingSink(Sink, Protocol):
    """A sink that takes packets for a file. `TrackRecorder` implements it."""

    waiting: bool

    def begin_anew(self) -> None:
        """Prepare for a new stream, which has its own numbers and clock."""
        ...

    def take(self, packets: Sequence[Packet], now: float) -> None:
        """Take packets that arrived at `now` on the loop's clock."""
        ...


class Track:
    """One stream of a source (its sound, its picture, or a layer of its picture), with its senders and recorders.

    `request_picture` asks the source for a keyframe and returns whether the request was sent. It is None for a file.
    Times are the loop's. Packets of a layer that nobody receives are only counted.
    """

    def __init__(
        self,
        kind: str,
        codec: str,
        clock: SourceClock,
        packet_writer: PacketWriter,
        request_picture: Callable[[Track], bool] | None,
        layer: str = "",
    ) -> None:
        self.kind = kind
        self.codec = codec
        # The layer's name (`rid`); "" if there is only one.
        self.layer = layer
        self.senders: list[ListenerSink] = []
        self.recorders: list[RecordingSink] = []
        # Sinks on another layer that change to this one with its next keyframe.
        self.switching: list[Sink] = []
        self.bitrate = Bitrate()
        self.size: tuple[int, int] | None = None
        # Since when it is in each slot.
        self.slots: dict[str, float] = {}
        self.clock = MediaClock(CLOCK_RATES[kind], clock)
        # Whether its sender can be asked for lost packets (NACK).
        self.is_repaired = False
        self.packets = self.octets = 0
        self._packet_writer = packet_writer
        self._request_picture = request_picture
        self._debounce = KeyframeThrottle()
        self._timer: asyncio.TimerHandle | None = None
        self._begin()

    def _begin(self) -> None:
        self.latest: Packet | None = None
        self.latest_at = 0.0
        # The highest packet with a picture id.
        self.pictured: Packet | None = None
        self.reception = Reception(CLOCK_RATES[self.kind])
        self.gaps = Gaps(eagerly=self.kind == "audio")
        self._history = History(KEPT[self.kind])
        self._extender = SequenceExtender()
        self._pictures = DescriptorReader()
        self._keyframe: Packet | None = None
        self._keyframe_at = 0.0
        self._pending: list[Packet] = []

    @property
    def last_duration(self) -> int:
        """The duration of the latest packet in ticks. It is 1 for a picture, whose packets have no duration."""
        if self.kind != "audio" or self.latest is None:
            return 1
        return opus.duration(self.latest.data[HEADER_SIZE:])

    @property
    def height(self) -> int:
        """The height of its pictures in pixels, or 0 while unknown."""
        return self.size[1] if self.size else 0

    def rate(self, now: float) -> float:
        """The bits a second of its payloads."""
        return self.bitrate.rate(self.reception.octets, now)

    def is_leap(self, sequence: int) -> bool:
        """Whether a packet's number is so far ahead that its sender began a new stream."""
        return self._extender.is_leap(sequence)

    def restart(self, codec: str, now: float) -> None:
        """Begin anew, because the sender began a new stream. Listeners join it like another source."""
        self.flush(now)
        senders = list(self.senders)
        for sender in senders:
            sender.detach()
        self.codec = codec
        self.clock.forget_reports()
        self._begin()
        for sender in senders:
            sender.attach(self)
        for recorder in self.recorders:
            recorder.begin_anew()

    def add_packet(
        self,
        sequence: int,
        timestamp: int,
        marker: bool,
        payload: bytes,
        now: float,
        *,
        again: bool = False,
        level: int = NO_LEVEL,
    ) -> None:
        """Take one packet, to be sent with the next `flush`. `again` marks a retransmission."""
        if again and not self._extender.is_near(sequence, KEPT[self.kind]):
            return
        number = self._extender.extend(sequence)
        if self.latest is not None and number <= self.latest.sequence - KEPT[self.kind]:
            # Too old for the history, so nobody knows whether it was already sent. A second packet with the same
            # number must be identical to the first (`sender._extension_layout`).
            return
        # Sound has no RTX stream (RFC 4588): its retransmissions have the numbers of the original packets.
        again = self.gaps.add(number, now, again=again) if self.is_repaired else again
        if not again:
            self.reception.add(number, timestamp, len(payload), now)
            self.bitrate.note_packet(now)
        if self.layer:
            self.size = frame_size.picture_size(self.codec, payload) or self.size
            if not self.is_wanted:
                # Nobody receives this layer, so lost packets are not requested, and its keyframe is not kept.
                self.gaps, self._keyframe = Gaps(), None
                return
        if self._history.get(number) is not None:
            return
        try:
            packet = self._template(number, timestamp, marker, payload, level)
        except ValueError:
            return
        self._keep_for_later(packet, now)

    def _template(self, number: int, timestamp: int, marker: bool, payload: bytes, level: int) -> Packet:
        if self.codec != "VP8" or not payload:
            joinable = self.kind == "audio" or h264.starts_keyframe(payload)
            return packet_template(
                payload, marker=marker, sequence=number, timestamp=timestamp, joinable=joinable, level=level
            )
        seen = self._pictures.read(payload)
        packet = packet_template(
            seen.payload, marker=marker, sequence=number, timestamp=timestamp, joinable=seen.keyframe
        )
        return packet._replace(
            picture_at=seen.picture_at and seen.picture_at + HEADER_SIZE,
            picture=seen.picture,
            layer_at=seen.layer_at and seen.layer_at + HEADER_SIZE,
            layer=seen.layer,
        )

    def _keep_for_later(self, packet: Packet, now: float) -> None:
        self._history.add(packet)
        if self.kind == "video" and packet.joinable and self._begins_keyframe(packet):
            self._keyframe, self._keyframe_at = packet, now
            self.size = frame_size.picture_size(self.codec, packet.data[HEADER_SIZE:]) or self.size
        if self.latest is None or packet.sequence > self.latest.sequence:
            self.latest, self.latest_at = packet, now
        if packet.picture_at and (self.pictured is None or packet.sequence > self.pictured.sequence):
            self.pictured = packet
        self._pending.append(packet)

    def _begins_keyframe(self, packet: Packet) -> bool:
        return self._keyframe is None or packet.timestamp != self._keyframe.timestamp

    def flush(self, now: float) -> None:
        """Send the packets since the last call to all sinks of this track."""
        if not self._pending:
            return
        pending, self._pending = self._pending, []
        if self.switching and any(packet.joinable for packet in pending):
            self._switch_waiting_sinks(now)
        self._packet_writer.send(pending, self.senders, now)
        for recorder in self.recorders:
            recorder.take(pending, now)
        self.packets += len(pending)
        self.octets += sum(packet.size for packet in pending) - HEADER_SIZE * len(pending)

    def _switch_waiting_sinks(self, now: float) -> None:
        """Move the sinks that wait to switch to this layer, because its keyframe has arrived. Before that they get the
        last packets of their former layer.
        """
        for sender in list(self.switching):
            if sender.track is not None:
                sender.track.flush(now)
            sender.attach(self)

    def switch_at_keyframe(self, sender: Sink) -> None:
        """Move a sender or a recorder from another layer to this one with the next keyframe."""
        self.switching.append(sender)
        self.request_keyframe()

    def start_sender(self, sender: ListenerSink) -> None:
        """Let a sender begin with the next keyframe.

        A sender that has sent nothing yet begins at once with the last keyframe, if `_packets_since_keyframe` still has
        it.
        """
        now = asyncio.get_running_loop().time()
        self.flush(now)
        if not sender.is_waiting():
            return
        recent = self._packets_since_keyframe(sender.slot, now) if sender.is_new else []
        if recent:
            self._packet_writer.send(recent, [sender], self._keyframe_at)
            sender.count(len(recent), sum(packet.size for packet in recent) - HEADER_SIZE * len(recent))
        else:
            self.request_keyframe()

    def _packets_since_keyframe(self, slot: str, now: float) -> list[Packet]:
        """The packets since the last keyframe, which a new listener gets first. Empty if that keyframe is too old.

        Also empty if it is older than the source's place in the slot, because what a source sent before must not be
        shown there.
        """
        key = self._keyframe
        if key is None or self.latest is None or now - self._keyframe_at > RECENT:
            return []
        if self._keyframe_at < self.slots.get(slot, now):
            return []
        numbers = range(key.sequence, self.latest.sequence + 1)
        return [packet for number in numbers if (packet := self._history.get(number)) is not None]

    def resend(self, sender: ListenerSink, sequences: Iterable[int], now: float, round_trip: float) -> None:
        """Resend what a listener of this track lost, by the listener's numbers. Older packets stay lost."""
        if self.latest is None:
            return
        for sequence in sequences:
            number = sender.rewriter.source_sequence(sequence, self.latest.sequence)
            packet = None if number is None else self._history.get(number)
            if packet is not None and sender.may_resend(sequence, packet.size, now, round_trip):
                self._packet_writer.resend(packet, sender)

    def request_keyframe(self) -> None:
        """Ask the sender for a keyframe, now or half a second after the last request."""
        if self.kind != "video" or self._request_picture is None:
            return
        loop = asyncio.get_running_loop()
        wait = self._debounce.seconds_until_request(loop.time())
        if wait == 0:
            self._send_request()
        elif wait is not None:
            self._timer = loop.call_later(wait, self._send_request)

    def _send_request(self) -> None:
        self._timer = None
        if self._request_picture is not None and self._request_picture(self):
            self._debounce.note_sent(asyncio.get_running_loop().time())
        else:
            self._debounce.note_failed()

    @property
    def is_wanted(self) -> bool:
        """Whether anyone receives it, waits for it, or records it."""
        return bool(self.senders or self.switching or self.recorders)

    def is_keyframe_awaited(self) -> bool:
        """Whether a listener or a recording waits for a keyframe of this track."""
        waits = any(sender.is_waiting() for sender in self.senders)
        return waits or bool(self.switching) or any(recorder.waiting for recorder in self.recorders)

    def close(self) -> None:
        """Detach all senders and recorders."""
        if self._timer is not None:
            self._timer.cancel()
        self._request_picture = None
        for sender in [*self.senders, *self.switching]:
            sender.detach()
        for recorder in list(self.recorders):
            recorder.detach()
