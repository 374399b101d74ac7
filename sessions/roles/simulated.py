"""Simulated interpreters of a rehearsal. Each is created once and reused."""

from collections.abc import Sequence

from foundation import clock
from foundation.accounts.seats import Seat
from sessions.parties.services import seat_of
from sessions.parties.simulated import simulated_participant
from sessions.programme.models import Session
from sessions.roles import services


def simulated_interpreters(session: Session, languages: Sequence[str]) -> list[Seat]:
    """Seats of a simulated interpreter for each of these language channels of a session, by BCP 47 tag.

    The caller holds the session's stream. Refuses `rehearsal.too_many_interpreters`,
    `interpretation.too_many_languages`.
    """
    return [_interpreter(session, language) for language in languages]


def _interpreter(session: Session, language: str) -> Seat:
    part, name = f"interpreter/{session.pk}/{language}", f"Simulated interpreter ({language})"
    row = simulated_participant(session.conference, part, name, "interpreter")
    services.assign_simulated_interpreter(row, session, language, clock.now())
    return seat_of(row)
