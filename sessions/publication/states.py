"""What each session has that can be published, and to whom it is published, for organisers."""

from collections.abc import Sequence
from typing import cast

from django.db.models import QuerySet

from foundation.clock import timestamp_text_or_none
from foundation.messages.protocol import Message
from sessions.programme.models import Conference, Session
from sessions.publication import protocol, rules
from sessions.publication.parts import PartFacts, published_parts


class PartState(Message):
    """The state of a part of a session. `readers` is what was decided, or the default if nobody decided.

    `count`: corrections of the minutes, recordings that are ready, or questions that everyone saw. `seconds`: the
    duration of the recordings. `waiting`: recordings that are not ready yet, or questions on which nobody decided.
    """

    part: protocol.PublicationPart
    readers: protocol.PublicationReaders
    is_decided: bool
    published_at: str | None
    published_by: str
    """The name of the person who made the last decision. Empty if nobody decided, or if that person left."""
    is_there: bool
    count: int
    seconds: float
    waiting: int


class PublicationState(Message):
    """A session that has begun, and its parts. They can be published once it is closed."""

    id: str
    title: dict[str, str]
    date: str
    state: str
    access: str
    parts: list[PartState]


def begun_sessions(conference: Conference) -> QuerySet[Session]:
    """The sessions of a conference that have begun."""
    rows = Session.objects.filter(conference=conference).exclude(state="scheduled")
    return rows.select_related("day").prefetch_related("publications__published_by")


def publication_states(sessions: Sequence[Session]) -> list[PublicationState]:
    """What each of these sessions has that can be published, and to whom it is published. The number of queries is
    fixed.
    """
    facts = {name: part.facts(sessions) for name, part in published_parts().items()}
    return [
        PublicationState(
            id=str(session.pk),
            title=session.title,
            date=session.day.date.isoformat(),
            state=session.state,
            access=session.access,
            parts=[
                _part_state(session, part, facts[part].get(session.pk, PartFacts(False)))
                for part in rules.PARTS
            ],
        )
        for session in sessions
    ]


def _part_state(session: Session, part: str, facts: PartFacts) -> PartState:
    row = next((each for each in session.publications.all() if each.part == part), None)
    return PartState(
        part=cast(protocol.PublicationPart, part),
        readers=cast(protocol.PublicationReaders, row.readers if row else rules.DEFAULTS[part]),
        is_decided=row is not None,
        published_at=timestamp_text_or_none(row.published_at) if row else None,
        published_by=row.published_by.name if row and row.published_by else "",
        is_there=facts.is_there,
        count=facts.count,
        seconds=round(facts.seconds, 3),
        waiting=facts.waiting,
    )
