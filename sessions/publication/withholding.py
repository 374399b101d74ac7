"""Withholds rows of a closed session from those who may not read the part of it to which the rows belong."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from foundation.ids import subject
from foundation.registry import Reaction
from sessions.access.protocol import AccessChanged
from sessions.programme.models import Session
from sessions.publication import rules
from sessions.publication.protocol import PartPublished, PartWithdrawn
from sessions.publication.services import readers_of


def reactions_for(model: Any, part: str) -> list[Reaction]:
    """The reactions that keep `withheld` of a model's rows up to date.

    The rows have a `session`. They are withheld if not all who may enter the session may read its part.
    """

    def update(stream: str) -> Iterable[Model]:
        session = Session.objects.get(pk=subject(stream))
        withheld = rules.is_withheld(readers_of(session, part), session.access)
        rows = list(model.objects.filter(session=session).exclude(withheld=withheld))
        for row in rows:
            row.withheld = withheld
        model.objects.filter(pk__in=[row.pk for row in rows]).update(withheld=withheld)
        return rows

    def after_decision(stream: str, event: PartPublished | PartWithdrawn, now: datetime) -> Iterable[Model]:
        return update(stream) if event.part == part else []

    def after_change(stream: str, event: AccessChanged, now: datetime) -> Iterable[Model]:
        return update(stream)

    return [
        Reaction(PartPublished, after_decision),
        Reaction(PartWithdrawn, after_decision),
        Reaction(AccessChanged, after_change),
    ]
