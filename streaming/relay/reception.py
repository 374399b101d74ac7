"""Statistics of a received stream, for receiver reports (RFC 3550, sections 6.4.1 and A.8)."""

from streaming.relay.rtcp import ReportBlock


class Reception:
    """Counts one stream. Retransmitted packets do not count as received."""

    def __init__(self, clock_rate: int) -> None:
        self.packets = 0
        self.octets = 0
        self.loss = 0.0
        self._clock_rate = clock_rate
        self._first = 0
        self._highest = 0
        self._jitter = 0.0
        self._transit: float | None = None
        self._expected_before = 0
        self._received_before = 0
        self._report: tuple[int, float] | None = None

    @property
    def expected_packets(self) -> int:
        """The number of packets expected so far: from the first to the highest sequence number."""
        return self._highest - self._first + 1 if self.packets else 0

    def add(self, sequence: int, timestamp: int, octets: int, now: float) -> None:
        """Note a packet: extended number, timestamp in ticks, size in octets, arrival in seconds."""
        if not self.packets:
            self._first = sequence
        self.packets += 1
        self.octets += octets
        if sequence > self._highest:
            self._highest = sequence
            self._add_jitter(timestamp, now)

    def _add_jitter(self, timestamp: int, now: float) -> None:
        transit = now * self._clock_rate - timestamp
        if self._transit is not None:
            # A wrap or a restart of the timestamps says nothing about the network.
            difference = abs(transit - self._transit)
            if difference < self._clock_rate:
                self._jitter += (difference - self._jitter) / 16
        self._transit = transit

    def note_sender_report(self, ntp: int, now: float) -> None:
        """Note a sender report. The next report block then lets the sender measure the round trip."""
        self._report = (ntp >> 16) & 0xFFFFFFFF, now

    def report_block(self, ssrc: int, now: float) -> ReportBlock:
        """The report block about the time since the last call.

        Sets `loss` to the fraction lost in that time, 0 to 1.
        """
        expected = self.expected_packets
        expected_now, received_now = expected - self._expected_before, self.packets - self._received_before
        self._expected_before, self._received_before = expected, self.packets
        self.loss = max(0.0, 1 - received_now / expected_now) if expected_now > 0 else 0.0
        lsr, heard = self._report or (0, now)
        return ReportBlock(
            ssrc=ssrc,
            lost_fraction=min(255, int(self.loss * 256)),
            lost=expected - self.packets,
            highest=self._highest,
            jitter=int(self._jitter),
            lsr=lsr,
            dlsr=min(0xFFFFFFFF, int((now - heard) * 65536)),
        )
