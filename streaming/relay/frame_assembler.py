"""Assembles the frames of one slot's sound or picture from packets, in order, for a recording. Pure.

Like a listener's decoder, it waits for lost packets and restores the order. It waits longer, because nobody watches a
recording live.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streaming.relay import h264, vp8
from streaming.relay.rtp import HEADER_SIZE, Packet

PATIENCE = 1.2
"""Seconds to wait for a missing packet. During the first second `history.Gaps` asks for it."""

LONGEST = 4096
"""The highest number of packets of one picture, about five megabytes.

It protects against a sender that never ends a picture.
"""


class Frame(NamedTuple):
    """One encoded frame. `at` is its time in seconds since the recording began, `key` whether it is a keyframe.

    H.264 `data` is a byte stream with start codes.
    """

    kind: str
    codec: str
    at: float
    data: bytes
    key: bool


class Batch(NamedTuple):
    """Packets of one stream that arrived together.

    `stream` is a new number for each source of a slot. `at` and `now` are seconds since the recording began: the time
    of the RTP timestamp `timestamp`, and the time when the packets arrived. `rate` is the RTP clock rate.
    """

    slot: str
    kind: str
    stream: int
    codec: str
    rate: int
    timestamp: int
    at: float
    now: float
    packets: Sequence[Packet]

    @property
    def octets(self) -> int:
        """The size of the packets, in octets."""
        return sum(packet.size for packet in self.packets)


class _HeldPacket(NamedTuple):
    packet: Packet
    at: float
    now: float


class FrameAssembler:
    """Assembles the frames of one slot's sound, or of its picture.

    `lost` counts how often packets were lost for good, so that the picture waits for the next keyframe.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.lost = 0
        self._stream = -1
        self._begin_stream(-1, "")

    def _begin_stream(self, stream: int, codec: str) -> None:
        self._stream, self._codec = stream, codec
        self._next: int | None = None
        self._held: dict[int, _HeldPacket] = {}
        self._frame: list[_HeldPacket] = []
        self.waits_for_key = self.kind == "video"

    def add_batch(self, batch: Batch) -> list[Frame]:
        """Take packets and return the frames that they complete. A new stream ends the old one."""
        ended: list[Frame] = []
        if batch.stream != self._stream:
            ended = self._end_stream()
            self._begin_stream(batch.stream, batch.codec)
        for packet in batch.packets:
            if self._next is None or packet.sequence >= self._next:
                ticks = (packet.timestamp - batch.timestamp + 0x80000000 & 0xFFFFFFFF) - 0x80000000
                self._held[packet.sequence] = _HeldPacket(packet, batch.at + ticks / batch.rate, batch.now)
        return [*ended, *self.give_up_missing(batch.now)]

    def give_up_missing(self, now: float) -> list[Frame]:
        """Stop waiting for packets that have been missing for too long. Returns the frames that this completes."""
        frames = list(self._frames_in_order())
        while self._held and now - next(iter(self._held.values())).now > PATIENCE:
            self._skip_missing()
            frames += self._frames_in_order()
        return frames

    def _end_stream(self) -> list[Frame]:
        frames: list[Frame] = []
        while self._held:
            self._skip_missing()
            frames += self._frames_in_order()
        return frames

    def _skip_missing(self) -> None:
        self._next = min(self._held)
        if self.kind == "video" and not self.waits_for_key:
            self.lost += 1
            self.waits_for_key, self._frame = True, []

    def _frames_in_order(self) -> Iterator[Frame]:
        if self._next is None and self._held:
            self._next = min(self._held)
        while self._next is not None and self._next in self._held:
            held = self._held.pop(self._next)
            self._next += 1
            yield from self._add_packet(held)

    def _add_packet(self, held: _HeldPacket) -> Iterator[Frame]:
        if held.packet.size == HEADER_SIZE:
            return  # padding alone
        if self.kind == "audio":
            yield Frame("audio", self._codec, held.at, held.packet.data[HEADER_SIZE:], True)
            return
        if self._frame and self._frame[0].packet.timestamp != held.packet.timestamp:
            yield from self._complete_frame()
        if self.waits_for_key and not held.packet.joinable:
            return
        self.waits_for_key = False
        self._frame.append(held)
        if len(self._frame) > LONGEST:
            self.lost += 1
            self.waits_for_key, self._frame = True, []
        elif held.packet.marker:
            yield from self._complete_frame()

    def _complete_frame(self) -> Iterator[Frame]:
        frame, self._frame = self._frame, []
        parts = [held.packet.data[HEADER_SIZE:] for held in frame]
        if self._codec == "VP8":
            data = b"".join(vp8.frame_data(part) for part in parts)
            key = vp8.is_key(data)
        else:
            data = h264.byte_stream_of(parts)
            key = h264.is_key(data)
        if data:
            yield Frame("video", self._codec, frame[0].at, data, key)
