"""The states of a question, and limits on questions and votes. Pure."""

from datetime import datetime, timedelta
from unicodedata import category

from chat.questions.protocol import QuestionState
from foundation.refusals import Refusal

NEXT: dict[str, tuple[QuestionState, ...]] = {
    "approve": ("pending", "dismissed"),
    "dismiss": ("pending", "approved"),
    "pin": ("approved",),
    "answer": ("approved",),
    "restore": ("approved", "dismissed", "answered"),
    "vote": ("approved",),
}
"""For each action, the states of a question in which it is possible."""

RESTORED: dict[str, QuestionState] = {"approved": "pending", "dismissed": "pending", "answered": "approved"}
"""For each state of a question, the state that it has once its last decision is undone."""

_SENTENCES = {
    "approve": "Only a pending or dismissed question can be approved.",
    "dismiss": "Only a pending or approved question can be dismissed.",
    "pin": "Only an approved question can be shown on the hall screen. Approve it first.",
    "answer": "Only an approved question can be marked answered.",
    "restore": "This question waits already: there is nothing to take back.",
    "vote": "Votes are for questions that are shown and not yet answered.",
}

NEWCOMER_FOR = timedelta(minutes=1)
"""A guest is a newcomer for this long after taking a seat. Votes of newcomers have a stricter limit."""

MANY_OF_ONE_ADDRESS = 10
"""Moderators see how many votes for a question came from guests at one address, if there are at least this many."""

MAX_PENDING = 5
"""How many questions of one person may wait for approval."""


def check(act: str, state: str) -> None:
    """Check that an action `act` is possible in this state of a question. Refuses `question.wrong_state`."""
    if state not in NEXT[act]:
        raise Refusal("question.wrong_state", _SENTENCES[act])


def check_text(text: str) -> None:
    """Check that a question has at least one visible character. Refuses `question.blank`."""
    if not any(category(character)[0] in "LNPS" for character in text):
        raise Refusal("question.blank", "Write your question first.")


def check_pending(waiting: int) -> None:
    """Check that a person may ask another question. `waiting` of the person's questions wait for approval.

    Refuses `question.too_many`.
    """
    if waiting >= MAX_PENDING:
        raise Refusal(
            "question.too_many", "Your earlier questions still wait for the moderator. Ask again later."
        )


def is_newcomer(taken_at: int, now: datetime) -> bool:
    """Whether a seat was taken less than `NEWCOMER_FOR` ago. `taken_at` is in seconds of Unix time."""
    return now.timestamp() - taken_at < NEWCOMER_FOR.total_seconds()
