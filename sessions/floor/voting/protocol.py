"""Protocol of appeals, and of the begin and the end of a vote on the floor. Stream `session/…`.

Nobody has the floor during a vote. The interrupted turn waits. What delegations do in a vote, and the events of
votes, are in `sessions/votes/protocol.py`. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Literal

from foundation.messages.protocol import Command, Event
from sessions.programme.protocol import Reason
from sessions.votes.protocol import Majority, Question, Terms, Votes


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
    terms: Terms = Terms()


class PutToVote(Command):
    """Put the motion before the meeting to the vote, even if parties still wait to speak on it (FL13, FL27)."""

    type: Literal["floor.put_to_vote"] = "floor.put_to_vote"
    token: int
    terms: Terms = Terms()


class PutProposal(Command):
    """Put a proposal to the vote, or ask for its adoption without a vote, while nobody has the floor (FL28)."""

    type: Literal["vote.put_proposal"] = "vote.put_proposal"
    token: int
    proposal: str
    majority: Majority = "simple"
    terms: Terms = Terms()


class PutQuestion(Command):
    """Ask delegations for an indicative vote, which decides nothing, while nobody has the floor (FL28)."""

    type: Literal["vote.put_question"] = "vote.put_question"
    token: int
    question: Question
    terms: Terms = Terms()


class CloseVote(Command):
    """Close a vote, with the figures if it was a show of hands. Other votes are counted from their ballots (FL28).

    If nobody voted for or against, `reason` says why.
    """

    type: Literal["vote.close"] = "vote.close"
    vote: str
    in_favour: Votes | None = None
    against: Votes | None = None
    abstentions: Votes = 0
    reason: Reason = ""


class DropVote(Command):
    """End a vote without a result, for example because the appeal or the motion was withdrawn (FL13)."""

    type: Literal["vote.drop"] = "vote.drop"
    vote: str
    reason: Reason = ""


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
