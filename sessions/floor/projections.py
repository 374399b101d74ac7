"""Projections of the floor, for everyone and for each party."""

from foundation import clock
from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.floor import models, protocol, store
from sessions.floor.core.speakers_list import RESTORABLE
from sessions.floor.podium import protocol as podium
from sessions.floor.protocol import Limits, MotionSpeakers
from sessions.programme.projections import has_entrance_facts
from sessions.votes.protocol import RulingFacts

UNHEARD = ("unheard", "carried")


def show_floor(row: models.Floor, audience: Audience) -> protocol.Floor:
    """Show the floor of a session."""
    return protocol.Floor(
        id=str(row.session_id),
        token=row.token,
        turn=str(row.turn.number) if row.turn else None,
        list_state=row.list_state,
        debate=row.debate,
        closes_at=timestamp_text_or_none(row.closes_at),
        limits=Limits(**row.limits),
        ends_turns=row.ends_turns,
        reply_limits=row.reply_limits,
        motion_speakers=MotionSpeakers(**row.motion_speakers),
        takes_replies=row.takes_replies,
        item=row.item,
        item_title=row.item_title,
        agenda=row.agenda,
        ruled=None if row.ruled is None else str(row.ruled),
        ruling=_ruling(row),
        appellant=str(row.appellant_id) if row.appellant_id else None,
        explains=None if row.explains is None else str(row.explains),
        explains_after=row.explains_after,
        explained=_explained(row),
        preset=row.preset,
        figures=row.figures if audience is Audience.MODERATORS else None,
        ends_by=timestamp_text_or_none(row.ends_by) if audience is Audience.MODERATORS else None,
        unheard=_unheard_count(row) if audience is Audience.MODERATORS else None,
        average_overrun=_average_overrun(row) if audience is Audience.MODERATORS else None,
    )


def _explained(row: models.Floor) -> list[str]:
    """The parties that explained their vote on the proposal on which explanations are taken now (FL29)."""
    if row.explains is None:
        return []
    given = models.Entry.objects.filter(
        session=row.session_id, kind="explanation_of_vote", state="called", explains=row.explains
    )
    return [str(party) for party in given.order_by("number").values_list("party_id", flat=True)]


def _ruling(row: models.Floor) -> RulingFacts | None:
    """The ruling that can be appealed against."""
    if row.ruled is None or not row.ruling or row.ruling["turn"] != str(row.ruled):
        return None
    return RulingFacts(**row.ruling)


def _average_overrun(row: models.Floor) -> float:
    """The mean overrun of past turns, in seconds (FL17), or 0 before the first."""
    return round(row.overrun / row.timed, 1) if row.timed else 0.0


def _unheard_count(row: models.Floor) -> int | None:
    if row.session.state != "closed":
        return None
    listed = models.Entry.objects.filter(session=row.session, state="unheard")
    return listed.filter(kind__in=("statement", "intervention")).count()


def show_present_speaker(row: models.Floor, audience: Audience) -> protocol.PresentSpeaker:
    """Who speaks in a session, for the programme. If the session is not public, only the staff see this."""
    turn = row.turn if has_entrance_facts(row.session, audience) else None
    since = turn.started_at if turn else row.session.starts_at
    return protocol.PresentSpeaker(
        id=str(row.session_id), party=str(turn.party_id) if turn else None, since=timestamp_text(since)
    )


def show_entry(row: models.Entry, audience: Audience) -> protocol.Entry | None:
    """Show an entry while it waits."""
    if row.state != "waiting":
        return None
    value, floor = store.to_state(row), row.session.floor
    return protocol.Entry(
        id=str(row.number),
        party=str(row.party_id),
        kind=row.kind,
        motion=row.motion,
        motion_text=row.motion_text,
        of=str(row.of) if row.of else None,
        side=row.side,
        mode=row.mode,
        on_behalf_of=row.on_behalf_of,
        speaker=value.speaker,
        reader=str(row.reader_id) if row.reader_id else None,
        place=row.place,
        category=row.category,
        language=row.language,
        order=list(value.order),
        moves=row.moves,
        limit=value.limit(Limits(**floor.limits), floor.reply_limits),
        reply=row.reply,
        explains=None if row.explains is None else str(row.explains),
        inscribed_at=timestamp_text(row.inscribed_at),
        late_reason=row.late_reason,
        other_item=row.item if value.listed and row.item != floor.item else None,
    )


def show_withdrawn(row: models.Entry) -> protocol.MyWithdrawnEntry | None:
    """Show a withdrawn entry while its party can restore it."""
    if row.state != "withdrawn" or row.withdrawn_at is None:
        return None
    return protocol.MyWithdrawnEntry(
        id=str(row.number),
        kind=row.kind,
        withdrawn_by=row.withdrawn_by,
        reason=row.struck,
        restorable_until=timestamp_text(row.withdrawn_at + RESTORABLE),
    )


