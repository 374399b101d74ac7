"""Protocol of points of order. They stand on no list, interrupt the turn, and are ruled on. Stream `session/…`.

A point of order is an `entry` of the kind `point_of_order`. While it is heard it is the `turn`, and the turn that
it interrupted is the `interrupted_turn`. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Event
from sessions.floor.protocol import Kind, Turn, Verdict
from sessions.programme.protocol import Reason
from sessions.votes.protocol import Motion

Ruling = Literal["upheld", "not_upheld", "noted"]


class Recognise(Command):
    """Hear a point of order, or a motion. The present turn is interrupted (FL13).

    An entry that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
    """

    type: Literal["floor.recognise"] = "floor.recognise"
    entry: str
    token: int
    confirmed: bool = False


class Rule(Command):
    """Rule on the point of order that has the floor. The interrupted turn goes on with its remaining time (FL13)."""

    type: Literal["floor.rule"] = "floor.rule"
    token: int
    ruling: Ruling
    text: Reason = ""


class RuleOutOfOrder(Command):
    """Rule the motion before the meeting out of order: `text` is the ruling with its reason, in the chair's words.

    The motion is not voted on. The interrupted turn goes on with its remaining time (FL13).
    """

    type: Literal["floor.rule_out_of_order"] = "floor.rule_out_of_order"
    token: int
    text: Annotated[Reason, Field(min_length=1)]


class Recognised(Event):
    """A point of order or a motion has the floor. `interrupted` is the turn that waits, if there is one (FL13).

    `during_vote` is the vote under way: the point of order concerns the conduct of the voting. `not_ready` says what
    the entry lacked.
    """

    type: Literal["floor.recognised"] = "floor.recognised"
    turn: str
    entry: str
    party: str
    kind: Kind
    motion: Motion | None
    token: int
    allotted: int
    interrupted: str | None
    during_vote: str | None = None
    not_ready: Verdict | None = None


class Ruled(Event):
    """The chair ruled. `returned` is the turn that has the floor again. `resumed` says whether its clock runs
    (FL13)."""

    type: Literal["floor.ruled"] = "floor.ruled"
    turn: str
    entry: str
    party: str
    ruling: Ruling
    text: str
    during_vote: str | None = None
    spoken: float
    returned: str | None
    resumed: bool


class MotionRuledOut(Event):
    """The chair ruled a motion out of order. `returned` is the turn that has the floor again (FL13)."""

    type: Literal["floor.motion_ruled_out"] = "floor.motion_ruled_out"
    turn: str
    entry: str
    party: str
    motion: Motion
    text: str
    spoken: float
    returned: str | None
    resumed: bool


ENTITIES = {"interrupted_turn": Turn}
