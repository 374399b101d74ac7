"""The questions as a part of a session that is published, and withheld from those who may not read them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Q

from chat.questions import votes
from chat.questions.models import Question
from chat.questions.projections import SHOWN, facts_of
from chat.questions.rules import disposition
from foundation.messages.projections import Audience
from sessions.models import Session
from sessions.publication.parts import PartFacts, PublishedPart
from sessions.publication.withholding import reactions_for


def _facts(sessions: Collection[Session]) -> Mapping[int, PartFacts]:
    rows = Question.objects.filter(session__in=sessions).order_by().values("session_id")
    counted = rows.annotate(
        shown=Count("pk", filter=Q(state__in=SHOWN)),
        pending=Count("pk", filter=Q(state="pending")),
    )
    return {
        row["session_id"]: PartFacts(row["shown"] > 0, row["shown"], waiting=row["pending"])
        for row in counted
    }


def _read(session: Session) -> list[dict[str, Any]]:
    """The questions that everyone saw, those with the most votes first, as everyone saw them."""
    rows = Question.objects.filter(session=session, state__in=SHOWN).select_related("party")
    cast = votes.counts(session.pk)
    return [
        {
            "id": str(row.number),
            "text": row.text,
            "author": facts_of(row, Audience.EVERYONE).author,
            "party": row.party.names if row.party and not row.anonymous else {},
            "votes": cast[row.number],
            "disposition": disposition(row.state, row.answer_kind, is_closed=session.state == "closed"),
            "answer": row.answer,
            "reason": row.reason if row.state == "deferred" else "",
        }
        for row in sorted(rows, key=lambda row: (-cast[row.number], row.number))
    ]


PART = PublishedPart("questions", _facts, _read)


REACTIONS = reactions_for(Question, "questions")
