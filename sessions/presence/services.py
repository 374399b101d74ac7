"""The only writer of attendance and check-ins. It also reads who is connected."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max

from foundation import clock
from foundation.database import write_transaction
from foundation.ids import kind, number, subject
from foundation.journal import services as journal
from foundation.registry import Context, SignalSource
from foundation.wire import leases, signals
from sessions.parties.services import participant_of
from sessions.presence import protocol, rules
from sessions.presence.models import Attendance, CheckIn
from sessions.presence.protocol import PartyArrived, PartyLeft, Presence
from sessions.presence.rules import Guests, PresenceChanges, SeenConnection, StoredAttendance
from sessions.programme.models import Session
from sessions.programme.services import find_session


def connected_participants(stream: str) -> list[SeenConnection]:
    """The participants who are connected to a stream now."""
    return [seen for seen in _seen_connections(stream) if not seen.lost]


def connected_parties(stream: str) -> set[str]:
    """The parties with a member who is connected to a stream now."""
    rows = leases.of_participants(leases.live_connections(stream)).exclude(party="")
    return set(rows.values_list("party", flat=True).distinct())


def parties_here(session: Session) -> set[str]:
    """The parties with a member who is connected to the session's stream now, or is checked in."""
    rows = CheckIn.objects.filter(session=session, participant__party__isnull=False)
    checked_in = {str(pk) for pk in rows.values_list("participant__party", flat=True)}
    return connected_parties(session.stream) | checked_in


def _seen_connections(stream: str) -> list[SeenConnection]:
    rows = leases.of_participants(leases.visible_connections(stream)).order_by("pk").values_list(*_SEEN)
    return [
        SeenConnection(
            person, participant, party, place, tuple(roles), simulated, device, phone, lost_at is not None
        )
        for person, participant, party, place, roles, simulated, device, phone, lost_at in rows
    ]


_SEEN = ("person", "participant", "party", "place", "roles", "simulated", "device", "phone", "lost_at")


def presence_of(session_id: int) -> Presence:
    """The signal `presence` of a session."""
    stream = f"session/{session_id}"
    return rules.presence_signal(_seen_connections(stream), _connected_guests(stream))


def _connected_guests(stream: str) -> list[Guests]:
    """The connected guests, counted in the database, each person by its last connection. There may be thousands of
    rows.
    """
    here = leases.live_connections(stream)
    last = here.values("person").annotate(last=Max("pk")).values("last")
    groups = here.filter(participant="", pk__in=last).values_list("place", "roles", "simulated")
    return [
        Guests(place, tuple(roles), simulated, number)
        for place, roles, simulated, number in groups.annotate(Count("pk"))
    ]


def record_attendance(stream: str) -> bool:
    """Append to the journal which parties arrived, and which left because their grace period is over.

    Returns whether a present party has no connection, so that this must be called again.
    """
    if kind(stream) != "session":
        return False
    session_id = subject(stream)
    changes = _attendance_changes(stream, session_id)
    if changes == PresenceChanges(*(frozenset[str]() for _ in range(4))):
        return _anyone_missing(session_id)
    with write_transaction():
        journal.lock(stream)
        _store_attendance(stream, session_id, _attendance_changes(stream, session_id))
    return _anyone_missing(session_id)


def _attendance_changes(stream: str, session_id: int) -> PresenceChanges:
    rows = Attendance.objects.filter(session=session_id)
    attended = [StoredAttendance(str(row.party_id), row.present, row.missing_since) for row in rows]
    parties = connected_parties(stream)
    grace = timedelta(seconds=settings.PRESENCE_GRACE_SECONDS)
    return rules.attendance_changes(parties, attended, clock.now(), grace)


def _anyone_missing(session_id: int) -> bool:
    return Attendance.objects.filter(session=session_id, present=True, missing_since__isnull=False).exists()


def _store_attendance(stream: str, session_id: int, changes: PresenceChanges) -> None:
    now = clock.now()
    rows = Attendance.objects.filter(session=session_id)
    rows.filter(party__in=_primary_keys(changes.missing)).update(missing_since=now)
    rows.filter(party__in=_primary_keys(changes.back)).update(missing_since=None)
    for party in sorted(changes.arrived):
        row, _ = Attendance.objects.update_or_create(
            session_id=session_id,
            party_id=party,
            defaults={"present": True, "since": now, "missing_since": None},
        )
        journal.append(stream, PartyArrived(party=party), at=now, changed=[row])
    for row in rows.filter(party__in=_primary_keys(changes.left)):
        row.present, row.since, row.missing_since = False, now, None
        row.save()
        journal.append(stream, PartyLeft(party=str(row.party_id)), at=now, changed=[row])


def _primary_keys(parties: frozenset[str]) -> list[int]:
    return [int(party) for party in parties]


def check_in(context: Context, command: protocol.CheckInParticipant) -> None:
    """Check a participant in: it is then ready to be called in the hall (FL18). Refuses
    `parties.unknown_participant`."""
    session = find_session(context.subject)
    person = participant_of(session.conference_id, command.participant)
    party = str(person.party_id) if person.party_id else None
    rules.validate_check_in(party, session.state, _checked_in(context, person.pk) is not None)
    row = CheckIn.objects.create(session=session, participant=person, at=context.now)
    journal.append(
        context.stream,
        protocol.CheckedIn(participant=str(person.pk)),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    signals.mark_dependent_changed(context.stream, CheckIn)


def check_out(context: Context, command: protocol.CheckOutParticipant) -> None:
    """Check a participant out."""
    row = _checked_in(context, number(command.participant))
    rules.validate_check_out(row is not None)
    assert row is not None
    journal.append(
        context.stream,
        protocol.CheckedOut(participant=str(row.participant_id)),
        at=context.now,
        gone=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    row.delete()
    signals.mark_dependent_changed(context.stream, CheckIn)


def _checked_in(context: Context, participant: int) -> CheckIn | None:
    return CheckIn.objects.filter(session=context.subject, participant=participant).first()


SIGNALS = [SignalSource("presence", "session", read=presence_of, of_presence="everyone")]
