"""Protocol of the debate on a motion. Stream `session/…`.

From its recognition until the vote a motion is a `pending_motion`. A request to speak for or against it is an `entry`
of the kind `on_motion`, which becomes a `turn` of that kind. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Literal

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.floor.protocol import Side, Verdict
from sessions.votes.protocol import Motion


class Heard(Message):
    """A party that was given the floor on a motion."""

    entry: str
    party: str
    side: Side


class PendingMotion(Entity):
    """A motion before the meeting, from its recognition until the vote on it. `id` is the mover's turn (FL27).

    If there are several, the meeting deals with the one that has the highest number. The others wait for it.
    """

    entry: str
    party: str
    """The party that moved it."""
    motion: Motion
    motion_text: str
    """What the mover asks for, in the mover's words, if `motion` is `other`."""
    recognised_at: str
    in_favour: int
    """How many may speak for it, beside the mover."""
    against: int
    """How many may speak against it."""
    heard: list[Heard]
    """Who was given the floor on it, in order."""


class SpeakOnMotion(Command):
    """Ask to speak for or against a motion (FL27). A moderator or operator does it for a `party` that it names."""

    type: Literal["floor.speak_on_motion"] = "floor.speak_on_motion"
    motion: str
    side: Side
    party: str | None = None


class HearOnMotion(Command):
    """Give the floor to a party that asked to speak on the motion. Ends the mover's, or a speaker's, turn (FL27).

    An entry that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
    """

    type: Literal["floor.hear_on_motion"] = "floor.hear_on_motion"
    entry: str
    token: int
    confirmed: bool = False


class WithdrawMotion(Command):
    """Withdraw a motion before it is put to the vote (FL27). A moderator does it for the mover."""

    type: Literal["floor.withdraw_motion"] = "floor.withdraw_motion"
    motion: str


class AskedOnMotion(Event):
    """A party asks to speak for or against a motion (FL27)."""

    type: Literal["floor.asked_on_motion"] = "floor.asked_on_motion"
    entry: str
    motion: str
    party: str
    side: Side


class HeardOnMotion(Event):
    """A party has the floor for or against a motion (FL27). `ended` is the turn that this ended, if there was one, with
    its party and what was left of its time in seconds. `not_ready` says what the entry lacked.
    """

    type: Literal["floor.heard_on_motion"] = "floor.heard_on_motion"
    turn: str
    entry: str
    motion: str
    party: str
    side: Side
    token: int
    allotted: int
    ended: str | None
    ended_overtime: float
    ended_party: str | None = None
    ended_left: float = 0.0
    not_ready: Verdict | None = None


class MotionWithdrawn(Event):
    """A motion was withdrawn before the vote. `returned` is the turn that has the floor again (FL27)."""

    type: Literal["floor.motion_withdrawn"] = "floor.motion_withdrawn"
    motion: str
    party: str
    returned: str | None
    resumed: bool


ENTITIES = {"pending_motion": PendingMotion}
