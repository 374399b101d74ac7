"""Loads the floor of a session from its rows, and saves what the rules changed."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.db.models import Model, Q, QuerySet

from sessions.floor import entry_cache, models
from sessions.floor import ordering_store as orderings
from sessions.floor.core import state
from sessions.floor.core.speakers_list import RESTORABLE
from sessions.floor.protocol import (
    DebateState,
    EndedBy,
    Kind,
    Limits,
    ListState,
    Mode,
    MotionSpeakers,
    PresetName,
    Side,
)
from sessions.programme.models import Session
from sessions.programme.protocol import SessionState
from sessions.votes import store as votes
from sessions.votes.protocol import Motion, RulingFacts

_TURN = (
    "started_at", "allotted", "extended", "suspended_at", "suspended", "running_since", "paused", "interrupted",
    "dropped_at", "held_until", "awaits_hall", "reached_by", "introducing", "played_from", "during_vote",
    "language",
)  # fmt: skip
_SAME = (
    "kind", "mode", "on_behalf_of", "place", "inscribed_at", "rank", "placement", "moves", "state",
    "withdrawn_at", "withdrawn_by", "struck", "late_reason", "category", "reply", "motion", "motion_text", "of", "side",
    "item", "explains", "after_vote", "language",
)  # fmt: skip
_ENTRY = ("number", "party_id", "speaker_id", *_SAME)


_MOTION = ("number", "entry", "motion", "motion_text", "recognised_at", "in_favour", "against")


def row_of(session: Session) -> models.Floor:
    """The database row of a session's floor, with its turn, as it is now."""
    return models.Floor.objects.select_related("turn__entry").get(session=session)


def load_floor(session: Session, now: datetime) -> state.Floor:
    """Load the floor. The cost does not grow with the session's history. The caller holds the session's stream.

    From now on `session.floor` is the row that was loaded.
    """
    session.floor = row = row_of(session)
    waiting, withdrawn = Q(state="waiting"), Q(state="withdrawn", withdrawn_at__gte=now - RESTORABLE)
    kept = entry_cache.cached_entries(session)
    # A turn is granted after those that it interrupted, so their numbers give the order in which they wait.
    waits = list(
        models.Turn.objects.filter(session=session, interrupted=True, ended_at=None)
        .select_related("entry")
        .order_by("number")
    )
    turns = [*waits, row.turn] if row.turn is not None else waits
    wanted = withdrawn | Q(pk__in=[turn.entry_id for turn in turns])
    wanted |= _replies_that_count(session, waiting | withdrawn, row.item)
    if row.explains is not None:
        wanted |= Q(kind="explanation_of_vote", state="called", explains=row.explains)
    if kept is None:
        wanted |= waiting
    loaded = models.Entry.objects.filter(wanted, session=session).values_list(*_ENTRY)
    vote = votes.shown_vote(session)
    seats = models.PodiumSeat.objects.filter(session=session, participant__isnull=False)
    return state.Floor(
        session=session.state,
        briefing=session.kind == "press_briefing",
        reason=session.reason,
        resumes_at=session.resumes_at,
        adjourned_at=session.adjourned_at,
        token=row.token,
        next_number=row.next_number,
        list_state=cast(ListState, row.list_state),
        debate=cast(DebateState, row.debate),
        closes_at=row.closes_at,
        limits=Limits(**row.limits),
        ends_turns=row.ends_turns,
        reply_limits=tuple(row.reply_limits),
        motion_speakers=MotionSpeakers(**row.motion_speakers),
        preset=cast(PresetName | None, row.preset),
        figures=row.figures,
        takes_replies=row.takes_replies,
        item=row.item,
        item_title=row.item_title,
        agenda=tuple(row.agenda),
        ends_by=row.ends_by,
        hall_at=row.hall_at,
        hall_until=row.hall_until,
        turn=to_turn(row.turn) if row.turn else None,
        interrupted_turns=tuple(to_turn(turn) for turn in waits),
        motions=tuple(_motion(motion) for motion in _pending_motions(session)),
        vote=votes.to_vote(vote) if vote else None,
        ruled=row.ruled,
        ruling=RulingFacts(**row.ruling) if row.ruling else None,
        appellant=str(row.appellant_id) if row.appellant_id else None,
        explains=row.explains,
        explains_after=row.explains_after,
        swaps=tuple(
            _swap(swap) for swap in session.swaps.filter(open=True).select_related("entry", "with_entry")
        ),
        entries=(*(kept or ()), *(_entry(*values) for values in loaded)),
        orderings=row.orderings,
        ordering=orderings.ordering_in_force(session),
        podium={seat.slot: str(seat.participant_id) for seat in seats},
    )


