"""Maps a source's NTP time to this machine's clock, so that sound and picture of all sources stay in sync."""

import time

from streaming.relay import rtcp

MOST_APART = 1.0
"""Seconds between the delays of two packets of one source. If there are more, its reports are wrong."""

LATEST = 10.0
"""Seconds by which a report may be late. If it seems to be later, the source's clock was set."""


class SourceClock:
    """The offset of a source's NTP clock from this machine's, in seconds.

    Sound and picture of one source share it, so that an error in the offset shifts both by the same time. The report
    with the shortest transit is the most exact. `settings` counts how often the source's clock was set: reports before
    that say nothing any more.
    """

    __slots__ = ("offset", "settings")

    def __init__(self) -> None:
        self.offset: float | None = None
        self.settings = 0

    def note_report(self, ntp: int, now: float) -> None:
        """Note a report with this NTP timestamp that arrived at Unix time `now`."""
        offset = now - rtcp.unix_time(ntp)
        if self.offset is not None and abs(offset - self.offset) > LATEST:
            self.offset = None
            self.settings += 1
        if self.offset is None or offset < self.offset:
            self.offset = offset


class MediaClock:
    """Maps this machine's time to one stream's RTP timestamps."""

    __slots__ = ("_clock_rate", "_ntp", "_settings", "_source", "_timestamp")

    def __init__(self, clock_rate: int, source: SourceClock) -> None:
        self._clock_rate = clock_rate
        self._source = source
        self._ntp: float | None = None
        self._timestamp = self._settings = 0

    def note_sender_report(self, ntp: int, timestamp: int, now: float) -> None:
        """Note a sender report of this stream that arrived at Unix time `now`."""
        self._source.note_report(ntp, now)
        self._ntp, self._timestamp = rtcp.unix_time(ntp), timestamp
        self._settings = self._source.settings

    @property
    def source(self) -> SourceClock:
        """The clock of the source, which its sound and its picture share."""
        return self._source

    def timestamp(self, now: float) -> int | None:
        """The source's RTP timestamp at Unix time `now`, or None before its first report."""
        reported = self._reported_at()
        if reported is None:
            return None
        elapsed = now - reported
        return (self._timestamp + round(elapsed * self._clock_rate)) & 0xFFFFFFFF

    def moment(self, timestamp: int) -> float | None:
        """The Unix time of one of the source's RTP timestamps, or None before its first report."""
        reported = self._reported_at()
        if reported is None:
            return None
        ticks = (timestamp - self._timestamp + 0x80000000 & 0xFFFFFFFF) - 0x80000000
        return reported + ticks / self._clock_rate

    def _reported_at(self) -> float | None:
        """The Unix time of the timestamp in its last report, or None before its first one."""
        if self._ntp is None or self._source.offset is None or self._settings != self._source.settings:
            return None
        return self._ntp + self._source.offset

    def travelled(self, timestamp: int, arrived: float) -> float | None:
        """How long a packet of the source was on its way, in seconds, or None before its first report.

        It has this RTP timestamp, and arrived at `arrived` on the loop's clock.
        """
        captured = self.moment(timestamp)
        return None if captured is None else time.time() - time.monotonic() + arrived - captured

    def forget_reports(self) -> None:
        """Forget the reports, because the sender began a new stream."""
        self._ntp = None


class SlotClock:
    """The delay of the source in one slot at one listener, which its sound and its picture share.

    At the listener a packet has the time of its capture plus the delay: how long its source's first packet after the
    switch was on its way. So timestamps go on as packets arrive, and the reports of all sources say the same relation
    of timestamps and NTP time. A browser computes that relation from the last 20 reports (libwebrtc,
    `RtpToNtpEstimator`); when it changes with each source, sound and picture are out of sync, or the picture is late.
    """

    __slots__ = ("_delay", "_source")

    def __init__(self) -> None:
        self._source: SourceClock | None = None
        self._delay = 0.0

    def delay(self, source: SourceClock, travelled: float) -> float:
        """The delay in seconds of this source, which begins in the slot with a packet that travelled for so long."""
        if self._source is not source or abs(self._delay - travelled) > MOST_APART:
            self._source, self._delay = source, travelled
        return self._delay
