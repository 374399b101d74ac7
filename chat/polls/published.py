"""Withholds the polls of a closed session from those who may not read its minutes, which have their results."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from chat.polls.models import Poll
from foundation.ids import kind, subject
from foundation.registry import Reaction
from sessions.access.protocol import AccessChanged
from sessions.models import Session
from sessions.programme.protocol import ProgrammeEdited
from sessions.publication import rules
from sessions.publication.protocol import PartPublished, PartWithdrawn
from sessions.publication.services import readers_of


def _follow(stream: str) -> Iterable[Model]:
    """After a change of the publication: withhold the polls if not all who may enter the session may read its minutes,
    else show them.
    """
    session = Session.objects.get(pk=subject(stream))
    withheld = rules.is_withheld(readers_of(session, "minutes"), session.access)
    rows = list(Poll.objects.filter(session=session).exclude(withheld=withheld))
    for row in rows:
        row.withheld = withheld
    Poll.objects.filter(pk__in=[row.pk for row in rows]).update(withheld=withheld)
    return rows


def _follow_decision(stream: str, event: PartPublished | PartWithdrawn, now: datetime) -> Iterable[Model]:
    return _follow(stream) if event.part == "minutes" else []


def _follow_access(stream: str, event: AccessChanged | ProgrammeEdited, now: datetime) -> Iterable[Model]:
    return _follow(stream) if kind(stream) == "session" else []


REACTIONS = [
    Reaction(PartPublished, _follow_decision),
    Reaction(PartWithdrawn, _follow_decision),
    Reaction(AccessChanged, _follow_access),
    Reaction(ProgrammeEdited, _follow_access),
]
