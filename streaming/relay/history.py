"""The recent packets of a source, to resend to listeners, and which of its packets did not reach the relay."""

from dataclasses import dataclass

from streaming.relay.rtp import Packet


class History:
    """The last packets of a source by extended sequence number. A ring buffer: a full one overwrites the oldest."""

    __slots__ = ("_mask", "_ring")

    def __init__(self, capacity: int = 512) -> None:
        if capacity & (capacity - 1):
            raise ValueError("The capacity must be a power of two.")
        self._mask = capacity - 1
        self._ring: list[Packet | None] = [None] * capacity

    def add(self, packet: Packet) -> None:
        """Store a packet, unless a newer one is in its place."""
        standing = self._ring[packet.sequence & self._mask]
        if standing is None or standing.sequence <= packet.sequence:
            self._ring[packet.sequence & self._mask] = packet

    def get(self, sequence: int) -> Packet | None:
        """The packet with this extended number, or None if it was overwritten or never stored."""
        packet = self._ring[sequence & self._mask]
        return packet if packet is not None and packet.sequence == sequence else None


@dataclass(slots=True)
class _Request:
    since: float
    times: int = 0
    first: float = 0.0
    last: float = 0.0


class Gaps:
    """Which packets of a source are missing, and which to ask for again now (RFC 4585 NACK).

    A packet is requested as soon as a later one arrives, then again after a pause, `TRIES` times in all. It is given up
    after `PATIENCE` seconds. It is also given up if its gap is wider than `WIDEST` packets, or if all gaps together are
    wider than `MOST` packets, because a keyframe is then cheaper. On a line that reorders packets, the first request
    waits as long as earlier packets were late, at most `LATEST` seconds.

    `eagerly` is for sound, because its packets are small and a delay is heard. They are requested without that wait,
    every `SOON` seconds.
    """

    TRIES, TRIES_EAGERLY = 6, 12
    SOON = 0.03
    PATIENCE = 1.0
    WIDEST = 256
    MOST = 512
    LATEST = 0.03
    FORGETTING = 0.95
    """Factor by which the known lateness shrinks after each packet that was not late."""

    __slots__ = ("_eagerly", "_highest", "_lateness", "_missing", "_pause")

    def __init__(self, *, eagerly: bool = False) -> None:
        self._eagerly = eagerly
        self._highest: int | None = None
        self._missing: dict[int, _Request] = {}
        self._lateness = 0.0
        self._pause = 0.0

    def __len__(self) -> int:
        return len(self._missing)

    def add(self, sequence: int, now: float, *, again: bool = False) -> bool:
        """Note the arrival of the packet with this extended number. Returns whether it answers a NACK.

        `again` is True for a packet of an RTX stream, which always answers one.
        """
        if self._highest is None or sequence - self._highest > self.WIDEST:
            self._missing.clear()
            self._highest = sequence
            return again
        if len(self._missing) + sequence - self._highest > self.MOST:
            self._missing.clear()
        for lost in range(self._highest + 1, sequence):
            self._missing[lost] = _Request(now)
        asked = self._missing.pop(sequence, None)
        self._highest = max(self._highest, sequence)
        return again or (asked is not None and self._is_retransmission(asked, now))

    def _is_retransmission(self, asked: _Request, now: float) -> bool:
        """Whether this packet is a retransmission. If it arrives sooner than one round trip, it was only late."""
        if asked.times and now - asked.first >= self._pause:
            self._lateness *= self.FORGETTING
            return True
        self._lateness = min(self.LATEST, max(self._lateness * self.FORGETTING, now - asked.since))
        return False

    def due_requests(self, now: float, pause: float) -> list[int]:
        """The extended numbers to request now, in order.

        `pause` is the time between two requests for the same packet: the round trip in seconds.
        """
        self._pause = pause
        if not self._missing:
            return []
        self._give_up(now)
        wanted = [number for number, asked in self._missing.items() if self._is_request_due(asked, now)]
        for number in wanted:
            asked = self._missing[number]
            asked.first = asked.first if asked.times else now
            asked.times, asked.last = asked.times + 1, now
        return sorted(wanted)

    def _is_request_due(self, asked: _Request, now: float) -> bool:
        if self._eagerly:
            return asked.times == 0 or now - asked.last >= self.SOON
        return now - asked.last >= self._pause if asked.times else now - asked.since >= self._lateness

    def _give_up(self, now: float) -> None:
        tries = self.TRIES_EAGERLY if self._eagerly else self.TRIES
        late = [n for n, a in self._missing.items() if a.times >= tries or now - a.since > self.PATIENCE]
        for number in late:
            del self._missing[number]
