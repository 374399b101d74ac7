"""Simulated participants of a rehearsal. Each is created once and reused."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.ids import number
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.wire.execution import check_permission
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Joined
from sessions.parties.services import audience_seat, seat_of
from sessions.programme.models import Conference
from sessions.programme.protocol import RehearsalBegun
from sessions.programme.services import find_session, journal_session_change

_PEOPLE = uuid.UUID("6f1c2f0e-5f4a-4a3f-9d5c-2a8f5b1f7d11")
"""The UUID namespace of simulated persons. The id of a person is made of its role in a rehearsal, so it is always the
same.
"""


def prepare_rehearsal(by: Seat, session: str, at: datetime) -> str:
    """Prepare the rehearsal of a session, and return its id. The session's stream is locked, and the session is marked
    as a rehearsal. "" in a demo, where every session may be rehearsed.

    The caller is in a transaction. Refuses `wire.unknown_stream`, `wire.wrong_conference`, `rehearsal.not_scheduled`.
    """
    is_demo = Conference.objects.filter(pk=by.conference, is_demo=True).exists()
    if is_demo and not session:
        return ""
    stream = find_session(number(session)).stream
    check_permission(by, stream, "seats.simulate")
    journal.lock(stream)
    if is_demo:
        return ""
    row = find_session(number(session))
    if row.rehearsal and row.state != "closed":
        return str(row.pk)
    if row.state != "scheduled":
        raise Refusal(
            "rehearsal.not_scheduled",
            "Simulated delegations come to a session before it is opened. Make a session for your rehearsal.",
        )
    row.rehearsal = True
    row.save(update_fields=["rehearsal"])
    journal.append(stream, RehearsalBegun(), at=at, changed=[row], actor=by.person, acting_as=by.participant)
    journal_session_change(row, at, [row])
    return str(row.pk)


def simulated_delegations(conference: Conference, parties: Sequence[str]) -> list[Seat]:
    """Seats of simulated delegates of these parties, by id. Refuses `parties.unknown_party`."""
    rows = {str(row.pk): row for row in Party.objects.filter(conference=conference)}
    if unknown := [party for party in parties if str(number(party)) not in rows]:
        raise Refusal("parties.unknown_party", f"There is no such party in this conference: {unknown[0]}.")
    return [seat_of(_delegate(conference, rows[party])) for party in parties]


def _delegate(conference: Conference, party: Party) -> Participant:
    part = f"delegate/{party.pk}"
    return simulated_participant(conference, part, f"Delegate of {party}", "delegate", party)


def simulated_chair(conference: Conference) -> Seat:
    """The seat of the simulated chair."""
    return seat_of(simulated_participant(conference, "moderator/", "Chair", "moderator"))


def simulated_operator(conference: Conference) -> Seat:
    """The seat of the simulated operator, who sends a drawn hall."""
    return seat_of(simulated_participant(conference, "operator/", "Operator", "operator"))


def simulated_participant(
    conference: Conference, part: str, name: str, role: str, party: Party | None = None
) -> Participant:
    """The simulated participant who has this part in a rehearsal. It is made and journaled if it is missing."""
    key = _person_id(conference, part)
    (person,) = User.objects.ensure_guests({key: name})
    row, made = Participant.objects.get_or_create(
        conference=conference,
        person=person,
        defaults={
            "party": party,
            "name": name,
            "place": party.place if party else "hall",
            "roles": [role],
            "simulated": True,
        },
    )
    if made:
        journal.append(conference.stream, Joined(participant=str(row.pk)), at=clock.now(), changed=[row])
    return row


def simulated_audience(conference: Conference, first: int, count: int) -> list[Seat]:
    """Seats of `count` simulated listeners, numbered from `first`. Every third one sits in the hall."""
    numbers = range(first, first + count)
    names = {_person_id(conference, f"audience/{number}"): f"Listener {number}" for number in numbers}
    people = User.objects.ensure_guests(names)
    return [
        replace(
            audience_seat(person, conference, person.name, "remote" if number % 3 else "hall"),
            simulated=True,
        )
        for number, person in zip(numbers, people, strict=True)
    ]


def _person_id(conference: Conference, part: str) -> uuid.UUID:
    return uuid.uuid5(_PEOPLE, f"{conference.slug}/{conference.pk}/{part}")
