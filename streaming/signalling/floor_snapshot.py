"""Reads the state of the floor for the gate, in one transaction."""

from collections.abc import Collection

from foundation import clock
from foundation.accounts.models import SeatRevision
from foundation.database import reading
from foundation.registry import registry
from foundation.wire import leases
from sessions.access.rules import CLEARANCE, clearance, may_enter
from sessions.models import Floor, PodiumSeat, Session, Turn
from streaming.equipment_keys import services as keys
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.slot_assignment import FloorSnapshot


def read(session: int) -> FloorSnapshot:
    """The holder of a session's floor and the seated persons, at one moment."""
    with reading():
        floor = Floor.objects.filter(session=session).select_related(*_TURN).first()
        # Seats stay stored after the session is closed, but then nobody is on air (FL12, FL26).
        seats = PodiumSeat.objects.filter(session=session, participant__isnull=False).exclude(
            session__state="closed"
        )
        waits = (
            Turn.objects.filter(session=session, ended_at=None, interrupted=True)
            .select_related("entry")
            .first()
        )
        podium = tuple(seats.order_by("slot").values_list("slot", "participant__person__public_id"))
    seated = tuple((slot, str(person)) for slot, person in podium)
    waiting = str(waits.number) if waits and waits.entry.mode == "video_statement" else ""
    turn = floor.turn if floor else None
    if turn is None or floor is None:
        return FloorSnapshot(speaking=False, waiting=waiting, podium=seated)
    # A named speaker introduces it live; without one its slot is empty until the file is ready (FL4).
    is_playback = turn.entry.mode == "video_statement" and not (turn.introducing and turn.speaker)
    reader = turn.reader if turn.entry.mode == "read_out" else None
    return FloorSnapshot(
        speaking=turn.suspended_at is None and floor.session.state == "open",
        turn=str(turn.number),
        party=str(turn.party_id),
        place=reader.place if reader else turn.place,
        speaker=str(turn.speaker.person.public_id) if turn.speaker else "",
        reader=str(reader.person.public_id) if reader else "",
        is_playback=is_playback,
        video_statement=turn.party.video_statement_file if is_playback and not turn.introducing else "",
        played=_played(turn),
        waiting=waiting,
        podium=seated,
    )


def _played(turn: Turn) -> float:
    """The playback position of a video statement in seconds, from which a restarted relay goes on (FL4)."""
    passed = (turn.suspended_at or clock.now()) - turn.started_at - turn.suspended
    return max(0.0, (passed - turn.played_from).total_seconds())


_TURN = ("session", "turn__party", "turn__entry", "turn__speaker__person", "turn__reader__person")


def barred(tickets: Collection[MediaToken]) -> set[MediaToken]:
    """The tokens whose persons or keys have lost the permission."""
    rows = SeatRevision.objects.filter(person__in={ticket.person for ticket in tickets})
    revised = {(str(row.person), row.conference): row for row in rows}
    return (
        _of_revoked_keys(tickets)
        | _unseated(tickets)
        | _turned_out(tickets, revised)
        | {
            ticket
            for ticket in tickets
            if _overruled(ticket, revised.get((ticket.person, ticket.conference)))
        }
    )


def _of_revoked_keys(tickets: Collection[MediaToken]) -> set[MediaToken]:
    of_keys = {ticket for ticket in tickets if ticket.is_equipment}
    if not of_keys:
        return set()
    good = keys.good_of({ticket.person for ticket in of_keys})
    return {ticket for ticket in of_keys if ticket.person not in good}


def _turned_out(
    tickets: Collection[MediaToken], revised: dict[tuple[str, str], SeatRevision]
) -> set[MediaToken]:
    """Tokens of persons who may not be in their session, since who may enter it was changed."""
    sessions = {int(ticket.session) for ticket in tickets if ticket.session}
    restricted = Session.objects.filter(pk__in=sessions).exclude(access=Session.Access.PUBLIC).order_by()
    policies = {str(pk): access for pk, access in restricted.values_list("pk", "access")}
    return {
        ticket
        for ticket in tickets
        if ticket.session in policies
        and not may_enter(
            policies[ticket.session], _clearance(ticket, revised.get((ticket.person, ticket.conference)))
        )
    }


def _clearance(ticket: MediaToken, row: SeatRevision | None) -> int:
    if row is None or row.number <= ticket.seat_revision:
        return ticket.clearance
    return clearance(
        row.roles,
        is_registered=ticket.participant is not None,
        has_code=ticket.clearance == CLEARANCE["code"],
    )


def _unseated(tickets: Collection[MediaToken]) -> set[MediaToken]:
    """Tokens of seats that are over, or that have expired with no open page to renew them."""
    now = clock.now().timestamp()
    over = {ticket for ticket in tickets if ticket.seat_until <= now}
    persons = {ticket.person for ticket in over}
    here = {
        (stream, person)
        for stream in {stream for ticket in over for stream in _followed(ticket)}
        for person in leases.alive(stream).filter(person__in=persons).values_list("person", flat=True)
    }
    return {
        t
        for t in over
        if t.seat_ends <= now or not any((stream, t.person) in here for stream in _followed(t))
    }


def _followed(ticket: MediaToken) -> tuple[str, str]:
    return f"conference/{ticket.conference}", ticket.stream


def _overruled(ticket: MediaToken, row: SeatRevision | None) -> bool:
    if (
        row is None or row.number <= ticket.seat_revision
    ):  # its seat was signed with this revision or a later one
        return False
    moved = bool(row.place) and (row.party or None, row.place) != (ticket.party, ticket.place)
    return (
        moved
        or row.withdrawn
        or ticket.seat_revision < row.signed_out
        or not registry().allows(row.roles, ticket.permission)
    )
