"""Connects microphones to the floor: which party owns each, which must be open, and requests for the floor."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from foundation.refusals import Refusal
from foundation.registry import registry
from foundation.wire import leases
from sessions.floor import protocol
from sessions.floor.core import speakers_list
from sessions.floor.core.speakers_list import Actor, Candidate, Outcome
from sessions.floor.core.state import Floor
from sessions.floor.services import apply_by_time
from sessions.models import Floor as FloorRow
from sessions.models import Participant, Party, Session
from sessions.parties.services import effective_roles
from sessions.programme.services import shown_conferences, shown_sessions


@dataclass(frozen=True)
class Seating:
    """The id of the party at each microphone, and the microphones whose parties have the floor (FL11)."""

    parties: dict[str, str]
    speaking: frozenset[str]


def read_seating() -> Seating:
    """Read from the database which party sits at which microphone, and which microphones have the floor."""
    rows = _parties().exclude(microphone="").values_list("microphone", "pk")
    holders = FloorRow.objects.filter(
        session__in=shown_sessions(),
        session__state="open",
        turn__place="hall",
        turn__entry__mode="live",
        turn__suspended_at=None,
    )
    speaking = holders.exclude(turn__party__microphone="").values_list("turn__party__microphone", flat=True)
    return Seating({unit: str(pk) for unit, pk in rows}, frozenset(speaking))


def _parties() -> QuerySet[Party]:
    return Party.objects.filter(conference__in=shown_conferences())


def request_floor(unit: str) -> str:
    """Put the party of a microphone on the list of speakers (FL2). Returns why it was refused, or "".

    If several sessions are open, the request goes to the one for which the party was checked in, else to the one that
    began first.
    """
    party = _parties().filter(microphone=unit).first()
    if party is None:
        return "No party sits at this microphone."
    session = _session_of(party)
    if session is None:
        return "No session is open."
    try:
        apply_by_time(session.pk, lambda floor, now: _inscribe(floor, party, now))
    except Refusal as refusal:
        return refusal.message
    return ""


def _session_of(party: Party) -> Session | None:
    found = Session.objects.filter(conference=party.conference_id, state="open")
    here = found.filter(check_ins__participant__party=party).first()
    return here or found.order_by("starts_at", "pk").first()


def _inscribe(floor: Floor, party: Party, now: datetime) -> Outcome:
    members = frozenset(str(pk) for pk in party.members.values_list("pk", flat=True))
    candidate = Candidate(
        party=str(party.pk),
        category=party.category,
        members=members,
        groups=party.groups,
        place="hall",
        has_video_statement=bool(party.video_statement_file),
    )
    return speakers_list.inscribe(
        floor, Actor(party=str(party.pk), participant=None), candidate, protocol.Inscribe(place="hall"), now
    )


def microphone_viewers() -> list[tuple[int, str]]:
    """Who may see the microphones, of those who follow an open session: pairs of a session and a person."""
    return [
        (session, person)
        for session in shown_sessions().filter(state="open").values_list("pk", flat=True)
        for person, roles in leases.of_participants(
            leases.live_connections(f"session/{session}")
        ).values_list("person", "roles")
        if registry().allows(roles, "microphones.see")
    ]


def viewers_among(session: int, persons: Collection[str]) -> set[str]:
    """Those of these persons who work at the desk of the session."""
    rows = Participant.objects.filter(person__public_id__in=persons, conference__sessions=session)
    return {
        str(row.person.public_id)
        for row in rows.select_related("person")
        if registry().allows(effective_roles(row, f"session/{session}"), "microphones.see")
    }
