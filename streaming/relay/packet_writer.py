"""The hot loop: rewrites and encrypts a run of packets for every listener, and sends them in one system call.

One `sendmsg` with UDP generic segmentation (Linux, UDP_SEGMENT) sends a run of packets of equal size. The last may be
shorter. If that fails once, packets are sent one by one from then on.
"""

import time
from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Protocol

from streaming.relay.extensions import ExtensionLayout
from streaming.relay.negotiated_media import Codec
from streaming.relay.rewriter import NEVER, Rewriter
from streaming.relay.rtp import HEADER, HEADER_SIZE, NO_LEVEL, Packet
from streaming.relay.send_path import SendPath
from streaming.relay.srtp import TRAILER, Buffer

SOL_UDP, UDP_SEGMENT = 17, 103
# The kernel takes at most 64 segments and 64 kB.
LONGEST_RUN = 40
_SHORT = Struct("!H")
_NATIVE_SHORT = Struct("=H")


def runs_of_packets(packets: Sequence[Packet]) -> Iterator[list[Packet]]:
    """Split packets, in order, into runs that can be sent in one call."""
    run: list[Packet] = []
    for packet in packets:
        closes = run and (packet.size > run[0].size or run[-1].size < run[0].size or len(run) == LONGEST_RUN)
        if closes:
            yield run
            run = []
        run.append(packet)
    if run:
        yield run


class Destination(Protocol):
    """The destination of packets: one stream at one listener. `Sender` implements it."""

    path: SendPath | None
    codec: Codec | None
    payload_type: int
    rewriter: Rewriter
    layout: ExtensionLayout
    ssrc: int
    rtx_ssrc: int
    rtx_sequence: int
    mark_at: int

    @property
    def rtx_payload_type(self) -> int | None:
        """The payload type of retransmissions, or None."""
        ...

    def begin(self, packets: Sequence[Packet], now: float) -> bool:
        """Begin with the first packet at which a listener can begin. Returns whether there was one."""
        ...


