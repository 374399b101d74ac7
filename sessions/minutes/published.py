"""The minutes as a part of a session that is published."""

from collections.abc import Collection, Mapping

from django.db.models import Count

from sessions.minutes.corrections.models import Correction
from sessions.programme.models import Session
from sessions.publication.parts import PartFacts, PublishedPart


def _facts(sessions: Collection[Session]) -> Mapping[int, PartFacts]:
    """For each session, that it has minutes, and how many corrections they have. Minutes are made of stored data, so
    every session has them.
    """
    rows = Correction.objects.filter(session__in=sessions).values_list("session").annotate(Count("pk"))
    corrections = dict(rows.order_by())
    return {session.pk: PartFacts(True, corrections.get(session.pk, 0)) for session in sessions}


PART = PublishedPart("minutes", _facts)
