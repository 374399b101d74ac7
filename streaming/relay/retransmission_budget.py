"""Limits retransmissions to a listener, because a NACK costs its sender little and its answer much more."""

BURST = 64 * 1024
"""Octets that may be sent again at once: a keyframe, all of which was lost."""
SHARE = 0.25
"""Of the octets that went out, what may go out again: a line that loses a fifth of them still gets all."""
REMEMBERED = 512


class RetransmissionBudget:
    """The budget of retransmissions of one sender. Its numbers are the 16-bit ones that its listener knows."""

    __slots__ = ("_again_at", "_credit", "_sent")

    def __init__(self) -> None:
        self._again_at: dict[int, float] = {}
        self._credit = float(BURST)
        self._sent = 0

    def earn(self, sent: int) -> None:
        """So many octets went out for the first time, from the beginning until now."""
        self._credit = min(BURST, self._credit + SHARE * (sent - self._sent))
        self._sent = sent

    def take(self, sequence: int, octets: int, now: float, round_trip: float) -> bool:
        """Whether this packet may go out again now; then it counts as sent.

        Who asks again before the answer can have come asks in vain.
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