class PacketWriter:
    """Sends packets to senders. One thread owns it."""

    def __init__(self) -> None:
        self._buffer = Buffer(LONGEST_RUN * (2048 + TRAILER))
        self._segmentation: dict[int, list[tuple[int, int, bytes]]] = {}
        self.padded: set[object] = set()
        """The layer selectors whose listeners get padding now."""

    def send(self, packets: Sequence[Packet], senders: Sequence[Destination], now: float) -> None:
        """Send packets that arrived together at `now` to all senders of their track."""
        for run in runs_of_packets(packets):
            shapes: dict[ExtensionLayout, list[Packet]] = {}
            for sender in senders:
                path = sender.path
                if path is None or (sender.rewriter.first == NEVER and not sender.begin(run, now)):
                    continue
                layout = sender.layout
                shaped = shapes.get(layout)
                if shaped is None:
                    shaped = shapes[layout] = _with_extensions(run, layout)
                size, segment = self._fill_buffer(shaped, sender, path)
                if size:
                    self._send_buffer(path, size, segment)

    def resend(self, packet: Packet, sender: Destination) -> None:
        """Send a packet again to one listener, as a retransmission (RFC 4588) where that was negotiated."""
        path, codec = sender.path, sender.codec
        if path is None or codec is None:
            return
        if codec.rtx_payload_type is None:
            size, segment = self._fill_buffer(_with_extensions([packet], sender.layout), sender, path)
        else:
            size = segment = self._fill_retransmission(packet, sender, path, codec.rtx_payload_type)
        if size:
            self._send_buffer(path, size, segment)

    def send_padding(self, sender: Destination, count: int, octets: int) -> None:
        """Send padding packets to one listener, as retransmissions: they fill the line and are ignored."""
        path, payload_type = sender.path, sender.rtx_payload_type
        if path is None or payload_type is None:
            return
        view, at, protected = self._buffer.view, 0, 0
        for _ in range(count):
            begins = self._begin_retransmission(sender, payload_type, 0, at)
            size = begins - at + octets
            view[at] |= 0x20
            view[begins : begins + octets] = bytes(octets - 1) + bytes((octets,))
            protected = self._buffer.protect(path.session, at, size)
            at += protected
        if protected:
            self._send_buffer(path, at, protected)

    def _fill_buffer(self, run: Sequence[Packet], sender: Destination, path: SendPath) -> tuple[int, int]:
        """Write the run as this sender sends it. Returns the bytes written and the size of the first packet."""
        view, protect, session = self._buffer.view, self._buffer.protect, path.session
        rewriter, ssrc, mark_at = sender.rewriter, sender.ssrc, sender.mark_at
        version = sender.layout.version
        first, shift, later = rewriter.first, rewriter.sequence_shift, rewriter.timestamp_shift
        picture_shift, payload_type = rewriter.picture_shift, sender.payload_type
        at = segment = 0
        for data, size, marker, sequence, timestamp, picture_at, picture, layer_at, layer, _, _ in run:
            if sequence < first:
                continue
            view[at : at + size] = data
            if sequence == mark_at:
                marker = 0x80
            HEADER.pack_into(
                view,
                at,
                version,
                marker | payload_type,
                (sequence + shift) & 0xFFFF,
                (timestamp + later) & 0xFFFFFFFF,
                ssrc,
            )
            if picture_at:
                _SHORT.pack_into(view, at + picture_at, 0x8000 | (picture + picture_shift) & 0x7FFF)
                if layer_at:
                    view[at + layer_at] = (layer + rewriter.layer_shift) & 0xFF
            protected = protect(session, at, size)
            segment = segment or protected
            at += protected
        return at, segment

    def _fill_retransmission(
        self, packet: Packet, sender: Destination, path: SendPath, payload_type: int
    ) -> int:
        view, rewriter = self._buffer.view, sender.rewriter
        sequence = (packet.sequence + rewriter.sequence_shift) & 0xFFFF
        timestamp = (packet.timestamp + rewriter.timestamp_shift) & 0xFFFFFFFF
        at = self._begin_retransmission(sender, packet.marker | payload_type, timestamp, 0)
        _SHORT.pack_into(view, at, sequence)
        # The payload is this much further back than in the packet.
        further = at + 2 - HEADER_SIZE
        size = packet.size + further
        view[at + 2 : size] = packet.data[HEADER_SIZE:]
        if packet.picture_at:
            _SHORT.pack_into(
                view,
                packet.picture_at + further,
                0x8000 | (packet.picture + rewriter.picture_shift) & 0x7FFF,
            )
        if packet.layer_at:
            view[packet.layer_at + further] = (packet.layer + rewriter.layer_shift) & 0xFF
        return self._buffer.protect(path.session, 0, size)

    def _begin_retransmission(self, sender: Destination, marked: int, timestamp: int, at: int) -> int:
        """Write the header of a sender's next retransmission at `at`. Returns where its payload begins."""
        block = sender.layout.encode(time.monotonic(), NO_LEVEL)
        rtx = sender.rtx_sequence = (sender.rtx_sequence + 1) & 0xFFFF
        version = sender.layout.version
        HEADER.pack_into(self._buffer.view, at, version, marked, rtx, timestamp, sender.rtx_ssrc)
        begins = at + HEADER_SIZE
        self._buffer.view[begins : begins + len(block)] = block
        return begins + len(block)

    def _send_buffer(self, path: SendPath, size: int, segment: int) -> None:
        """Send the buffer. If the socket's send buffer is full, the packets are dropped, as on a congested network."""
        view = self._buffer.view
        if size > segment and path.gso:
            try:
                path.sock.sendmsg((view[:size],), self._segmentation_of(segment), 0, path.address)
                return
            except BlockingIOError:
                return
            except OSError:
                path.gso = False
        for at in range(0, size, segment):
            try:
                path.sock.sendto(view[at : min(at + segment, size)], path.address)
            except OSError:
                continue

    def _segmentation_of(self, size: int) -> list[tuple[int, int, bytes]]:
        known = self._segmentation.get(size)
        if known is None:
            known = self._segmentation[size] = [(SOL_UDP, UDP_SEGMENT, _NATIVE_SHORT.pack(size))]
        return known


def _with_extensions(run: Sequence[Packet], layout: ExtensionLayout) -> list[Packet]:
    """The run with the extensions of one layout, made once for all its senders."""
    size, now = layout.size, time.monotonic()
    if not size:
        return list(run)
    return [
        packet._replace(
            data=packet.data[:HEADER_SIZE] + layout.encode(now, packet.level) + packet.data[HEADER_SIZE:],
            size=packet.size + size,
            picture_at=packet.picture_at and packet.picture_at + size,
            layer_at=packet.layer_at and packet.layer_at + size,
        )
        for packet in run
    ]
