"""A listener: a sender for the sound and the picture of each slot."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from streaming.relay import losses, offers, opus_sdp, rtcp
from streaming.relay.clock import SlotClock
from streaming.relay.connection import Certificate
from streaming.relay.extensions import TO_LISTENERS
from streaming.relay.layer_selector import LayerSelector
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.sender import Sender
from streaming.relay.slots import slots_by_kind
from streaming.relay.sockets import SocketFactory
from streaming.relay.source import Origin, Source
from streaming.relay.transport import PacketPeer

# Reports and names of so many streams fit in one packet.
REPORTED_TOGETHER = 12
# Seconds, until ICE has measured it.
ROUND_TRIP = 0.05


class Listener:
    """One WHEP peer. Its slots are fixed when it connects. The stage decides what is in them."""

    received = None

    def __init__(
        self,
        slots: Sequence[str],
        origin: Origin,
        certificate: Certificate,
        sockets: SocketFactory,
        packet_writer: PacketWriter,
        pictures: bool = True,
    ) -> None:
        self.slots = tuple(slots)
        # By slot of this listener: the stage's slot whose sound it gets there, if it is another, or None for no sound.
        self._tuned: dict[str, str | None] = {}
        self.pictures = pictures
        """Whether pictures are sent. If not, they are negotiated too, and may be turned on later."""
        self.origin = origin
        self.senders: list[Sender] = []
        self.peer = PacketPeer(certificate, sockets, self)
        self.layer_selector = LayerSelector(packet_writer)
        self.on_closed: Callable[[Listener], None] = lambda listener: None
        self._by_ssrc: dict[int, Sender] = {}

    async def answer(self, offer: str) -> str:
        """Answer a WHEP offer: the k-th medium of a kind is that of the k-th slot that has one, named by its msid."""
        offers.check_reception(offer, self.slots)
        read = offers.trim_offer(offer, TO_LISTENERS)
        named = slots_by_kind(self.slots)
        answer = await self.peer.answer(read, named)
        left = {kind: iter(slots) for kind, slots in named.items()}
        clocks = {slot: SlotClock() for slot in self.slots}
        for medium in self.peer.media:
            slot = next(left[medium.kind])
            self.senders.append(Sender(slot, medium, clocks[slot]))
        self._by_ssrc = {sender.ssrc: sender for sender in self.senders}
        self.layer_selector.begin(self.senders, self.peer.media)
        return opus_sdp.with_opus(answer, offers.nack_payload_types(read), opus_sdp.FORWARDED)

    def may_receive(self, source: Source, kind: str) -> bool:
        """Whether this source may be sent to this listener.

        Nobody hears their own voice, and the hall does not get its own sound.
        """
        if kind == "video" and not self.pictures:
            return False
        if source.origin.is_hall_feed and self.origin.watches_hall:
            return kind == "video"
        own = bool(self.origin.person) and source.origin.person == self.origin.person
        return not own and not (source.origin.is_hall_feed and self.origin.at_hall)

    def put_source_into_slot(self, slot: str, source: Source | None) -> None:
        """Put a source, or nothing, into one slot at once. A picture begins with its next keyframe."""
        if slot not in self.wanted:
            return
        for sender in self.senders:
            if self._slot_of(sender) == slot:
                self._connect(sender, source)
        self.layer_selector.select_layers(asyncio.get_running_loop().time())

    def tune(self, slot: str, to: str | None, source: Source | None) -> None:
        """Send in this slot the sound of another slot of the stage, which has this source, or no sound.

        The slot's picture stays.
        """
        self._tuned[slot] = to
        for sender in self.senders:
            if (sender.slot, sender.kind) == (slot, "audio"):
                self._connect(sender, source)

    @property
    def tuned(self) -> Mapping[str, str | None]:
        """By slot of this listener, the stage's slot whose sound it gets there instead. None is no sound."""
        return MappingProxyType(self._tuned)

    @property
    def wanted(self) -> frozenset[str]:
        """The stage's slots of which this listener gets the sound or the picture."""
        return frozenset(slot for sender in self.senders if (slot := self._slot_of(sender)) is not None)

    def _slot_of(self, sender: Sender) -> str | None:
        """The stage's slot that a sender sends."""
        return self._tuned.get(sender.slot, sender.slot) if sender.kind == "audio" else sender.slot

    def _connect(self, sender: Sender, source: Source | None) -> None:
        allowed = source is not None and self.may_receive(source, sender.kind)
        layers = source.layers.get(sender.kind, ()) if source is not None and allowed else ()
        if layers is sender.layers:
            return
        sender.detach()
        sender.layers = layers
        if sender.kind == "audio":
            sender.switch_to(next(iter(layers), None))

    def opened(self) -> None:
        """Begin to send, because ICE and DTLS are done."""
        for sender in self.senders:
            sender.path = self.peer.path
            if sender.track is not None:
                sender.track.start_sender(sender)

    def closed(self) -> None:
        """Note that the peer is gone. Either side may have ended the connection."""
        self.layer_selector.close()
        for sender in self.senders:
            sender.detach()
            sender.path, sender.layers = None, ()
        self.on_closed(self)

    def batch_done(self, now: float) -> None:
        """Do nothing, because a listener queues no packets."""

    def received_rtcp(self, packet: bytes, now: float) -> None:
        """Read the loss reports, NACKs, bandwidth estimates and keyframe requests of its browser."""
        for message in rtcp.parse(packet):
            if isinstance(message, rtcp.Remb | rtcp.ReportBlock):
                self.layer_selector.note_feedback(message, now)
            if isinstance(message, rtcp.Remb | rtcp.SenderReport):
                continue
            sender = self._by_ssrc.get(message.ssrc)
            if sender is None or sender.track is None:
                continue
            if isinstance(message, rtcp.ReportBlock):
                sender.loss = losses.smoothed_loss(sender.loss, message.lost_fraction / 256)
            elif isinstance(message, rtcp.Nack):
                sender.track.resend(sender, message.sequences, now, self.peer.rtt or ROUND_TRIP)
            else:
                sender.track.request_keyframe()

    def report(self, wall: float) -> None:
        """Once a second, at Unix time `wall`: send sender reports, which keep sound and picture in sync.

        Also select the layers of the pictures.
        """
        self.layer_selector.update(asyncio.get_running_loop().time())
        reports = [report for sender in self.senders if (report := sender.report(wall))]
        for at in range(0, len(reports), REPORTED_TOGETHER):
            self.peer.send_rtcp(b"".join(reports[at : at + REPORTED_TOGETHER]))

    async def close(self) -> None:
        """End the listener's connection."""
        self.closed()
        await self.peer.close()
