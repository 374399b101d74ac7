"""Questions of the audience. All messages belong to the stream `session/…`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message, Signal

QuestionState = Literal[
    "pending", "approved", "answering", "answered", "deferred", "dismissed", "merged", "withdrawn"
]
AnswerKind = Literal["", "live", "written", "floor"]
Anonymity = Literal["forbidden", "moderators", "nobody"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
WrittenAnswer = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Language = Annotated[str, StringConstraints(pattern=r"^(|[a-z]{2,3}(-[A-Za-z0-9]{2,8})?)$")]
"""A language tag (BCP 47), or nothing."""
Addressee = Annotated[str, StringConstraints(pattern=r"^(|chair|(party|participant)/[1-9][0-9]{0,18})$")]
"""Whom a question addresses: the chair, a party or a participant by id, or everyone on the podium."""
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class Wording(Message):
    """An earlier wording of a question, and until when it stood."""

    text: str
    until: str


class Question(Entity):
    """A question. Everyone sees those that were approved and what became of them. Moderators see all.

    `author` is the asker's public name, empty if the question is anonymous or asked for a party.
    """

    text: str
    earlier: list[Wording]
    author: str
    party: str | None
    anonymous: bool
    for_party: bool
    asked_by: str
    """For moderators: the asker's name. Empty for others, and if nobody may know it."""
    place: str
    """Where the asker was, `hall` or `remote`. If the question is anonymous, only moderators get this fact."""
    simulated: bool
    """True if a simulated person of a rehearsal asked the question."""
    guest: bool
    """True if a guest, who chose the name, asked the question. If it is anonymous, only moderators get this fact."""
    language: str
    addressee: str
    labels: list[str]
    """For moderators."""
    flagged: list[str]
    """For moderators: the words of the session's list that the question contains."""
    state: QuestionState
    reason: str
    """Why it was deferred. Moderators also see why it was dismissed."""
    merged_into: str | None
    """For moderators: the question into which it was merged."""
    pinned: bool
    answer_kind: AnswerKind
    answer: str
    """The written answer."""
    answered_at: str | None
    turn: str | None
    """The turn in which it was answered."""
    claimed_by: str | None
    """For moderators: the participant who works on it, since `claimed_at`. It ends after ten minutes."""
    claimed_at: str | None
    offered: bool
    """For moderators: the floor was offered to its asker."""
    asked_at: str


class MyQuestion(Entity):
    """The reader's own question, in any state. `reason` says why a moderator dismissed or deferred it."""

    text: str
    anonymous: bool
    for_party: bool
    state: QuestionState
    reason: str
    merged_into: str | None
    """The question that now stands for it. Its votes count there."""
    answer_kind: AnswerKind
    answer: str
    offered: bool
    """A moderator offers the floor: who inscribes now asks it in person."""
    asked_at: str


class QuestionBlock(Entity):
    """For moderators: a person who may ask no more. Its id is that of the question because of which they were blocked.

    `name` is empty if nobody may know it.
    """

    name: str


class QuestionPolicy(Entity):
    """How a session takes questions. Its id is the session's. A session without it has the defaults."""

    is_open: bool
    anonymity: Anonymity
    slow_s: int
    max_pending: int
    hides_votes: bool
    next_up: list[str]
    """The questions that the moderator means to take next, in order."""
    words: list[str]
    """For moderators: a question with one of these words is marked."""


class Votes(Signal):
    """The number of votes for each question that everyone sees, by the question's id.

    Votes for merged questions count for the question that stands for them, each person once. If the session hides
    votes, it is empty until the session is closed.
    """

    counts: dict[str, int]


class HiddenVotes(Signal):
    """For moderators: the numbers of votes, if the session hides them from the others. Otherwise empty."""

    counts: dict[str, int]


class GuestVotes(Signal):
    """For moderators: how many votes for a question came from guests at one address, by the question's id.

    If guests of several addresses voted for it, the number is that of the address with the most votes. Only questions
    with ten or more such votes are listed.
    """

    counts: dict[str, int]


class MyVotes(Signal):
    """The ids of the questions that the reader voted for."""

    questions: list[str]


class AskQuestion(Command):
    """Ask a question. It waits for a moderator's approval. `for_party`: in the name of the asker's party."""

    type: Literal["question.ask"] = "question.ask"
    text: Text
    anonymous: bool = False
    for_party: bool = False
    language: Language = ""
    addressee: Addressee = ""