def show_unheard(row: models.Entry) -> protocol.MyUnheardEntry | None:
    """Show an entry that was not heard to its party."""
    if row.state not in UNHEARD:
        return None
    carried_to = str(row.carried_to_id) if row.carried_to_id else None
    return protocol.MyUnheardEntry(id=str(row.number), kind=row.kind, carried_to=carried_to)


def show_turn(row: models.Turn, audience: Audience) -> protocol.Turn | None:
    """Show the turn that holds the floor."""
    return turn_of(row) if row.ended_at is None and not row.interrupted else None


def turn_of(row: models.Turn) -> protocol.Turn:
    """The entity of a turn that is not over."""
    return protocol.Turn(
        id=str(row.number),
        entry=str(row.entry.number),
        party=str(row.party_id),
        kind=row.entry.kind,
        motion=row.entry.motion,
        motion_text=row.entry.motion_text,
        of=str(row.entry.of) if row.entry.of else None,
        side=row.entry.side,
        during_vote=str(row.during_vote) if row.during_vote else None,
        mode=row.entry.mode,
        on_behalf_of=row.entry.on_behalf_of,
        speaker=str(row.speaker_id) if row.speaker_id else None,
        reader=str(row.reader_id) if row.reader_id else None,
        place=row.place,
        language=row.language,
        started_at=timestamp_text(row.started_at),
        suspended_at=timestamp_text_or_none(row.suspended_at),
        suspended_seconds=row.suspended.total_seconds(),
        allotted=row.allotted,
        dropped_at=timestamp_text_or_none(row.dropped_at),
        held_until=timestamp_text_or_none(row.held_until),
        awaits_hall=row.awaits_hall,
        introducing=row.introducing,
        plays_until=_plays_until(row),
    )


def _plays_until(row: models.Turn) -> float | None:
    """The elapsed time at which the turn's video ends (FL4). Only set once the video plays."""
    if row.entry.mode != "video_statement" or row.introducing or not row.party.video_statement_seconds:
        return None
    return round(row.played_from.total_seconds() + row.party.video_statement_seconds, 1)


def show_podium_seat(row: models.PodiumSeat, audience: Audience) -> podium.PodiumSeat | None:
    """Show an occupied place on the podium."""
    if row.participant_id is None:
        return None
    return podium.PodiumSeat(id=row.slot, participant=str(row.participant_id))


def _number(row: models.Entry | models.Turn) -> str:
    return str(row.number)


def _parties(keys: frozenset[str]) -> list[int]:
    return [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]


def _unheard_rows(subject: int, keys: frozenset[str]) -> list[models.Entry]:
    return list(models.Entry.objects.filter(session=subject, state__in=UNHEARD, party__in=_parties(keys)))


def _withdrawn_rows(subject: int, keys: frozenset[str]) -> list[models.Entry]:
    parties = _parties(keys)
    since = clock.now() - RESTORABLE
    return list(models.Entry.objects.filter(
        session=subject, state="withdrawn", withdrawn_at__gte=since, party__in=parties
    ))  # fmt: skip


PROJECTIONS = [
    Projection(
        "floor", "session", models.Floor,
        lambda subject: models.Floor.objects.filter(session=subject).select_related("turn"),
        show_floor, lambda row: str(row.session_id),
    ),
    Projection(
        "live", "conference", models.Floor,
        lambda subject: models.Floor.objects.filter(session__conference=subject).select_related("turn", "session"),
        show_present_speaker, lambda row: str(row.session_id),
    ),
    Projection(
        "entry", "session", models.Entry,
        lambda subject: models.Entry.objects.filter(session=subject, state="waiting").select_related("session__floor"),
        show_entry, _number,
    ),
    Projection(
        "turn", "session", models.Turn,
        lambda subject: models.Turn.objects.filter(
            session=subject, ended_at=None, interrupted=False
        ).select_related("entry", "party"),
        show_turn, _number,
    ),
    Projection(
        "podium_seat", "session", models.PodiumSeat,
        lambda subject: models.PodiumSeat.objects.filter(session=subject),
        show_podium_seat, lambda row: row.slot,
    ),
]  # fmt: skip
OWN_PROJECTIONS = [
    OwnProjection(
        "my_unheard_entry", "session", models.Entry, _unheard_rows, show_unheard,
        lambda row: f"party/{row.party_id}", _number,
    ),
    OwnProjection(
        "my_withdrawn_entry", "session", models.Entry, _withdrawn_rows, show_withdrawn,
        lambda row: f"party/{row.party_id}", _number,
    ),
]  # fmt: skip
