"""The states of a question, who may act on it, and limits on questions and votes. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from chat.questions.protocol import QuestionState
from foundation.refusals import Refusal
from foundation.text import is_readable

NEXT: dict[str, tuple[QuestionState, ...]] = {
    "approve": ("pending", "dismissed"),
    "dismiss": ("pending", "approved", "deferred"),
    "merge": ("pending", "approved"),
    "merge_into": ("pending", "approved", "answering"),
    "pin": ("approved", "answering"),
    "begin_answer": ("approved",),
    "answer": ("approved", "answering"),
    "write_answer": ("pending", "approved", "answering", "deferred", "answered"),
    "defer": ("approved", "answering"),
    "restore": ("approved", "answering", "answered", "deferred", "dismissed", "merged"),
    "edit": ("pending", "approved", "answering", "deferred"),
    "revise": ("pending",),
    "withdraw": ("pending", "approved"),
    "label": ("pending", "approved", "answering", "answered", "deferred", "dismissed"),
    "claim": ("pending", "approved", "answering", "deferred"),
    "offer_floor": ("approved",),
    "vote": ("approved", "answering"),
}
"""For each action, the states of a question in which it is possible."""

RESTORED: dict[str, QuestionState] = {
    "approved": "pending",
    "answering": "approved",
    "answered": "approved",
    "deferred": "approved",
    "dismissed": "pending",
}
"""The state of a question after its last decision is undone. A merged one returns to its state before the merge."""

_SENTENCES = {
    "approve": "Only a pending or dismissed question can be approved.",
    "dismiss": "Only a question that waits, is shown or was deferred can be dismissed.",
    "merge": "Only a pending or approved question can be merged into another.",
    "merge_into": "Merge into a question that waits or is shown, and is not yet answered.",
    "pin": "Only an approved question can be shown on the hall screen. Approve it first.",
    "begin_answer": "Only an approved question can be taken up. Approve it first.",
    "answer": "Only an approved question can be marked answered.",
    "write_answer": "A question that was dismissed, merged or taken back gets no written answer.",
    "defer": "Only an approved question can be deferred.",
    "restore": "This question waits already: there is nothing to take back.",
    "edit": "This question was decided. Take the decision back first.",
    "revise": "Your question was decided meanwhile: its words stay.",
    "withdraw": "Your question was decided meanwhile: it stays.",
    "label": "A question that was merged or taken back has no labels.",
    "claim": "Nothing is left to do with this question.",
    "offer_floor": "Only to the asker of an approved question the floor can be offered.",
    "vote": "Votes are for questions that are shown and not yet answered.",
}

CLAIMED_FOR = timedelta(minutes=10)
"""How long a moderator's claim keeps the other moderators away."""


def check_act(act: str, state: str) -> None:
    """Check that an action `act` is possible in this state of a question. Refuses `question.wrong_state`."""
    if state not in NEXT[act]:
        raise Refusal("question.wrong_state", _SENTENCES[act])


def check_text(text: str) -> None:
    """Check that a question has at least one visible character. Refuses `question.blank`."""
    if not is_readable(text):
        raise Refusal("question.blank", "Write your question first.")


def check_pending(waiting: int, max_pending: int) -> None:
    """Check that a person may ask another question. `waiting` of the person's questions wait for approval.

    Refuses `question.too_many`.
    """
    if waiting >= max_pending:
        raise Refusal(
            "question.too_many", "Your earlier questions still wait for the moderator. Ask again later."
        )


def check_pace(last: datetime | None, slow_s: int, now: datetime) -> None:
    """Check that enough time has passed since a person's last question. Refuses `question.slow`."""
    if last is not None and (left := last + timedelta(seconds=slow_s) - now) > timedelta(0):
        wait = -(-left // timedelta(seconds=1))
        raise Refusal("question.slow", f"This session takes questions slowly. Ask again in {wait} seconds.")


def check_anonymity(anonymous: bool, anonymity: str) -> None:
    """Check that a question may be anonymous. Refuses `question.needs_name`."""
    if anonymous and anonymity == "forbidden":
        raise Refusal(
            "question.needs_name",
            "This session takes no anonymous questions. Ask with your name, or for your delegation.",
        )


def is_claimed_by_another(
    claimed_by: str, claimed_at: datetime | None, by: str | None, now: datetime
) -> bool:
    """Whether another moderator than `by` works on a question, since at most `CLAIMED_FOR`."""
    return bool(claimed_by) and claimed_by != by and claimed_at is not None and now - claimed_at < CLAIMED_FOR


def final_question(number: int, parents: Mapping[int, int]) -> int:
    """The question into which a question was merged in the end. `parents` maps merged questions to their next."""
    while number in parents:
        number = parents[number]
    return number


def check_merge(source: int, target: int, parents: Mapping[int, int]) -> None:
    """Check that a question is merged into another one, and that the merge makes no circle. Refuses `question.same`."""
    if final_question(target, parents) == source:
        raise Refusal("question.same", "A question cannot be merged into itself. Choose another.")


def flagged_words(text: str, words: Iterable[str]) -> list[str]:
    """The words of a list that a text contains as whole words. Capitals do not matter."""
    folded = text.casefold()
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded)]


def without_question(next_up: Sequence[str], gone: str) -> list[str]:
    """The moderator's order without a question that was decided."""
    return [each for each in next_up if each != gone]


def disposition(state: str, answer_kind: str, *, is_closed: bool) -> str:
    """What became of a question, as the minutes say it. A question that still waits when the session is closed was not
    reached.
    """
    if state == "answered":
        return {"written": "answered_in_writing", "floor": "asked_from_the_floor"}.get(
            answer_kind, "answered"
        )
    if is_closed and state in ("pending", "approved", "answering"):
        return "not_reached"
    return state
