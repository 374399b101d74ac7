"""The behaviour of the simulated operator: it sends a drawn hall while nobody else sends the hall. Pure."""

from foundation.films import Shot, hall_shots
from rehearsal.acts import Publish, Unpublish
from rehearsal.plan import Plan
from rehearsal.room import Room, name_of

CUT_EVERY = 25.0
"""Seconds at pace 1 between two cuts while nobody speaks in the hall."""


class HallOperator:
    """Decides at each tick whether to send, and what. `delegations` are the names of those in the hall."""

    def __init__(self, delegations: list[str], plan: Plan) -> None:
        self.plan = plan
        self.has_line = False
        """Whether it sends the hall. Set by the simulated person."""
        self._whole, self._podium, *_ = hall_shots(delegations)
        self.shot = self._whole
        """What it shows, when it last decided."""
        self._cut_at: float | None = None

    def decide(self, room: Room, now: float) -> Publish | Unpublish | None:
        """The next action, or None. `now` is in seconds of a monotonic clock.

        It returns as soon as a person or an encoder left. The session would otherwise wait for the hall's line (FL20).
        """
        self.shot = self._choose_shot(room, now)
        if room.state == "closed":
            return Unpublish() if self.has_line else None
        return None if self.has_line or room.hall_is_on_air else Publish()

    def _choose_shot(self, room: Room, now: float) -> Shot:
        turn = room.turn
        # Nobody speaks for a person who took the seat: that voice is not the room's.
        if turn and turn["place"] == "hall" and turn["mode"] == "live" and not room.has_human(turn["party"]):
            self._cut_at = None
            held = turn["suspended_at"] is not None
            return self._podium if held else Shot(name_of(room.parties[turn["party"]]), "seat")
        if self._cut_at is None:
            self._cut_at = now
            return self._whole
        if now - self._cut_at < self.plan.seconds(CUT_EVERY):
            return self.shot
        self._cut_at = now
        return self._podium if self.shot == self._whole else self._whole
