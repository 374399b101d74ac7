"""What may become of a question. Pure."""

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
"""From which states each act is possible."""

RESTORED: dict[str, QuestionState] = {"approved": "pending", "dismissed": "pending", "answered": "approved"}
"""What a question is again, once what was decided of it is taken back."""

_SENTENCES = {
    "approve": "Only a pending or dismissed question can be approved.",
    "dismiss": "Only a pending or approved question can be dismissed.",
    "pin": "Only an approved question can be shown on the hall screen. Approve it first.",
    "answer": "Only an approved question can be marked answered.",
    "restore": "This question waits already: there is nothing to take back.",
    "vote": "Votes are for questions that are shown and not yet answered.",
}

NEWCOMER = timedelta(minutes=1)
"""For so long a guest's votes count among those of newcomers at its address."""

MANY_OF_ONE_ADDRESS = 10
"""Votes of guests at one address that moderators are told of."""

MOST_PENDING = 5
"""How many questions of one person may wait for approval."""


def check(act: str, state: str) -> None:
    """Refuses `question.wrong_state`."""
    if state not in NEXT[act]:
        raise Refusal("question.wrong_state", _SENTENCES[act])


def check_text(text: str) -> None:
    """A question has something that can be seen. Refuses `question.blank`."""
    if not any(category(character)[0] in "LNPS" for character in text):
        raise Refusal("question.blank", "Write your question first.")


def check_pending(waiting: int) -> None:
    """Refuses `question.too_many`."""
    if waiting >= MOST_PENDING:
        raise Refusal(
            "question.too_many", "Your earlier questions still wait for the moderator. Ask again later."
        )


def is_newcomer(taken_at: int, now: datetime) -> bool:
    """Whether a seat was taken a moment ago; `taken_at` is in seconds of Unix time."""
    return now.timestamp() - taken_at < NEWCOMER.total_seconds()
