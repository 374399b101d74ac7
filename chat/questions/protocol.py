"""Questions of the audience. All messages belong to the stream `session/…`."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Signal

QuestionState = Literal["pending", "approved", "dismissed", "answered"]


class Question(Entity):
    """A question. Everyone sees approved and answered ones. Moderators see all.

    `author` is the asker's public name, empty if the question is anonymous. Only moderators get `asked_by`.
    """

    text: str
    author: str
    party: str | None
    anonymous: bool
    asked_by: str
    simulated: bool
    """True if a simulated person of a rehearsal asked the question."""
    guest: bool
    """True if a guest, who chose the name, asked the question. If it is anonymous, only moderators get this fact."""
    state: QuestionState
    reason: str
    pinned: bool
    asked_at: str


class MyQuestion(Entity):
    """The reader's own question, in any state. `reason` says why a moderator dismissed it."""

    text: str
    anonymous: bool
    state: QuestionState
    reason: str
    asked_at: str


class Votes(Signal):
    """The number of votes for each question that everyone sees, by the question's id."""

    counts: dict[str, int]


class GuestVotes(Signal):
    """For moderators: how many votes for a question came from guests at one address, by the question's id.

    If there were several addresses, it is the highest number. Only questions with ten or more such votes are listed.
    """

    counts: dict[str, int]


class MyVotes(Signal):
    """The ids of the questions that the reader voted for."""

    questions: list[str]


class AskQuestion(Command):
    """Ask a question. It waits for a moderator's approval."""

    type: Literal["question.ask"] = "question.ask"
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    anonymous: bool = False


class ApproveQuestion(Command):
    """Show a question to everyone."""

    type: Literal["question.approve"] = "question.approve"
    question: str


class DismissQuestion(Command):
    """Dismiss a question. The asker sees the reason."""

    type: Literal["question.dismiss"] = "question.dismiss"
    question: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class PinQuestion(Command):
    """Pin an approved question to the hall screen. It replaces the pinned one."""

    type: Literal["question.pin"] = "question.pin"
    question: str


class UnpinQuestion(Command):
    """Take the pinned question off the hall screen."""

    type: Literal["question.unpin"] = "question.unpin"
    question: str


class AnswerQuestion(Command):
    """Mark an approved question as answered. It leaves the hall screen."""

    type: Literal["question.answer"] = "question.answer"
    question: str


class RestoreQuestion(Command):
    """Undo a decision: an approved or dismissed question is pending again, an answered one is approved again."""

    type: Literal["question.restore"] = "question.restore"
    question: str


class VoteQuestion(Command):
    """Vote for an approved question, once."""

    type: Literal["question.vote"] = "question.vote"
    question: str


class WithdrawVote(Command):
    """Withdraw the sender's vote for a question."""

    type: Literal["question.withdraw_vote"] = "question.withdraw_vote"
    question: str


class QuestionAsked(Event):
    """Someone asked a question. Only moderators and the asker see it."""

    type: Literal["question.asked"] = "question.asked"
    question: str


class QuestionApproved(Event):
    """A question is shown to everyone."""

    type: Literal["question.approved"] = "question.approved"
    question: str


class QuestionDismissed(Event):
    """A question was dismissed."""

    type: Literal["question.dismissed"] = "question.dismissed"
    question: str


class QuestionPinned(Event):
    """A question is on the hall screen."""

    type: Literal["question.pinned"] = "question.pinned"
    question: str


class QuestionUnpinned(Event):
    """The hall screen shows no question."""

    type: Literal["question.unpinned"] = "question.unpinned"
    question: str


class QuestionAnswered(Event):
    """A question was answered."""

    type: Literal["question.answered"] = "question.answered"
    question: str


class QuestionRestored(Event):
    """A decision on a question was undone."""

    type: Literal["question.restored"] = "question.restored"
    question: str


ENTITIES = {"question": Question, "my_question": MyQuestion}
SIGNALS: dict[str, type[Signal]] = {
    "question.votes": Votes,
    "question.guest_votes": GuestVotes,
    "question.my_votes": MyVotes,
}
