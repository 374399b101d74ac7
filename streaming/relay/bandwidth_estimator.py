"""Estimates a listener's bandwidth from its browser's REMB, from loss, and from probes before more is sent.

A browser's estimate grows to one and a half times what it receives and no further, so that it says little of what
is not tried; it falls, to less than what came through, where packets begin to queue. So a fall below what is sent is
taken at its word at once, and to send more is tried first, with padding that nobody misses. Each trial that fails
doubles the time to the next. The first estimate is of a moment in which little had come: a line that it is true of
shows that by the next second, in which it does not grow. Nothing here does I/O; times are seconds of one clock.
"""

import math

START = 600_000.0
"""Bits a second of pictures until the browser has told: more than the middle layer of our pages takes."""
FELL = 0.97
"""Of the estimate before: what browsers tell at once rather than with the next second's report."""
TOO_LITTLE, LOW = 0.75, 0.9
"""Of what is sent. An estimate that falls below the first says that less came through. One between them, 0.85 of
what came, says that all came and some of it late; that is believed where it stays so.
"""
FAR_BELOW = 0.5
"""Of what goes out: no jitter makes an estimate fall so far."""
GREW = 1.02
"""Of the estimate before a trial: that of a line whose queue fills, and which was low already, stands still."""
LOSES, LOSES_HEAVILY = 0.1, 0.25
"""The fraction lost that says the same, as in Google's congestion control (draft-ietf-rmcat-gcc-02, section 6). Of one
that tells an estimate only the second: radio loses packets, too, and a smaller picture loses as many.
"""
LOST_IN_TRIAL = 0.05
"""More than usual of a trial's packets: padding goes the way of all others."""
SETTLES = 1.0
RECOVERS = 3.0
"""Seconds in which an estimate that fell grows again where what goes out is carried."""
TRIAL = 2.5
"""Seconds that a trial takes: a full queue shows within one or two."""
PAUSE, LONGEST_PAUSE = 4.0, 64.0
PROVEN = 10.0
"""Seconds after which what went up is not held to have been too much."""


class BandwidthEstimator:
    """`bits` a second of pictures may go out now. Its owner says what does.

    `tells` is whether the browser agreed to tell its estimate; of one that does not only loss is known.
    """

    __slots__ = (
        "_calm_at",
        "_failed_at",
        "_fell_at",
        "_goal",
        "_judged_at",
        "_loss",
        "_pause",
        "_rose_at",
        "_told",
        "_told_before",
        "_told_low",
        "_until",
        "bits",
    )

    def __init__(self, *, tells: bool) -> None:
        self.bits = START if tells else math.inf
        self._told: float | None = None
        self._told_before = self._told_low = 0.0
        self._loss = 0.0
        self._pause = PAUSE
        self._fell_at = self._failed_at = self._judged_at = self._rose_at = -math.inf
        self._calm_at: float | None = None
        self._goal: float | None = None
        self._until = 0.0

    @property
    def is_guess(self) -> bool:
        """Whether no report of the line has come yet."""
        return self._told is None and self._fell_at == -math.inf

    @property
    def goal(self) -> float | None:
        """The bits a second that are tried now, padding and all; None where nothing is."""
        return self._goal

    def is_far_below(self, bits: float) -> bool:
        """Whether the line certainly carries less than this many bits a second.

        Browsers tell no estimate for the first five seconds; until then a tenth of thirty packets may be chance.
        """
        if self._told is None:
            return self._loss > LOSES_HEAVILY
        return self._fell_at > -math.inf and self._told < FAR_BELOW * bits

    def told(self, bits: float, sent: float, now: float) -> bool:
        """Note what the browser estimates while `sent` bits a second go out; whether the line carries less."""
        before, self._told = self._told, bits
        if now - self._failed_at < SETTLES:
            # Of the same full queue, which nothing fills any more.
            self._told_low = min(self._told_low, bits)
            return False
        if before is None:
            self.bits, self._told_low, self._judged_at = max(bits, sent, self.bits), bits, now + SETTLES
            return False
        fell = bits < FELL * before
        if fell and bits < max(TOO_LITTLE * sent, LOW * (self._goal or 0.0)):
            self._fall(bits, sent, now)
            return True
        if fell:
            self.bits, self._told_low, self._judged_at = max(bits, sent), bits, now + RECOVERS
        else:
            self.bits = max(bits, self.bits)
        return False

    def lost(self, fraction: float, sent: float, now: float) -> bool:
        """Note which fraction of the last packets was lost; whether the line carries less."""
        usual, self._loss = self._loss, fraction
        bearable = LOSES if self._told is None else LOSES_HEAVILY
        if self._goal is not None:
            bearable = min(bearable, usual + LOST_IN_TRIAL)
        if fraction <= bearable or now - self._fell_at < SETTLES:
            return False
        self._fall(min(self.bits, sent * (1 - fraction)), sent, now)
        return True

    def _fall(self, bits: float, sent: float, now: float) -> None:
        tried, self._goal = self._goal is not None, None
        if tried or now - self._rose_at < PROVEN:
            self._pause = min(LONGEST_PAUSE, 2 * self._pause)
        # A trial that failed says nothing of what went out before it, and goes on without the padding.
        self.bits = max(bits, sent) if tried else bits
        self._fell_at, self._judged_at = now, now + RECOVERS
        self._rose_at, self._told_low = -math.inf, self._told or 0.0
        self._failed_at = now if tried else -math.inf
        self._calm_at = now + self._pause

    def attend(self, sent: float, now: float) -> None:
        """Once a second: where nobody complains what goes out is carried, and an estimate that stays low is true."""
        if now < self._judged_at:
            return
        if self._told is not None and self._told < LOW * sent:
            if self._told < GREW * self._told_low:
                self._fall(self._told, sent, now)
                return
            self._told_low, self._judged_at = self._told, now + RECOVERS
        self.bits = max(self.bits, sent)

    def may_try(self, now: float) -> bool:
        """Whether a probe may begin: not in the first second, nor soon after a decrease."""
        if self._calm_at is None:
            self._calm_at = now + SETTLES
        return self._goal is None and now >= self._calm_at

    def begin_trial(self, goal: float, now: float) -> None:
        """So many bits a second go out from now on, what is sent and padding."""
        self._goal, self._until, self._told_before = goal, now + TRIAL, self._told or 0.0

    def end_trial(self, sent: float, now: float) -> bool:
        """Whether a probe has ended well: then the line carries its target."""
        if self._goal is None or now < self._until:
            return False
        if self._told is not None and self._told < min(self._goal, GREW * self._told_before):
            self._fall(self.bits, sent, now)
            return False
        if now - self._fell_at > PROVEN + self._pause:
            self._pause = PAUSE
        self.bits, self._goal = max(self.bits, self._goal), None
        self._rose_at, self._calm_at = now, now + SETTLES
        return True
