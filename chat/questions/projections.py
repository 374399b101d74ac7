"""Projections of questions, for each audience and for the person who asked."""

from collections.abc import Iterable
from datetime import datetime

from chat.questions import models, protocol
from chat.wordings import latest_wordings
from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection

SHOWN = ("approved", "answering", "answered", "deferred")
"""The states in which everyone sees a question."""


def show_question(row: models.Question, audience: Audience) -> protocol.Question | None:
    """Show a question. Everyone sees those in `SHOWN`, until they are withheld after the session."""
    if audience is not Audience.MODERATORS and (row.state not in SHOWN or row.withheld):
        return None
    return facts_of(row, audience)


def facts_of(row: models.Question, audience: Audience) -> protocol.Question:
    """A question for those who see it. Only moderators see the name if it is anonymous or asked for a party."""
    moderators = audience is Audience.MODERATORS
    party = str(row.party_id) if row.party_id else None
    return protocol.Question(
        id=str(row.number),
        text=row.text,
        earlier=[protocol.Wording(**each) for each in latest_wordings(row.earlier)],
        author="" if row.anonymous or row.for_party else row.name,
        party=None if row.anonymous else party,
        anonymous=row.anonymous,
        for_party=row.for_party,
        asked_by=_asked_by(row) if moderators else "",
        place=row.place if moderators or not row.anonymous else "",
        simulated=row.simulated,
        guest=row.guest and (moderators or not row.anonymous),
        language=row.language,
        addressee=row.addressee,
        labels=row.labels if moderators else [],
        flagged=row.flagged if moderators else [],
        state=row.state,
        reason=row.reason if moderators or row.state == "deferred" else "",
        merged_into=_merged_into(row) if moderators else None,
        pinned=row.pinned,
        answer_kind=row.answer_kind,
        answer=row.answer,
        answered_at=_moment(row.answered_at),
        turn=str(row.turn) if row.turn else None,
        claimed_by=(row.claimed_by or None) if moderators else None,
        claimed_at=_moment(row.claimed_at) if moderators else None,
        offered=moderators and row.offered_at is not None,
        asked_at=timestamp_text(row.asked_at),
    )


def show_mine(row: models.Question) -> protocol.MyQuestion:
    """Show a question to the person who asked it, in any state."""
    return protocol.MyQuestion(
        id=str(row.number),
        text=row.text,
        anonymous=row.anonymous,
        for_party=row.for_party,
        state=row.state,
        reason=row.reason,
        merged_into=_merged_into(row),
        answer_kind=row.answer_kind,
        answer=row.answer,
        offered=row.offered_at is not None,
        asked_at=timestamp_text(row.asked_at),
    )


def show_policy(row: models.QuestionPolicy, audience: Audience) -> protocol.QuestionPolicy:
    """Show how a session takes questions. Only moderators see the list of words."""
    moderators = audience is Audience.MODERATORS
    return protocol.QuestionPolicy(
        id=str(row.session_id),
        is_open=row.is_open,
        anonymity=row.anonymity,
        slow_s=row.slow_s,
        max_pending=row.max_pending,
        hides_votes=row.hides_votes,
        next_up=row.next_up,
        words=row.words if moderators else [],
    )


def show_block(row: models.QuestionBlock, audience: Audience) -> protocol.QuestionBlock:
    """Show a person who may ask no more."""
    return protocol.QuestionBlock(id=_blocked_by(row), name=_asked_by(row.question))


def _blocked_by(row: models.QuestionBlock) -> str:
    return str(row.question.number)


def _asked_by(row: models.Question) -> str:
    """What moderators read of the asker: the name, or the beginning of the id of a guest without a name."""
    return "" if row.asker_hidden else row.name or row.person[:8]


def _merged_into(row: models.Question) -> str | None:
    return str(row.merged_into.number) if row.merged_into is not None else None


def _moment(at: datetime | None) -> str | None:
    return timestamp_text(at) if at is not None else None


def _number(row: models.Question) -> str:
    return str(row.number)


def _mine(subject: int, keys: frozenset[str]) -> Iterable[models.Question]:
    people = [key.removeprefix("person/") for key in keys if key.startswith("person/")]
    return models.Question.objects.filter(session=subject, person__in=people).select_related("merged_into")


PROJECTIONS = [
    Projection(
        "question", "session", models.Question,
        lambda subject: models.Question.objects.filter(session=subject)
        .select_related("merged_into").order_by("number"),
        show_question, _number,
    ),
    Projection(
        "question_policy", "session", models.QuestionPolicy,
        lambda subject: models.QuestionPolicy.objects.filter(session=subject),
        show_policy, lambda row: str(row.session_id),
    ),
    Projection(
        "question_block", "session", models.QuestionBlock,
        lambda subject: models.QuestionBlock.objects.filter(session=subject).select_related("question"),
        show_block, _blocked_by, for_moderators=True,
    ),
]  # fmt: skip
OWN_PROJECTIONS = [
    OwnProjection(
        "my_question",
        "session",
        models.Question,
        _mine,
        show_mine,
        lambda row: f"person/{row.person}",
        _number,
    ),
]