class ReviseQuestion(Command):
    """Change the words of one's own question while it waits for approval."""

    type: Literal["question.revise"] = "question.revise"
    question: str
    text: Text


class WithdrawQuestion(Command):
    """Take one's own question back, unless it is being answered or was decided."""

    type: Literal["question.withdraw"] = "question.withdraw"
    question: str


class DeclineFloor(Command):
    """Decline the floor that a moderator offered for one's own question."""

    type: Literal["question.decline_floor"] = "question.decline_floor"
    question: str


class ApproveQuestion(Command):
    """Show a question to everyone."""

    type: Literal["question.approve"] = "question.approve"
    question: str


class DismissQuestion(Command):
    """Dismiss a question. The asker sees the reason."""

    type: Literal["question.dismiss"] = "question.dismiss"
    question: str
    reason: Reason


class MergeQuestion(Command):
    """Merge a question into another. Both askers follow the other one. A person's votes for both count once."""

    type: Literal["question.merge"] = "question.merge"
    question: str
    into: str


class PinQuestion(Command):
    """Pin an approved question to the hall screen. It replaces the pinned one."""

    type: Literal["question.pin"] = "question.pin"
    question: str


class UnpinQuestion(Command):
    """Take the pinned question off the hall screen."""

    type: Literal["question.unpin"] = "question.unpin"
    question: str


class BeginAnswer(Command):
    """Take up a question: it is answered now, in the turn that has the floor.

    The question that was taken up before it is answered.
    """

    type: Literal["question.begin_answer"] = "question.begin_answer"
    question: str


class AnswerQuestion(Command):
    """Mark a question as answered in the room. It leaves the hall screen."""

    type: Literal["question.answer"] = "question.answer"
    question: str


class WriteAnswer(Command):
    """Answer a question in writing, also after the session. It replaces an earlier written answer."""

    type: Literal["question.write_answer"] = "question.write_answer"
    question: str
    answer: WrittenAnswer


class DeferQuestion(Command):
    """Defer a question. Everyone sees the reason, which says until when or to whom."""

    type: Literal["question.defer"] = "question.defer"
    question: str
    reason: Reason


class RestoreQuestion(Command):
    """Undo the last decision on a question. A merged one stands for itself again."""

    type: Literal["question.restore"] = "question.restore"
    question: str


class EditQuestion(Command):
    """Change the words of a question. `seen` are the words that the sender saw. Everyone sees the earlier wording."""

    type: Literal["question.edit"] = "question.edit"
    question: str
    text: Text
    seen: str


class LabelQuestion(Command):
    """Set the labels of a question. Only moderators see them."""

    type: Literal["question.label"] = "question.label"
    question: str
    labels: Annotated[list[Label], Field(max_length=25)]


class ClaimQuestion(Command):
    """Keep the other moderators away from a question for ten minutes. `take_over` ends another moderator's claim."""

    type: Literal["question.claim"] = "question.claim"
    question: str
    take_over: bool = False


class ReleaseQuestion(Command):
    """End one's own claim."""

    type: Literal["question.release"] = "question.release"
    question: str


class OfferFloor(Command):
    """Offer the floor to the asker, who belongs to a party.

    If the party inscribes then, the question counts as asked from the floor.
    """

    type: Literal["question.offer_floor"] = "question.offer_floor"
    question: str


class WithdrawOffer(Command):
    """Take back the offer of the floor to a question's asker."""

    type: Literal["question.withdraw_offer"] = "question.withdraw_offer"
    question: str


class BlockAsker(Command):
    """Take no more questions of this question's asker in this session."""

    type: Literal["question.block"] = "question.block"
    question: str


class UnblockAsker(Command):
    """Take questions of this question's asker again."""

    type: Literal["question.unblock"] = "question.unblock"
    question: str


class ArrangeQuestions(Command):
    """Set which questions come next, in order. `seen` is the order that the sender saw."""

    type: Literal["question.arrange"] = "question.arrange"
    next_up: Annotated[list[str], Field(max_length=25)]
    seen: list[str]


class SeenQuestionPolicy(Message):
    """Values of the policy as the sender of a change saw them."""

    is_open: bool | None = None
    anonymity: Anonymity | None = None
    slow_s: int | None = None
    max_pending: int | None = None
    hides_votes: bool | None = None
    words: list[str] | None = None


