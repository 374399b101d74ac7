"""Protocol of votes on procedure: appeals against a ruling, and procedural motions. Stream `session/…`.

Nobody has the floor during a vote. The interrupted turn waits. Delegations vote as the chair asks them to, and
the moderator enters the result. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Entity, Event
from sessions.floor.protocol import Motion

Subject = Literal["appeal", "motion"]
Votes = Annotated[int, Field(ge=0, le=10_000)]


class Vote(Entity):
    """The vote under way, or the last one until the next grant (FL13).

    An appeal that is carried overturns the ruling. Otherwise the ruling stands.
    """

    subject: Subject
    party: str
    """The party that appeals or moved."""
    motion: Motion | None
    motion_text: str
    """What was moved, in the mover's words, if `motion` is `other`."""
    of: str
    """The turn of the ruling under appeal, or of the motion."""
    put_at: str
    in_favour: int
    against: int
    abstentions: int
    carried: bool | None
    """Null while the result is not entered."""


class RaiseAppeal(Command):
    """Appeal against the last ruling, for one's own party (FL13). `ruling` is the floor's `ruled`.

    A moderator or operator does it for a `party` that it names.
    """

    type: Literal["floor.raise_appeal"] = "floor.raise_appeal"
    ruling: str
    party: str | None = None


class WithdrawAppeal(Command):
    """Withdraw an appeal that is not put to the vote yet (FL13)."""

    type: Literal["floor.withdraw_appeal"] = "floor.withdraw_appeal"
    ruling: str


class Appeal(Command):
    """Put a party's appeal against the last ruling to the vote. `ruling` is the floor's `ruled` (FL13)."""

    type: Literal["floor.appeal"] = "floor.appeal"
    token: int
    ruling: str
    party: str


class PutToVote(Command):
    """Put the motion that has the floor to the vote (FL13)."""

    type: Literal["floor.put_to_vote"] = "floor.put_to_vote"
    token: int


class EnterVote(Command):
    """Enter the result. The vote is carried if more are in favour than against (FL13)."""

    type: Literal["floor.enter_vote"] = "floor.enter_vote"
    token: int
    in_favour: Votes
    against: Votes
    abstentions: Votes = 0


class DropVote(Command):
    """End a vote without a result, because the appeal or the motion was withdrawn (FL13)."""

    type: Literal["floor.drop_vote"] = "floor.drop_vote"
    token: int


class AppealRaised(Event):
    """A party appeals against the ruling, which has to be put to the vote (FL13)."""

    type: Literal["floor.appeal_raised"] = "floor.appeal_raised"
    ruling: str
    party: str


class AppealWithdrawn(Event):
    """The appeal against the ruling was withdrawn before the vote (FL13)."""

    type: Literal["floor.appeal_withdrawn"] = "floor.appeal_withdrawn"
    ruling: str
    party: str


class VotePut(Event):
    """An appeal or a motion is put to the vote. `interrupted` is the turn that waits, if there is one (FL13)."""

    type: Literal["floor.vote_put"] = "floor.vote_put"
    vote: str
    subject: Subject
    party: str
    motion: Motion | None
    motion_text: str
    of: str
    spoken: float
    """For how many seconds the mover spoke, or 0 for an appeal."""
    interrupted: str | None


class VoteEntered(Event):
    """A vote has a result. `returned` is the turn that has the floor again. `resumed` says whether its clock runs."""

    type: Literal["floor.vote_entered"] = "floor.vote_entered"
    vote: str
    subject: Subject
    party: str
    motion: Motion | None
    motion_text: str
    of: str
    in_favour: int
    against: int
    abstentions: int
    carried: bool
    returned: str | None
    resumed: bool


class VoteDropped(Event):
    """A vote ended without a result (FL13)."""

    type: Literal["floor.vote_dropped"] = "floor.vote_dropped"
    vote: str
    subject: Subject
    party: str
    returned: str | None
    resumed: bool


ENTITIES = {"vote": Vote}
