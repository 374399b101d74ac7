"""Limits retransmissions to a listener, because a NACK is small, and the packets that it asks for are large."""

BURST = 64 * 1024
"""Octets that may be resent at once: as many as a keyframe that was lost as a whole."""
SHARE = 0.25
"""Fraction of the sent octets that may be resent.

A line that loses a fifth of the packets still gets them all again.
"""
REMEMBERED = 512


class RetransmissionBudget:
    """The budget of retransmissions of one sender. Sequence numbers are the 16-bit ones of its listener."""

    __slots__ = ("_again_at", "_credit", "_sent")

    def __init__(self) -> None:
        self._again_at: dict[int, float] = {}
        self._credit = float(BURST)
        self._sent = 0

    def add_credit(self, sent: int) -> None:
        """Add to the budget for octets that were sent for the first time. `sent` is their total so far."""
        self._credit = min(BURST, self._credit + SHARE * (sent - self._sent))
        self._sent = sent

    def spend(self, sequence: int, octets: int, now: float, round_trip: float) -> bool:
        """Whether this packet may be resent now. If so, it counts as sent.

        A second request within one round trip is refused, because the answer to the first cannot have arrived.
        """
        before = self._again_at.get(sequence)
        if octets > self._credit or (before is not None and now - before < round_trip):
            return False
        self._credit -= octets
        self._again_at.pop(sequence, None)
        self._again_at[sequence] = now
        if len(self._again_at) > REMEMBERED:
            del self._again_at[next(iter(self._again_at))]
        return True
