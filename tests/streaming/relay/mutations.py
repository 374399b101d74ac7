"""Mutations of real packets and offers, the same for the same seed."""

import random
import struct
from collections.abc import Sequence

from aiortc.rtp import RtcpByePacket, RtcpRrPacket, RtcpSenderInfo, RtcpSrPacket
from aiortc.rtp import RtcpReceiverInfo as Block

from streaming.relay import rtcp
from streaming.relay.rtp import HEADER
from streaming.relay.vp8 import descriptor

LARGEST = 1300


class Mutator:
    """Changes bytes like poor lines, bugs and attackers do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._ways = (
            self._flip,
            self._cut,
            self._lengthen,
            self._number,
            self._repeat,
            self._drop,
            self._noise,
        )

    def mutate(self, data: bytes, keep: int = 0) -> bytes:
        """Make one to three changes, none in the first `keep` bytes."""
        head, rest = data[:keep], bytearray(data[keep:])
        for _ in range(self.random.randint(1, 3)):
            self.random.choice(self._ways)(rest)
        return head + bytes(rest[:LARGEST])

    def text(self, text: str) -> str:
        """Change, repeat, move or drop some lines of a text."""
        lines = text.split("\r\n")
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randrange(len(lines))
            way = self.random.randrange(5)
            if way == 0:
                del lines[at]
            elif way == 1:
                lines.insert(at, self.random.choice(lines))
            elif way == 2:
                words = lines[at].split(" ")
                words[self.random.randrange(len(words))] = self.random.choice(WORDS)
                lines[at] = " ".join(words)
            elif way == 3:
                lines[at] = self.mutate(lines[at].encode()).decode(errors="replace")
            else:
                lines = lines[: max(1, at)]
            lines = lines or [""]
        return "\r\n".join(lines)

    def _at(self, data: bytearray) -> int:
        return self.random.randrange(len(data)) if data else 0

    def _flip(self, data: bytearray) -> None:
        for _ in range(self.random.randint(1, 8)):
            if data:
                data[self._at(data)] ^= 1 << self.random.randrange(8)

    def _cut(self, data: bytearray) -> None:
        del data[self._at(data) :]

    def _lengthen(self, data: bytearray) -> None:
        data += self.random.randbytes(self.random.randint(1, 400))

    def _number(self, data: bytearray) -> None:
        """Replace a length, an id or a time by a value far off."""
        size = self.random.choice((1, 2, 4))
        value = self.random.choice((0, 1, (1 << 8 * size - 1) - 1, 1 << 8 * size - 1, (1 << 8 * size) - 1))
        at = self._at(data)
        data[at : at + size] = value.to_bytes(size, "big")

    def _repeat(self, data: bytearray) -> None:
        at = self._at(data)
        data[at:at] = data[at : at + self.random.randint(1, 64)] * self.random.randint(1, 4)

    def _drop(self, data: bytearray) -> None:
        at = self._at(data)
        del data[at : at + self.random.randint(1, 64)]

    def _noise(self, data: bytearray) -> None:
        at = self._at(data)
        size = min(len(data) - at, self.random.randint(1, 40))
        data[at : at + size] = self.random.randbytes(size)


WORDS = (
    "",
    "0",
    "-1",
    "65536",
    "99999999999999999999",
    "m=audio",
    "a=rtpmap:96",
    "*",
    "é",
    "IN",
    "a=mid:",
    "\x00",
)
EXTENSIONS = (
    b"",
    b"\xbe\xde\x00\x01\x10\x85\x00\x00",
    b"\x10\x00\x00\x01\x01\x01\x85\x00",
    b"\xbe\xde\x00\x01\x1f\x00\x00\x00",
)
PICTURES = (
    descriptor(5, first=True) + b"\x00" + bytes(200),
    descriptor(6, first=True) + b"\x01" + bytes(200),
    b"\x90\x80\x05\x00" + bytes(100),  # a picture id of seven bits
    b"\x90\xe0\x80\x05\x07\x21\x00" + bytes(100),  # and TL0PICIDX, TID and KEYIDX
    b"\x80\x40\x07" + bytes(100),
    b"\x10\x00" + bytes(100),  # none of these
)
UNITS = (
    b"\x65" + bytes(200),  # H.264: a single unit
    b"\x78\x00\x08\x67\x42\xe0\x1f\x00\x00\x00\x00\x00\x04\x68\xce\x38\x80",  # several in one
    b"\x7c\x85" + bytes(200),  # the start of one in several
    b"\x7c\x41" + bytes(50),
)
SOUNDS = (b"\x78" + bytes(60), b"\xfc" + bytes(20), b"\x7b\x83" + bytes(60), b"\x0b")


def rtp(
    payload_type: int, ssrc: int, sequence: int, timestamp: int, payload: bytes, extension: bytes = b""
) -> bytes:
    """An RTP packet."""
    first = 0x90 if extension else 0x80
    return (
        HEADER.pack(first, payload_type, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
        + extension
        + payload
    )


def reports(own: int, theirs: Sequence[int], lost: Sequence[int]) -> list[bytes]:
    """RTCP of every kind that the relay reads, and of others, about these streams and packets."""
    blocks = [
        Block(ssrc=ssrc, fraction_lost=3, packets_lost=7, highest_sequence=9, jitter=5, lsr=0, dlsr=0)
        for ssrc in theirs
    ]
    info = RtcpSenderInfo(ntp_timestamp=3_900_000_000 << 32, rtp_timestamp=1, packet_count=1, octet_count=1)
    sender = bytes(RtcpSrPacket(ssrc=own, sender_info=info, reports=blocks[:31]))
    receiver = bytes(RtcpRrPacket(ssrc=own, reports=blocks[:31]))
    feedback = [
        made
        for ssrc in theirs[:4]
        for made in (
            rtcp.nack(own, ssrc, lost),
            rtcp.nack(own, ssrc, range(0, 4000, 16)),
            rtcp.pli(own, ssrc),
            struct.pack("!BBHIIIBxxx", 0x84, 206, 4, own, 0, ssrc, 1),
            rtcp.remb(own, 500_000, theirs),
        )
    ]
    others = [
        bytes(RtcpByePacket(sources=[own])),
        b"\x80\xcc\x00\x02" + bytes(8),
        b"\x80\xcf\x00\x03" + bytes(12),
    ]
    name = rtcp.sdes(own, "someone")
    return [
        sender,
        receiver,
        sender + name,
        *others,
        *feedback,
        *(receiver + name + each for each in feedback),
    ]
