"""A publisher of simulcast layers, with exactly the packets that a test sends."""

import random
from typing import Any

from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtpPacket, wrap_rtx

from streaming.relay.extensions import REPAIRED_RID, RID, TRANSPORT
from streaming.relay.rtp import HEADER_SIZE
from streaming.relay.vp8 import descriptor
from tests.streaming.relay.peers import FakePublisher

IDS = {RID: 10, REPAIRED_RID: 11, TRANSPORT: 12}
HEIGHTS = {"l": 180, "m": 360, "h": 720}


class SimulcastPublisher(FakePublisher):
    """Publishes a picture in layers. Its packets carry the layer's name while `names` is set."""

    def __init__(self, layers: tuple[str, ...] = ("l", "m", "h")) -> None:
        super().__init__()
        self.layers = layers
        self.names = True
        # Whether it sends keyframes on request.
        self.obeys = True
        self.ssrcs = {layer: random.getrandbits(32) for layer in layers}
        self.numbers = {layer: random.randrange(0x8000) for layer in layers}
        self.times = {layer: random.getrandbits(31) for layer in layers}
        self.pictures = {layer: random.getrandbits(15) for layer in layers}
        self.keyframes: dict[str, int] = dict.fromkeys(layers, 0)
        self.transport = 0
        self.padded = 0
        self.told: list[bytes] = []

    async def offer(self) -> str:
        offer = await super().offer()
        added = [f"a=extmap:{number} {uri}" for uri, number in IDS.items()]
        added += [f"a=rid:{layer} send" for layer in self.layers]
        added.append(f"a=simulcast:send {';'.join(self.layers)}")
        return offer + "\r\n".join(added) + "\r\n"

    async def _heard_rtcp(self, data: bytes) -> None:
        await super()._heard_rtcp(data)
        names = {ssrc: layer for layer, ssrc in self.ssrcs.items()}
        for packet in RtcpPacket.parse(data):
            if isinstance(packet, RtcpPsfbPacket) and packet.fmt == 1 and packet.media_ssrc in names:
                self.keyframes[names[packet.media_ssrc]] += 1
        at = 0
        while at < len(data):
            size = 4 + 4 * int.from_bytes(data[at + 2 : at + 4], "big")
            if (data[at] & 0x1F, data[at + 1]) == (15, 205):
                self.told.append(data[at + 12 : at + size])
            at += size

    async def send_pictures(
        self, *, only: tuple[str, ...] | None = None, key: tuple[str, ...] = (), size: int = 300
    ) -> None:
        """Send 40 ms: a picture of two packets in each layer (or `only` in these), with requested keyframes.

        A larger layer has larger packets: `size` is of the smallest.
        """
        for place, layer in enumerate(self.layers):
            self.times[layer] += 3600
            if only is not None and layer not in only:
                continue
            is_key = layer in key or (self.obeys and self.keyframes[layer] > 0)
            if is_key:
                self.keyframes[layer] = 0
            for part in range(2):
                head = descriptor(self.pictures[layer], first=part == 0)
                frame = _frame(is_key, layer) if part == 0 else b"\x02"
                payload = head + frame + layer.encode() * (size * (place + 1) - len(head) - len(frame))
                await self._sing(layer, payload, marker=part)
            self.pictures[layer] = (self.pictures[layer] + 1) & 0x7FFF

    async def _sing(self, layer: str, payload: bytes, *, marker: int) -> None:
        packet = RtpPacket(
            payload_type=self.payload_type("video", "VP8"),
            marker=marker,
            sequence_number=self.numbers[layer],
            timestamp=self.times[layer] & 0xFFFFFFFF,
            ssrc=self.ssrcs[layer],
            payload=payload,
        )
        self.sent[self.numbers[layer]] = packet.serialize()
        self.numbers[layer] = (self.numbers[layer] + 1) & 0xFFFF
        await self.dtls._send_rtp(self._extended(packet.serialize(), IDS[RID], layer))

    def _extended(self, data: bytes, number: int, name: str) -> bytes:
        self.transport = (self.transport + 1) & 0xFFFF
        values = bytes((IDS[TRANSPORT] << 4 | 1,)) + self.transport.to_bytes(2, "big")
        if self.names:
            values += bytes((number << 4 | len(name) - 1,)) + name.encode()
        values += bytes(-len(values) % 4)
        block = b"\xbe\xde" + (len(values) // 4).to_bytes(2, "big") + values
        return bytes((data[0] | 0x10,)) + data[1:HEADER_SIZE] + block + data[HEADER_SIZE:]

    async def repeat(self, layer: str, sequence: int, ssrc: int) -> None:
        """Retransmit a packet of a layer (RFC 4588)."""
        lost: Any = RtpPacket.parse(self.sent[sequence])
        again = wrap_rtx(lost, self.payload_type("video", "rtx"), random.getrandbits(15), ssrc)
        await self.dtls._send_rtp(self._extended(again.serialize(), IDS[REPAIRED_RID], layer))

    async def probe(self, layer: str, ssrc: int) -> None:
        """Send padding packets, like a browser's bandwidth probe."""
        self.padded += 1
        head = RtpPacket(
            payload_type=self.payload_type("video", "rtx"), sequence_number=self.padded, ssrc=ssrc
        ).serialize()
        padded = bytes((head[0] | 0x20,)) + head[1:] + bytes(9) + b"\x0a"
        await self.dtls._send_rtp(self._extended(padded, IDS[REPAIRED_RID], layer))


def _frame(key: bool, layer: str) -> bytes:
    """The beginning of a picture in VP8 (RFC 6386, section 9.1)."""
    if not key:
        return b"\x01"
    height = HEIGHTS[layer]
    return (
        b"\x00\x00\x00\x9d\x01\x2a" + (height * 16 // 9).to_bytes(2, "little") + height.to_bytes(2, "little")
    )
