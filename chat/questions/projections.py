"""Projections of questions, for each audience and for the person who asked."""

from collections.abc import Iterable

from chat.questions import models, protocol
from foundation.clock import stamp
from foundation.messages.projections import Audience, OwnProjection, Projection

SHOWN = (models.Question.State.APPROVED, models.Question.State.ANSWERED)


def show_question(row: models.Question, audience: Audience) -> protocol.Question | None:
    """Show a question. Everyone sees approved and answered ones, until they are withheld after the session."""
    if audience is not Audience.MODERATORS and (row.state not in SHOWN or row.withheld):
        return None
    return facts_of(row, audience)


def facts_of(row: models.Question, audience: Audience) -> protocol.Question:
    """A question as one audience sees it. If it is anonymous, only moderators see the name of the person who asked."""
    moderators = audience is Audience.MODERATORS
    party = str(row.party_id) if row.party_id else None
    return protocol.Question(
        id=str(row.number),
        text=row.text,
        author="" if row.anonymous else row.name,
        party=None if row.anonymous else party,
        anonymous=row.anonymous,
        asked_by=(row.name or row.person[:8]) if moderators else "",
        simulated=row.simulated,
        guest=row.guest and (moderators or not row.anonymous),
        state=row.state,
        reason=row.reason if moderators else "",
        pinned=row.pinned,
        asked_at=stamp(row.asked_at),
    )


def show_mine(row: models.Question) -> protocol.MyQuestion:
    """Show a question to the person who asked it, in any state."""
    return protocol.MyQuestion(
        id=str(row.number),
        text=row.text,
        anonymous=row.anonymous,
        state=row.state,
        reason=row.reason,
        asked_at=stamp(row.asked_at),
    )


def _number(row: models.Question) -> str:
    return str(row.number)


def _mine(subject: int, keys: frozenset[str]) -> Iterable[models.Question]:
    people = [key.removeprefix("person/") for key in keys if key.startswith("person/")]
    return models.Question.objects.filter(session=subject, person__in=people)


PROJECTIONS = [
    Projection(
        "question", "session", models.Question,
        lambda subject: models.Question.objects.filter(session=subject),
        show_question, _number,
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
