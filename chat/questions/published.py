"""The questions as a part of a session that is published, and withheld from those who may not read them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Model, Q

from chat.questions import votes
from chat.questions.models import Question
from chat.questions.projections import SHOWN, facts_of
from chat.questions.rules import disposition
from foundation.ids import kind, subject
from foundation.messages.projections import Audience
from foundation.registry import Reaction
from sessions.access.protocol import AccessChanged
from sessions.models import Session
from sessions.programme.protocol import ProgrammeEdited
from sessions.publication import rules
from sessions.publication.parts import PartFacts, PublishedPart
from sessions.publication.protocol import PartPublished, PartWithdrawn
from sessions.publication.services import readers_of


def _facts(sessions: Collection[Session]) -> Mapping[int, PartFacts]:
    rows = Question.objects.filter(session__in=sessions).order_by().values("session_id")
    counted = rows.annotate(
        shown=Count("pk", filter=Q(state__in=SHOWN)),
        pending=Count("pk", filter=Q(state=Question.State.PENDING)),
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
            "party": row.party.name if row.party and not row.anonymous else {},
            "votes": cast[row.number],
            "disposition": disposition(row.state, row.answer_kind, is_closed=session.state == "closed"),
            "answer": row.answer,
            "reason": row.reason if row.state == Question.State.DEFERRED else "",
        }
        for row in sorted(rows, key=lambda row: (-cast[row.number], row.number))
    ]


PART = PublishedPart("questions", _facts, _read)


def _follow(stream: str) -> Iterable[Model]:
    """After a change of the publication: withhold the questions of a session if not all who may enter it may read them,
    else show them.
    """
    session = Session.objects.get(pk=subject(stream))
    withheld = rules.is_withheld(readers_of(session, "questions"), session.access)
    rows = list(Question.objects.filter(session=session).exclude(withheld=withheld))
    for row in rows:
        row.withheld = withheld
    Question.objects.filter(pk__in=[row.pk for row in rows]).update(withheld=withheld)
    return rows


def _follow_decision(stream: str, event: PartPublished | PartWithdrawn, now: datetime) -> Iterable[Model]:
    return _follow(stream) if event.part == "questions" else []


def _follow_access(stream: str, event: AccessChanged | ProgrammeEdited, now: datetime) -> Iterable[Model]:
    return _follow(stream) if kind(stream) == "session" else []


REACTIONS = [
    Reaction(PartPublished, _follow_decision),
    Reaction(PartWithdrawn, _follow_decision),
    Reaction(AccessChanged, _follow_access),
    Reaction(ProgrammeEdited, _follow_access),
]
