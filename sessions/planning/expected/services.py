"""Finds the parties that are expected in each session, as far as the server knows them in advance."""

from collections import defaultdict

from django.db.models import Q

from foundation.registry import SignalSource
from sessions.floor.conflicts.services import entries_by_party
from sessions.floor.models import Entry, PodiumSeat
from sessions.parties.models import Participant
from sessions.planning.expected.protocol import Expected, ExpectedIn
from sessions.programme.models import Session
from sessions.written_statements.models import WrittenStatement

SIGNAL = "planning.expected"


def expected_signal(conference: int) -> Expected:
    """By session, the parties that wait on a list or have the floor, handed in a text that they will speak, or sit on
    the podium.

    Roles in a session are not counted, because screens know them.
    """
    sessions = Session.objects.filter(conference=conference, cancelled_at=None).exclude(state="closed")
    to_come = [*sessions.values_list("pk", flat=True)]
    will_speak = Q(held=True) | Q(spoken=True, session__state="scheduled")
    texts = WrittenStatement.objects.filter(will_speak, session__in=to_come, withdrawn=False)
    podium = PodiumSeat.objects.filter(session__in=to_come, participant__party__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for session, party in (
        *entries_by_party(to_come, None),
        *texts.values_list("session", "party"),
        *podium.values_list("session", "participant__party"),
    ):
        found[session].add(party)
    return Expected(
        sessions=[
            ExpectedIn(session=str(session), parties=[str(party) for party in sorted(found[session])])
            for session in sorted(found)
        ]
    )


SIGNALS = [
    SignalSource(
        SIGNAL, "conference", read=expected_signal, permission="programme.change_session",
        depends_on=(Entry, PodiumSeat, WrittenStatement, Participant),
    ),
]  # fmt: skip
