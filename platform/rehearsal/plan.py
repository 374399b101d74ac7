"""The parameters of a rehearsal: size, pace and habits. Times are seconds at pace 1."""

from dataclasses import dataclass, replace

WAITING = 8
"""How many entries wait on the list of speakers if the room is full."""

ASKERS = 8
"""How many of the audience ask questions and write messages. The others vote."""


@dataclass(frozen=True)
class Plan:
    """The parameters of a rehearsal. With a `pace` of 2 everything is twice as quick. Shares are fractions of 1."""

    pace: float = 1.0
    publishing: int = 6
    speech: tuple[float, float] = (50.0, 80.0)
    rest: tuple[float, float] = (90.0, 240.0)
    """Seconds that a delegation waits after its turn before it asks again. It waits twice as long if it was told to
    stop.
    """
    question_every: float = 20.0
    message_every: float = 8.0
    """Seconds between two people who begin to write, of all who write messages."""
    back_after: float = 45.0
    """Seconds until a delegation comes back after the last person of its party has left."""
    chair_back_after: float = 20.0
    """Seconds until the simulated chair comes back after the last human moderator has left."""
    withdraws: float = 0.05
    """The share of waiting parties that withdraw their entry within a minute."""
    swaps: float = 0.15
    wanders: float = 0.2
    """The share of parties not on the list that leave the session for a while, within a minute."""
    late: int = 1
    """How many parties have no connection to the relay for the first minutes on deck."""
    drops: int = 1
    """How many parties lose their connection sometimes."""

    def seconds(self, at_pace_one: float) -> float:
        """How many seconds a time at pace 1 takes at this plan's pace."""
        return at_pace_one / self.pace


MIXES = {
    "lively": Plan(),
    "calm": replace(Plan(), withdraws=0.0, swaps=0.0, wanders=0.0, late=0, drops=0),
    "rough": replace(Plan(), withdraws=0.2, swaps=0.3, wanders=0.5, late=3, drops=4),
}
"""The plans by name, for `--mix`."""
