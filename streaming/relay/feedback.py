"""Transport-wide feedback: which packets of a publisher arrived, for its congestion control.

draft-holmer-rmcat-transport-wide-cc-extensions-01. The feedback covers every packet: sound, each layer, retransmissions
and padding. A browser whose probes are not confirmed keeps its first guess of the bandwidth.
"""

from struct import Struct

from streaming.relay.rtp import SequenceExtender

INTERVAL = 0.05
"""Seconds between two feedback messages while packets arrive."""
MAX_PACKETS = 1024
"""The highest number of packets in one feedback message. If a gap is longer than that, the message begins after it."""
REMEMBERED = 512
"""How many packets before the last feedback message still count if they arrive late."""
TICK, EPOCH = 0.00025, 0.064
"""The units of a delta and of the reference time, in seconds."""
MISSING, SMALL, LARGE = 0, 1, 2
_HEAD = Struct("!HH")
_CHUNK = Struct("!H")
_LARGE = Struct("!h")


class PacketArrivals:
    """Arrival times of packets by transport-wide number. `message` makes the feedback message about them."""

    def __init__(self) -> None:
        self._extender = SequenceExtender()
        self._came: dict[int, float] = {}
        self._next = 0
        self._reported_at = 0.0
        self._count = 0

    def add(self, sequence: int, now: float) -> None:
        """Note a packet that arrives now. Of two copies the first counts."""
        number = self._extender.extend(sequence)
        if not self._next or number - self._next > MAX_PACKETS:
            self._came.clear()
            self._next = number
        if number < self._next:
            if max(self._came, default=self._next) - number > REMEMBERED:
                return
            self._next = number
        self._came.setdefault(number, now)

    def is_due(self, now: float) -> bool:
        """Whether to send feedback now: packets have arrived, and the last message was sent `INTERVAL` ago."""
        return bool(self._came) and now - self._reported_at >= INTERVAL

    def message(self, now: float) -> bytes:
        """The part of a feedback message after its two SSRCs, padded to 32 bits.

        It is about the packets since the last message.

        A packet that arrived over eight seconds after the one before it is left to the next message.
        """
        first, end = self._next, max(self._came) + 1
        reference = int(self._came[min(self._came)] / EPOCH)
        symbols, deltas, at = [], bytearray(), reference * EPOCH
        for number in range(first, end):
            came = self._came.get(number)
            if came is None:
                symbols.append(MISSING)
                continue
            delta = round((came - at) / TICK)
            if not -0x8000 <= delta < 0x8000:
                end = number
                break
            at += delta * TICK
            symbols.append(SMALL if 0 <= delta < 0x100 else LARGE)
            deltas += bytes((delta,)) if 0 <= delta < 0x100 else _LARGE.pack(delta)
        body = _HEAD.pack(first & 0xFFFF, len(symbols)) + (reference & 0xFFFFFF).to_bytes(3, "big")
        body += bytes((self._count & 0xFF,)) + _chunks(symbols) + bytes(deltas)
        self._came = {number: came for number, came in self._came.items() if number >= end}
        self._next, self._reported_at, self._count = end, now, self._count + 1
        return body + bytes(-len(body) % 4)


def _chunks(symbols: list[int]) -> bytes:
    """Run-length chunks for runs longer than the seven symbols of a vector, else vector chunks."""
    chunks, at = bytearray(), 0
    while at < len(symbols):
        run = at
        while run < len(symbols) and symbols[run] == symbols[at] and run - at < 0x1FFF:
            run += 1
        if run - at > 7:
            chunks += _CHUNK.pack(symbols[at] << 13 | run - at)
            at = run
            continue
        vector = 0xC000
        for place, symbol in enumerate(symbols[at : at + 7]):
            vector |= symbol << 12 - 2 * place
        chunks += _CHUNK.pack(vector)
        at += 7
    return bytes(chunks)
