"""Estimates a listener's bandwidth from its browser's REMB, from loss, and from probes before more is sent.

A browser's estimate grows to at most 1.5 times the rate that it receives, so it does not show whether the line could
carry more. It falls below the received rate when packets begin to queue. Therefore an estimate below the sent rate is
accepted at once, and a higher rate is first probed with padding. Each failed probe doubles the pause before the next.
The browser makes its first estimate from few packets, so that one is accepted only if it does not grow within a second.
Pure: no I/O. Times are seconds of one clock.
"""

import math

START = 600_000.0
"""Bits a second of pictures before the first estimate: more than the middle layer of a camera on Balai's pages."""
FELL = 0.97
"""An estimate has fallen if it is below this factor of the previous one.

A browser reports an estimate that has fallen at once, and other estimates once a second.
"""
TOO_LITTLE, LOW = 0.75, 0.9
"""Factors of the sent rate. An estimate below the first factor means that fewer packets arrived than were sent.

An estimate between the two (browsers set 0.85 of the received rate) means that all packets arrived, but some late. It
is accepted if it stays that low.
"""
FAR_BELOW = 0.5
"""Factor of the sent rate. Jitter alone never makes an estimate fall below it."""
GREW = 1.02
"""An estimate has grown if it is at least this factor of the former one.

It does not grow while the queue of a slow line fills.
"""
LOSES, LOSES_HEAVILY = 0.1, 0.25
"""Fractions lost that show a slow line, as in Google's congestion control (draft-ietf-rmcat-gcc-02, section 6).

The second fraction is for a browser that sends estimates: radio loses packets too, and a smaller picture does not
change that.
"""
LOST_IN_PROBE = 0.05
"""A probe fails if the fraction of packets lost during it exceeds the usual fraction by more than this.

Padding takes the same path as all other packets.
"""
SETTLES = 1.0
RECOVERS = 3.0
"""Seconds in which an estimate that fell grows again if the line carries the sent rate."""
PROBE_SECONDS = 2.5
"""Seconds that a probe takes. A line that is too slow lowers the estimate within one or two seconds."""
PAUSE, LONGEST_PAUSE = 4.0, 64.0
PROVEN = 10.0
"""Seconds after an increase of the sent rate. If the estimate falls later than that, the increase is not regarded as
the cause.
"""


class BandwidthEstimator:
    """The estimate of one listener's bandwidth: `bits` is how many bits a second of pictures may be sent now.

    The owner passes in each call how much it sends. `has_remb` is whether the browser agreed to send REMB. Without REMB
    only loss is known.
    """

    __slots__ = (
        "_calm_at",
        "_estimate",
        "_estimate_before",
        "_estimate_low",
        "_failed_at",
        "_fell_at",
        "_goal",
        "_judged_at",
        "_loss",
        "_pause",
        "_rose_at",
        "_until",
        "bits",
    )

    def __init__(self, *, has_remb: bool) -> None:
        self.bits = START if has_remb else math.inf
        self._estimate: float | None = None
        self._estimate_before = self._estimate_low = 0.0
        self._loss = 0.0
        self._pause = PAUSE
        self._fell_at = self._failed_at = self._judged_at = self._rose_at = -math.inf
        self._calm_at: float | None = None
        self._goal: float | None = None
        self._until = 0.0

    @property
    def is_guess(self) -> bool:
        """Whether the estimate is a guess, because no feedback of this listener has arrived yet."""
        return self._estimate is None and self._fell_at == -math.inf

    @property
    def probe_goal(self) -> float | None:
        """The bits a second of the running probe, with padding, or None if there is no probe."""
        return self._goal

    def is_far_below(self, bits: float) -> bool:
        """Whether the line certainly carries less than this many bits a second.

        Browsers send no estimate for the first five seconds. Until then a loss of a tenth of thirty packets may be
        chance.
        """
        if self._estimate is None:
            return self._loss > LOSES_HEAVILY
        return self._fell_at > -math.inf and self._estimate < FAR_BELOW * bits

    def note_remb(self, bits: float, sent: float, now: float) -> bool:
        """Note the estimate `bits` that the browser reported while `sent` bits a second were sent to it.

        Returns whether the line carries less than `sent`.
        """
        before, self._estimate = self._estimate, bits
        if now - self._failed_at < SETTLES:
            # The estimate still describes the queue that the failed probe filled.
            self._estimate_low = min(self._estimate_low, bits)
            return False
        if before is None:
            self.bits, self._estimate_low, self._judged_at = max(bits, sent, self.bits), bits, now + SETTLES
            return False
        fell = bits < FELL * before
        if fell and bits < max(TOO_LITTLE * sent, LOW * (self._goal or 0.0)):
            self._lower_estimate(bits, sent, now)
            return True
        if fell:
            self.bits, self._estimate_low, self._judged_at = max(bits, sent), bits, now + RECOVERS
        else:
            self.bits = max(bits, self.bits)
        return False

    def note_loss(self, fraction: float, sent: float, now: float) -> bool:
        """Note `fraction`, the fraction of the last packets that was lost. Returns whether the line carries less than
        `sent`.
        """
        usual, self._loss = self._loss, fraction
        bearable = LOSES if self._estimate is None else LOSES_HEAVILY
        if self._goal is not None:
            bearable = min(bearable, usual + LOST_IN_PROBE)
        if fraction <= bearable or now - self._fell_at < SETTLES:
            return False
        self._lower_estimate(min(self.bits, sent * (1 - fraction)), sent, now)
        return True

    def _lower_estimate(self, bits: float, sent: float, now: float) -> None:
        tried, self._goal = self._goal is not None, None
        if tried or now - self._rose_at < PROVEN:
            self._pause = min(LONGEST_PAUSE, 2 * self._pause)
        # A failed probe shows nothing about the rate before it, so that rate continues without the padding.
        self.bits = max(bits, sent) if tried else bits
        self._fell_at, self._judged_at = now, now + RECOVERS
        self._rose_at, self._estimate_low = -math.inf, self._estimate or 0.0
        self._failed_at = now if tried else -math.inf
        self._calm_at = now + self._pause

    def update(self, sent: float, now: float) -> None:
        """Called once a second. If the estimate stays low, `bits` falls to it. Otherwise `bits` rises to the
        sent rate.
        """
        if now < self._judged_at:
            return
        if self._estimate is not None and self._estimate < LOW * sent:
            if self._estimate < GREW * self._estimate_low:
                self._lower_estimate(self._estimate, sent, now)
                return
            self._estimate_low, self._judged_at = self._estimate, now + RECOVERS
        self.bits = max(self.bits, sent)

    def may_probe(self, now: float) -> bool:
        """Whether a probe may begin: not in the first second, nor soon after a decrease."""
        if self._calm_at is None:
            self._calm_at = now + SETTLES
        return self._goal is None and now >= self._calm_at

    def begin_probe(self, goal: float, now: float) -> None:
        """Start a probe of this many bits a second, media and padding together."""
        self._goal, self._until, self._estimate_before = goal, now + PROBE_SECONDS, self._estimate or 0.0

    def end_probe(self, sent: float, now: float) -> bool:
        """End a probe whose time is over.

        Returns whether it has just succeeded: then the line carries the probe's rate.
        """
        if self._goal is None or now < self._until:
            return False
        if self._estimate is not None and self._estimate < min(self._goal, GREW * self._estimate_before):
            self._lower_estimate(self.bits, sent, now)
            return False
        if now - self._fell_at > PROVEN + self._pause:
            self._pause = PAUSE
        self.bits, self._goal = max(self.bits, self._goal), None
        self._rose_at, self._calm_at = now, now + SETTLES
        return True
