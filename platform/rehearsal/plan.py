"""The measures of a rehearsal: how large, how quick, and of what kinds. Times are seconds at pace 1."""

from dataclasses import dataclass, replace

WAITING = 8
"""How many wait in a full room, while one speaks."""

ASKERS = 8
"""How many of the audience ask questions; the others vote."""


@dataclass(frozen=True)
class Plan:
    """`pace` 2 is twice as quick. The shares of a mix are of 1."""

    pace: float = 1.0
    publishing: int = 6
    speech: tuple[float, float] = (50.0, 80.0)
    rest: tuple[float, float] = (90.0, 240.0)
    """How long a delegation that spoke waits before it asks again; twice as long where it was told to stop."""
    question_every: float = 20.0
    back_after: float = 45.0
    """How long after the last person of its party left a delegation comes back."""
    chair_back_after: float = 20.0
    """The same for the chair, and moderators."""
    withdraws: float = 0.05
    """Of those who wait, the share that thinks better of it within a minute."""
    swaps: float = 0.15
    wanders: float = 0.2
    """Of those not on the list, the share that goes away within a minute, to come back."""
    late: int = 1
    """How many on deck have no line for their first minutes."""
    drops: int = 1
    """How many lose their connection now and then."""

    def seconds(self, at_pace_one: float) -> float:
        """A time at this plan's pace."""
        return at_pace_one / self.pace


MIXES = {
    "lively": Plan(),
    "calm": replace(Plan(), withdraws=0.0, swaps=0.0, wanders=0.0, late=0, drops=0),
    "rough": replace(Plan(), withdraws=0.2, swaps=0.3, wanders=0.5, late=3, drops=4),
}
"""By name, for `--mix`."""
