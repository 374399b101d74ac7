"""The behaviour of a simulated interpreter: it is on duty whenever no connected person is. Pure."""

from collections.abc import Callable

from rehearsal.acts import Act, Leave, OpenSocket, Publish, SendCommand
from rehearsal.plan import Plan
from rehearsal.room import Entity, Room

FREE_SECONDS = 3.0
"""For how long, at pace 1, nobody is on duty before the interpreter goes on duty."""


class Interpreter:
    """Decides at each tick, from the present state of the room. `participant` is its own id."""

    def __init__(self, language: str, participant: str, plan: Plan) -> None:
        self.language, self.participant, self.plan = language, participant, plan
        self.here = False
        """Whether its socket is open. Set by the simulated person."""
        self.has_line = False
        """Whether its microphone is connected. Set by the simulated person."""
        self.on_duty = False
        """Whether it interprets, when it last decided."""
        self._free_since: float | None = None
        self._left_since: float | None = None

    def decide(self, room: Room, now: float) -> Act | None:
        """The next action, or None. `now` is in seconds of a monotonic clock."""
        channel = room.entities_of("language_channel").get(self.language)
        self.on_duty = channel is not None and channel["on_duty"] == self.participant
        if channel is None or room.state == "closed":
            return Leave() if self.here else None
        if not self.here:
            return OpenSocket()
        if not self.has_line:
            return Publish()
        steps: list[Callable[[Room, Entity, float], Act | None]] = [
            self._go_on_duty, self._accept_handover, self._take_over,
        ]  # fmt: skip
        return next((act for step in steps if (act := step(room, channel, now)) is not None), None)

    def _go_on_duty(self, room: Room, channel: Entity, now: float) -> Act | None:
        if channel["on_duty"] is not None or channel["from_hall"]:
            self._free_since = None
            return None
        if self._free_since is None:
            self._free_since = now
        if now - self._free_since < self.plan.seconds(FREE_SECONDS):
            return None
        self._free_since = now
        return SendCommand("interpretation.go_on_duty", {"language": self.language})

    def _accept_handover(self, room: Room, channel: Entity, now: float) -> Act | None:
        """Accept a handover that a colleague offers, or for which a colleague asks."""
        concerned = self.participant in (channel["on_duty"], channel["offered_to"])
        if channel["offered_to"] is None or channel["offered_by"] == self.participant or not concerned:
            return None
        return SendCommand("interpretation.accept_handover", {"language": self.language})

    def _take_over(self, room: Room, channel: Entity, now: float) -> Act | None:
        """Take over from a colleague who has left without going off duty."""
        on_duty = channel["on_duty"]
        if on_duty in (None, self.participant) or on_duty in room.presence["people"]:
            self._left_since = None
            return None
        if self._left_since is None:
            self._left_since = now
        if now - self._left_since < self.plan.seconds(self.plan.back_after):
            return None
        self._left_since = now
        fields = {"language": self.language, "to": self.participant, "now": True}
        return SendCommand("interpretation.hand_over", fields)