class SetQuestionPolicy(Command):
    """Set how the session takes questions. What is left out stays.

    `seen` are values that the sender saw: if one of them is another now, nothing is changed.
    """

    type: Literal["question.set_policy"] = "question.set_policy"
    is_open: bool | None = None
    anonymity: Anonymity | None = None
    slow_s: Annotated[int, Field(ge=0, le=3600)] | None = None
    max_pending: Annotated[int, Field(ge=1, le=20)] | None = None
    hides_votes: bool | None = None
    words: Annotated[list[Word], Field(max_length=200)] | None = None
    seen: SeenQuestionPolicy | None = None


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


class QuestionRevised(Event):
    """An asker changed the words of a waiting question."""

    type: Literal["question.revised"] = "question.revised"
    question: str


class QuestionWithdrawn(Event):
    """An asker took a question back."""

    type: Literal["question.withdrawn"] = "question.withdrawn"
    question: str


class FloorDeclined(Event):
    """An asker declined the floor that was offered for a question."""

    type: Literal["question.floor_declined"] = "question.floor_declined"
    question: str


class QuestionApproved(Event):
    """A question is shown to everyone."""

    type: Literal["question.approved"] = "question.approved"
    question: str


class QuestionDismissed(Event):
    """A question was dismissed."""

    type: Literal["question.dismissed"] = "question.dismissed"
    question: str


class QuestionMerged(Event):
    """A question was merged into another."""

    type: Literal["question.merged"] = "question.merged"
    question: str
    into: str


class QuestionPinned(Event):
    """A question is on the hall screen."""

    type: Literal["question.pinned"] = "question.pinned"
    question: str


class QuestionUnpinned(Event):
    """The hall screen shows no question."""

    type: Literal["question.unpinned"] = "question.unpinned"
    question: str


class AnswerBegun(Event):
    """A question is being answered in the room."""

    type: Literal["question.answer_begun"] = "question.answer_begun"
    question: str


class QuestionAnswered(Event):
    """A question was answered in the room."""

    type: Literal["question.answered"] = "question.answered"
    question: str


class AnswerWritten(Event):
    """A question was answered in writing."""

    type: Literal["question.answer_written"] = "question.answer_written"
    question: str


class QuestionDeferred(Event):
    """A question was deferred."""

    type: Literal["question.deferred"] = "question.deferred"
    question: str


class QuestionRestored(Event):
    """A decision on a question was undone."""

    type: Literal["question.restored"] = "question.restored"
    question: str


class QuestionEdited(Event):
    """A moderator changed the words of a question."""

    type: Literal["question.edited"] = "question.edited"
    question: str


class QuestionLabelled(Event):
    """The labels of a question changed."""

    type: Literal["question.labelled"] = "question.labelled"
    question: str


class QuestionClaimed(Event):
    """A moderator works on a question."""

    type: Literal["question.claimed"] = "question.claimed"
    question: str


class QuestionReleased(Event):
    """A moderator's claim of a question ended."""

    type: Literal["question.released"] = "question.released"
    question: str


class FloorOffered(Event):
    """The floor was offered to the asker of a question."""

    type: Literal["question.floor_offered"] = "question.floor_offered"
    question: str


class OfferWithdrawn(Event):
    """The floor is not offered to a question's asker any more."""

    type: Literal["question.offer_withdrawn"] = "question.offer_withdrawn"
    question: str


class AskerBlocked(Event):
    """A person may ask no more questions in the session."""

    type: Literal["question.asker_blocked"] = "question.asker_blocked"
    question: str


class AskerUnblocked(Event):
    """A person may ask questions again."""

    type: Literal["question.asker_unblocked"] = "question.asker_unblocked"
    question: str


class QuestionsArranged(Event):
    """The moderator changed which questions come next."""

    type: Literal["question.arranged"] = "question.arranged"


class QuestionPolicySet(Event):
    """How the session takes questions was changed."""

    type: Literal["question.policy_set"] = "question.policy_set"


ENTITIES = {
    "question": Question,
    "my_question": MyQuestion,
    "question_policy": QuestionPolicy,
    "question_block": QuestionBlock,
}
SIGNALS: dict[str, type[Signal]] = {
    "question.votes": Votes,
    "question.hidden_votes": HiddenVotes,
    "question.guest_votes": GuestVotes,
    "question.my_votes": MyVotes,
}
