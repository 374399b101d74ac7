"""Makes conferences, each with an organiser."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from foundation.accounts.models import User
from sessions.parties.models import Participant
from sessions.programme.models import Conference, Day


def make_conference(
    organiser: User,
    called: str,
    days: Iterable[date],
    /,
    *,
    roles: Collection[str] = ("organiser",),
    **values: Any,
) -> tuple[Conference, Participant]:
    """Make a conference with its days, and its organiser, whose name there is `called`. The caller is in a
    transaction.
    """
    conference = Conference.objects.create(**values)
    Day.objects.bulk_create(Day(conference=conference, date=each) for each in days)
    participant = Participant.objects.create(
        conference=conference, person=organiser, name=called, roles=list(roles)
    )
    return conference, participant