def _replies_that_count(session: Session, wanted: Q, item: int) -> Q:
    """A filter for the rights of reply that were called: on the present agenda item, and on each item on which an entry
    of the filter `wanted` is a right of reply (FL14).
    """
    replies = models.Entry.objects.filter(wanted, session=session, kind="right_of_reply")
    counts = Q(item=item) | Q(item__in=replies.values("item"))
    return Q(kind="right_of_reply", state="called") & counts


def to_state(row: models.Entry) -> state.Entry:
    """Convert a row of the database to an entry of the core."""
    return _entry(*(getattr(row, name) for name in _ENTRY))


def _entry(number: int, party: int, speaker: int | None, *same: Any) -> state.Entry:
    """Make an entry from the values of the columns `_ENTRY`."""
    named = dict(zip(_SAME, same, strict=True))
    return state.Entry(number=number, party=str(party), speaker=str(speaker) if speaker else None, **named)


def to_turn(row: models.Turn) -> state.Turn:
    """Convert a row of the database to a turn of the core."""
    entry = row.entry
    return state.Turn(
        number=row.number,
        entry=entry.number,
        party=str(row.party_id),
        kind=cast(Kind, entry.kind),
        mode=cast(Mode, entry.mode),
        on_behalf_of=entry.on_behalf_of,
        speaker=str(row.speaker_id) if row.speaker_id else None,
        place=row.place,
        motion=cast(Motion | None, entry.motion),
        motion_text=entry.motion_text,
        of=entry.of,
        side=cast(Side | None, entry.side),
        **{name: getattr(row, name) for name in _TURN},
    )


def _pending_motions(session: Session) -> QuerySet[models.Motion]:
    """The motions before the meeting (FL27), in the order in which they were recognised."""
    return models.Motion.objects.filter(session=session, ended_at=None).order_by("number")


def _motion(row: models.Motion) -> state.PendingMotion:
    heard = tuple((entry, party, side) for entry, party, side in row.heard)
    values = {name: getattr(row, name) for name in _MOTION}
    return state.PendingMotion(party=str(row.party_id), heard=heard, **values)


def _swap(row: models.Swap) -> state.Swap:
    return state.Swap(row.entry.number, row.moves, row.with_entry.number, row.with_moves, row.proposed_at)


def save_floor(
    session: Session, before: state.Floor, after: state.Floor, now: datetime, ended_by: EndedBy
) -> list[Model]:
    """Write the differences between the floor that `load_floor` loaded and another. Returns the rows that changed, for
    the journal.
    """
    changed: list[Model] = []
    row = session.floor
    changed += _save_session(session, before, after, now)
    changed += _save_entries(session, before, after)
    changed += _save_turns(session, row, before, after, now, ended_by)
    changed += _save_motions(session, before, after, now, ended_by)
    changed += votes.save_vote(session, before.vote, after.vote)
    changed += _save_podium(session, before, after)
    changed += _save_swaps(session, before, after)
    changed += orderings.save_ordering(session, before.ordering, after.ordering)
    changed += _save_floor(row, before, after)
    return changed


def _save_session(session: Session, before: state.Floor, after: state.Floor, now: datetime) -> list[Model]:
    if _session_fields(before) == _session_fields(after):
        return []
    session.state, session.reason, session.resumes_at, session.adjourned_at = _session_fields(after)
    if before.session == "scheduled":
        session.opened_at = now
    session.save(update_fields=["state", "reason", "resumes_at", "adjourned_at", "opened_at"])
    return [session]


