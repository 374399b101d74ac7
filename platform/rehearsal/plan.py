"""The parameters of a rehearsal: size, pace and habits. Times are seconds at pace 1."""

from dataclasses import dataclass, replace

WAITING = 8
"""How many entries wait on the list of a full room."""

ASKERS = 8
"""How many of the audience ask questions. The others vote."""


@dataclass(frozen=True)
class Plan:
    """`pace` 2 is twice as quick. Shares are fractions of 1."""

    pace: float = 1.0
    publishing: int = 6
    speech: tuple[float, float] = (50.0, 80.0)
    rest: tuple[float, float] = (90.0, 240.0)
    """How long a delegation waits after its turn before it asks again. Twice as long if it was told to stop."""
    question_every: float = 20.0
    back_after: float = 45.0
    """How long a delegation waits to come back after the last person of its party left."""
    chair_back_after: float = 20.0
    """How long the simulated chair waits to come back after the last human moderator left."""
    withdraws: float = 0.05
    """The share of waiting parties that withdraw within a minute."""
    swaps: float = 0.15
    wanders: float = 0.2
    """The share of parties not on the list that leave for a while within a minute."""
    late: int = 1
    """How many parties on deck have no connection to the relay for their first minutes."""
    drops: int = 1
    """How many parties lose their connection sometimes."""

    def seconds(self, at_pace_one: float) -> float:
        """A time at this plan's pace."""
        return at_pace_one / self.pace


MIXES = {
    "lively": Plan(),
    "calm": replace(Plan(), withdraws=0.0, swaps=0.0, wanders=0.0, late=0, drops=0),
    "rough": replace(Plan(), withdraws=0.2, swaps=0.3, wanders=0.5, late=3, drops=4),
}
"""The plans by name, for `--mix`."""
