"""A listener: a sender for the sound and the picture of each slot."""

import asyncio
from collections.abc import Callable, Sequence

from streaming.relay import losses, offers, opus_sdp, rtcp
from streaming.relay.connection import Certificate
from streaming.relay.extensions import TO_LISTENERS
from streaming.relay.layer_selector import LayerSelector
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.sender import Sender
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
        self.pictures = pictures
        """Whether pictures are sent. If not, they are negotiated too, and may be turned on later."""
        self.origin = origin
        self.senders: list[Sender] = []
        self.peer = PacketPeer(certificate, sockets, self)
        self.layer_selector = LayerSelector(packet_writer)
        self.on_closed: Callable[[Listener], None] = lambda listener: None
        self._by_ssrc: dict[int, Sender] = {}

    async def answer(self, offer: str) -> str:
        """Answer a WHEP offer: the k-th sound and picture are the k-th slot's, named by their msid."""
        offers.check_reception(offer, len(self.slots))
        read = offers.trim_offer(offer, TO_LISTENERS)
        answer = await self.peer.answer(read, self.slots)
        seen = {"audio": 0, "video": 0}
        for medium in self.peer.media:
            self.senders.append(Sender(self.slots[seen[medium.kind]], medium))
            seen[medium.kind] += 1
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
        if slot not in self.slots:
            return
        for sender in self.senders:
            if sender.slot == slot:
                allowed = source is not None and self.may_receive(source, sender.kind)
                self._connect(sender, source if allowed else None)
        self.layer_selector.select_layers(asyncio.get_running_loop().time())

    def _connect(self, sender: Sender, source: Source | None) -> None:
        layers = source.layers.get(sender.kind, ()) if source is not None else ()
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