def _session_fields(floor: state.Floor) -> tuple[SessionState, str, datetime | None, datetime | None]:
    return floor.session, floor.reason, floor.resumes_at, floor.adjourned_at


def _save_entries(session: Session, before: state.Floor, after: state.Floor) -> list[Model]:
    """Save entries. The number of queries does not depend on the number of entries."""
    known = {entry.number: entry for entry in before.entries}
    differing = [entry for entry in after.entries if _is_changed(known.get(entry.number), entry)]
    limits = (before.limits, before.reply_limits), (after.limits, after.reply_limits)
    # New limits change every waiting entry. With another item, entries are on another list.
    relimited = after.requests if limits[0] != limits[1] or before.item != after.item else ()
    shown = {e.number for e in (*differing, *relimited) if e.number in known}
    rows = {row.number: row for row in session.entries.filter(number__in=shown)} if shown else {}
    fields: set[str] = set()
    for entry in differing:
        row = rows.setdefault(entry.number, models.Entry(number=entry.number))
        fields |= _copy_to_row(row, entry)
    new = [row for row in rows.values() if row.pk is None]
    for row in rows.values():
        row.session = session
    models.Entry.objects.bulk_create(new)
    if fields:
        models.Entry.objects.bulk_update([rows[e.number] for e in differing if e.number in known], fields)
    return list(rows.values())


def _is_changed(was: state.Entry | None, entry: state.Entry) -> bool:
    """Whether an entry is new or changed. Most entries are the same object as before, so no field has to be
    compared.
    """
    return was is not entry and was != entry


def _copy_to_row(row: models.Entry, entry: state.Entry) -> set[str]:
    """Copy an entry into its database row. Returns the names of the fields that changed."""
    values: dict[str, Any] = {name: getattr(entry, name) for name in _SAME}
    values |= {"party_id": int(entry.party), "speaker_id": int(entry.speaker) if entry.speaker else None}
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, values[name])
    return {name.removesuffix("_id") for name in changed} if row.pk else set()


def _save_turns(
    session: Session,
    row: models.Floor,
    before: state.Floor,
    after: state.Floor,
    now: datetime,
    ended_by: EndedBy,
) -> list[Model]:
    were, are = _turns_by_number(before), _turns_by_number(after)
    over = [
        _save_ended_turn(session, row, were[number], now, ended_by) for number in were.keys() - are.keys()
    ]
    written = {n: _write_turn(session, turn) for n, turn in are.items() if were.get(n) != turn}
    if after.turn is None:
        row.turn = None
    elif row.turn is None or row.turn.number != after.turn.number:
        row.turn = written[after.turn.number]
    return [*over, *written.values()]


def _turns_by_number(floor: state.Floor) -> dict[int, state.Turn]:
    return {turn.number: turn for turn in floor.turns}


def _save_ended_turn(
    session: Session, floor: models.Floor, turn: state.Turn, now: datetime, ended_by: EndedBy
) -> models.Turn:
    row = models.Turn.objects.select_related("entry").get(session=session, number=turn.number)
    row.ended_at, row.ended_by, row.overtime = now, ended_by, turn.overtime(now)
    row.spoken = round(turn.spoken_time(now).total_seconds(), 3)
    row.save(update_fields=["ended_at", "ended_by", "overtime", "spoken"])
    if not turn.procedural and ended_by != "returned":
        floor.timed += 1
        floor.overrun += turn.overrun(now)
    return row


def _write_turn(session: Session, turn: state.Turn) -> models.Turn:
    entry = models.Entry.objects.get(session=session, number=turn.entry)
    if entry.mode != turn.mode:
        entry.mode = turn.mode
        entry.save(update_fields=["mode"])
    values = {name: getattr(turn, name) for name in _TURN}
    values |= {"entry": entry, "party_id": turn.party, "speaker_id": turn.speaker, "place": turn.place}
    row = models.Turn.objects.filter(session=session, number=turn.number).first()
    if row is None:
        row = models.Turn(
            session=session, number=turn.number, waited=_seconds_waited(session, entry, turn.started_at)
        )
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def _seconds_waited(session: Session, entry: models.Entry, now: datetime) -> float | None:
    """How long an entry waited until its first call, counted from the start of the session (FL23)."""
    if entry.kind in state.PROCEDURAL or entry.turns.exists():
        return None
    began = max(entry.inscribed_at, session.opened_at or session.starts_at)
    return max(0.0, round((now - began).total_seconds(), 3))


