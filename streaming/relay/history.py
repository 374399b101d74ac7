"""What a source sent lately, for those who lost some of it; and what we lost of it ourselves."""

from dataclasses import dataclass

from streaming.relay.rtp import Packet


class History:
    """The last packets of a source by extended sequence number; a full ring forgets the oldest."""

    __slots__ = ("_mask", "_ring")

    def __init__(self, capacity: int = 512) -> None:
        if capacity & (capacity - 1):
            raise ValueError("The capacity must be a power of two.")
        self._mask = capacity - 1
        self._ring: list[Packet | None] = [None] * capacity

    def add(self, packet: Packet) -> None:
        """Remember a packet, unless a newer one stands in its place."""
        standing = self._ring[packet.sequence & self._mask]
        if standing is None or standing.sequence <= packet.sequence:
            self._ring[packet.sequence & self._mask] = packet

    def get(self, sequence: int) -> Packet | None:
        """The packet with this extended number, if it is still here."""
        packet = self._ring[sequence & self._mask]
        return packet if packet is not None and packet.sequence == sequence else None


@dataclass(slots=True)
class _Asked:
    since: float
    times: int
    last: float


class Gaps:
    """Which packets of a source are missing, and which to ask for again now (RFC 4585 NACK).

    A packet is asked for as soon as a later one came, then again after a pause, `TRIES` times in all; after
    `PATIENCE` seconds, or when the gap is as wide as `WIDEST`, or all gaps together as wide as `MOST`, it is given
    up: a keyframe is cheaper.
    """

    TRIES = 6
    PATIENCE = 1.0
    WIDEST = 256
    MOST = 512

    __slots__ = ("_highest", "_missing")

    def __init__(self) -> None:
        self._highest: int | None = None
        self._missing: dict[int, _Asked] = {}

    def __len__(self) -> int:
        return len(self._missing)

    def add(self, sequence: int, now: float) -> None:
        """Note the arrival of the packet with this extended number."""
        if self._highest is None or sequence - self._highest > self.WIDEST:
            self._missing.clear()
            self._highest = sequence
            return
        if len(self._missing) + sequence - self._highest > self.MOST:
            self._missing.clear()
        for lost in range(self._highest + 1, sequence):
            self._missing[lost] = _Asked(now, 0, now)
        self._missing.pop(sequence, None)
        self._highest = max(self._highest, sequence)

    def due(self, now: float, pause: float) -> list[int]:
        """The extended numbers to ask for now, in order; `pause` seconds must pass before asking again."""
        if not self._missing:
            return []
        self._give_up(now)
        wanted = [number for number, asked in self._missing.items() if _is_due(asked, now, pause)]
        for number in wanted:
            asked = self._missing[number]
            asked.times, asked.last = asked.times + 1, now
        return sorted(wanted)

    def _give_up(self, now: float) -> None:
        late = [n for n, a in self._missing.items() if a.times >= self.TRIES or now - a.since > self.PATIENCE]
        for number in late:
            del self._missing[number]


def _is_due(asked: _Asked, now: float, pause: float) -> bool:
    return asked.times == 0 or now - asked.last >= pause
