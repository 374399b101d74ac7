"""Protocol of votes by delegation (FL28). Stream `session/…`.

A vote decides an appeal, a motion or a proposal, or is indicative. It begins and ends on the floor
(`sessions/floor/voting`); what delegations do meanwhile is here. Votes are named, never secret. The id of a vote is
the floor's token at which it was put, the id of a ballot its party's.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.parties.protocol import Place
from sessions.programme.protocol import Reason
from sessions.rollcall.protocol import CountedBy

Motion = Literal[
    "suspension", "adjournment", "adjournment_of_debate", "closure_of_debate", "closure_of_list", "other"
]
"""What a procedural motion is for, in the order of precedence (General Assembly, rule 77). `suspension` and
`adjournment` concern the meeting."""
Subject = Literal["appeal", "motion", "proposal", "indicative"]
Method = Literal["show_of_hands", "electronic", "roll_call", "without_a_vote"]
Majority = Literal["simple", "two_thirds"]
Choice = Literal["yes", "no", "abstain"]
Answer = Literal["yes", "no", "abstain", "pass", "absent", "object", ""]
"""What a ballot says. `pass` and `absent` are answers to a roll call. If it is empty, the party cast no vote, and only
said afterwards how it had intended to vote.
"""
Giver = Literal["delegation", "card", "desk"]
"""Who gave a ballot: the party's own member, a seat that the staff gave out by a card, or the staff."""
Votes = Annotated[int, Field(ge=0, le=10_000)]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Period = Annotated[int, Field(ge=5, le=3600)]


class Terms(Message):
    """How a vote is taken.

    `language` is that of the alphabetical order in which a roll is called. After `seconds`, no more votes are cast, and
    no more objections to a decision without a vote are made.
    """

    method: Method = "show_of_hands"
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")] = "en"
    seconds: Period | None = None


class RulingFacts(Message):
    """A ruling of the chair, on a point of order or on a motion (FL13).

    `party` raised it, `text` is what the chair said with the ruling. `motion` is null for a point of order.
    `appeals_withdrawn` are the parties that withdrew an appeal against it. They raise no other one.
    """

    turn: str
    party: str
    ruling: Literal["upheld", "not_upheld", "noted", "out_of_order"]
    text: str
    motion: Motion | None = None
    motion_text: str = ""
    appeals_withdrawn: list[str] = []


class Vote(Entity):
    """The vote under way, or the last one until the next grant (FL13, FL28).

    An appeal that is carried overturns the ruling. Otherwise the ruling stands.
    """

    subject: Subject
    method: Method
    majority: Majority
    party: str | None
    """The party that appeals or moved. Null for a proposal or an indicative vote."""
    motion: Motion | None
    motion_text: str
    """What was moved, in the mover's words, if `motion` is `other`."""
    of: str | None
    """The turn of the ruling under appeal, or the turn of the motion's mover."""
    ruling: RulingFacts | None
    """The ruling under appeal."""
    proposal: str | None
    question: str
    """What is asked, if the vote is indicative."""
    put_at: str
    closes_at: str | None
    """Until when delegations may cast their votes, or object. If it is null, until the chair closes the vote."""
    suspended_at: str | None
    """Since when that time stands still, because the session is suspended. What is left of it begins when the session
    resumes.
    """
    closed_at: str | None
    """When it was closed. Null while the vote is under way."""
    roll: list[str]
    """The parties that may vote, in alphabetical order, which for a roll call begins with the drawn one."""
    drawn: str | None
    """The party from which the roll is called: the first by the SHA-256 of `seed`, a colon and the party's id."""
    seed: str
    called: str | None
    """The party that is called now."""
    round: int
    """Which call of a roll call this is: 1, or 2 for the second call, in which those that passed are called again."""
    present: int
    accredited: int
    needed: int
    """How many accredited parties have to be present to decide, or 0 if no quorum is required."""
    counted_by: CountedBy
    in_favour: int
    against: int
    abstentions: int
    carried: bool | None
    """Whether it was carried. Null while the vote is under way, and for an indicative vote."""
    reason: str
    """Why nobody voted for or against. Empty if somebody did."""


class Ballot(Entity):
    """What a party voted (FL28). Its id is the party's. It can be changed until the vote closes."""

    vote: str
    answer: Answer
    place: Place
    at: str
    intended: Choice | Literal[""]
    """How the party, after the vote, said it had intended to vote. The result does not change."""
    given_by: Giver
    cast_by: str | None
    """The participant who cast it. Staff and the party's own members see it (`my_ballot`)."""


class CastVote(Command):
    """Cast a party's vote, or answer the roll (FL28). The last one counts until the vote closes.

    An operator or a moderator names the party. They, and a seat that was given out by a card, replace what the
    delegation's own member voted only if they name that answer as `seen`.
    """

    type: Literal["vote.cast"] = "vote.cast"
    vote: str
    answer: Literal["yes", "no", "abstain", "pass", "absent"]
    party: str | None = None
    seen: Answer = ""


class ObjectToDecision(Command):
    """Object to a decision without a vote, or take the objection back (FL28). `seen` is as in `vote.cast`."""

    type: Literal["vote.object"] = "vote.object"
    vote: str
    objects: bool = True
    party: str | None = None
    seen: Answer = ""


class CorrectVote(Command):
    """Say after the vote what a party had intended to vote (FL28). It is noted beside the result, which stays."""

    type: Literal["vote.correct"] = "vote.correct"
    vote: str
    answer: Choice
    party: str | None = None


class VotePut(Event):
    """A vote begins. `interrupted` is the turn that waits, if there is one (FL13, FL28)."""

    type: Literal["vote.put"] = "vote.put"
    vote: str
    subject: Subject
    method: Method
    majority: Majority
    party: str | None
    motion: Motion | None
    motion_text: str
    of: str | None
    proposal: str | None
    question: str
    spoken: float
    """The speaking time in seconds of the turn that the vote ended: the mover's, or that of a speaker on the motion."""
    interrupted: str | None


class BallotCast(Event):
    """A party voted, or voted anew (FL28)."""

    type: Literal["vote.ballot_cast"] = "vote.ballot_cast"
    vote: str
    party: str
    answer: Answer
    place: Place


class VoteObjected(Event):
    """A party objects to a decision without a vote, or took its objection back (FL28)."""

    type: Literal["vote.objected"] = "vote.objected"
    vote: str
    party: str
    objects: bool


class VoteCorrected(Event):
    """A party said after the vote what it had intended to vote (FL28)."""

    type: Literal["vote.corrected"] = "vote.corrected"
    vote: str
    party: str
    answer: Choice


class VoteClosed(Event):
    """A vote has a result. `returned` is the turn that has the floor again. `resumed` says whether its clock runs.

    `lapsed` are the motions that waited, and are void because this one was carried. `list_closed` and
    `session_suspended` say what a carried motion did by itself (FL27).
    """

    type: Literal["vote.closed"] = "vote.closed"
    vote: str
    subject: Subject
    method: Method
    party: str | None
    motion: Motion | None
    motion_text: str
    of: str | None
    proposal: str | None
    question: str
    in_favour: int
    against: int
    abstentions: int
    carried: bool | None
    lapsed: list[str] = []
    list_closed: bool = False
    session_suspended: bool = False
    returned: str | None
    resumed: bool


class VoteDropped(Event):
    """A vote ended without a result (FL13, FL28)."""

    type: Literal["vote.dropped"] = "vote.dropped"
    vote: str
    subject: Subject
    party: str | None
    reason: Reason = ""
    returned: str | None
    resumed: bool


ENTITIES = {"vote": Vote, "ballot": Ballot, "my_ballot": Ballot}