def _save_motions(
    session: Session, before: state.Floor, after: state.Floor, now: datetime, ended_by: EndedBy
) -> list[Model]:
    """Save the motions before the meeting, and the outcome of those that are no longer before it (FL27)."""
    were, are = ({motion.number: motion for motion in floor.motions} for floor in (before, after))
    rows: list[Model] = []
    for number in sorted(were.keys() - are.keys()):
        row = models.Motion.objects.get(session=session, number=number)
        row.ended_at, row.outcome = now, ended_by
        row.save(update_fields=["ended_at", "outcome"])
        rows.append(row)
    for number, motion in are.items():
        if were.get(number) != motion:
            values = {name: getattr(motion, name) for name in _MOTION}
            values |= {"party_id": int(motion.party), "heard": [list(one) for one in motion.heard]}
            row, _ = models.Motion.objects.update_or_create(session=session, number=number, defaults=values)
            rows.append(row)
    return rows


def _save_podium(session: Session, before: state.Floor, after: state.Floor) -> list[Model]:
    rows: list[Model] = []
    for slot in sorted(before.podium.keys() | after.podium.keys()):
        if before.podium.get(slot) != after.podium.get(slot):
            values = {"participant_id": after.podium.get(slot)}
            row, _ = models.PodiumSeat.objects.update_or_create(session=session, slot=slot, defaults=values)
            rows.append(row)
    return rows


def _save_swaps(session: Session, before: state.Floor, after: state.Floor) -> list[Model]:
    rows: list[Model] = []
    for swap in sorted({*before.swaps} ^ {*after.swaps}, key=lambda swap: swap.number):
        entries = {e.number: e for e in session.entries.filter(number__in=[swap.entry, swap.with_entry])}
        values = {
            "entry": entries[swap.entry], "moves": swap.moves, "with_entry": entries[swap.with_entry],
            "with_moves": swap.with_moves, "proposed_at": swap.proposed_at, "open": swap in after.swaps,
        }  # fmt: skip
        row, _ = models.Swap.objects.update_or_create(session=session, number=swap.number, defaults=values)
        rows.append(row)
    return rows


def _save_floor(row: models.Floor, before: state.Floor, after: state.Floor) -> list[Model]:
    unlisted = replace(
        before,
        entries=after.entries,
        podium=after.podium,
        motions=after.motions,
        swaps=after.swaps,
        ordering=after.ordering,
        session=after.session,
        reason=after.reason,
        resumes_at=after.resumes_at,
        adjourned_at=after.adjourned_at,
    )
    if unlisted == after:
        return (
            [row] if before.session != after.session else []
        )  # the floor shows how many entries were not heard
    row.token, row.next_number, row.orderings = after.token, after.next_number, after.orderings
    row.list_state, row.closes_at, row.debate = after.list_state, after.closes_at, after.debate
    row.limits, row.ends_turns = after.limits.model_dump(), after.ends_turns
    row.reply_limits, row.preset, row.figures = list(after.reply_limits), after.preset, after.figures
    row.motion_speakers = after.motion_speakers.model_dump()
    row.ruled, row.appellant_id = after.ruled, int(after.appellant) if after.appellant else None
    row.ruling = after.ruling.model_dump() if after.ruling else None
    row.item, row.item_title, row.agenda = after.item, after.item_title, list(after.agenda)
    row.hall_at, row.hall_until = after.hall_at, after.hall_until
    row.explains, row.explains_after = after.explains, after.explains_after
    row.takes_replies, row.ends_by = after.takes_replies, after.ends_by
    row.save()
    return [row]
