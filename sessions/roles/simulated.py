"""Simulated interpreters of a rehearsal. Each is created once and reused."""

from collections.abc import Sequence

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from sessions.parties.services import seat_of
from sessions.parties.simulated import simulated_participant
from sessions.programme.models import Session
from sessions.roles.models import SessionRole
from sessions.roles.protocol import SessionRoleGiven


def simulated_interpreters(session: Session, languages: Sequence[str]) -> list[Seat]:
    """Seats of a simulated interpreter for each of these language channels of a session, by BCP 47 tag."""
    return [_interpreter(session, language) for language in languages]


def _interpreter(session: Session, language: str) -> Seat:
    conference = session.conference
    part, role = f"interpreter/{session.pk}/{language}", SessionRole.Role.INTERPRETER
    row = simulated_participant(conference, part, f"Simulated interpreter ({language})", role)
    given, made = SessionRole.objects.get_or_create(
        session=session, participant=row, role=role, language=language
    )
    if made:
        event = SessionRoleGiven(
            session=str(session.pk), participant=str(row.pk), role="interpreter", language=language
        )
        journal.append(conference.stream, event, at=clock.now(), changed=[given, row])
    return seat_of(row)
