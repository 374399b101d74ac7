"""Reads the state of the floor for the gate, in one transaction."""

from collections.abc import Collection

from foundation import clock
from foundation.accounts.models import SeatRevision
from foundation.accounts.roles import roles_in
from foundation.database import read_transaction
from foundation.registry import registry
from foundation.wire import leases
from sessions.access.rules import CLEARANCE, clearance, may_enter
from sessions.models import Floor, PodiumSeat, Session, Turn
from streaming.equipment_keys import services as keys
from streaming.interpretation.models import LanguageChannel
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.slot_assignment import FloorSnapshot


def read_floor(session: int) -> FloorSnapshot:
    """The holder of a session's floor and the seated persons, at one moment."""
    with read_transaction():
        floor = Floor.objects.filter(session=session).select_related(*_TURN).first()
        state = floor.session.state if floor else "open"
        # Its seats stay stored (FL12).
        if state == "closed":
            return FloorSnapshot(speaking=False, is_silent=True)
        seats = PodiumSeat.objects.filter(session=session, participant__isnull=False)
        waits = (
            Turn.objects.filter(
                session=session, ended_at=None, interrupted=True, entry__mode="video_statement"
            )
            .order_by("-number")
            .first()
        )
        podium = tuple(seats.order_by("slot").values_list("slot", "participant__person__public_id"))
        channels = LanguageChannel.objects.filter(session=session)
        rows = list(channels.order_by("position").select_related("on_duty__person", "hall_booth"))
        booths = _sources_on_duty([row for row in rows if not row.signed])
        signer = next((_source_on_duty(row) for row in rows if row.signed), "")
    seated = tuple((slot, str(person)) for slot, person in podium)
    waiting = str(waits.number) if waits else ""
    turn, is_silent = floor.turn if floor else None, state == "suspended"
    if turn is None:
        return FloorSnapshot(
            speaking=False,
            waiting=waiting,
            podium=seated,
            booths=booths,
            signer=signer,
            is_silent=is_silent,
        )
    # A named speaker introduces it live; without one its slot is empty until the file is ready (FL4).
    is_playback = turn.entry.mode == "video_statement" and not (turn.introducing and turn.speaker)
    reader = turn.reader if turn.entry.mode == "read_out" else None
    return FloorSnapshot(
        speaking=turn.suspended_at is None and state == "open",
        turn=str(turn.number),
        party=str(turn.party_id),
        place=reader.place if reader else turn.place,
        speaker=str(turn.speaker.person.public_id) if turn.speaker else "",
        reader=str(reader.person.public_id) if reader else "",
        is_playback=is_playback,
        video_statement=turn.party.video_statement_file if is_playback and not turn.introducing else "",
        played=_playback_position(turn),
        waiting=waiting,
        podium=seated,
        language=turn.language,
        booths=booths,
        signer=signer,
        is_silent=is_silent,
    )


def _sources_on_duty(rows: Collection[LanguageChannel]) -> tuple[tuple[str, str], ...]:
    """For each channel the person, or the key of the hall's booth, on duty in the booth that is heard there, or ""."""
    people = {row.language: _source_on_duty(row) for row in rows}
    return tuple((row.language, people.get(row.held_by, "")) for row in rows)


def _source_on_duty(row: LanguageChannel) -> str:
    if row.hall_booth is not None:
        return str(row.hall_booth.public_id)
    return str(row.on_duty.person.public_id) if row.on_duty is not None else ""


def _playback_position(turn: Turn) -> float:
    """The playback position of a video statement in seconds, from which a restarted relay goes on (FL4)."""
    passed = (turn.suspended_at or clock.now()) - turn.started_at - turn.suspended
    return max(0.0, (passed - turn.played_from).total_seconds())


_TURN = ("session", "turn__party", "turn__entry", "turn__speaker__person", "turn__reader__person")


def tokens_without_access(tokens: Collection[MediaToken]) -> set[MediaToken]:
    """The tokens whose persons or keys have lost the permission."""
    rows = SeatRevision.objects.filter(person__in={media_token.person for media_token in tokens})
    revised = {(str(row.person), row.conference): row for row in rows}
    return (
        _of_revoked_keys(tokens)
        | _of_ended_seats(tokens)
        | _without_session_access(tokens, revised)
        | {
            media_token
            for media_token in tokens
            if _is_overruled(media_token, revised.get((media_token.person, media_token.conference)))
        }
    )


def _of_revoked_keys(tokens: Collection[MediaToken]) -> set[MediaToken]:
    of_keys = {media_token for media_token in tokens if media_token.is_equipment}
    if not of_keys:
        return set()
    good = keys.valid_ids({media_token.person for media_token in of_keys})
    return {media_token for media_token in of_keys if media_token.person not in good}


def _without_session_access(
    tokens: Collection[MediaToken], revised: dict[tuple[str, str], SeatRevision]
) -> set[MediaToken]:
    """Tokens of persons who may no longer be in their session, because its access policy was changed."""
    sessions = {int(media_token.session) for media_token in tokens if media_token.session}
    restricted = Session.objects.filter(pk__in=sessions).exclude(access="public").order_by()
    policies = {str(pk): access for pk, access in restricted.values_list("pk", "access")}
    return {
        media_token
        for media_token in tokens
        if media_token.session in policies
        and not may_enter(
            policies[media_token.session],
            _current_clearance(media_token, revised.get((media_token.person, media_token.conference))),
        )
    }


def _current_roles(media_token: MediaToken, row: SeatRevision) -> tuple[str, ...]:
    return roles_in(media_token.stream, row.roles, row.session_roles)


def _current_clearance(media_token: MediaToken, row: SeatRevision | None) -> int:
    if row is None or row.number <= media_token.seat_revision:
        return media_token.clearance
    return clearance(
        _current_roles(media_token, row),
        is_registered=media_token.participant is not None or row.registered,
        has_code=media_token.clearance == CLEARANCE["code"],
    )


def _of_ended_seats(tokens: Collection[MediaToken]) -> set[MediaToken]:
    """Tokens of seats that are over, or that have expired with no open page to renew them."""
    now = clock.now().timestamp()
    over = {media_token for media_token in tokens if media_token.seat_until <= now}
    persons = {media_token.person for media_token in over}
    here = {
        (stream, person)
        for stream in {stream for media_token in over for stream in _streams_of_token(media_token)}
        for person in leases.live_connections(stream)
        .filter(person__in=persons)
        .values_list("person", flat=True)
    }
    return {
        t
        for t in over
        if t.seat_ends <= now or not any((stream, t.person) in here for stream in _streams_of_token(t))
    }


def _streams_of_token(media_token: MediaToken) -> tuple[str, str]:
    return f"conference/{media_token.conference}", media_token.stream


def _is_overruled(media_token: MediaToken, row: SeatRevision | None) -> bool:
    if (
        row is None or row.number <= media_token.seat_revision
    ):  # its seat was signed with this revision or a later one
        return False
    moved = bool(row.place) and (row.party or None, row.place) != (media_token.party, media_token.place)
    return (
        moved
        or row.withdrawn
        or media_token.seat_revision < row.signed_out
        or not registry().allows(_current_roles(media_token, row), media_token.permission)
    )
